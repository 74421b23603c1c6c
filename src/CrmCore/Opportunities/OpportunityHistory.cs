using CrmCore.Pipelines;

namespace CrmCore.Opportunities;

/// <summary>How an opportunity stood at an instant, as far as its history tells.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="StageEnteredAt">When it had entered it.</param>
/// <param name="Amount">The amount.</param>
/// <param name="Probability">The chance to win.</param>
/// <param name="CloseDate">The expected close date.</param>
/// <param name="Owner">The owner.</param>
/// <param name="Category">Where it counted in a forecast.</param>
/// <param name="ChangedAt">The last row up to then.</param>
public sealed record OpportunityState(
    string Stage, DateTimeOffset StageEnteredAt, Money? Amount, Probability Probability, DateOnly? CloseDate, UserId? Owner, ForecastCategory Category, DateTimeOffset ChangedAt);

/// <summary>Reads histories: what was known when, and how long a deal stood where. Pure; for aggregates and snapshots alike.</summary>
public static class OpportunityHistory
{
    /// <summary>How it stood after all rows up to and including an instant; null before its creation.</summary>
    public static OpportunityState? AsOf(IReadOnlyList<HistoryEntry> history, DateTimeOffset instant)
    {
        OpportunityState? state = null;
        foreach (HistoryEntry row in Guard.Against.Null(history))
        {
            if (row.At > instant)
            {
                break;
            }

            bool enters = row.Kind is HistoryKind.Created or HistoryKind.Moved;
            state = new(row.To, enters ? row.At : state!.StageEnteredAt, row.Amount, row.Probability, row.CloseDate, row.Owner, row.Category, row.At);
        }

        return state;
    }

    /// <summary>
    /// How long it stood in each stage up to an instant, over all visits. The times add up to the time since its creation. Instants are compared as
    /// points in time, whatever their offsets. A stay that a migration renamed counts under the stage it ended in.
    /// </summary>
    public static IReadOnlyDictionary<string, TimeSpan> TimeInStages(IReadOnlyList<HistoryEntry> history, DateTimeOffset instant)
    {
        Dictionary<string, TimeSpan> times = new(StringComparer.Ordinal);
        string? stage = null;
        DateTimeOffset entered = default;
        foreach (HistoryEntry row in Guard.Against.Null(history).TakeWhile(r => r.At <= instant))
        {
            if (row.Kind is HistoryKind.Created or HistoryKind.Moved)
            {
                Add(row.At);
                entered = row.At;
            }

            stage = row.To;
        }

        Add(instant);
        return times;

        void Add(DateTimeOffset until)
        {
            if (stage is not null)
            {
                times[stage] = times.GetValueOrDefault(stage) + (until - entered);
            }
        }
    }

    /// <summary>How often each stage was entered.</summary>
    public static IReadOnlyDictionary<string, int> Visits(IReadOnlyList<HistoryEntry> history) => Guard.Against.Null(history)
        .Where(r => r.Kind is HistoryKind.Created or HistoryKind.Moved)
        .GroupBy(r => r.To, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);

    /// <summary>The stages that were passed over and never entered, in the order they were passed over.</summary>
    public static IReadOnlyList<string> SkippedStages(IReadOnlyList<HistoryEntry> history)
    {
        IReadOnlyDictionary<string, int> visits = Visits(history);
        return [.. history.SelectMany(r => r.Skipped ?? []).Distinct(StringComparer.Ordinal).Where(s => !visits.ContainsKey(s))];
    }

    /// <summary>How often the expected close date was put off: changed to a later date. Bringing it forward counts nothing and takes nothing back.</summary>
    public static int CloseDatePushes(IReadOnlyList<HistoryEntry> history)
    {
        Guard.Against.Null(history);
        int pushes = 0;
        DateOnly? latest = null;
        for (int i = 0; i < history.Count; i++)
        {
            DateOnly? date = history[i].CloseDate;
            pushes += history[i].Kind == HistoryKind.CloseDateChanged && date > latest ? 1 : 0;
            latest = date ?? latest;
        }

        return pushes;
    }
}
