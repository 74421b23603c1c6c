using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrmCore.Customers;
using CrmCore.Delivery;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Privacy;
using CrmCore.Tests.Architecture;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Docs;

/// <summary>The code of docs/SECURITY.md.</summary>
public class PersonalDataDocs
{
    [Fact]
    public async Task What_is_stored_is_handed_over_and_forgotten()
    {
        InMemoryStore store = new();
        Lead captured = Some.OwnedLead(1);
        await using (IUnitOfWork unit = store.Begin())
        {
            unit.Leads.Add(captured);
            await unit.CommitAsync();
        }

        LeadId lead = captured.Id;

        OutboxRelay relay = new(store, [], TimeProvider.System);
        IOutbox outbox = store;

        // docs:begin personal-data
        PersonalDataService service = new(store, TimeProvider.System);
        PersonalData? stored = await service.ExportAsync(lead);    // the lead, those merged with it, contacts, accounts and opportunities
        string handedOver = stored!.ToJson();

        ErasureOptions keeps = new() { KeepsField = field => field.Key == "seats", Reasons = ["moved-away"] };
        LeadChange forgotten = await service.EraseAsync(lead, keeps);    // all of them in one commit

        await relay.DrainAsync();    // what was made of the events learns to forget
        await outbox.PruneAsync(deliveredBefore: TimeProvider.System.GetUtcNow());    // and what they held is gone
        // docs:end personal-data

        Assert.True(forgotten.Succeeded);
        Assert.Empty(store.Outbox);
        Assert.Contains(captured.Details.DisplayName, handedOver, StringComparison.Ordinal);
    }

    /// <summary>The table of docs/SECURITY.md names every member of an event that can hold a text, and no other.</summary>
    [Fact]
    public void Every_text_in_an_event_is_named()
    {
        string[] lines = File.ReadAllLines(Path.Combine(SourceTree.Root, "docs/SECURITY.md"));
        string[] named = [.. lines.SkipWhile(l => l != "<!-- events-with-texts -->").Skip(3).TakeWhile(l => l.StartsWith('|')).Select(l => l.Split('|')).Select(c => $"{c[1].Trim(' ', '`')} {c[2].Trim(' ', '`')}")];
        string[] found =
        [
            .. ((Type[])[typeof(LeadEvent), typeof(OpportunityEvent), typeof(CustomerEvent)])
                .SelectMany(t => t.GetCustomAttributes<JsonDerivedTypeAttribute>())
                .SelectMany(e => e.DerivedType.GetProperties().Where(p => p.DeclaringType != typeof(DomainEvent) && !NoTexts.Contains($"{e.TypeDiscriminator} {p.Name}") && HoldsText(p.PropertyType)).Select(p => $"{e.TypeDiscriminator} {JsonNamingPolicy.CamelCase.ConvertName(p.Name)}")),
        ];
        Assert.Equal(found.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    /// <summary>Keys of definitions, of notes and of this library, which nobody types while working.</summary>
    private static readonly string[] NoTexts =
    [
        "lead.discovered Note", "opportunity.created Stage", "opportunity.moved From", "opportunity.moved To", "opportunity.closed From", "opportunity.closed To", "opportunity.reopened From",
        "opportunity.reopened To", "opportunity.details-changed Part", "opportunity.migrated Before", "opportunity.migrated After", "opportunity.migrated From", "opportunity.migrated To",
    ];

    private static bool HoldsText(Type type) => type == typeof(string)
        || (type is { IsEnum: false } && type.Assembly == typeof(LeadEvent).Assembly && type != typeof(Custody) && type != typeof(UserId)
            && type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Any(p => p.PropertyType == typeof(string)));
}
