using CrmCore.Leads;
using CrmCore.Matching;
using CrmCore.Matching.Forms;
using CrmCore.Opportunities;
using CrmCore.Qualification;

namespace CrmCore.Privacy;

/// <summary>What a person is called and reached by, and what is theirs on records that they share with others. Immutable.</summary>
internal sealed class Subject
{
    /// <summary>What stands where a text must stand and nothing may be said.</summary>
    public const string Gone = "-";

    private readonly HashSet<string> _nameWords;
    private readonly HashSet<string> _phones;
    private readonly HashSet<LeadId> _leads;
    private readonly HashSet<ContactId> _contacts;
    private readonly HashSet<DiscoveryNote> _notes;
    private readonly HashSet<FollowUp> _followUps;
    private readonly HashSet<(string Key, FieldValue Value)> _fields;
    private readonly HashSet<FieldValue> _values;
    private readonly HashSet<string> _descriptions;
    private readonly WordMask _whole;
    private readonly WordMask _title;
    private readonly WordMask _any;

    public Subject(PersonOnRecord person)
    {
        LeadSnapshot[] states = [.. person.Leads.Select(l => l.ToSnapshot()).SelectMany(WithFormer)];
        LeadDetails[] details = [.. states.Select(s => s.Details)];
        PersonName[] names = [.. details.Select(d => d.Name).Concat(person.Contacts.Select(c => c.Name)).OfType<PersonName>().Where(n => n.Full != Gone)];
        PhoneNumber[] phones = [.. details.Select(d => d.Phone).Concat(person.Contacts.Select(c => c.Phone)).OfType<PhoneNumber>()];
        string[] addresses = [.. details.Select(d => d.Email).Concat(person.Contacts.Select(c => c.Email)).OfType<EmailAddress>().Select(e => e.Address)];
        string[] companies = [.. details.Select(d => d.Company).Concat(person.Accounts.Select(a => a.Name)).OfType<string>().SelectMany(c => NameForms.Text(c).Split(' '))];
        _nameWords = [.. names.SelectMany(WordsOf)];
        _phones = [.. phones.Select(p => p.MatchForm)];
        _leads = [.. person.Leads.Select(l => l.Id)];
        _contacts = [.. person.Contacts.Select(c => c.Id)];
        _notes = [.. states.SelectMany(s => (s.Discovery?.Notes ?? []).Concat(s.ConversionTrace?.MovedDiscovery?.Notes ?? []))];
        _followUps = [.. states.SelectMany(s => (s.FollowUps ?? []).Concat(s.ConversionTrace?.MovedFollowUps ?? []))];
        _fields = [.. states.Select(s => s.CustomFields).Concat(person.Contacts.Select(c => c.CustomFields.ToDictionary())).SelectMany(f => f ?? CustomFields.Empty.ToDictionary()).Select(f => (f.Key, f.Value))];
        _values = [.. _fields.Select(f => f.Value).Where(IsTelling)];
        _descriptions = [.. details.Select(d => d.Description).OfType<string>()];

        string?[] whole = [.. names.Select(n => n.Full), .. addresses, .. phones.SelectMany(p => (string?[])[p.Entered, p.Digits, p.E164])];
        string[] parts = [.. names.SelectMany(PartsOf)];
        _whole = new(whole);
        _title = new([.. whole, .. parts.Where(p => !companies.Contains(NameForms.Text(p)))]);
        _any = new([.. whole, .. parts]);
    }

    /// <summary>Whether a name is the person's: the whole of it, or nothing but parts of it and titles.</summary>
    public bool Is(string? name) => name is not null && (_whole.IsIn(name) || (NameForms.Person(name) is { Length: > 0 } form && form.Split(' ').All(_nameWords.Contains)));

    public bool Is(BuyingRole role) => role.Contact is { } contact ? _contacts.Contains(contact) : Is(role.Person);

    public bool Is(ContactId? contact) => contact is { } id && _contacts.Contains(id);

    public bool Is(LeadId? lead) => lead is { } id && _leads.Contains(id);

    public bool Is(PhoneNumber? phone) => phone is not null && _phones.Contains(phone.MatchForm);

    /// <summary>Whether a text names the person, by any part of the name.</summary>
    public bool IsNamedIn(string? text) => _any.IsIn(text);

    /// <summary>Whether a note is of the person: said by them, on their part, or noted of their lead as nobody else's.</summary>
    public bool Owns(DiscoveryNote note) => note is RoleHint hint
        ? Is(hint.Person) || Is(hint.SaidBy)
        : note.SaidBy is null ? _notes.Contains(note) : Is(note.SaidBy);

    /// <summary>Whether an activity was a follow-up of the person's lead.</summary>
    public bool Owns(Activity activity) => _followUps.Any(f => f.At == activity.At && f.By == activity.By && f.Note == activity.Note);

    /// <summary>Whether what is to happen next was planned with the person's lead.</summary>
    public bool Owns(NextStep step) => _followUps.Any(f => f.NextStep == step.What);

    /// <summary>Whether a field of a record that is not the person's own came from one that is, or names the person.</summary>
    public bool Owns(string key, FieldValue value) =>
        _fields.Contains((key, value)) || _values.Contains(value) || IsNamedIn(value.AsText) || value.AsChoices?.Any(IsNamedIn) == true;

    /// <summary>Whether a description came from the person's lead.</summary>
    public bool OwnsDescription(string? text) => text is not null && _descriptions.Any(d => text.Contains(d, StringComparison.Ordinal));

    /// <summary>Whether a record that is not the person's own has others on it, whose notes are theirs.</summary>
    public bool Shares(Opportunity deal) =>
        deal.SourceLead is { } source && !Is(source)
        || deal.AttachedLeads.Any(l => !Is(l))
        || (deal.Contact is not null && !Is(deal.Contact))
        || deal.BuyingRoles.Any(r => !Is(r))
        || deal.Discovery.Notes.Any(n => (n.SaidBy is { } other && !Is(other)) || (n is RoleHint hint && !Is(hint.Person)));

    /// <summary>A sentence without any part of the name, without address and number.</summary>
    public string? Without(string? sentence) => sentence is null ? null : _any.Without(sentence);

    /// <summary>A company's name without the person's whole name, address and number: it may share a part of the name.</summary>
    public string WithoutWhole(string name) => _whole.Without(name);

    /// <summary>The name of a deal without what names the person; a part of the name that is a part of the company's name stays.</summary>
    public string WithoutInTitle(string name) => _title.Without(name);

    /// <summary>Whether a value is hardly the same by chance under another key: not a flag, nor a number of less than six digits.</summary>
    private static bool IsTelling(FieldValue value) => value.Kind is FieldKind.Text or FieldKind.Choices or FieldKind.Date || value.AsNumber is >= 100_000 or <= -100_000;

    private static IEnumerable<LeadSnapshot> WithFormer(LeadSnapshot lead) =>
        (lead.Merges ?? []).SelectMany(m => m.Merged.Select(o => o.Before).Append(m.Before)).SelectMany(WithFormer).Append(lead);

    private static IEnumerable<string> WordsOf(PersonName name)
    {
        (string given, string family) = PersonForm.Split(name.Full);
        return ((string?[])[name.Full, name.Given, name.Family, given, family]).SelectMany(n => NameForms.Person(n).Split(' ')).Where(w => w.Length > 0);
    }

    /// <summary>The words of a name as they are written, without titles; of a Chinese name its given name too.</summary>
    private static IEnumerable<string> PartsOf(PersonName name)
    {
        HashSet<string> words = [.. WordsOf(name)];
        return name.Full.Split(' ', ',', '，').Append(name.Given).Append(name.Family).Append(PersonForm.Split(name.Full).Given)
            .OfType<string>().Select(p => p.Trim('.', ' ')).Where(p => NameForms.Text(p).Split(' ').All(words.Contains));
    }
}
