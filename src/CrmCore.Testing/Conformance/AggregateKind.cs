using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;

namespace CrmCore.Testing.Conformance;

/// <summary>What the cases need of one kind of aggregate, so that each is tried on all kinds.</summary>
internal abstract class AggregateKind(string name)
{
    private static readonly Pipeline Sale = ReadyPipelines.SolutionSale;

    /// <summary>The four kinds that a conversion writes, in the order it writes them.</summary>
    public static IReadOnlyList<AggregateKind> All { get; } =
    [
        new Of<Account, AccountId>(
            "Account",
            u => u.Accounts,
            a => a.Id,
            a => a.ToSnapshot().ToJson(),
            (id, key) => Account.Create(new() { Id = id, Name = "Example", CreatedAt = FullAggregates.At, ExternalKey = key }),
            (id, key) => Account.FromSnapshot(FullAggregates.Account(id, key)),
            (a, n) => a.ChangeDetails(a.Details with { Industry = $"industry {n}" }, a.CreatedAt.AddMinutes(1)).EnsureSucceeded()),
        new Of<Contact, ContactId>(
            "Contact",
            u => u.Contacts,
            c => c.Id,
            c => c.ToSnapshot().ToJson(),
            (id, key) => Contact.Create(new() { Id = id, Name = new("王小明"), CreatedAt = FullAggregates.At, ExternalKey = key }),
            (id, key) => Contact.FromSnapshot(FullAggregates.Contact(id, key)),
            (c, n) => c.ChangeDetails(c.Details with { Title = $"title {n}" }, c.CreatedAt.AddMinutes(1)).EnsureSucceeded()),
        new Of<Opportunity, OpportunityId>(
            "Opportunity",
            u => u.Opportunities,
            o => o.Id,
            o => o.ToSnapshot().ToJson(),
            (id, key) => Opportunity.Create(new(id, "Deal") { ExternalKey = key }, Sale, FullAggregates.At),
            (id, key) => Opportunity.FromSnapshot(FullAggregates.Opportunity(id, key)),
            (o, n) => o.AssignTo(new($"u-{n}"), Sale, o.ChangedAt.AddMinutes(1)).EnsureSucceeded()),
        new Of<Lead, LeadId>(
            "Lead",
            u => u.Leads,
            l => l.Id,
            l => l.ToSnapshot().ToJson(),
            (id, key) => Lead.Capture(id, new() { Company = "Example" }, LeadSource.Web, Custody.InPool(new("p")), FullAggregates.At, externalKey: key),
            (id, key) => Lead.FromSnapshot(FullAggregates.Lead(id, key)),
            (l, n) => l.AssignTo(new($"u-{n}"), "assigned", l.ChangedAt.AddMinutes(1)).EnsureSucceeded()),
    ];

    public string Name => name;

    /// <summary>A new one with few fields and one event.</summary>
    public abstract Aggregate Make(ExternalKey? key = null, Guid? id = null);

    /// <summary>One with a value in every field.</summary>
    public abstract Aggregate Full();

    /// <summary>Changes something, with an event.</summary>
    public abstract void Change(Aggregate aggregate, int number);

    public abstract Guid IdOf(Aggregate aggregate);

    /// <summary>Everything that is stored of it.</summary>
    public abstract string JsonOf(Aggregate aggregate);

    public abstract Task<Aggregate?> FindAsync(IUnitOfWork unit, Guid id, CancellationToken cancellationToken = default);

    public abstract Task<IReadOnlyDictionary<Guid, Aggregate>> FindManyAsync(IUnitOfWork unit, params Guid[] ids);

    public abstract Task<IReadOnlyDictionary<ExternalKey, Guid>> FindKeysAsync(IUnitOfWork unit, params ExternalKey[] keys);

    public abstract void Add(IUnitOfWork unit, Aggregate aggregate);

    public abstract void Update(IUnitOfWork unit, Aggregate aggregate);

    public abstract void Remove(IUnitOfWork unit, Aggregate aggregate);

    private sealed class Of<TAggregate, TId>(
        string name,
        Func<IUnitOfWork, IRepository<TAggregate, TId>> repository,
        Func<TAggregate, TId> idOf,
        Func<TAggregate, string> jsonOf,
        Func<TId, ExternalKey?, TAggregate> make,
        Func<TId, ExternalKey, TAggregate> full,
        Action<TAggregate, int> change) : AggregateKind(name)
        where TAggregate : Aggregate
        where TId : struct, IEntityId<TId>
    {
        public override Aggregate Make(ExternalKey? key = null, Guid? id = null) => make(TId.From(id ?? NewId()), key);

        public override Aggregate Full() => full(TId.From(NewId()), new ExternalKey("salesforce 导出", $"{NewId()}/1'\"🙂"));

        public override void Change(Aggregate aggregate, int number) => change((TAggregate)aggregate, number);

        public override Guid IdOf(Aggregate aggregate) => idOf((TAggregate)aggregate).Value;

        public override string JsonOf(Aggregate aggregate) => jsonOf((TAggregate)aggregate);

        public override async Task<Aggregate?> FindAsync(IUnitOfWork unit, Guid id, CancellationToken cancellationToken = default) =>
            await repository(unit).FindAsync(TId.From(id), cancellationToken).ConfigureAwait(false);

        public override async Task<IReadOnlyDictionary<Guid, Aggregate>> FindManyAsync(IUnitOfWork unit, params Guid[] ids) =>
            (await repository(unit).FindManyAsync([.. ids.Select(TId.From)]).ConfigureAwait(false)).ToDictionary(f => f.Key.Value, f => (Aggregate)f.Value);

        public override async Task<IReadOnlyDictionary<ExternalKey, Guid>> FindKeysAsync(IUnitOfWork unit, params ExternalKey[] keys) =>
            (await repository(unit).FindByExternalKeysAsync(keys).ConfigureAwait(false)).ToDictionary(f => f.Key, f => f.Value.Value);

        public override void Add(IUnitOfWork unit, Aggregate aggregate) => repository(unit).Add((TAggregate)aggregate);

        public override void Update(IUnitOfWork unit, Aggregate aggregate) => repository(unit).Update((TAggregate)aggregate);

        public override void Remove(IUnitOfWork unit, Aggregate aggregate) => repository(unit).Remove((TAggregate)aggregate);

        private static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
    }
}
