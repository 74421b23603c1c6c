using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;

namespace CrmCore.EntityFrameworkCore.Tests.Sql;

/// <summary>A call of every member of every port that storage implements, by the name of the member.</summary>
internal static class PortCalls
{
    private static readonly DateTimeOffset At = Samples.At;

    public static IReadOnlyList<(string Member, Func<RelationalStore, Task> Call)> All { get; } =
    [
        ("ILeadReader.ReadLeadsAsync", s => EachAsync(s.ReadLeadsAsync())),
        ("ILeadReader.ReadLeadsAsync", s => EachAsync(s.ReadLeadsAsync(EveryFilter(new LeadQuery())))),
        ("ILeadReader.ReadLeadsAsync", s => EachAsync(s.ReadLeadsAsync(EveryFilter(new() { Order = LeadOrder.ChangedAt, IsDescending = true, AfterAt = At })))),
        ("ILeadLoadReader.ReadLoadAsync", s => s.ReadLoadAsync(Samples.Anna)),
        ("ILeadLoadReader.ReadLoadsAsync", s => EachAsync(s.ReadLoadsAsync())),
        ("ILeadDueReader.ReadRecycleDueAsync", s => EachAsync(s.ReadRecycleDueAsync(At))),
        ("ILeadDueReader.ReadRemindDueAsync", s => EachAsync(s.ReadRemindDueAsync(At))),
        ("ILeadDueReader.ReadWakeDueAsync", s => EachAsync(s.ReadWakeDueAsync(At))),
        ("ILeadDueReader.ReadNextStepDueAsync", s => EachAsync(s.ReadNextStepDueAsync(At))),
        ("ILeadDueReader.ReadUnprotectedAsync", s => EachAsync(s.ReadUnprotectedAsync())),
        ("IOpportunityReader.ReadOpportunitiesAsync", s => EachAsync(s.ReadOpportunitiesAsync())),
        ("IOpportunityReader.ReadOpportunitiesAsync", s => EachAsync(s.ReadOpportunitiesAsync(EveryFilter()))),
        ("IOpportunityReader.ReadAsOfAsync", s => EachAsync(s.ReadAsOfAsync(At))),
        ("ICustomerReader.ReadAccountsAsync", s => EachAsync(s.ReadAccountsAsync())),
        ("ICustomerReader.ReadContactsAsync", s => EachAsync(s.ReadContactsAsync())),
        ("IDefinitionStore.PutAsync", s => s.PutAsync(new("k", "a", 1, "{}"))),
        ("IDefinitionStore.GetAsync", s => s.GetAsync("k", "a", 1)),
        ("IDefinitionStore.LatestAsync", s => s.LatestAsync("k", "a")),
        ("IDefinitionStore.ListAsync", s => EachAsync(s.ListAsync("k"))),
        ("IOutbox.LeaseAsync", s => s.LeaseAsync(new("relay", 1, At, TimeSpan.FromMinutes(1)))),
        ("IOutbox.SettleAsync", s => s.SettleAsync([OutboxSettlement.Failed(new(1, OutboxMessage.From(Samples.Lead().PendingEvents[0]), "relay", At, 0), At, "why", At)])),
        ("IOutbox.ReadDeadLettersAsync", s => EachAsync(s.ReadDeadLettersAsync())),
        ("IOutbox.RedeliverAsync", s => s.RedeliverAsync(Samples.Lead().PendingEvents[0].EventId)),
        ("IOutbox.ReadFiguresAsync", s => s.ReadFiguresAsync()),
        ("IOutbox.PruneAsync", s => s.PruneAsync(At)),
        .. OfRepository(u => u.Leads, () => Samples.FullLead(), l => l.Id),
        .. OfRepository(u => u.Opportunities, () => Samples.FullOpportunity(), o => o.Id),
        .. OfRepository(u => u.Accounts, () => Samples.FullAccount(), a => a.Id),
        .. OfRepository(u => u.Contacts, () => Samples.FullContact(), c => c.Id),
        .. OfRepository(u => u.Ledgers, () => OwnerLedger.Open(Samples.Anna), l => l.Id),
        .. OfRepository(u => u.Inbox, () => InboxEntry.Of("handler", "event", At), e => e.Id),
    ];

    private static (string, Func<RelationalStore, Task>)[] OfRepository<TAggregate, TId>(Func<IUnitOfWork, IRepository<TAggregate, TId>> of, Func<TAggregate> make, Func<TAggregate, TId> idOf)
        where TAggregate : Aggregate
        where TId : struct, IEntityId<TId>
    {
        string name = $"IRepository<{typeof(TAggregate).Name}>";
        return
        [
            ($"{name}.FindAsync", s => of(s.Begin()).FindAsync(idOf(make()))),
            ($"{name}.FindManyAsync", s => of(s.Begin()).FindManyAsync([idOf(make()), idOf(make())])),
            ($"{name}.FindByExternalKeysAsync", s => of(s.Begin()).FindByExternalKeysAsync([new("a", "b"), new("a", "c")])),
            ($"{name}.Add", s => CommitAsync(s, u => of(u).Add(make()))),
            ($"{name}.Update", s => CommitAsync(s, u => of(u).Update(make()))),
            ($"{name}.Remove", s => CommitAsync(s, u => of(u).Remove(make()))),
        ];
    }

    private static LeadQuery EveryFilter(LeadQuery query) => query with
    {
        Statuses = new HashSet<LeadStatus> { LeadStatus.New },
        Owner = Samples.Anna,
        Pool = Samples.Pool,
        CapturedFrom = At,
        CapturedBefore = At,
        ChangedFrom = At,
        After = LeadId.New(TimeProvider.System),
        Limit = 10,
    };

    private static OpportunityQuery EveryFilter() => new()
    {
        Kinds = new HashSet<StageKind> { StageKind.Open },
        Pipeline = "p",
        Stage = "s",
        Owner = Samples.Anna,
        Account = AccountId.New(TimeProvider.System),
        SourceLead = LeadId.New(TimeProvider.System),
        ClosesFrom = new(2026, 1, 1),
        ClosesBefore = new(2026, 1, 1),
        ChangedFrom = At,
        Order = OpportunityOrder.StageEnteredAt,
        After = OpportunityId.New(TimeProvider.System),
        AfterAt = At,
    };

    private static async Task EachAsync<T>(IAsyncEnumerable<T> items)
    {
        await foreach (T item in items)
        {
            Assert.Fail($"Nothing was to be read, and {item} was.");
        }
    }

    private static async Task CommitAsync(IUnitOfWorkFactory units, Action<IUnitOfWork> stage)
    {
        await using IUnitOfWork unit = units.Begin();
        stage(unit);
        try
        {
            await unit.CommitAsync();
        }
        catch (ConcurrencyConflictException)
        {
            // Nothing is executed, so no row is ever found changed.
        }
    }
}
