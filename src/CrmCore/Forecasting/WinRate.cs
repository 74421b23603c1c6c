using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Forecasting;

/// <summary>Won deals among won and lost ones; invalid and open ones count nowhere.</summary>
/// <param name="Won">How many were won.</param>
/// <param name="Lost">How many were lost.</param>
public readonly record struct WinRate(int Won, int Lost)
{
    /// <summary>The share, 0 to 1; null where nothing was won or lost.</summary>
    public double? Value => Won + Lost == 0 ? null : (double)Won / (Won + Lost);

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
}
