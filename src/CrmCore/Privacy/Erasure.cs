using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;

namespace CrmCore.Privacy;

/// <summary>
/// What is left of the records of a person who is forgotten: everything that figures are made of, nothing that names or quotes the person. Texts that are kept, such as
/// reasons, lose the person's names, addresses and numbers.
/// </summary>
internal sealed class Erasure
{
    private const string Gone = "-";

    private readonly string[] _whole;
    private readonly string[] _parts;
    private readonly HashSet<ContactId> _contacts;

    public Erasure(PersonOnRecord person)
    {
        LeadDetails[] details = [.. person.Leads.SelectMany(l => l.Merges.SelectMany(m => m.Merged.Select(o => o.Before.Details).Append(m.Before.Details)).Append(l.Details))];
        PersonName[] names = [.. details.Select(d => d.Name).Concat(person.Contacts.Select(c => c.Name)).OfType<PersonName>()];
        IEnumerable<EmailAddress?> addresses = details.Select(d => d.Email).Concat(person.Contacts.Select(c => c.Email));
        IEnumerable<PhoneNumber?> numbers = details.Select(d => d.Phone).Concat(person.Contacts.Select(c => c.Phone));
        _whole = LongestFirst(names.Select(n => n.Full).Concat(addresses.Select(a => a?.Address)).Concat(numbers.Select(n => n?.ToString())));
        _parts = LongestFirst(names.SelectMany(n => n.Full.Split(' ').Append(n.Given).Append(n.Family)).Concat(_whole));
        _contacts = [.. person.Contacts.Select(c => c.Id)];
    }

    public Lead Of(Lead lead)
    {
        LeadSnapshot was = lead.ToSnapshot();
        return Lead.FromSnapshot(was with
        {
            Details = new() { Company = Unnamed(was.Details.Company), Industry = was.Details.Industry, City = was.Details.City, Country = was.Details.Country },
            FollowUps = was.FollowUps is null ? null : [.. was.FollowUps.Select(f => f with { Note = null, NextStep = f.NextStep is null ? null : Gone })],
            Discovery = null,
            Merges = null,
            ConversionTrace = null,
            Conversion = Of(was.Conversion),
            Reversals = was.Reversals is null ? null : [.. was.Reversals.Select(r => r with { Conversion = Of(r.Conversion)!, Reason = Without(r.Reason)!, Undone = [], Left = [] })],
            DisqualifiedReason = Without(was.DisqualifiedReason),
            ExternalKey = Of(was.ExternalKey),
            CustomFields = Of(was.CustomFields),
        });
    }

    public Contact Of(Contact contact) => Contact.FromSnapshot(contact.ToSnapshot() with
    {
        Name = new(Gone),
        Title = null,
        Email = null,
        Phone = null,
        ExternalKey = Of(contact.ExternalKey),
        CustomFields = Of(contact.CustomFields.ToDictionary()),
    });

    public Account Of(Account account) => Account.FromSnapshot(account.ToSnapshot() with
    {
        Name = Unnamed(account.Name)!,
        Phone = account.Phone is { } phone && IsOfPerson(phone) ? null : account.Phone,
        ExternalKey = Of(account.ExternalKey),
        CustomFields = Of(account.CustomFields.ToDictionary()),
    });

    public Opportunity Of(Opportunity opportunity)
    {
        OpportunitySnapshot was = opportunity.ToSnapshot();
        return Opportunity.FromSnapshot(was with
        {
            Name = Unnamed(was.Name)!,
            Description = null,
            Discovery = null,
            BuyingRoles = was.BuyingRoles is null ? null : [.. was.BuyingRoles.Where(r => !IsOfPerson(r))],
            Activities = was.Activities is null ? null : [.. was.Activities.Select(a => new Activity(a.Kind, a.At, a.By))],
            NextStep = was.NextStep is { } step ? new(Gone, step.Due) : null,
            Closing = was.Closing is { } closing ? closing with { Reason = Without(closing.Reason) } : null,
            History = [.. was.History.Select(h => h with { Reason = Without(h.Reason) })],
            ExternalKey = Of(was.ExternalKey),
            CustomFields = Of(was.CustomFields),
        });
    }

    private LeadConversion? Of(LeadConversion? conversion) =>
        conversion is null ? null : conversion with { OverrideReason = Without(conversion.OverrideReason) };

    private ExternalKey? Of(ExternalKey? key) => key is { } known && Unnamed(known.Key) == known.Key ? known : null;

    private static Dictionary<string, FieldValue>? Of(IReadOnlyDictionary<string, FieldValue>? fields) =>
        fields?.Where(f => f.Value.Kind is not FieldKind.Text).ToDictionary() is { Count: > 0 } kept ? kept : null;

    private bool IsOfPerson(BuyingRole role) => (role.Contact is { } contact && _contacts.Contains(contact)) || Unnamed(role.Person) != role.Person;

    private bool IsOfPerson(PhoneNumber phone) => _whole.Contains(phone.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>A name without the person's whole name, address and number: a company may share a part of it.</summary>
    private string? Unnamed(string? name) => Without(name, _whole);

    /// <summary>A sentence without any part of the person's name, without address and number.</summary>
    private string? Without(string? sentence) => Without(sentence, _parts);

    private static string? Without(string? text, string[] words) => words.Aggregate(text, (left, word) => left?.Replace(word, Gone, StringComparison.OrdinalIgnoreCase));

    private static string[] LongestFirst(IEnumerable<string?> words) =>
        [.. words.OfType<string>().Where(w => w.Length > 1).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(w => w.Length)];
}
