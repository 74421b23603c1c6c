using CrmCore.Qualification;

namespace CrmCore.Leads;

/// <summary>What a lead was converted into.</summary>
public enum ConvertedKind
{
    /// <summary>An account.</summary>
    Account = 0,

    /// <summary>A contact.</summary>
    Contact = 1,

    /// <summary>An opportunity.</summary>
    Opportunity = 2,
}

/// <summary>A field of a record that existed, as a conversion changed it; values in JSON, null for blank.</summary>
/// <param name="Field">The field, such as <c>account.industry</c>.</param>
/// <param name="Before">Its value before.</param>
/// <param name="After">Its value after.</param>
public sealed record ConvertedField(string Field, string? Before, string? After);

/// <summary>An account, contact or opportunity that a conversion created or changed, as it stood after the commit.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id.</param>
/// <param name="IsCreated">Whether the conversion created it; else it linked it.</param>
/// <param name="Version">Its version in storage after the commit.</param>
/// <param name="Events">How many events it had raised by then.</param>
public sealed record ConvertedRecord(ConvertedKind Kind, Guid Id, bool IsCreated, long Version, long Events)
{
    /// <summary>The fields that changed of one that existed.</summary>
    public IReadOnlyList<ConvertedField>? Fields { get; init => field = Copied.Of(value); }

    /// <summary>The places, among the notes of the lead's discovery, of those that an opportunity which existed did not have before.</summary>
    public IReadOnlyList<int>? Notes { get; init => field = Copied.Of(value); }

    /// <summary>How many activities an opportunity which existed got.</summary>
    public int Activities { get; init; }
}

/// <summary>What a lead keeps of its conversion besides the result, so that it can be reverted.</summary>
/// <param name="Status">Its status before.</param>
/// <param name="WakeAt">When it was to be woken; null unless it was nurtured.</param>
/// <param name="Records">What was created and linked.</param>
public sealed record ConversionTrace(LeadStatus Status, DateTimeOffset? WakeAt, IReadOnlyList<ConvertedRecord> Records)
{
    /// <summary>What was created and linked.</summary>
    public IReadOnlyList<ConvertedRecord> Records { get; init => field = Copied.Of(value); } = Copied.Of(Records);

    /// <summary>The conversion policy and its version, such as <c>default v1</c>.</summary>
    public string? Policy { get; init; }

    /// <summary>The follow-ups that were moved away from it; null if they were copied or stayed.</summary>
    public IReadOnlyList<FollowUp>? MovedFollowUps { get; init => field = Copied.Of(value); }

    /// <summary>The discovery that was moved away from it; null if it was copied or stayed.</summary>
    public Discovery? MovedDiscovery { get; init; }
}
