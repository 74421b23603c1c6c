using CrmCore.Delivery;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Persistence;
using CrmCore.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CrmCore.Tests.Docs.HowTo;

/// <summary>The code of docs/how-to/many-hosts.md and multi-tenant.md.</summary>
public class ManyHostsDocs
{
    [Fact]
    public async Task What_conflicts_is_read_and_decided_again()
    {
        InMemoryStore store = new();
        Lead lead = Some.OwnedLead();
        await store.SaveAsync(lead);
        LeadChange[] changes = await Task.WhenAll(Enumerable.Range(0, 8).Select(n =>
            Task.Run(() => ChangeAsync(store, lead.Id, l => l.FollowUp(new(Some.Day(1), new($"user-{n}"), FollowUpKind.Call, FollowUpOutcome.Reached)), CancellationToken.None))));
        Assert.All(changes, c => Assert.True(c.Succeeded));
        await using IUnitOfWork unit = store.Begin();
        Assert.Equal(8, (await unit.Leads.FindAsync(lead.Id))!.FollowUps.Count);
    }

    [Fact]
    public async Task Every_tenants_events_are_delivered()
    {
        List<string> told = [];
        // docs:begin tenants-register
        ServiceCollection services = new();
        services.AddCrmCore(crm => crm.UseTenants<JobTenant>().UseInMemoryStorage());
        // docs:end tenants-register
        services.AddSingleton(DomainEventHandler.For<LeadCaptured>((fact, _) =>
        {
            told.Add($"{JobTenant.Now.Value}: {fact.Lead}");
            return Task.CompletedTask;
        }));
        await using ServiceProvider provider = services.BuildServiceProvider(validateScopes: true);
        Lead lead = Some.OwnedLead();
        TenantId[] tenants = [new("acme"), new("umbrella")];
        foreach (TenantId tenant in tenants)
        {
            JobTenant.Now.Value = tenant;
            await provider.GetRequiredService<InMemoryStore>().SaveAsync(Some.OwnedLead());
        }

        await DeliverAsync(tenants, provider.GetRequiredService<IServiceScopeFactory>(), CancellationToken.None);
        Assert.Equal([$"acme: {lead.Id}", $"umbrella: {lead.Id}"], told);
    }

    // docs:begin hosts-retry
    private static async Task<LeadChange> ChangeAsync(IUnitOfWorkFactory storage, LeadId id, Func<Lead, LeadChange> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using IUnitOfWork unit = storage.Begin();
            Lead lead = await unit.Leads.FindAsync(id, cancellationToken) ?? throw new KeyNotFoundException($"There is no lead {id}.");
            LeadChange result = change(lead);   // decided anew each time: what was allowed a moment ago may be refused now
            if (!result.Succeeded)
            {
                return result;
            }

            try
            {
                unit.Leads.Update(lead);
                await unit.CommitAsync(cancellationToken);
                return result;
            }
            catch (ConcurrencyConflictException)
            {
                // Somebody else wrote first, and so got on: of all who try, one always does.
            }
        }
    }
    // docs:end hosts-retry

    // docs:begin tenants-deliver
    private static async Task DeliverAsync(IEnumerable<TenantId> tenants, IServiceScopeFactory scopes, CancellationToken cancellationToken)
    {
        foreach (TenantId tenant in tenants)
        {
            JobTenant.Now.Value = tenant;
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<OutboxRelay>().DrainAsync(cancellationToken);
        }
    }
    // docs:end tenants-deliver

    // docs:begin tenants-accessor
    public sealed class JobTenant : ITenantAccessor
    {
        public static AsyncLocal<TenantId> Now { get; } = new();

        public TenantId Current => Now.Value;   // default is refused: work without a tenant fails instead of seeing everybody's data
    }
    // docs:end tenants-accessor
}
