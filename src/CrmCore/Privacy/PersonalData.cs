using System.Text;
using System.Text.Json;
using CrmCore.Customers;
using CrmCore.Leads;

namespace CrmCore.Privacy;

/// <summary>
/// What is stored of the person behind a lead, to be handed to that person, without what tells of others. A text of the person's own lead, such as the note of a follow-up, is
/// in it as it was written and may name others; what others said of the person is not. Immutable.
/// </summary>
public sealed class PersonalData
{
    internal PersonalData(PersonOnRecord person)
    {
        Disclosure disclosure = new(person);
        Leads = [.. person.Leads.Select(l => disclosure.Of(l.ToSnapshot()))];
        Contacts = [.. person.Contacts.Select(c => c.ToSnapshot())];
        Accounts = [.. person.Accounts.Select(a => disclosure.Of(a.ToSnapshot()))];
        Opportunities = [.. person.Opportunities.Select(disclosure.Of)];
    }

    /// <summary>The lead that stands for the person now, then those that were merged into it; without notes on others and what was remembered of other records.</summary>
    public IReadOnlyList<LeadSnapshot> Leads { get; }

    /// <summary>The contacts that the leads became.</summary>
    public IReadOnlyList<ContactSnapshot> Contacts { get; }

    /// <summary>What the accounts that the leads became tell of the person.</summary>
    public IReadOnlyList<PersonalAccount> Accounts { get; }

    /// <summary>What the opportunities that the leads became, or were attached to, tell of the person.</summary>
    public IReadOnlyList<PersonalOpportunity> Opportunities { get; }

    /// <summary>One JSON object with the members <c>leads</c>, <c>contacts</c>, <c>accounts</c> and <c>opportunities</c>, each a list.</summary>
    public string ToJson()
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text, new() { Indented = true }))
        {
            json.WriteStartObject();
            Write(json, "leads", Leads.Select(l => l.ToJson()));
            Write(json, "contacts", Contacts.Select(c => c.ToJson()));
            Write(json, "accounts", Accounts.Select(a => PersonalJsonContext.Json.Write(a)));
            Write(json, "opportunities", Opportunities.Select(o => PersonalJsonContext.Json.Write(o)));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> records)
    {
        json.WriteStartArray(name);
        foreach (string record in records)
        {
            json.WriteRawValue(record);
        }

        json.WriteEndArray();
    }
}
