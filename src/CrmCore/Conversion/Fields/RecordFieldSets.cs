using CrmCore.Customers;
using CrmCore.Opportunities;

namespace CrmCore.Conversion.Fields;

/// <summary>The fields of what a lead becomes, with the longest text that each takes.</summary>
internal static class RecordFieldSets
{
    public const string AccountName = "account.name";
    public const string ContactName = "contact.name";
    public const string ContactAccount = "contact.account";
    public const string OpportunityName = "opportunity.name";
    public const string OpportunityAccount = "opportunity.account";
    public const string OpportunityContact = "opportunity.contact";
    public const string OpportunityAmount = "opportunity.amount";
    public const string OpportunityCloseDate = "opportunity.close-date";

    public static RecordFields<AccountSnapshot> Account { get; } = new(
        "account",
        a => a.CustomFields,
        (a, c) => a with { CustomFields = c },
        new(AccountName, FieldForm.Text, 400, a => a.Name, (a, v) => a with { Name = (string?)v ?? "" }),
        new("account.industry", FieldForm.Text, 400, a => a.Industry, (a, v) => a with { Industry = (string?)v }),
        new("account.website", FieldForm.Text, 2000, a => a.Website, (a, v) => a with { Website = (string?)v }),
        new("account.phone", FieldForm.Phone, null, a => a.Phone, (a, v) => a with { Phone = (PhoneNumber?)v }));

    public static RecordFields<ContactSnapshot> Contact { get; } = new(
        "contact",
        c => c.CustomFields,
        (c, f) => c with { CustomFields = f },
        new(ContactName, FieldForm.Name, 400, c => c.Name, (c, v) => c with { Name = (PersonName)v! }),
        new("contact.title", FieldForm.Text, 400, c => c.Title, (c, v) => c with { Title = (string?)v }),
        new("contact.email", FieldForm.Email, null, c => c.Email, (c, v) => c with { Email = (EmailAddress?)v }),
        new("contact.phone", FieldForm.Phone, null, c => c.Phone, (c, v) => c with { Phone = (PhoneNumber?)v }),
        new(ContactAccount, FieldForm.Link, null, c => c.Account?.Value, (c, v) => c with { Account = v is Guid id ? AccountId.From(id) : null }));

    public static RecordFields<OpportunitySnapshot> Opportunity { get; } = new(
        "opportunity",
        o => o.CustomFields,
        (o, f) => o with { CustomFields = f },
        new(OpportunityName, FieldForm.Text, 400, o => o.Name, (o, v) => o with { Name = (string?)v ?? "" }),
        new("opportunity.description", FieldForm.Text, 32_000, o => o.Description, (o, v) => o with { Description = (string?)v }),
        new(OpportunityAmount, FieldForm.Money, null, o => o.Amount, (o, v) => o with { Amount = (Money?)v }),
        new(OpportunityCloseDate, FieldForm.Date, null, o => o.CloseDate, (o, v) => o with { CloseDate = (DateOnly?)v }),
        new(OpportunityAccount, FieldForm.Link, null, o => o.Account?.Value, (o, v) => o with { Account = v is Guid id ? AccountId.From(id) : null }),
        new(OpportunityContact, FieldForm.Link, null, o => o.Contact?.Value, (o, v) => o with { Contact = v is Guid id ? ContactId.From(id) : null }));

    public static IEnumerable<string> Names => Account.Names.Concat(Contact.Names).Concat(Opportunity.Names);

    /// <summary>The form of a field of any of the three that can be mapped; null where there is none.</summary>
    public static FieldForm? FormOf(string key) =>
        (Account.Find(key)?.Form ?? Contact.Find(key)?.Form ?? Opportunity.Find(key)?.Form) is { } form and not FieldForm.Link ? form : null;

    /// <summary>Whether a key is <c>RECORD.custom.*</c>.</summary>
    public static bool IsEachCustom(string key) => key is "account.custom.*" or "contact.custom.*" or "opportunity.custom.*";
}
