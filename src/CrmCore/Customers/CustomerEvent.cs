using System.Text.Json.Serialization;

namespace CrmCore.Customers;

/// <summary>Something that happened to an account or a contact.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(AccountCreated), "account.created")]
[JsonDerivedType(typeof(AccountLinked), "account.linked")]
[JsonDerivedType(typeof(AccountUnlinked), "account.unlinked")]
[JsonDerivedType(typeof(AccountRemoved), "account.removed")]
[JsonDerivedType(typeof(AccountDetailsChanged), "account.details-changed")]
[JsonDerivedType(typeof(AccountRedacted), "account.redacted")]
[JsonDerivedType(typeof(ContactCreated), "contact.created")]
[JsonDerivedType(typeof(ContactLinked), "contact.linked")]
[JsonDerivedType(typeof(ContactUnlinked), "contact.unlinked")]
[JsonDerivedType(typeof(ContactRemoved), "contact.removed")]
[JsonDerivedType(typeof(ContactDetailsChanged), "contact.details-changed")]
[JsonDerivedType(typeof(ContactErased), "contact.erased")]
public abstract record CustomerEvent : DomainEvent
{
    private protected CustomerEvent()
    {
    }
}

/// <summary>An account was created.</summary>
/// <param name="Account">The account.</param>
/// <param name="Name">Its name.</param>
public sealed record AccountCreated(AccountId Account, string Name) : CustomerEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Guid AggregateId => Account.Value;
}

/// <summary>A contact was created.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="Account">The account they belong to; null for none.</param>
public sealed record ContactCreated(ContactId Contact, AccountId? Account) : CustomerEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Guid AggregateId => Contact.Value;
}

/// <summary>A lead was converted into an account that existed, and brought what it knew.</summary>
/// <param name="Account">The account.</param>
/// <param name="Lead">The lead.</param>
public sealed record AccountLinked(AccountId Account, LeadId Lead) : CustomerEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Guid AggregateId => Account.Value;
}

/// <summary>The conversion of a lead into an account that existed was reverted.</summary>
/// <param name="Account">The account.</param>
/// <param name="Lead">The lead.</param>
public sealed record AccountUnlinked(AccountId Account, LeadId Lead) : CustomerEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Guid AggregateId => Account.Value;
}

/// <summary>An account was removed, because the conversion that had created it was reverted.</summary>
/// <param name="Account">The account.</param>
/// <param name="Lead">The lead.</param>
public sealed record AccountRemoved(AccountId Account, LeadId Lead) : CustomerEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Guid AggregateId => Account.Value;
}

/// <summary>A lead was converted into a contact that existed, and brought what it knew.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="Lead">The lead.</param>
public sealed record ContactLinked(ContactId Contact, LeadId Lead) : CustomerEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Guid AggregateId => Contact.Value;
}

/// <summary>The conversion of a lead into a contact that existed was reverted.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="Lead">The lead.</param>
public sealed record ContactUnlinked(ContactId Contact, LeadId Lead) : CustomerEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Guid AggregateId => Contact.Value;
}

/// <summary>A contact was removed, because the conversion that had created it was reverted.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="Lead">The lead.</param>
public sealed record ContactRemoved(ContactId Contact, LeadId Lead) : CustomerEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Guid AggregateId => Contact.Value;
}

/// <summary>What is known of an account, its owner or its custom fields were corrected.</summary>
/// <param name="Account">The account.</param>
/// <param name="Fields">The names of the fields that changed, such as <c>phone</c> or <c>custom.size</c>; not what is in them.</param>
public sealed record AccountDetailsChanged(AccountId Account, IReadOnlyList<string> Fields) : CustomerEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Guid AggregateId => Account.Value;

    /// <summary>Whether every part is the same, the fields in the same order.</summary>
    public bool Equals(AccountDetailsChanged? other) => base.Equals(other) && Account == other.Account && Fields.SequenceEqual(other.Fields);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Account, Fields.Count);
}

/// <summary>What is known of a contact, its owner or its custom fields were corrected.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="Fields">The names of the fields that changed, such as <c>phone</c> or <c>custom.size</c>; not what is in them.</param>
public sealed record ContactDetailsChanged(ContactId Contact, IReadOnlyList<string> Fields) : CustomerEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Guid AggregateId => Contact.Value;

    /// <summary>Whether every part is the same, the fields in the same order.</summary>
    public bool Equals(ContactDetailsChanged? other) => base.Equals(other) && Contact == other.Contact && Fields.SequenceEqual(other.Fields);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Contact, Fields.Count);
}

/// <summary>A person was forgotten whom an account named; the account stays without that.</summary>
/// <param name="Account">The account.</param>
public sealed record AccountRedacted(AccountId Account) : CustomerEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Guid AggregateId => Account.Value;
}

/// <summary>A contact was forgotten: what names the person is gone from it, and has to go from whatever was made of it.</summary>
/// <param name="Contact">The contact.</param>
public sealed record ContactErased(ContactId Contact) : CustomerEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Guid AggregateId => Contact.Value;
}
