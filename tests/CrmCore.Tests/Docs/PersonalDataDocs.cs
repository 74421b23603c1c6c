using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Persistence;
using CrmCore.Privacy;
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

        // docs:begin personal-data
        PersonalDataService service = new(store);
        PersonalData? stored = await service.ExportAsync(lead);    // the lead, those merged with it, contacts, accounts and opportunities
        string handedOver = stored!.ToJson();
        LeadChange forgotten = await service.EraseAsync(lead);     // all of them in one commit
        // docs:end personal-data

        Assert.True(forgotten.Succeeded);
        Assert.Contains(captured.Details.DisplayName, handedOver, StringComparison.Ordinal);
    }
}
