using CrmCore.Forecasting.Accounting;
using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Forecasting;

/// <summary>Keeps what came after its instant out of a forecast.</summary>
internal static class DealAtInstant
{
    /// <summary>
    /// The deal where nothing was settled later; null where it was created later; a deal that was closed later as its history tells that it stood. What was changed in an open deal later is not
    /// taken back: <see cref="PastDeals"/> does that.
    /// </summary>
    public static OpportunitySnapshot? Of(OpportunitySnapshot deal, DateTimeOffset? instant)
    {
        if (instant is not { } at || (deal.CreatedAt <= at && !(deal.Closing?.At > at)))
        {
            return deal;
        }

        if (deal.CreatedAt > at || OpportunityHistory.AsOf(deal.History, at) is not { } then)
        {
            return null;
        }

        bool wasWon = then.Category == ForecastCategory.Closed;
        return PastDeals.Rewound(deal, then, at) with
        {
            StageKind = wasWon ? StageKind.Won : StageKind.Open,
            Closing = wasWon ? deal.Closing! with { Kind = StageKind.Won, At = then.StageEnteredAt } : null,
        };
    }
}
