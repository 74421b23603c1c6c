using System.Text.Json.Serialization;

namespace CrmCore.Leads;

/// <summary>Something that happened to a lead.</summary>
/// <param name="Lead">The lead.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(LeadCaptured), "lead.captured")]
[JsonDerivedType(typeof(LeadCustodyChanged), "lead.custody-changed")]
[JsonDerivedType(typeof(LeadStatusChanged), "lead.status-changed")]
[JsonDerivedType(typeof(LeadFollowedUp), "lead.followed-up")]
[JsonDerivedType(typeof(LeadDiscovered), "lead.discovered")]
[JsonDerivedType(typeof(LeadTouched), "lead.touched")]
[JsonDerivedType(typeof(LeadConverted), "lead.converted")]
[JsonDerivedType(typeof(LeadConversionReverted), "lead.conversion-reverted")]
[JsonDerivedType(typeof(LeadsMerged), "lead.merged")]
[JsonDerivedType(typeof(LeadMergeUndone), "lead.merge-undone")]
[JsonDerivedType(typeof(LeadRecycleAnnounced), "lead.recycle-announced")]
[JsonDerivedType(typeof(LeadLockChanged), "lead.lock-changed")]
[JsonDerivedType(typeof(LeadDetailsChanged), "lead.details-changed")]
[JsonDerivedType(typeof(LeadErased), "lead.erased")]
public abstract record LeadEvent(LeadId Lead) : DomainEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public sealed override Guid AggregateId => Lead.Value;
}

/// <summary>A lead was captured.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="Source">Where from.</param>
/// <param name="Custody">Whose it is.</param>
public sealed record LeadCaptured(LeadId Lead, LeadSource Source, Custody Custody) : LeadEvent(Lead);

/// <summary>A lead came to another owner or pool.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="From">Whose it was.</param>
/// <param name="To">Whose it is.</param>
/// <param name="Reason">Why: <c>claimed</c>, <c>assigned</c>, or what was said when it was released.</param>
public sealed record LeadCustodyChanged(LeadId Lead, Custody From, Custody To, string Reason) : LeadEvent(Lead);

/// <summary>A lead's status changed.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="From">The status before.</param>
/// <param name="To">The status now.</param>
/// <param name="Reason">Why, if a reason was given.</param>
public sealed record LeadStatusChanged(LeadId Lead, LeadStatus From, LeadStatus To, string? Reason = null) : LeadEvent(Lead);

/// <summary>A lead was followed up.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="Kind">What kind of contact.</param>
/// <param name="Outcome">What came of it.</param>
public sealed record LeadFollowedUp(LeadId Lead, FollowUpKind Kind, FollowUpOutcome Outcome) : LeadEvent(Lead);

/// <summary>Something was found out about the buyer behind a lead.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="Note">What other notes refer to the new note by.</param>
public sealed record LeadDiscovered(LeadId Lead, string Note) : LeadEvent(Lead);

/// <summary>The person or company behind a lead came to us once more.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="Source">Where from, this time.</param>
public sealed record LeadTouched(LeadId Lead, LeadSource Source) : LeadEvent(Lead);

/// <summary>A lead became an account, a contact, an opportunity.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="Conversion">What it became.</param>
public sealed record LeadConverted(LeadId Lead, LeadConversion Conversion) : LeadEvent(Lead);

/// <summary>The conversion of a lead was reverted; it can be converted again by a new request.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="RequestKey">The request that the conversion had been made by.</param>
/// <param name="IsForced">Whether it took force: something created had changed or was used by others, or the time for it was over.</param>
/// <param name="Reason">Why.</param>
public sealed record LeadConversionReverted(LeadId Lead, string RequestKey, bool IsForced, string Reason) : LeadEvent(Lead);

/// <summary>Other leads were merged into a lead.</summary>
/// <param name="Lead">The lead that stays.</param>
/// <param name="Merged">The leads that were merged into it.</param>
public sealed record LeadsMerged(LeadId Lead, IReadOnlyList<LeadId> Merged) : LeadEvent(Lead)
{
    /// <summary>Whether every part is the same, the merged leads in the same order.</summary>
    public bool Equals(LeadsMerged? other) => base.Equals(other) && Merged.SequenceEqual(other.Merged);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Merged.Count);
}

/// <summary>A merge that a lead had part in was undone.</summary>
/// <param name="Lead">The lead.</param>
public sealed record LeadMergeUndone(LeadId Lead) : LeadEvent(Lead);

/// <summary>The owner of a lead is to be reminded that it falls back into its pool.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="Owner">Who is to be reminded.</param>
/// <param name="RecycleAt">When it falls back.</param>
public sealed record LeadRecycleAnnounced(LeadId Lead, UserId Owner, DateTimeOffset RecycleAt) : LeadEvent(Lead);

/// <summary>A lead was locked or unlocked.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="IsLocked">Whether it is locked now.</param>
/// <param name="Reason">Why it was locked.</param>
public sealed record LeadLockChanged(LeadId Lead, bool IsLocked, string? Reason) : LeadEvent(Lead);

/// <summary>What is known of a lead, or its custom fields, were corrected.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="Fields">The names of the fields that changed, such as <c>email</c> or <c>custom.size</c>; not what is in them.</param>
public sealed record LeadDetailsChanged(LeadId Lead, IReadOnlyList<string> Fields) : LeadEvent(Lead)
{
    /// <summary>Whether every part is the same, the fields in the same order.</summary>
    public bool Equals(LeadDetailsChanged? other) => base.Equals(other) && Fields.SequenceEqual(other.Fields);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Fields.Count);
}

/// <summary>The person behind a lead was forgotten: what names or quotes them is gone from it, and has to go from whatever was made of it.</summary>
/// <param name="Lead">The lead.</param>
public sealed record LeadErased(LeadId Lead) : LeadEvent(Lead);
