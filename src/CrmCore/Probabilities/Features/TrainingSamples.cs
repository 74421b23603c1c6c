using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Probabilities.Features;

/// <summary>
/// Takes samples of settled records at moments before they were settled, so that a model meets in training what it will meet in use: on entering each open stage,
/// and every week between.
/// </summary>
public static class TrainingSamples
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>Weeks sampled of one record at most; what lies still for years does not outweigh the others.</summary>
    private const int MostWeeks = 52;

    /// <summary>Samples of won and lost opportunities; open and invalid ones are passed over.</summary>
    public static IReadOnlyList<TrainingSample<OpportunitySnapshot>> Of(IEnumerable<OpportunitySnapshot> opportunities)
    {
        List<TrainingSample<OpportunitySnapshot>> samples = [];
        foreach (OpportunitySnapshot opportunity in Guard.Against.Null(opportunities))
        {
            if (opportunity.StageKind is not (StageKind.Won or StageKind.Lost) || opportunity.Closing is not { } closing)
            {
                continue;
            }

            DateTimeOffset closed = closing.At;
            IEnumerable<DateTimeOffset> entries = opportunity.History.Where(e => e.Kind is HistoryKind.Created or HistoryKind.Moved && e.At < closed).Select(e => e.At);
            Add(samples, opportunity.Id.ToString(), opportunity, entries, opportunity.CreatedAt, closed, opportunity.StageKind == StageKind.Won);
        }

        return samples;
    }

    /// <summary>Samples of converted and disqualified leads; others are passed over. A lead is taken to have been settled at its last change.</summary>
    public static IReadOnlyList<TrainingSample<LeadSnapshot>> Of(IEnumerable<LeadSnapshot> leads)
    {
        List<TrainingSample<LeadSnapshot>> samples = [];
        foreach (LeadSnapshot lead in Guard.Against.Null(leads).Where(l => l.Status is LeadStatus.Converted or LeadStatus.Disqualified))
        {
            Add(samples, lead.Id.ToString(), lead, [lead.CapturedAt], lead.CapturedAt, lead.ChangedAt, lead.Status == LeadStatus.Converted);
        }

        return samples;
    }

    private static void Add<T>(List<TrainingSample<T>> samples, string id, T record, IEnumerable<DateTimeOffset> entries, DateTimeOffset from, DateTimeOffset to, bool succeeded)
    {
        IEnumerable<DateTimeOffset> weeks = Enumerable.Range(1, MostWeeks).Select(w => from + (w * Week)).TakeWhile(at => at < to);
        samples.AddRange(entries.Concat(weeks).Distinct().Order().Select(at => new TrainingSample<T>(id, record, at, succeeded)));
    }
}
