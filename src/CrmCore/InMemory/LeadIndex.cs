using CrmCore.Leads;

namespace CrmCore.InMemory;

/// <summary>Who owns how many leads, and what is due when, kept up to date with every write. Not thread-safe: the store locks around it.</summary>
internal sealed class LeadIndex
{
    private readonly Dictionary<UserId, Dictionary<(LeadStatus Status, bool IsLocked), int>> _loads = [];

    public SortedSet<(DateTimeOffset At, LeadId Id)> Recycle { get; } = [];

    public SortedSet<(DateTimeOffset At, LeadId Id)> Remind { get; } = [];

    public SortedSet<(DateTimeOffset At, LeadId Id)> Wake { get; } = [];

    public SortedSet<(DateTimeOffset At, LeadId Id)> NextStep { get; } = [];

    /// <summary>Takes note of a record that was added (nothing before), changed, or removed (nothing after).</summary>
    public void Write(LeadSnapshot? before, LeadSnapshot? after)
    {
        LeadDue past = Count(before, -1);
        LeadDue now = Count(after, 1);
        LeadId id = (after ?? before)!.Id;
        Move(Recycle, id, past.Recycle, now.Recycle);
        Move(Remind, id, past.Remind, now.Remind);
        Move(Wake, id, past.Wake, now.Wake);
        Move(NextStep, id, past.NextStep, now.NextStep);
    }

    public LeadLoad LoadOf(UserId owner)
    {
        Dictionary<(LeadStatus Status, bool IsLocked), int> counts = _loads.GetValueOrDefault(owner) ?? [];
        return new(
            owner,
            counts.Where(c => c.Value > 0).GroupBy(c => c.Key.Status).ToDictionary(g => g.Key, g => g.Sum(c => c.Value)),
            counts.Where(c => c.Key.IsLocked && c.Key.Status.IsOpen()).Sum(c => c.Value));
    }

    public List<LeadLoad> Loads() => [.. _loads.Keys.Order().Select(LoadOf).Where(l => l.ByStatus.Count > 0)];

    private static void Move(SortedSet<(DateTimeOffset At, LeadId Id)> dates, LeadId id, DateTimeOffset? from, DateTimeOffset? to)
    {
        if (from != to)
        {
            if (from is { } past)
            {
                dates.Remove((past, id));
            }

            if (to is { } now)
            {
                dates.Add((now, id));
            }
        }
    }

    /// <summary>Counts a lead in or out, and tells what is due of it.</summary>
    private LeadDue Count(LeadSnapshot? lead, int change)
    {
        if (lead?.Custody.Owner is { } owner)
        {
            Dictionary<(LeadStatus Status, bool IsLocked), int> counts = _loads.TryGetValue(owner, out Dictionary<(LeadStatus Status, bool IsLocked), int>? known) ? known : _loads[owner] = [];
            (LeadStatus Status, bool IsLocked) key = (lead.Status, lead.Lock is not null);
            counts[key] = counts.GetValueOrDefault(key) + change;
        }

        return lead is null ? default : LeadDue.Of(lead);
    }
}
