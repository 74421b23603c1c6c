namespace CrmCore.Leads;

/// <summary>How many leads a person claimed from a pool on a day.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="Date">The day, in the pool's time zone.</param>
/// <param name="Count">How many claims.</param>
public sealed record ClaimDay(PoolId Pool, DateOnly Date, int Count);

/// <summary>How many leads a person was given on a day.</summary>
/// <param name="Date">The day, in UTC.</param>
/// <param name="Count">How many.</param>
public sealed record AssignedDay(DateOnly Date, int Count);

/// <summary>The last turn a person had by a rule.</summary>
/// <param name="Rule">The rule's key.</param>
/// <param name="Number">Its number among the turns of that rule, from 1.</param>
/// <param name="Share">How far they are served by that rule, if it goes by weight.</param>
public sealed record Turn(string Rule, long Number, long Share = 0);

/// <summary>A ledger as plain data, for storage and exchange.</summary>
public sealed record OwnerLedgerSnapshot
{
    /// <summary>The version of this form. A later one than this library writes is refused: what it does not know would be lost when it is stored again.</summary>
    public int SchemaVersion { get; init => field = SnapshotVersion.Known(value); } = SnapshotVersion.Current;

    /// <summary>Whose it is.</summary>
    public required UserId User { get; init; }

    /// <summary>The version in storage; 0 for never stored.</summary>
    public long Version { get; init; }

    /// <summary>The claims of the last days.</summary>
    public IReadOnlyList<ClaimDay>? Claims { get; init; }

    /// <summary>What they were given in the last days.</summary>
    public IReadOnlyList<AssignedDay>? Assigned { get; init; }

    /// <summary>The last turn by each rule.</summary>
    public IReadOnlyList<Turn>? Turns { get; init; }

    /// <summary>The JSON form.</summary>
    public string ToJson() => LeadJsonContext.Json.Write(this);

    /// <summary>Reads the JSON form.</summary>
    /// <exception cref="System.Text.Json.JsonException">The text is not a ledger.</exception>
    public static OwnerLedgerSnapshot FromJson(string json) => LeadJsonContext.Json.Read<OwnerLedgerSnapshot>(json);
}
