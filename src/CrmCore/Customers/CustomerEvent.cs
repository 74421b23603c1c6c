using System.Text.Json.Serialization;

namespace CrmCore.Customers;

/// <summary>Something that happened to an account or a contact.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(AccountCreated), "account.created")]
[JsonDerivedType(typeof(ContactCreated), "contact.created")]
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
