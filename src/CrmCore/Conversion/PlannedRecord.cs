using System.Text.Json.Serialization;
using CrmCore.Conversion.Fields;
using CrmCore.Leads;

namespace CrmCore.Conversion;

/// <summary>What happens to the account, the contact or the opportunity.</summary>
public enum RecordAction
{
    /// <summary>There is none.</summary>
    None = 0,

    /// <summary>One is created.</summary>
    Create = 1,

    /// <summary>One that exists is linked; an opportunity is attached to.</summary>
    Link = 2,
}

/// <summary>Why it happens.</summary>
public enum RecordReason
{
    /// <summary>Nothing else was said.</summary>
    Default = 0,

    /// <summary>The request asks for it.</summary>
    Requested = 1,

    /// <summary>The one linked was found to be the same.</summary>
    Duplicate = 2,

    /// <summary>The one linked is that of the opportunity.</summary>
    OfOpportunity = 3,

    /// <summary>The lead says nothing to make one of.</summary>
    NothingKnown = 4,
}

/// <summary>What a conversion does about the account, the contact or the opportunity.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Action">What happens.</param>
/// <param name="Reason">Why.</param>
/// <param name="Id">The id of the one created or linked; null for none.</param>
/// <param name="Name">Its name afterwards; null for none.</param>
/// <param name="Fields">Each field for which something was offered, in the order of the mappings.</param>
public sealed record PlannedRecord(ConvertedKind Kind, RecordAction Action, RecordReason Reason, Guid? Id, string? Name, IReadOnlyList<PlannedField> Fields)
{
    /// <summary>The version in storage of the one linked; 0 for others.</summary>
    public long Version { get; init; }

    /// <summary>The fields that change.</summary>
    [JsonIgnore]
    public IEnumerable<PlannedField> Changes => Fields.Where(f => f.Change != FieldChange.Kept);

    /// <summary>Whether the same happens to the same fields, whatever the version.</summary>
    public bool Equals(PlannedRecord? other) =>
        other is not null && (Kind, Action, Reason, Id, Name) == (other.Kind, other.Action, other.Reason, other.Id, other.Name) && Fields.SequenceEqual(other.Fields);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Action, Id, Fields.Count);
}
