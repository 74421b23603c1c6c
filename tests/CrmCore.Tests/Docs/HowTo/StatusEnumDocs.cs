using CrmCore.InMemory;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Docs.HowTo;

/// <summary>The code of docs/how-to/migrate-from-a-status-enum.md.</summary>
public class StatusEnumDocs
{
    // docs:begin enum-before
    public enum DealStatus
    {
        New,
        Quoted,
        Negotiating,
        Won,
        Lost,
    }

    public sealed record OldDeal(int Id, string Name, decimal Amount, DealStatus Status, string Owner, DateTimeOffset Created, DateTimeOffset StatusChanged, string? LostReason = null);
    // docs:end enum-before

    // docs:begin enum-pipeline
    public static Pipeline Sale { get; } = Pipeline.Define("sale", new("Sale", "销售"))
        .Open("new", new("New", "新建"), 10)
        .Open("quoted", new("Quoted", "已报价"), 40)
        .Open("negotiating", new("Negotiating", "谈判"), 70)
        .Won("won", new("Won", "赢单"), Gates.Amount)
        .Lost("lost", new("Lost", "输单"))
        .Build();
    // docs:end enum-pipeline

    private static readonly OldDeal[] Table =
    [
        new(1, "Three robots", 48_000, DealStatus.Negotiating, "anna", Some.Start, Some.Day(5)),
        new(2, "A crane", 9_000, DealStatus.Lost, "bo", Some.Start, Some.Day(2), "price"),
        new(3, "A lift", 3_000, DealStatus.New, "bo", Some.Start, Some.Start),
    ];

    [Fact]
    public async Task The_table_is_taken_over_once_however_often_it_is_run()
    {
        InMemoryStore store = new();
        Assert.Equal(3, await TakeOverAsync(Table, store, CancellationToken.None));
        Assert.Equal(0, await TakeOverAsync(Table, store, CancellationToken.None));

        List<OpportunitySnapshot> deals = await store.ReadOpportunitiesAsync().ToListAsync();
        Assert.Equal(["lost", "negotiating", "new"], deals.Select(d => d.Stage).Order(StringComparer.Ordinal));
        Assert.Equal("price", deals.Single(d => d.Stage == "lost").Closing!.Reason);
        Opportunity robots = Opportunity.FromSnapshot(deals.Single(d => d.Name == "Three robots"));

        // docs:begin enum-after
        MoveResult move = robots.MoveTo("won", Sale, Some.Day(9), Some.Anna);   // was: deal.Status = DealStatus.Won;
        if (!move.Succeeded)
        {
            Console.WriteLine(string.Join(" ", move.Refusals.Select(r => r.Describe())));
        }
        // docs:end enum-after

        Assert.True(move.Succeeded);
        Assert.Equal(TimeSpan.FromDays(4), robots.TimeInStages(Some.Day(9))["negotiating"]);
    }

    // docs:begin enum-takeover
    public static async Task<int> TakeOverAsync(IEnumerable<OldDeal> table, IUnitOfWorkFactory storage, CancellationToken cancellationToken)
    {
        int taken = 0;
        foreach (OldDeal[] batch in table.Chunk(500))
        {
            await using IUnitOfWork unit = storage.Begin();
            ExternalKey[] keys = [.. batch.Select(KeyOf)];
            IReadOnlyDictionary<ExternalKey, OpportunityId> there = await unit.Opportunities.FindByExternalKeysAsync(keys, cancellationToken);
            foreach (OldDeal old in batch.Where(o => !there.ContainsKey(KeyOf(o))))
            {
                unit.Opportunities.Add(ToOpportunity(old));
                taken++;
            }

            await unit.CommitAsync(cancellationToken);
        }

        return taken;
    }

    private static ExternalKey KeyOf(OldDeal old) => new("deals-table", $"{old.Id}");

    private static Opportunity ToOpportunity(OldDeal old)
    {
        NewOpportunity details = new(EntityId.FromName<OpportunityId>(Scope, $"{old.Id}"), old.Name)
        {
            Owner = new UserId(old.Owner),
            Amount = new Money(old.Amount, Currency.Eur),
            ExternalKey = KeyOf(old),
        };
        string stage = old.Status switch
        {
            DealStatus.New => "new",
            DealStatus.Quoted => "quoted",
            DealStatus.Negotiating => "negotiating",
            DealStatus.Won => "won",
            _ => "lost",
        };
        return Opportunity.TakeOver(details, Sale, old.Created, stage == "new" ? [] : [new PastMove(stage, old.StatusChanged, old.LostReason)]);
    }

    private static readonly Guid Scope = new("7d7f1f5e-3a4f-4a52-9a0e-52a8a1f1c001");   // any fixed one: the same row always gets the same id
    // docs:end enum-takeover
}
