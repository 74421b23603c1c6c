namespace CrmCore.Leads;

/// <summary>How fast new leads are answered. Counts every lead once; a lead that was ended unanswered counts as missed.</summary>
/// <param name="Target">Within what time a lead is to be answered, from its capture.</param>
/// <param name="Leads">How many leads there are.</param>
/// <param name="InTime">How many were answered within the target.</param>
/// <param name="Late">How many were answered later.</param>
/// <param name="Waiting">How many are unanswered with time left.</param>
/// <param name="Missed">How many are unanswered past the target, or were ended unanswered.</param>
/// <param name="Median">The median time of those answered; null for none.</param>
/// <param name="Percentile90">The time within which nine in ten of those answered were (nearest rank); null for none.</param>
public sealed record SpeedToLead(TimeSpan Target, int Leads, int InTime, int Late, int Waiting, int Missed, TimeSpan? Median, TimeSpan? Percentile90)
{
    /// <summary>The share of the leads whose case is settled that were answered in time, 0 to 1; null while none is settled.</summary>
    public double? ShareInTime => Leads == Waiting ? null : InTime / (double)(Leads - Waiting);

    /// <summary>Measures leads, for example those of one owner, source or month.</summary>
    /// <param name="leads">The leads.</param>
    /// <param name="target">Within what time a lead is to be answered; above zero.</param>
    /// <param name="asOf">The instant it is measured at.</param>
    public static SpeedToLead Measure(IEnumerable<LeadSnapshot> leads, TimeSpan target, DateTimeOffset asOf)
    {
        Guard.Against.Null(leads);
        Guard.Against.NegativeOrZero(target);
        List<TimeSpan> answered = [];
        int count = 0;
        int waiting = 0;
        foreach (LeadSnapshot lead in leads)
        {
            count++;
            if (lead.FollowUps is { Count: > 0 } followUps && followUps.Min(f => f.At) is var first && first <= asOf)
            {
                answered.Add(first - lead.CapturedAt);
            }
            else if (asOf - lead.CapturedAt <= target && lead.Status.IsOpen())
            {
                waiting++;
            }
        }

        answered.Sort();
        int inTime = answered.Count(t => t <= target);
        return new(target, count, inTime, answered.Count - inTime, waiting, count - answered.Count - waiting, At(answered, 0.5), At(answered, 0.9));
    }

    /// <summary>Measures leads in groups; the groups with most leads come first, and every lead is in exactly one.</summary>
    /// <param name="leads">The leads.</param>
    /// <param name="grouping">What they are grouped by.</param>
    /// <param name="target">Within what time a lead is to be answered; above zero.</param>
    /// <param name="asOf">The instant it is measured at.</param>
    public static IReadOnlyList<SpeedToLeadGroup> MeasureBy(IEnumerable<LeadSnapshot> leads, SpeedGrouping grouping, TimeSpan target, DateTimeOffset asOf) =>
    [
        .. Guard.Against.Null(leads).GroupBy(l => SpeedToLeadGroup.KeyOf(l, grouping, asOf), StringComparer.Ordinal)
            .Select(g => new SpeedToLeadGroup(g.Key, Measure(g, target, asOf)))
            .OrderByDescending(g => g.Speed.Leads).ThenBy(g => g.Key, StringComparer.Ordinal),
    ];

    private static TimeSpan? At(List<TimeSpan> sorted, double share) =>
        sorted.Count == 0 ? null : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];
}
