using CrmCore.Opportunities;
using CrmCore.Probabilities;

namespace CrmCore.Forecasting;

/// <summary>
/// The chance that an open deal is won in a period: by a calculator that knows time where it has data enough; else the chance to be won at all, times the share of such deals that are
/// won in the period by their expected date and how dates slip. A deal without a date then has none. Immutable, thread-safe.
/// </summary>
public sealed class PeriodChances
{
    private readonly IWinProbabilityCalculator _calculator;
    private readonly ITimedWinProbabilityCalculator? _timed;

    /// <summary>Chances by a calculator.</summary>
    /// <param name="calculator">Gives the chance to be won; its chance by dates is used where it is an <see cref="ITimedWinProbabilityCalculator"/>.</param>
    /// <param name="slipping">How dates slip; null for <see cref="SlippingModel.Assumed"/>.</param>
    public PeriodChances(IWinProbabilityCalculator calculator, SlippingModel? slipping = null)
    {
        _calculator = Guard.Against.Null(calculator);
        _timed = calculator as ITimedWinProbabilityCalculator;
        Slipping = slipping ?? SlippingModel.Assumed;
    }

    /// <summary>How dates slip.</summary>
    public SlippingModel Slipping { get; }

    /// <summary>The calculator's name.</summary>
    public string Calculator => _calculator.Name;

    /// <summary>The chances to be won at all, of many deals.</summary>
    internal void Ever(ReadOnlySpan<OpportunitySnapshot> deals, DateTimeOffset at, Span<double> chances) => _calculator.Estimate(deals, at, chances);

    /// <summary>The chance that a deal is won in a period.</summary>
    /// <param name="deal">The open deal.</param>
    /// <param name="ever">Its chance to be won at all.</param>
    /// <param name="period">The period.</param>
    /// <param name="at">The present instant.</param>
    /// <param name="zone">Where a day begins and ends; null for UTC.</param>
    /// <returns>0 to <paramref name="ever"/>.</returns>
    public double In(OpportunitySnapshot deal, double ever, ForecastPeriod period, DateTimeOffset at, TimeZoneInfo? zone = null)
    {
        Guard.Against.Null(deal);
        double from = Days(period.First);
        double to = Days(period.Last.AddDays(1));
        if (to <= 0)
        {
            return 0;
        }

        if (_timed?.WonWithin(deal, at, to) is { } by)
        {
            double before = from > 0 ? _timed.WonWithin(deal, at, from) ?? 0 : 0;
            return Math.Clamp(by - before, 0, Math.Max(ever, 0));
        }

        DateOnly today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone ?? TimeZoneInfo.Utc).DateTime);
        return deal.CloseDate is { } date ? ever * Slipping.ShareIn(period, date, today) : 0;

        double Days(DateOnly day)
        {
            DateTime midnight = day.ToDateTime(TimeOnly.MinValue);
            return (new DateTimeOffset(midnight, (zone ?? TimeZoneInfo.Utc).GetUtcOffset(midnight)) - at).TotalDays;
        }
    }
}
