using System.Text;
using System.Text.Json;
using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;

namespace CrmCore.Privacy;

/// <summary>What is stored of the person behind a lead, to be handed to that person. Immutable.</summary>
public sealed class PersonalData
{
    internal PersonalData(PersonOnRecord person)
    {
        Leads = [.. person.Leads.Select(l => l.ToSnapshot())];
        Contacts = [.. person.Contacts.Select(c => c.ToSnapshot())];
        Accounts = [.. person.Accounts.Select(a => a.ToSnapshot())];
        Opportunities = [.. person.Opportunities.Select(o => o.ToSnapshot())];
    }

    /// <summary>The lead that stands for the person now, then those that were merged into it.</summary>
    public IReadOnlyList<LeadSnapshot> Leads { get; }

    /// <summary>The contacts that the leads became.</summary>
    public IReadOnlyList<ContactSnapshot> Contacts { get; }

    /// <summary>The accounts that the leads became.</summary>
    public IReadOnlyList<AccountSnapshot> Accounts { get; }

    /// <summary>The opportunities that the leads became, or were attached to.</summary>
    public IReadOnlyList<OpportunitySnapshot> Opportunities { get; }

    /// <summary>One JSON object with the members <c>leads</c>, <c>contacts</c>, <c>accounts</c> and <c>opportunities</c>, each a list of snapshots in their own form.</summary>
    public string ToJson()
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text, new() { Indented = true }))
        {
            json.WriteStartObject();
            Write(json, "leads", Leads.Select(l => l.ToJson()));
            Write(json, "contacts", Contacts.Select(c => c.ToJson()));
            Write(json, "accounts", Accounts.Select(a => a.ToJson()));
            Write(json, "opportunities", Opportunities.Select(o => o.ToJson()));
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
