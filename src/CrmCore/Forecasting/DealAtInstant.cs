using CrmCore.Forecasting.Accounting;
using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Forecasting;

/// <summary>Keeps what came after its instant out of a forecast.</summary>
internal static class DealAtInstant
{
    /// <summary>
    /// The deal where nothing was settled later; null where it was created later; a deal that was closed or reopened later as its history tells that it stood. What was changed in an open deal
    /// later is not taken back: <see cref="PastDeals"/> does that.
    /// </summary>
    public static OpportunitySnapshot? Of(OpportunitySnapshot deal, DateTimeOffset? instant)
    {
        if (instant is not { } at || (deal.CreatedAt <= at && !WasSettledAfter(deal, at)))
        {
            return deal;
        }

        if (deal.CreatedAt > at || OpportunityHistory.AsOf(deal.History, at) is not { } state)
        {
            return null;
        }

        OpportunitySnapshot then = PastDeals.Rewound(deal, state, at);
        StageKind kind = KindOf(then.History.Last(r => r.Kind is HistoryKind.Created or HistoryKind.Moved));
        return then with { StageKind = kind, Closing = kind == StageKind.Open ? null : PastDeals.ClosingOf(then.History, kind, KindOf) };
    }

    private static bool WasSettledAfter(OpportunitySnapshot deal, DateTimeOffset at)
    {
        if (deal.Closing?.At > at)
        {
            return true;
        }

        for (int i = deal.History.Count - 1; i >= 0 && deal.History[i].At > at; i--)
        {
            if (deal.History[i].Move is MoveKind.Close or MoveKind.Reopen)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a move won the deal, ended it otherwise, or left it open; a history does not tell lost from invalid, which a forecast need not know.</summary>
    private static StageKind KindOf(HistoryEntry move) => move switch
    {
        { Category: ForecastCategory.Closed } => StageKind.Won,
        { Move: MoveKind.Close } => StageKind.Lost,
        _ => StageKind.Open,
    };
}
