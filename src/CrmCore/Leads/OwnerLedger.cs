namespace CrmCore.Leads;

/// <summary>
/// What one person claimed and was given: the record that limits are counted on. Every service that gives somebody a lead, or makes theirs count again, writes
/// their ledger in the same commit, so two of those at once conflict, and no limit can be passed by racing. The methods of <see cref="Lead"/> alone know no
/// limits. Counts are of events: releasing a lead takes none back. Days more than 62 before the latest are forgotten. Not thread-safe.
/// </summary>
public sealed class OwnerLedger : Aggregate
{
    private const int KeptDays = 62;

    private readonly List<ClaimDay> _claims;
    private readonly List<AssignedDay> _assigned;
    private readonly List<Turn> _turns;

    private OwnerLedger(OwnerLedgerSnapshot snapshot)
        : base(snapshot.Version, 0)
    {
        User = Guard.Against.Default(snapshot.User, nameof(snapshot));
        Id = OwnerLedgerId.Of(User);
        _claims = [.. snapshot.Claims ?? []];
        _assigned = [.. snapshot.Assigned ?? []];
        _turns = [.. snapshot.Turns ?? []];
    }

    /// <summary>The id.</summary>
    public OwnerLedgerId Id { get; }

    /// <summary>Whose it is.</summary>
    public UserId User { get; }

    /// <summary>The empty ledger of a person who has none yet.</summary>
    public static OwnerLedger Open(UserId user) => new(new OwnerLedgerSnapshot { User = user });

    /// <summary>The ledger that a snapshot describes.</summary>
    public static OwnerLedger FromSnapshot(OwnerLedgerSnapshot snapshot) => new(Guard.Against.Null(snapshot));

    /// <summary>Its state as plain data.</summary>
    public OwnerLedgerSnapshot ToSnapshot() => new()
    {
        User = User,
        Version = Version,
        Claims = _claims.Count == 0 ? null : [.. _claims],
        Assigned = _assigned.Count == 0 ? null : [.. _assigned],
        Turns = _turns.Count == 0 ? null : [.. _turns],
    };

    /// <summary>How many claims there were from a pool on a day.</summary>
    public int ClaimsOn(PoolId pool, DateOnly date) => _claims.Find(c => c.Pool == pool && c.Date == date)?.Count ?? 0;

    /// <summary>How many leads they were given from a day on, that day included.</summary>
    public int AssignedSince(DateOnly date) => _assigned.Where(a => a.Date >= date).Sum(a => a.Count);

    /// <summary>The number of their last turn by a rule; 0 for none.</summary>
    public long LastTurn(string rule) => _turns.Find(t => t.Rule == rule)?.Number ?? 0;

    /// <summary>Counts a claim.</summary>
    public void RecordClaim(PoolId pool, DateOnly date)
    {
        Guard.Against.Default(pool);
        int found = _claims.FindIndex(c => c.Pool == pool && c.Date == date);
        if (found >= 0)
        {
            _claims[found] = _claims[found] with { Count = _claims[found].Count + 1 };
            return;
        }

        _claims.Add(new(pool, date, 1));
        DateOnly latest = _claims.Max(c => c.Date);
        _claims.RemoveAll(c => c.Date.DayNumber < latest.DayNumber - KeptDays);
    }

    /// <summary>Counts leads that were given to them.</summary>
    public void RecordAssigned(DateOnly date, int count = 1)
    {
        Guard.Against.NegativeOrZero(count);
        int found = _assigned.FindIndex(a => a.Date == date);
        if (found >= 0)
        {
            _assigned[found] = _assigned[found] with { Count = _assigned[found].Count + count };
            return;
        }

        _assigned.Add(new(date, count));
        DateOnly latest = _assigned.Max(a => a.Date);
        _assigned.RemoveAll(a => a.Date.DayNumber < latest.DayNumber - KeptDays);
    }

    /// <summary>How far they are served by a rule that goes by weight; 0 for not at all.</summary>
    public long Share(string rule) => _turns.Find(t => t.Rule == rule)?.Share ?? 0;

    /// <summary>Notes a turn by a rule.</summary>
    public void RecordTurn(string rule, long number, long share = 0)
    {
        Guard.Against.NullOrWhiteSpace(rule);
        Guard.Against.NegativeOrZero(number);
        _turns.RemoveAll(t => t.Rule == rule);
        _turns.Add(new(rule, number, share));
    }
}
