namespace CrmCore.Forecasting;

/// <summary>One line of a forecast.</summary>
/// <param name="Won">What is won already, at its own amount.</param>
/// <param name="Weighted">What is open, each amount times its probability.</param>
/// <param name="Open">What is open, at full amount.</param>
/// <param name="OpenCount">How many deals are open; a deal that several share counts for each of them.</param>
/// <param name="WonCount">How many deals are won; a deal that several share counts for each of them.</param>
public sealed record ForecastLine(Money Won, Money Weighted, Money Open, int OpenCount, int WonCount)
{
    /// <summary>What is won already and what is expected of the open deals.</summary>
    public Money Expected => Won + Weighted;

    /// <summary>What comes again each month, apart from the amounts above; null where nothing does.</summary>
    public ForecastRecurring? Recurring { get; init; }

    /// <summary>Two lines together.</summary>
    /// <exception cref="ArgumentException">The currencies differ.</exception>
    public static ForecastLine operator +(ForecastLine left, ForecastLine right)
    {
        Guard.Against.Null(left);
        Guard.Against.Null(right);
        return new(left.Won + right.Won, left.Weighted + right.Weighted, left.Open + right.Open, left.OpenCount + right.OpenCount, left.WonCount + right.WonCount)
        {
            Recurring = left.Recurring is { } a && right.Recurring is { } b ? new(a.Won + b.Won, a.Weighted + b.Weighted, a.Open + b.Open) : left.Recurring ?? right.Recurring,
        };
    }

    internal static ForecastLine Empty(Currency currency) => new(Money.Zero(currency), Money.Zero(currency), Money.Zero(currency), 0, 0);
}

/// <summary>Recurring revenue of a month; each deal's is rounded half to even to the smallest unit.</summary>
/// <param name="Won">Of won deals.</param>
/// <param name="Weighted">Of open ones, times their probability.</param>
/// <param name="Open">Of open ones, in full.</param>
public sealed record ForecastRecurring(Money Won, Money Weighted, Money Open);
