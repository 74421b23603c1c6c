using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Leads.Merging;
using CrmCore.Merging;
using CrmCore.Persistence;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Merging;

public class LeadMergeServiceTests
{
    [Fact]
    public async Task A_merged_lead_redirects_until_the_merge_is_undone()
    {
        InMemoryStore store = new();
        Lead[] leads = [Some.OwnedLead(1), Some.OwnedLead(2), Some.OwnedLead(3)];
        await using (IUnitOfWork unit = store.Begin())
        {
            Array.ForEach(leads, unit.Leads.Add);
            await unit.CommitAsync();
        }

        LeadMergeService service = new(store, TimeProvider.System);
        LeadMergePreview first = await service.MergeAsync([leads[1].Id, leads[2].Id]);
        LeadMergePreview second = await service.MergeAsync([leads[0].Id, first.Survivor], new MergeChoices { Survivor = leads[0].Id });
        Assert.True(first.Succeeded && second.Succeeded);
        Assert.Equal(leads[0].Id, (await service.ResolveAsync(leads[1].Id))!.Id);
        Assert.Equal(leads[0].Id, (await service.ResolveAsync(leads[2].Id))!.Id);
        Assert.True((await service.UndoAsync(leads[0].Id)).Succeeded);
        Assert.True((await service.UndoAsync(first.Survivor)).Succeeded);
        Assert.Equal(leads[1].Id, (await service.ResolveAsync(leads[1].Id))!.Id);
        Assert.Equal("lead.not-found", Assert.Single((await service.PreviewAsync([leads[0].Id, Some.OwnedLead(9).Id])).Refusals).Code);
        Assert.Null(await service.ResolveAsync(Some.OwnedLead(9).Id));
    }
}
