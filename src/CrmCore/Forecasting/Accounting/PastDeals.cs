using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Forecasting.Accounting;

/// <summary>Deals as they were known at an instant. Pure, thread-safe.</summary>
public static class PastDeals
{
    /// <summary>
    /// A deal as its history tells it was at an instant; null before its creation. What has no history (splits, line items, recurring revenue, custom fields, roles, competitors, the next
    /// step, the reason of a closing) is left out, because nobody knows what it was then.
    /// </summary>
    /// <param name="deal">The deal as it is stored.</param>
    /// <param name="instant">The instant.</param>
    /// <param name="pipelines">Tell what its stages mean.</param>
    public static OpportunitySnapshot? AsOf(OpportunitySnapshot deal, DateTimeOffset instant, PipelineCatalog pipelines)
    {
        Guard.Against.Null(deal);
        Guard.Against.Null(pipelines);
        if (OpportunityHistory.AsOf(deal.History, instant) is not { } state)
        {
            return null;
        }

        OpportunitySnapshot then = Rewound(deal, state, instant);
        StageKind kind = KindOf(state.Stage, deal.Pipeline, pipelines);
        return then with
        {
            StageKind = kind,
            IsProbabilityManual = then.History[^1].Kind == HistoryKind.ProbabilityChanged && deal.IsProbabilityManual,
            Closing = kind == StageKind.Open ? null : ClosingOf(then.History, kind, row => KindOf(row.To, deal.Pipeline, pipelines)),
            LineItems = null,
            Recurring = null,
            Splits = null,
            BuyingRoles = null,
            Competitors = null,
            NextStep = null,
            CustomFields = null,
            Activities = deal.Activities is { } activities ? [.. activities.Where(a => a.At <= instant)] : null,
        };
    }

    /// <summary>The deal with its history up to an instant and what that history tells; all else as it is.</summary>
    internal static OpportunitySnapshot Rewound(OpportunitySnapshot deal, OpportunityState state, DateTimeOffset instant) => deal with
    {
        Stage = state.Stage,
        StageEnteredAt = state.StageEnteredAt,
        Amount = state.Amount,
        Probability = state.Probability,
        CloseDate = state.CloseDate,
        Owner = state.Owner,
        ChangedAt = state.ChangedAt,
        History = [.. deal.History.TakeWhile(r => r.At <= instant)],
    };

    /// <summary>How a deal that stood in an end had come there: between ends of one kind the first counts.</summary>
    /// <param name="history">Its history up to then.</param>
    /// <param name="kind">The kind of the end.</param>
    /// <param name="kindOf">The kind of the stage that a move led to.</param>
    internal static OpportunityClosing ClosingOf(IReadOnlyList<HistoryEntry> history, StageKind kind, Func<HistoryEntry, StageKind> kindOf)
    {
        HistoryEntry[] entered = [.. history.Where(r => r.Kind is HistoryKind.Created or HistoryKind.Moved)];
        HistoryEntry first = entered.Reverse().TakeWhile(r => kindOf(r) == kind).LastOrDefault() ?? entered[^1];
        return new(kind, first.At, first.From ?? first.To, null, null);
    }

    private static StageKind KindOf(string stage, PipelineReference reference, PipelineCatalog pipelines) =>
        (pipelines.TryGet(reference, out Pipeline? pipeline) ? pipeline.Find(stage) : null)?.Kind
        ?? pipelines.All.Where(p => p.Key == reference.Key).Select(p => p.Find(stage)).FirstOrDefault(s => s is not null)?.Kind
        ?? StageKind.Open;
}
