using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Testing.Conformance;
using CrmCore.Tests.Support;

namespace CrmCore.Testing.Tests.Conformance;

/// <summary>A store in memory of which one thing is wrong.</summary>
internal sealed record WrongStore(string Name, string CaughtBy)
{
    public Func<IUnitOfWork, IUnitOfWork>? Unit { get; init; }

    public Func<InMemoryStore, IUnitOfWorkFactory>? Units { get; init; }

    public Func<InMemoryStore, ILeadReader>? Leads { get; init; }

    public Func<InMemoryStore, IOpportunityReader>? Opportunities { get; init; }

    public Func<InMemoryStore, ILeadDueReader>? DueDates { get; init; }

    public Func<InMemoryStore, ILeadLoadReader>? Loads { get; init; }

    public Func<InMemoryStore, IOutbox>? Outbox { get; init; }

    public Func<InMemoryStore, IDefinitionStore>? Definitions { get; init; }

    public Func<TenantId, TenantId>? Tenants { get; init; }

    public Func<Task<IAsyncDisposable>>? Fault { get; init; }

    public StoreHost Host => new(Name, (tenants, _) =>
    {
        InMemoryStore store = new(Tenants is null ? tenants : new WrongTenants(tenants, Tenants));
        return Task.FromResult(new StoreUnderTest
        {
            Units = Units?.Invoke(store) ?? (Unit is null ? store : new WrongUnits(store, Unit)),
            Leads = Leads?.Invoke(store) ?? store,
            Opportunities = Opportunities?.Invoke(store) ?? store,
            Customers = store,
            Loads = Loads?.Invoke(store) ?? store,
            DueDates = DueDates?.Invoke(store) ?? store,
            Outbox = Outbox?.Invoke(store) ?? store,
            Definitions = Definitions?.Invoke(store) ?? store,
            Faults = Fault is null ? null : new Dictionary<string, Func<Task<IAsyncDisposable>>> { ["the last write"] = Fault },
        });
    })
    {
        Timeout = TimeSpan.FromSeconds(30),
        Generated = 300,
        Seed = LawAttribute.Seed,
        Lacking = Fault is null ? new Dictionary<StoreCapability, string> { [StoreCapability.Faults] = "A write in memory can't fail by itself." } : [],
    };

    public override string ToString() => Name;

    /// <summary>A unit whose leads are read otherwise than they were written.</summary>
    public static Func<IUnitOfWork, IUnitOfWork> Reading(Func<LeadSnapshot, LeadSnapshot> alter) => unit => new WrongUnit(unit) { Leads = WrongLeads.Altered(unit.Leads, alter) };

    /// <summary>A unit whose amounts are read otherwise than they were written.</summary>
    public static Func<IUnitOfWork, IUnitOfWork> ReadingAmounts(Func<decimal, decimal> alter) =>
        unit => new WrongUnit(unit) { Opportunities = WrongOpportunities.Altered(unit.Opportunities, alter) };

    /// <summary>The same lead under another version.</summary>
    public static Lead WithVersion(Lead lead, long version)
    {
        Lead other = Lead.FromSnapshot(lead.ToSnapshot() with { Version = version });
        return other;
    }

    /// <summary>The version that a repository has of a lead; null where it has none.</summary>
    public static long? VersionOf(IRepository<Lead, LeadId> leads, LeadId id) => leads.FindAsync(id).GetAwaiter().GetResult()?.Version;
}
