using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.Testing.Conformance;

/// <summary>One case on one store: the store, and what the cases do again and again.</summary>
internal sealed class Trial(StoreUnderTest store, SwitchedTenant tenants, StoreHost host)
{
    private long _leases;

    public StoreHost Host => host;

    public SwitchedTenant Tenants => tenants;

    public IUnitOfWorkFactory Units => store.Units;

    public ILeadReader Leads => store.Leads!;

    public IOpportunityReader Opportunities => store.Opportunities!;

    public ICustomerReader Customers => store.Customers!;

    public ILeadLoadReader Loads => store.Loads!;

    public ILeadDueReader DueDates => store.DueDates!;

    public IOutbox Outbox => store.Outbox!;

    public IDefinitionStore Definitions => store.Definitions!;

    public IReadOnlyDictionary<string, Func<Task<IAsyncDisposable>>> Faults => store.Faults!;

    public bool HasReaders => Offers(StoreCapability.Reading);

    public bool Offers(StoreCapability capability) => capability switch
    {
        StoreCapability.Reading => store is { Leads: not null, Opportunities: not null, Customers: not null },
        StoreCapability.AsOf => store.Opportunities is not null,
        StoreCapability.Loads => store.Loads is not null,
        StoreCapability.DueDates => store.DueDates is not null,
        StoreCapability.Outbox => store.Outbox is not null,
        StoreCapability.Definitions => store.Definitions is not null,
        StoreCapability.Faults => store.Faults is { Count: > 0 },
        _ => true,
    };

    public async Task CommitAsync(Action<IUnitOfWork> stage, CancellationToken cancellationToken = default)
    {
        IUnitOfWork unit = Units.Begin();
        await using (unit.ConfigureAwait(false))
        {
            stage(unit);
            await unit.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public Task AddAsync(params IEnumerable<(AggregateKind Kind, Aggregate Aggregate)> aggregates) => CommitAsync(unit =>
    {
        foreach ((AggregateKind kind, Aggregate aggregate) in aggregates)
        {
            kind.Add(unit, aggregate);
        }
    });

    public Task AddAsync(AggregateKind kind, Aggregate aggregate) => AddAsync([(kind, aggregate)]);

    public Task AddAsync(params IEnumerable<Lead> leads) => CommitAsync(unit =>
    {
        foreach (Lead lead in leads)
        {
            unit.Leads.Add(lead);
        }
    });

    public Task UpdateAsync(AggregateKind kind, Aggregate aggregate) => CommitAsync(unit => kind.Update(unit, aggregate));

    public async Task<T> ReadAsync<T>(Func<IUnitOfWork, Task<T>> read)
    {
        IUnitOfWork unit = Units.Begin();
        await using (unit.ConfigureAwait(false))
        {
            return await read(unit).ConfigureAwait(false);
        }
    }

    public Task<Aggregate?> FindAsync(AggregateKind kind, Guid id) => ReadAsync(unit => kind.FindAsync(unit, id));

    /// <summary>What a unit of work of its own reads must be as expected.</summary>
    public async Task IsStoredAsync(AggregateKind kind, Guid id, string expectedJson, string what)
    {
        Aggregate found = Expect.NotNull(await FindAsync(kind, id).ConfigureAwait(false), $"{what}: the {kind.Name} {id}");
        Expect.SameText(expectedJson, kind.JsonOf(found), $"{what}: the {kind.Name}");
    }

    public async Task IsAbsentAsync(AggregateKind kind, Guid id, string what) =>
        Expect.That(await FindAsync(kind, id).ConfigureAwait(false) is null, $"{what}: no {kind.Name} {id}", $"one is stored");

    /// <summary>A lease that nobody else has.</summary>
    public OutboxLease NewLease(DateTimeOffset at, int limit = 1000) => new($"kit/{Interlocked.Increment(ref _leases)}", limit, at, TimeSpan.FromMinutes(1));

    /// <summary>Delivers what waits, and tells it in the order it came.</summary>
    public async Task<List<OutboxMessage>> DrainAsync(DateTimeOffset? at = null)
    {
        DateTimeOffset now = at ?? FullAggregates.At.AddYears(1);
        List<OutboxMessage> all = [];
        while (await Outbox.LeaseAsync(NewLease(now)).ConfigureAwait(false) is { Count: > 0 } leased)
        {
            all.AddRange(leased.Select(d => d.Message));
            int settled = await Outbox.SettleAsync([.. leased.Select(d => OutboxSettlement.Delivered(d, now))]).ConfigureAwait(false);
            Expect.Equal(leased.Count, settled, "how many leased events are settled by their owner");
        }

        return all;
    }

    /// <summary>Runs something on several threads at once.</summary>
    public static Task<T[]> AtOnceAsync<T>(int workers, Func<int, Task<T>> work) =>
        Task.WhenAll(Enumerable.Range(0, workers).Select(w => Task.Factory.StartNew(() => work(w), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
}

/// <summary>An accessor that a case switches from tenant to tenant.</summary>
internal sealed class SwitchedTenant : ITenantAccessor
{
    public TenantId Current { get; set; } = TenantId.Single;
}
