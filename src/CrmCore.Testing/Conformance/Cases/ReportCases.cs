using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;

namespace CrmCore.Testing.Conformance.Cases;

/// <summary>What a store tells beside the records themselves: the past, counts, dates, definitions; and to whom.</summary>
internal static class ReportCases
{
    private static readonly TenantId Acme = new("acme");
    private static readonly TenantId Other = new("ACME");

    public static IReadOnlyList<StoreCase> All { get; } =
    [
        new("the-past-is-read-as-it-was", "A forecast of last month changes every time that it is looked at.", AsOfAsync, StoreCapability.AsOf),
        new("loads-count-what-people-own", "Somebody gets more leads than they may have, or none.", LoadsAsync, StoreCapability.Loads),
        new("what-is-due-is-found-in-time", "Leads never fall back into their pool, or nobody is reminded.", DueAsync, StoreCapability.DueDates),
        new("definitions-stay-as-they-were-put", "A rule that decided something is changed afterwards, and nobody can say why it was decided so.", DefinitionsAsync, StoreCapability.Definitions),
        new("tenants-cannot-see-each-other", "One customer of the host reads, changes or blocks the records of another.", TenantsAsync, StoreCapability.Tenants),
        new("tenants-share-no-reading", "A list, a count or a search goes over everybody's records.", TenantReadersAsync, StoreCapability.Tenants, StoreCapability.Reading),
        new("a-unit-stays-with-its-tenant", "A request that began for one customer commits into the records of the next.", TenantOfUnitAsync, StoreCapability.Tenants),
    ];

    private static async Task AsOfAsync(Trial trial)
    {
        Pipeline sale = ReadyPipelines.SolutionSale;
        DateTimeOffset at = FullAggregates.At;
        Opportunity[] deals = [.. Enumerable.Range(0, 25).Select(i => Opportunity.TakeOver(
            new(OpportunityId.New(TimeProvider.System), "Deal") { Amount = new Money(1000, Currency.Eur) },
            sale,
            at.AddDays(i),
            [new("quotation", at.AddDays(i + 5).AddTicks(1)), new("evaluation", at.AddDays(i + 9)), new("lost", at.AddDays(i + 12))]))];
        await trial.CommitAsync(u => Array.ForEach(deals, u.Opportunities.Add)).ConfigureAwait(false);
        foreach (DateTimeOffset instant in (DateTimeOffset[])[at.AddDays(-1), at, at.AddTicks(-1), at.AddDays(5), at.AddDays(5).AddTicks(1), at.AddDays(12), at.AddDays(20), at.AddYears(1)])
        {
            List<PastState> found = await trial.Opportunities.ReadAsOfAsync(instant).ToListAsync().ConfigureAwait(false);
            Expect.SameItems(
                deals.OrderBy(d => d.Id).Select(d => (d.Id, State: OpportunityHistory.AsOf(d.History, instant))).Where(d => d.State is not null),
                found.Select(p => (p.Now.Id, State: (OpportunityState?)p.Then)),
                $"the opportunities as of {instant:O}");
        }
    }

    private static async Task LoadsAsync(Trial trial)
    {
        UserId anna = new("anna");
        Lead[] leads = [.. Enumerable.Range(0, 12).Select(i => Sample(Custody.OwnedBy(i < 9 ? anna : new("Anna"))))];
        Array.ForEach(leads[..3], l => l.Qualify(FullAggregates.At).EnsureSucceeded());
        leads[0].LockBy(anna, "tender", FullAggregates.At).EnsureSucceeded();
        leads[6].LockBy(anna, "tender", FullAggregates.At).EnsureSucceeded();
        await trial.AddAsync([.. leads, Sample(Custody.InPool(new("p")))]).ConfigureAwait(false);
        await SameLoadAsync(trial, anna, (LeadStatus.New, 6), (LeadStatus.Qualified, 3)).ConfigureAwait(false);
        Expect.Equal(2, (await trial.Loads.ReadLoadAsync(anna).ConfigureAwait(false)).Locked, "how many locked leads Anna has");
        await SameLoadAsync(trial, new("nobody")).ConfigureAwait(false);
        leads[5].ReleaseTo(new("p"), "no answer", FullAggregates.At).EnsureSucceeded();
        leads[6].Disqualify("no budget", FullAggregates.At).EnsureSucceeded();
        await trial.CommitAsync(u => Array.ForEach(leads[5..7], u.Leads.Update)).ConfigureAwait(false);
        await SameLoadAsync(trial, anna, (LeadStatus.New, 4), (LeadStatus.Qualified, 3), (LeadStatus.Disqualified, 1)).ConfigureAwait(false);
        Expect.Equal(1, (await trial.Loads.ReadLoadAsync(anna).ConfigureAwait(false)).Locked, "how many locked leads Anna still works on");
        Expect.SameItems(["Anna", "anna"], (await trial.Loads.ReadLoadsAsync().ToListAsync().ConfigureAwait(false)).Select(l => l.Owner.Value), "who owns leads, in order");
    }

    private static async Task SameLoadAsync(Trial trial, UserId owner, params (LeadStatus Status, int Count)[] expected)
    {
        LeadLoad load = await trial.Loads.ReadLoadAsync(owner).ConfigureAwait(false);
        Expect.SameItems(
            expected.OrderBy(e => e.Status).Select(e => $"{e.Status} {e.Count}"), load.ByStatus.Where(s => s.Value != 0).OrderBy(s => s.Key).Select(s => $"{s.Key} {s.Value}"), $"what {owner} owns");
    }

    private static async Task DueAsync(Trial trial)
    {
        DateTimeOffset at = FullAggregates.At;
        Lead[] leads = [.. Enumerable.Range(1, 8).Select(i => Sample(Custody.OwnedBy(new("anna")), new() { Pool = new("p"), Since = at, RecycleAt = at.AddDays(i), RemindDays = 1 }))];
        Lead unprotected = Sample(Custody.OwnedBy(new("anna")));
        Lead nurtured = Sample(Custody.InPool(new("p")));
        nurtured.Nurture(at.AddDays(3), at).EnsureSucceeded();
        await trial.AddAsync([.. leads, unprotected, nurtured]).ConfigureAwait(false);
        Expect.SameItems(leads[..3].Select(l => l.Id), await IdsAsync(trial.DueDates.ReadRecycleDueAsync(at.AddDays(3))).ConfigureAwait(false), "the leads to recycle by a date, that date included, those due longest first");
        Expect.SameItems(leads[..2].Select(l => l.Id), await IdsAsync(trial.DueDates.ReadRecycleDueAsync(at.AddDays(3).AddMilliseconds(-1))).ConfigureAwait(false), "the leads to recycle just before a date");
        Expect.SameItems(leads[..4].Select(l => l.Id), await IdsAsync(trial.DueDates.ReadRemindDueAsync(at.AddDays(3))).ConfigureAwait(false), "the leads to remind somebody of");
        Expect.SameItems([nurtured.Id], await IdsAsync(trial.DueDates.ReadWakeDueAsync(at.AddDays(3))).ConfigureAwait(false), "the leads to wake");
        Expect.SameItems([], await IdsAsync(trial.DueDates.ReadWakeDueAsync(at.AddDays(2))).ConfigureAwait(false), "the leads to wake a day before");
        Expect.SameItems([unprotected.Id], await IdsAsync(trial.DueDates.ReadUnprotectedAsync()).ConfigureAwait(false), "the leads under no pool's rules");
        leads[0].ReleaseTo(new("p"), "recycled", at.AddDays(1)).EnsureSucceeded();
        await trial.CommitAsync(u => u.Leads.Update(leads[0])).ConfigureAwait(false);
        Expect.SameItems(leads[1..3].Select(l => l.Id), await IdsAsync(trial.DueDates.ReadRecycleDueAsync(at.AddDays(3))).ConfigureAwait(false), "the leads to recycle after one was");
    }

    private static async Task DefinitionsAsync(Trial trial)
    {
        IDefinitionStore store = trial.Definitions;
        StoredDefinition[] all = [new("pool", "east", 1, "{\"a\": 1}"), new("pool", "East", 1, "{\"b\":\"华东 🙂\"}"), new("pool", "east", 2, "{ }"), new("pool", "east", 10, "{\"c\":0.10}"), new("policy", "east", 1, "[]")];
        Expect.That(await store.GetAsync("pool", "east", 1).ConfigureAwait(false) is null && await store.LatestAsync("pool", "east").ConfigureAwait(false) is null, "nothing in an empty store", "a definition");
        foreach (StoredDefinition definition in all)
        {
            await store.PutAsync(definition).ConfigureAwait(false);
            await store.PutAsync(definition).ConfigureAwait(false);
            await Expect.ConflictAsync(() => store.PutAsync(new(definition.Kind, definition.Key, definition.Version, "\"other\"")), "putting another text for a version that is there").ConfigureAwait(false);
        }

        foreach (StoredDefinition definition in all)
        {
            Expect.SameText(definition.Json, (await store.GetAsync(definition.Kind, definition.Key, definition.Version).ConfigureAwait(false))?.Json, $"the text of {definition.Kind} {definition.Key} {definition.Version}");
        }

        Expect.Equal(10, (await store.LatestAsync("pool", "east").ConfigureAwait(false))?.Version ?? 0, "the latest version");
        Expect.SameItems(
            ["East 1", "east 1", "east 2", "east 10"],
            (await store.ListAsync("pool").ToListAsync().ConfigureAwait(false)).Select(d => $"{d.Key} {d.Version}"),
            "every version of a kind, by key and version");
        int[] put = await Trial.AtOnceAsync(8, async i =>
        {
            try
            {
                await store.PutAsync(new("pool", "raced", 1, $"\"{i}\"")).ConfigureAwait(false);
                return 1;
            }
            catch (ConcurrencyConflictException)
            {
                return 0;
            }
        }).ConfigureAwait(false);
        Expect.Equal(1, put.Sum(), "how many of eight who put different texts for one version at once succeed");
    }

    private static async Task TenantsAsync(Trial trial)
    {
        foreach (AggregateKind kind in AggregateKind.All)
        {
            ExternalKey key = new("crm", "4711");
            trial.Tenants.Current = Acme;
            Aggregate ours = kind.Make(key);
            await trial.AddAsync(kind, ours).ConfigureAwait(false);
            string json = kind.JsonOf(ours);
            trial.Tenants.Current = Other;
            await trial.IsAbsentAsync(kind, kind.IdOf(ours), "read by another tenant").ConfigureAwait(false);
            Expect.Equal(0, (await trial.ReadAsync(u => kind.FindManyAsync(u, kind.IdOf(ours))).ConfigureAwait(false)).Count, $"how many {kind.Name}s another tenant reads of several");
            Expect.Equal(0, (await trial.ReadAsync(u => kind.FindKeysAsync(u, key)).ConfigureAwait(false)).Count, $"how many {kind.Name}s another tenant finds by external key");
            await Expect.ConflictAsync(() => trial.UpdateAsync(kind, ours), $"updating the {kind.Name} of another tenant").ConfigureAwait(false);
            await Expect.ConflictAsync(() => trial.CommitAsync(u => kind.Remove(u, ours)), $"removing the {kind.Name} of another tenant").ConfigureAwait(false);
            Aggregate theirs = kind.Make(key, kind.IdOf(ours));
            kind.Change(theirs, 7);
            int events = theirs.PendingEvents.Count;
            await trial.AddAsync(kind, theirs).ConfigureAwait(false);
            trial.Tenants.Current = Acme;
            await trial.IsStoredAsync(kind, kind.IdOf(ours), json, "after another tenant stored one of the same id and external key").ConfigureAwait(false);
            if (trial.Offers(StoreCapability.Outbox))
            {
                Expect.Equal(1, (await trial.DrainAsync().ConfigureAwait(false)).Count, $"how many events of its {kind.Name}s a tenant gets");
                trial.Tenants.Current = Other;
                Expect.Equal(events, (await trial.DrainAsync().ConfigureAwait(false)).Count, $"how many events of its {kind.Name}s the other tenant gets");
            }
        }
    }

    private static async Task TenantReadersAsync(Trial trial)
    {
        trial.Tenants.Current = Acme;
        await trial.AddAsync(AggregateKind.All.Select(k => (k, k.Make()))).ConfigureAwait(false);
        await trial.AddAsync(Sample(Custody.OwnedBy(new("anna")), new() { Pool = new("p"), Since = FullAggregates.At, RecycleAt = FullAggregates.At })).ConfigureAwait(false);
        await CountAsync(2).ConfigureAwait(false);
        trial.Tenants.Current = Other;
        await CountAsync(0).ConfigureAwait(false);
        if (trial.Offers(StoreCapability.Definitions))
        {
            await trial.Definitions.PutAsync(new("pool", "east", 1, "1")).ConfigureAwait(false);
            trial.Tenants.Current = Acme;
            Expect.That(await trial.Definitions.GetAsync("pool", "east", 1).ConfigureAwait(false) is null, "no definition of another tenant", "one");
            Expect.Equal(0, (await trial.Definitions.ListAsync("pool").ToListAsync().ConfigureAwait(false)).Count, "how many definitions of another tenant are listed");
        }

        async Task CountAsync(int leads)
        {
            string who = $"a tenant with {leads} leads reads";
            int one = Math.Min(leads, 1);
            Expect.Equal(leads, await trial.Leads.ReadLeadsAsync().CountAsync().ConfigureAwait(false), $"how many leads {who}");
            Expect.Equal(one, await trial.Opportunities.ReadOpportunitiesAsync().CountAsync().ConfigureAwait(false), $"how many opportunities {who}");
            Expect.Equal(one, await trial.Customers.ReadAccountsAsync().CountAsync().ConfigureAwait(false), $"how many accounts {who}");
            Expect.Equal(one, await trial.Customers.ReadContactsAsync().CountAsync().ConfigureAwait(false), $"how many contacts {who}");
            if (trial.Offers(StoreCapability.Loads))
            {
                Expect.Equal(one, await trial.Loads.ReadLoadsAsync().CountAsync().ConfigureAwait(false), $"how many loads {who}");
                Expect.Equal(one, (await trial.Loads.ReadLoadAsync(new("anna")).ConfigureAwait(false)).Open, $"how many leads of Anna {who}");
            }

            if (trial.Offers(StoreCapability.DueDates))
            {
                Expect.Equal(one, await trial.DueDates.ReadRecycleDueAsync(FullAggregates.At).CountAsync().ConfigureAwait(false), $"how many leads that are due {who}");
            }
        }
    }

    private static async Task TenantOfUnitAsync(Trial trial)
    {
        foreach (AggregateKind kind in AggregateKind.All)
        {
            trial.Tenants.Current = Acme;
            Aggregate ours = kind.Make();
            IUnitOfWork unit = trial.Units.Begin();
            await using (unit.ConfigureAwait(false))
            {
                trial.Tenants.Current = Other;
                kind.Add(unit, ours);
                await unit.CommitAsync().ConfigureAwait(false);
                await trial.IsAbsentAsync(kind, kind.IdOf(ours), "written by a unit of another tenant").ConfigureAwait(false);
                Expect.NotNull(await kind.FindAsync(unit, kind.IdOf(ours)).ConfigureAwait(false), $"the {kind.Name} that the unit itself wrote");
            }
        }
    }

    private static async Task<IEnumerable<LeadId>> IdsAsync(IAsyncEnumerable<LeadSnapshot> leads) => (await leads.ToListAsync().ConfigureAwait(false)).Select(l => l.Id);

    private static Lead Sample(Custody custody, LeadProtection? protection = null)
    {
        Lead lead = Lead.Capture(LeadId.New(TimeProvider.System), new() { Company = "Example" }, LeadSource.Web, custody, FullAggregates.At);
        return protection is null ? lead : Lead.FromSnapshot(lead.ToSnapshot() with { Protection = protection });
    }
}
