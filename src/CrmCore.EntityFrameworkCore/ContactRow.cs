using CrmCore.Customers;

namespace CrmCore.EntityFrameworkCore;

/// <summary>A contact in the table <c>crm_contacts</c>. Texts are cut to 400 characters here; instants are UTC.</summary>
public sealed class ContactRow : AggregateRow
{
    internal ContactRow()
    {
    }

    /// <summary>The name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The id of the account they belong to.</summary>
    public Guid? AccountId { get; internal init; }

    /// <summary>The e-mail address in normal form.</summary>
    public string? Email { get; internal init; }

    /// <summary>The e-mail address by <see cref="EmailAddress.MatchForm"/>, to find the same mailbox.</summary>
    public string? EmailMatch { get; internal init; }

    /// <summary>The phone number by <see cref="PhoneNumber.MatchForm"/>, to find the same line.</summary>
    public string? PhoneMatch { get; internal init; }

    /// <summary>Who looks after them; null for nobody.</summary>
    public string? Owner { get; internal init; }

    /// <summary>When it was created.</summary>
    public DateTime CreatedAt { get; internal init; }

    /// <summary>The contact, whole.</summary>
    /// <exception cref="System.Text.Json.JsonException">The stored JSON is not a contact.</exception>
    public ContactSnapshot ToSnapshot() => ContactSnapshot.FromJson(Json);

    internal static ContactRow From(ContactSnapshot contact) => new()
    {
        Id = contact.Id.Value,
        Version = contact.Version,
        ExternalSystem = contact.ExternalKey?.System,
        ExternalKey = contact.ExternalKey?.Key,
        Json = contact.ToJson(),
        Name = ReportText.Of(contact.Name.Full)!,
        AccountId = contact.Account?.Value,
        Email = contact.Email?.Address,
        EmailMatch = contact.Email?.MatchForm,
        PhoneMatch = contact.Phone?.MatchForm,
        Owner = contact.Owner?.Value,
        CreatedAt = contact.CreatedAt.UtcDateTime,
    };
}
