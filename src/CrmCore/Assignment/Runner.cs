namespace CrmCore.Assignment;

/// <summary>A member during a planning run.</summary>
internal sealed class Runner
{
    /// <summary>What a turn adds to the share of weight 1; divisible by all small weights.</summary>
    public const long Turn = 720_720;

    private readonly int? _quota;
    private readonly Dictionary<string, long> _turns;
    private readonly Dictionary<string, long> _shares;
    private readonly int _assignedBefore;
    private int _owned;
    private int _given;

    public Runner(AssignmentMember member, MemberState state, WorkingCalendar? calendar, DateTimeOffset at, decimal workDays)
    {
        Member = member;
        _owned = state.Owned;
        _assignedBefore = state.AssignedLately;
        _given = state.GivenInPeriod;
        _turns = new(state.Turns, StringComparer.Ordinal);
        _shares = new(state.Shares, StringComparer.Ordinal);
        _quota = member.PerThirtyDays is { } perThirtyDays ? PeriodQuota.For(perThirtyDays, workDays, state.AssignedLately) : null;
        TimeZoneInfo zone = calendar is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(calendar.TimeZone);
        DateOnly today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
        IsAbsent = member.Absences?.Any(a => a.From <= today && today <= a.To) ?? false;
        IsAtWork = calendar?.IsWorking(at) ?? true;
    }

    public AssignmentMember Member { get; }

    /// <summary>Where they stand among equals.</summary>
    public int Place { get; set; }

    public bool IsAbsent { get; }

    public bool IsAtWork { get; }

    /// <summary>How many more they can own; as good as any number where there is no limit, less what they own, so that loads still balance.</summary>
    public long Free => (Member.Capacity ?? int.MaxValue) - (long)_owned;

    public PassOverReason? Closed => Free <= 0 ? PassOverReason.Full : _given >= _quota ? PassOverReason.QuotaReached : null;

    public long LastTurn(string rule) => _turns.GetValueOrDefault(rule);

    public long Share(string rule) => _shares.GetValueOrDefault(rule);

    /// <summary>Counts a turn by its number, and where the rule is weighted by the share that was served when it began.</summary>
    public void Take(string rule, long turn, long? served)
    {
        if (served is { } start)
        {
            _shares[rule] = start + (Turn / Member.Weight);
        }

        _owned++;
        _given++;
        _turns[rule] = turn;
    }

    public MemberState ToState() => new(Member.User) { Owned = _owned, AssignedLately = _assignedBefore, GivenInPeriod = _given, Turns = _turns, Shares = _shares };
}
