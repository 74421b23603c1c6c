using CrmCore.Conversion;
using CrmCore.Conversion.Checks;
using CrmCore.Conversion.Reverting;
using CrmCore.Delivery;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pools;
using CrmCore.Qualification;
using CrmCore.Tests.Support;
using Xunit.Abstractions;

namespace CrmCore.Tests.Concurrency;

/// <summary>
/// What claims, conversions, moves and relays do when they meet: every order of their calls to storage, or thousands where there are more, run one after another on
/// one thread. The same scenarios on a store that loses updates show that a fault is found.
/// </summary>
public class InterleavingTests(ITestOutputHelper output)
{
    private static readonly UserId[] Claimers = [Some.Anna, Some.Bo, new("chen")];

    [Fact]
    public void Of_two_who_claim_one_gets_the_lead_in_every_order() => Explore((i, c, s) => Claim(i, c, s, 2), isComplete: true);

    [Fact]
    public void Of_three_who_claim_one_gets_the_lead() => Explore((i, c, s) => Claim(i, c, s, 3), isComplete: false);

    [Theory]
    [InlineData("r1", "r1")]
    [InlineData("r1", "r2")]
    public void Two_conversions_make_one_deal_in_every_order(string first, string second) => Explore((i, c, s) => Convert(i, c, s, first, second), isComplete: true);

    [Fact]
    public void A_claim_and_a_conversion_leave_no_half() => Explore(ClaimAndConvert, isComplete: true);

    [Fact]
    public void Two_conversions_of_one_company_link_nothing_that_is_not_there() => Explore(ConvertCompany, isComplete: null);

    [Fact]
    public void A_revert_and_a_conversion_that_links_leave_nothing_that_points_to_nothing() => Explore(RevertAndLink, isComplete: true);

    [Fact]
    public void Two_moves_leave_a_whole_history_in_every_order() => Explore(Move, isComplete: true);

    [Fact]
    public void Two_relays_and_a_writer_deliver_in_order() => Explore(Relay, isComplete: null);

    [Fact]
    public void Everything_at_once_keeps_what_must_hold() => Explore(Everything, isComplete: false);

    [Fact]
    public void A_store_that_loses_updates_is_found_out()
    {
        Assert.Throws<OrderException>(() => Exploration.Run((i, c) => Claim(i, c, s => new LastWriteWins(s), 2)));
        Assert.Throws<OrderException>(() => Exploration.Run((i, c) => Convert(i, c, s => new LastWriteWins(s), "r1", "r2")));
        Assert.Throws<OrderException>(() => Exploration.Run((i, c) => Move(i, c, s => new LastWriteWins(s))));
    }

    [Fact]
    public void The_same_decisions_make_the_same_order()
    {
        List<string> seen = [];
        (int orders, bool isComplete) = Exploration.Run((turns, choose) =>
        {
            string trace = "";
            turns.Run(choose, () => StepsAsync("a"), () => StepsAsync("b"));
            seen.Add(trace);

            async Task StepsAsync(string name)
            {
                trace += name;
                await turns.PauseAsync().ConfigureAwait(false);
                trace += name;
            }
        });
        Assert.True(isComplete);
        Assert.Equal(6, orders);
        Assert.Equal(["aabb", "abab", "abba", "baab", "baba", "bbaa"], seen.Order(StringComparer.Ordinal));
    }

    private static void Claim(Interleaving turns, Func<int, int> choose, Func<InMemoryStore, IUnitOfWorkFactory> wrap, int claimers)
    {
        (InMemoryStore store, InterleavedStorage storage) = Over(wrap, turns);
        Lead lead = Some.PooledLead();
        Done(store.SaveAsync(lead));
        PoolService service = new(storage, storage, new TestClock());
        ClaimResult?[] results = new ClaimResult?[claimers];
        turns.Run(choose, [.. Enumerable.Range(0, claimers).Select(n => (Func<Task>)(async () => results[n] = await service.ClaimAsync(lead.Id, Pool.Default, Claimers[n]).ConfigureAwait(false)))]);
        int winner = Array.FindIndex(results, r => r!.Succeeded);
        Assert.Single(results, r => r!.Succeeded);
        LeadSnapshot stored = Done(store.ReadLeadsAsync().ToListAsync().AsTask())[0];
        Assert.Equal(Claimers[winner], stored.Custody.Owner);
        Assert.Equal(Claimers[winner], Assert.Single(stored.Holdings!).Owner);
        Assert.All(results.Where(r => !r!.Succeeded), r => Assert.Contains(r!.Refusals, f => f.Code == "pool.claimed-by-another"));
        Assert.Single(store.Outbox, m => m.ToEvent() is LeadCustodyChanged);
        Assert.Equal(1, Claimers.Sum(u => Done(store.Begin().Ledgers.FindAsync(OwnerLedgerId.Of(u)))?.ClaimsOn(Some.Pool, DateOnly.FromDateTime(Some.Start.UtcDateTime)) ?? 0));
    }

    private static void Convert(Interleaving turns, Func<int, int> choose, Func<InMemoryStore, IUnitOfWorkFactory> wrap, string first, string second)
    {
        (InMemoryStore store, InterleavedStorage storage) = Over(wrap, turns);
        Lead lead = Some.QualifiedLead();
        Done(store.SaveAsync(lead));
        ConversionService service = Conversions(storage);
        ConversionResult?[] results = [null, null];
        turns.Run(choose, async () => results[0] = await service.ConvertAsync(new(lead.Id, first, Some.Anna)).ConfigureAwait(false), async () => results[1] = await service.ConvertAsync(new(lead.Id, second, Some.Anna)).ConfigureAwait(false));
        if (first == second)
        {
            Assert.All(results, r => r!.EnsureSucceeded());
            Assert.Single(results, r => r!.IsRepeat);
            Assert.Equal(results[0]!.Conversion, results[1]!.Conversion);
        }
        else
        {
            Assert.Single(results, r => r!.Succeeded);
            Assert.Contains(results.Single(r => !r!.Succeeded)!.Refusals, r => r.Code == "conversion.already-converted");
        }

        Assert.True(AssertWhole(store));
    }

    private static void ClaimAndConvert(Interleaving turns, Func<int, int> choose, Func<InMemoryStore, IUnitOfWorkFactory> wrap)
    {
        (InMemoryStore store, InterleavedStorage storage) = Over(wrap, turns);
        Lead lead = PooledQualified();
        Done(store.SaveAsync(lead));
        PoolService pools = new(storage, storage, new TestClock());
        ConversionService service = Conversions(storage);
        ClaimResult? claim = null;
        ConversionResult? converted = null;
        turns.Run(choose, async () => claim = await pools.ClaimAsync(lead.Id, Pool.Default, Some.Anna).ConfigureAwait(false), async () => converted = await service.ConvertAsync(new(lead.Id, "r1", Some.Bo) { Owner = Some.Bo }).ConfigureAwait(false));
        Assert.Equal(converted!.Succeeded, AssertWhole(store));
        Assert.True(claim!.Succeeded || converted.Succeeded);
        Assert.Equal(claim.Succeeded ? 1 : 0, Done(store.Begin().Ledgers.FindAsync(OwnerLedgerId.Of(Some.Anna)))?.ClaimsOn(Some.Pool, DateOnly.FromDateTime(Some.Start.UtcDateTime)) ?? 0);
    }

    private static void ConvertCompany(Interleaving turns, Func<int, int> choose, Func<InMemoryStore, IUnitOfWorkFactory> wrap)
    {
        (InMemoryStore store, InterleavedStorage storage) = Over(wrap, turns);
        Lead[] leads = [.. Enumerable.Range(1, 2).Select(i => Some.OwnedLead(i, new() { Name = new($"Person {i}"), Company = "Blau" }))];
        Done(store.SaveAsync(leads));
        DuplicateSearch search = Done(DuplicateSearch.ReadAsync(store, store));
        ConversionService service = new(storage, new(Some.Sale), ReadyPolicies.Default, new TestClock(), duplicates: search);
        ConversionResult?[] results = [null, null];
        turns.Run(choose, () => ConvertAsync(0), () => ConvertAsync(1));
        Assert.All(results, r => r!.EnsureSucceeded());
        HashSet<AccountId> accounts = [.. Done(store.ReadAccountsAsync().ToListAsync().AsTask()).Select(a => a.Id)];
        Assert.All(results, r => Assert.Contains(r!.Conversion!.Account!.Value, accounts));
        Assert.Equal(accounts.Select(a => a.Value).Order(), Done(search.FindAsync(Some.OwnedLead(9, new() { Company = "Blau" }))).Select(d => d.Id).Order());

        async Task ConvertAsync(int number) =>
            results[number] = await service.ConvertAsync(new(leads[number].Id, "r1", Some.Anna) { OverrideReason = "an old customer" }).ConfigureAwait(false);
    }

    private static void RevertAndLink(Interleaving turns, Func<int, int> choose, Func<InMemoryStore, IUnitOfWorkFactory> wrap)
    {
        (InMemoryStore store, InterleavedStorage storage) = Over(wrap, turns);
        Lead lead = Some.QualifiedLead(1);
        Lead other = Some.QualifiedLead(2);
        Done(store.SaveAsync(lead, other));
        LeadConversion first = Done(new ConversionService(store, new(Some.Sale), ReadyPolicies.Default, new TestClock()).ConvertAsync(new(lead.Id, "r1", Some.Anna))).Conversion!;
        ConversionService service = Conversions(storage);
        ConversionRevertService reverts = new(storage, store, store, store, new TestClock());
        ConversionResult? linked = null;
        bool reverted = false;
        turns.Run(choose, RevertAsync, async () => linked = await service.ConvertAsync(new(other.Id, "r1", Some.Anna) { Account = ConversionTarget<AccountId>.Link(first.Account!.Value) }).ConfigureAwait(false));
        Assert.NotEqual(reverted, linked!.Succeeded);
        AccountId[] accounts = [.. Done(store.ReadAccountsAsync().ToListAsync().AsTask()).Select(a => a.Id)];
        Assert.All(Done(store.ReadOpportunitiesAsync().ToListAsync().AsTask()), o => Assert.Contains(o.Account!.Value, accounts));

        async Task RevertAsync()
        {
            try
            {
                reverted = (await reverts.RevertAsync(new(lead.Id, Some.Anna, "by mistake")).ConfigureAwait(false)).Succeeded;
            }
            catch (ConcurrencyConflictException)
            {
                reverted = false;
            }
        }
    }

    private static void Move(Interleaving turns, Func<int, int> choose, Func<InMemoryStore, IUnitOfWorkFactory> wrap)
    {
        (InMemoryStore store, InterleavedStorage storage) = Over(wrap, turns);
        Opportunity deal = Some.Deal(amount: Some.Eur(100), closeDate: new(2026, 6, 1));
        Done(store.SaveAsync(deal));
        int moved = 0;
        int conflicts = 0;
        int refused = 0;
        turns.Run(choose, () => MoveAsync(d => d.MoveTo("quotation", Some.Sale, Some.Day(1), Some.Anna)), () => MoveAsync(d => d.Lose("price", Some.Sale, Some.Day(1), Some.Bo)));
        OpportunitySnapshot stored = Done(store.ReadOpportunitiesAsync().ToListAsync().AsTask())[0];
        Assert.Equal(2, moved + conflicts + refused);
        Assert.True(moved >= 1);
        HistoryEntry[] moves = [.. stored.History.Where(h => h.Kind == HistoryKind.Moved)];
        Assert.Equal(moved, moves.Length);
        Assert.All(moves.Skip(1).Zip(moves), p => Assert.Equal(p.Second.To, p.First.From));
        Assert.Equal(1 + moved, stored.Version);

        async Task MoveAsync(Func<Opportunity, MoveResult> move)
        {
            await using IUnitOfWork unit = storage.Begin();
            Opportunity loaded = (await unit.Opportunities.FindAsync(deal.Id).ConfigureAwait(false))!;
            if (!move(loaded).Succeeded)
            {
                refused++;
                return;
            }

            unit.Opportunities.Update(loaded);
            try
            {
                await unit.CommitAsync().ConfigureAwait(false);
                moved++;
            }
            catch (ConcurrencyConflictException)
            {
                conflicts++;
            }
        }
    }

    private static void Relay(Interleaving turns, Func<int, int> choose, Func<InMemoryStore, IUnitOfWorkFactory> wrap)
    {
        (InMemoryStore store, InterleavedStorage storage) = Over(wrap, turns);
        Lead lead = Some.OwnedLead();
        Done(store.SaveAsync(lead, Some.OwnedLead(2)));
        List<DomainEvent> delivered = [];
        TestClock clock = new();
        turns.Run(choose, () => RelayAsync(), () => RelayAsync(), async () =>
        {
            await using IUnitOfWork unit = storage.Begin();
            Lead loaded = (await unit.Leads.FindAsync(lead.Id).ConfigureAwait(false))!;
            loaded.Work(Some.Start).EnsureSucceeded();
            loaded.Qualify(Some.Start).EnsureSucceeded();
            unit.Leads.Update(loaded);
            await unit.CommitAsync().ConfigureAwait(false);
        });
        Done(RelayAsync());
        AssertDelivered(store, delivered);

        async Task RelayAsync()
        {
            OutboxRelay relay = new(storage, [new Noting(turns, delivered)], clock);
            await relay.DrainAsync().ConfigureAwait(false);
        }
    }

    private static void Everything(Interleaving turns, Func<int, int> choose, Func<InMemoryStore, IUnitOfWorkFactory> wrap)
    {
        (InMemoryStore store, InterleavedStorage storage) = Over(wrap, turns);
        Lead lead = PooledQualified();
        Done(store.SaveAsync(lead));
        PoolService pools = new(storage, storage, new TestClock());
        ConversionService service = Conversions(storage);
        List<DomainEvent> delivered = [];
        ConversionResult?[] results = [null, null];
        OutboxRelay relay = new(storage, [new Noting(turns, delivered)], new TestClock());
        turns.Run(
            choose,
            () => pools.ClaimAsync(lead.Id, Pool.Default, Some.Anna),
            async () => results[0] = await service.ConvertAsync(new(lead.Id, "r1", Some.Bo) { Owner = Some.Bo }).ConfigureAwait(false),
            async () => results[1] = await service.ConvertAsync(new(lead.Id, "r2", Some.Bo) { Owner = Some.Bo }).ConfigureAwait(false),
            () => relay.DrainAsync());
        Assert.Equal(results.Any(r => r!.Succeeded), AssertWhole(store));
        Assert.True(results.Count(r => r!.Succeeded) <= 1);
        Done(relay.DrainAsync());
        AssertDelivered(store, delivered);
    }

    private void Explore(Action<Interleaving, Func<int, int>, Func<InMemoryStore, IUnitOfWorkFactory>> scenario, bool? isComplete)
    {
        (int orders, bool all) = Exploration.Run((turns, choose) => scenario(turns, choose, s => s));
        output.WriteLine($"{orders} orders{(all ? ", all there are" : "")}");
        Assert.True(orders > 1);
        Assert.Equal(isComplete ?? all, all);
    }

    private static (InMemoryStore Store, InterleavedStorage Storage) Over(Func<InMemoryStore, IUnitOfWorkFactory> wrap, Interleaving turns)
    {
        InMemoryStore store = new();
        return (store, new(wrap(store), store, turns));
    }

    private static ConversionService Conversions(InterleavedStorage storage) => new(storage, new(Some.Sale), ReadyPolicies.Default, new TestClock());

    private static Lead PooledQualified()
    {
        Lead lead = Some.PooledLead();
        lead.Discover(Need.Explicit("Reports by Monday", Some.Start, quote: "I need the report by Monday.")).EnsureSucceeded();
        lead.Discover(new Answer(Answer.Budget, AnswerLevel.Confirmed, "50,000 are set aside", Some.Start)).EnsureSucceeded();
        return lead;
    }

    /// <summary>The lead is converted, and there is what it became, once; or it is not, and there is nothing.</summary>
    private static bool AssertWhole(InMemoryStore store)
    {
        LeadConversion? conversion = Done(store.ReadLeadsAsync().ToListAsync().AsTask())[0].Conversion;
        Assert.Equal(conversion is null ? [] : [conversion.Opportunity!.Value], Done(store.ReadOpportunitiesAsync().ToListAsync().AsTask()).Select(o => o.Id));
        Assert.Equal(conversion is null ? [] : [conversion.Account!.Value], Done(store.ReadAccountsAsync().ToListAsync().AsTask()).Select(a => a.Id));
        Assert.Equal(conversion is null ? [] : [conversion.Contact!.Value], Done(store.ReadContactsAsync().ToListAsync().AsTask()).Select(c => c.Id));
        Assert.Equal(conversion is null ? 0 : 1, store.Outbox.Count(m => m.ToEvent() is LeadConverted));
        Assert.Equal(conversion is null ? 0 : 1, store.Outbox.Count(m => m.ToEvent() is OpportunityCreated));
        return conversion is not null;
    }

    /// <summary>Every event came, once as no lease ran out, and those of each aggregate in their order.</summary>
    private static void AssertDelivered(InMemoryStore store, List<DomainEvent> delivered)
    {
        Assert.Equal(store.Outbox.Select(m => m.EventId).Order(StringComparer.Ordinal), delivered.Select(e => e.EventId).Order(StringComparer.Ordinal));
        Assert.All(delivered.GroupBy(e => e.AggregateId), g => Assert.Equal(g.Select(e => e.Sequence).Order(), g.Select(e => e.Sequence)));
    }

    /// <summary>What is done by now: outside an exploration nothing waits.</summary>
    private static T Done<T>(Task<T> task)
    {
        Assert.True(task.IsCompleted);
        return task.GetAwaiter().GetResult();
    }

    private static void Done(Task task)
    {
        Assert.True(task.IsCompleted);
        task.GetAwaiter().GetResult();
    }

    /// <summary>A handler that takes a step of its own.</summary>
    private sealed class Noting(Interleaving turns, List<DomainEvent> delivered) : IDomainEventHandler
    {
        public async Task HandleAsync(DomainEvent fact, CancellationToken cancellationToken)
        {
            await turns.PauseAsync().ConfigureAwait(false);
            delivered.Add(fact);
        }
    }
}
