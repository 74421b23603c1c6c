using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Forecasting;

/// <summary>One of the four parts of a velocity.</summary>
public enum VelocityPart
{
    /// <summary>How many deals there are.</summary>
    Opportunities = 0,

    /// <summary>What a won deal brings.</summary>
    Value = 1,

    /// <summary>How many of the closed deals are won.</summary>
    WinRate = 2,

    /// <summary>How long a deal takes; less of it is more.</summary>
    Cycle = 3,
}

/// <summary>What changing one part of a velocity gives while the others stay.</summary>
/// <param name="Part">The part.</param>
/// <param name="PerDay">The velocity then.</param>
/// <param name="Gain">How much more that is a day.</param>
public sealed record VelocityLever(VelocityPart Part, Money PerDay, Money Gain);

/// <summary>
/// Sales velocity: what the pipeline brings a day, as opportunities x average won value x win rate / average cycle days. The parts are averages of different
/// deals, so it compares periods and teams and is no forecast. A part that nothing is known of is null, and so is the velocity. Immutable.
/// </summary>
public sealed record Velocity
{
    /// <summary>A velocity of four known parts.</summary>
    /// <param name="opportunities">How many deals.</param>
    /// <param name="value">What a won deal brings.</param>
    /// <param name="winRate">Which share is won, 0 to 1.</param>
    /// <param name="cycleDays">How many days a deal takes, above 0.</param>
    public Velocity(int opportunities, Money value, double winRate, double cycleDays)
        : this(Guard.Against.Negative(opportunities), (Money?)value, Guard.Against.OutOfRange(winRate, nameof(winRate), 0, 1), Guard.Against.NegativeOrZero(cycleDays), default, 0, new([]))
    {
    }

    private Velocity(int opportunities, Money? value, double? winRate, double? cycleDays, WinRate closed, int valued, SalesCycle cycles)
    {
        Opportunities = opportunities;
        Value = value;
        WinRate = winRate;
        CycleDays = cycleDays;
        Closed = closed;
        ValuedCount = valued;
        Cycles = cycles;
    }

    /// <summary>How many deals there are.</summary>
    public int Opportunities { get; }

    /// <summary>What a won deal brings; null where none has an amount.</summary>
    public Money? Value { get; }

    /// <summary>The share of won deals among won and lost ones; null where there is none.</summary>
    public double? WinRate { get; }

    /// <summary>How many days a deal takes; null where none was closed.</summary>
    public double? CycleDays { get; }

    /// <summary>The deals that the win rate rests on; none where the parts were given.</summary>
    public WinRate Closed { get; }

    /// <summary>How many amounts the value rests on; won deals without an amount are left out of it.</summary>
    public int ValuedCount { get; }

    /// <summary>The cycles that <see cref="CycleDays"/> rests on; none where the parts were given.</summary>
    public SalesCycle Cycles { get; }

    /// <summary>What it brings a day, not rounded; null where a part is, or where every cycle took no time.</summary>
    public Money? PerDay => Value is { } value && WinRate is { } rate && CycleDays is > 0 and { } days ? Of(Opportunities, value, rate, days) : null;

    /// <summary>Measures the velocity of some deals.</summary>
    /// <param name="opportunities">The deals; their order does not matter.</param>
    /// <param name="currency">The currency that every won amount is in.</param>
    /// <param name="at">The present instant; what was created or closed later is not known yet.</param>
    /// <param name="definition">What the parts mean; <see cref="VelocityDefinition.Default"/> where nothing is said.</param>
    /// <exception cref="ArgumentException">The amount of a won deal that counts is in another currency; no exchange rate is guessed.</exception>
    public static Velocity Of(IEnumerable<OpportunitySnapshot> opportunities, Currency currency, DateTimeOffset at, VelocityDefinition? definition = null)
    {
        definition ??= VelocityDefinition.Default;
        int count = 0;
        int won = 0;
        int lost = 0;
        List<decimal> amounts = [];
        List<double> cycles = [];
        foreach (OpportunitySnapshot opportunity in Guard.Against.Null(opportunities))
        {
            if (DealOutcome.At(opportunity, at) is not { } outcome)
            {
                continue;
            }

            count += Counts(outcome, definition) ? 1 : 0;
            bool rests = definition.Basis == VelocityBasis.ClosedInPeriod ? outcome.IsClosedIn(definition.Period) : outcome.IsCreatedIn(definition.Period);
            if (!rests || !outcome.IsCounted)
            {
                continue;
            }

            bool isWon = outcome.Kind == StageKind.Won;
            won += isWon ? 1 : 0;
            lost += isWon ? 0 : 1;
            if (isWon && opportunity.Amount is { } amount)
            {
                amounts.Add((amount + Money.Zero(currency)).Amount);
            }

            if ((isWon || definition.CountsLostCycles) && SalesCycle.DaysOf(opportunity, definition.CycleFrom) is { } days)
            {
                cycles.Add(days);
            }
        }

        WinRate rate = new(won, lost);
        SalesCycle lengths = new(cycles);
        return new(
            count,
            Average(amounts, definition.Value) is { } value ? new Money(value, currency) : null,
            rate.Value,
            definition.Cycle == Averaging.Mean ? lengths.Mean : lengths.Median,
            rate,
            amounts.Count,
            lengths);
    }

    /// <summary>
    /// What more of each part gives: so much more of the deals, the value and the win rate (which is 1 at most), and a cycle shorter by so much. Empty where
    /// the velocity is not known.
    /// </summary>
    /// <param name="more">How much more, above 0 and below 1; a tenth where nothing is said.</param>
    public IReadOnlyList<VelocityLever> Levers(double more = 0.1)
    {
        Guard.Against.OutOfRange(more, nameof(more), 0.0001, 0.9999);
        if (PerDay is not { } now)
        {
            return [];
        }

        (Money value, double rate, double days) = (Value!.Value, WinRate!.Value, CycleDays!.Value);
        decimal factor = 1 + (decimal)more;
        return
        [
            Lever(VelocityPart.Opportunities, Of(Opportunities * factor, value, rate, days)),
            Lever(VelocityPart.Value, Of(Opportunities, value * factor, rate, days)),
            Lever(VelocityPart.WinRate, Of(Opportunities, value, Math.Min(1, rate * (1 + more)), days)),
            Lever(VelocityPart.Cycle, Of(Opportunities, value, rate, days * (1 - more))),
        ];

        VelocityLever Lever(VelocityPart part, Money then) => new(part, then, then - now);
    }

    private static Money Of(decimal opportunities, Money value, double rate, double days) => value * (opportunities * (decimal)rate / (decimal)days);

    private static bool Counts(DealOutcome outcome, VelocityDefinition definition) => definition.Count switch
    {
        VelocityCount.Created => outcome.Kind != StageKind.Invalid && outcome.IsCreatedIn(definition.Period),
        VelocityCount.Closed => outcome.IsCounted && outcome.IsClosedIn(definition.Period),
        VelocityCount.Worked => outcome.Kind != StageKind.Invalid && outcome.IsWorkedIn(definition.Period),
        _ => outcome.Kind == StageKind.Open,
    };

    private static decimal? Average(List<decimal> amounts, Averaging averaging)
    {
        if (amounts.Count == 0)
        {
            return null;
        }

        amounts.Sort();
        int middle = amounts.Count / 2;
        return averaging == Averaging.Mean ? amounts.Sum() / amounts.Count
            : amounts.Count % 2 == 1 ? amounts[middle]
            : (amounts[middle - 1] + amounts[middle]) / 2;
    }
}
