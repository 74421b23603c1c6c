using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities.Evaluation;

namespace CrmCore.Forecasting;

/// <summary>Won deals among won and lost ones; invalid and open ones count nowhere.</summary>
/// <param name="Won">How many were won.</param>
/// <param name="Lost">How many were lost.</param>
public readonly record struct WinRate(int Won, int Lost)
{
    /// <summary>How many were won, from 0.</summary>
    public int Won { get; init => field = Guard.Against.Negative(value, nameof(Won)); } = Guard.Against.Negative(Won);

    /// <summary>How many were lost, from 0.</summary>
    public int Lost { get; init => field = Guard.Against.Negative(value, nameof(Lost)); } = Guard.Against.Negative(Lost);

    /// <summary>How many were won or lost.</summary>
    public int Closed => Won + Lost;

    /// <summary>The share, 0 to 1; null where nothing was won or lost.</summary>
    public double? Value => Won + Lost == 0 ? null : (double)Won / (Won + Lost);

    /// <summary>Whether it rests on fewer closed deals than <see cref="SmallGroups.Threshold"/>.</summary>
    public bool IsSmall => Won + Lost < SmallGroups.Threshold;

    /// <summary>The win rate of some deals.</summary>
    public static WinRate Of(IEnumerable<OpportunitySnapshot> opportunities)
    {
        int won = 0;
        int lost = 0;
        foreach (OpportunitySnapshot opportunity in Guard.Against.Null(opportunities))
        {
            won += opportunity.StageKind == StageKind.Won ? 1 : 0;
            lost += opportunity.StageKind == StageKind.Lost ? 1 : 0;
        }

        return new(won, lost);
    }

    /// <summary>Where the true rate may lie: Wilson's score interval; null where nothing was won or lost.</summary>
    /// <param name="confidence">How sure, 0.5 to 0.9999.</param>
    public Interval? Interval(double confidence = 0.95) => WilsonInterval.Of(Won, Won + Lost, confidence);
}
