using System.Globalization;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using CrmCore.Pools;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Pools;

public class PoolRulesTests
{
    private static readonly UserId Chief = new("chief");

    private static readonly PoolDefinition Definition = new()
    {
        Key = "default",
        Name = new("East", "华东"),
        Members = [Some.Anna, Some.Bo],
        Admins = [Chief],
        TimeZone = "Asia/Shanghai",
        Claims = new() { PerDay = 2, Capacity = 3, CoolDownDays = 7, FreezeHours = 2 },
        Protection = new() { Days = 10, ExtensionDays = 5, MaximumDays = 20, RemindDays = 3, CountedOutcomes = [FollowUpOutcome.Reached] },
        Recycle = new() { When = RecycleCondition.AllOf(RecycleCondition.Of(RecycleRule.NoFollowUp, 10, LeadClock.LastFollowUp), RecycleCondition.AnyOf(RecycleCondition.Of(RecycleRule.NeverDealt, 0, LeadClock.Created))) },
        Masked = ["email", "phone", "name"],
        LocksPerPerson = 1,
    };

    private readonly InMemoryStore _store = new();
    private readonly TestClock _clock = new();

    private PoolService Service => new(_store, _store, _clock);

    [Fact]
    public void A_pool_is_data_and_its_json_round_trips()
    {
        Pool pool = new(Definition);
        Assert.Equal(pool.ToJson(), Pool.FromJson(pool.ToJson()).ToJson());
        Assert.Equal(["default"], PoolCatalog.FromJson($"[{pool.ToJson()}]").All.Select(p => p.Id.Value));
        Pool small = Pool.FromJson("""{"key":"a","name":"A","protection":{"days":3},"recycle":{}}""");
        Assert.Equal((1, "UTC", false, 3), (small.Version, small.Definition.TimeZone, small.Definition.Recycle.Off, small.Definition.Protection.Days));
        Assert.Throws<DefinitionException>(() => Pool.FromJson("""{"key":"a","name":"A","perDay":3}"""));
    }

    [Fact]
    public void Every_defect_of_a_definition_is_listed()
    {
        DefinitionException wrong = Assert.Throws<DefinitionException>(() => new Pool(Definition with
        {
            Key = " ",
            Version = -1,
            TimeZone = "Mars",
            Members = [Some.Anna, Some.Anna],
            Claims = new() { PerDay = 0, Capacity = 0 },
            Protection = new() { Days = 10, MaximumDays = 5 },
            Recycle = new() { When = new() { All = [] } },
            Masked = ["shoe size"],
        }));
        Assert.Equal(
            ["key", "version", "timeZone", "members[1]", "claims.perDay", "claims.capacity", "protection.maximumDays", "masked[0]", "recycle.when.all"],
            wrong.Defects.Select(d => d.Path));
    }

    [Fact]
    public void Every_defect_of_every_pool_of_a_list_is_told_with_its_place()
    {
        DefinitionException wrong = Assert.Throws<DefinitionException>(() => PoolCatalog.FromJson(
            """[{"key":"a","name":"A"},{"key":"b","name":"B","version":-1,"timeZone":"Mars"},{"key":"a","name":"A"}]"""));
        Assert.Equal(
            [("[1].version", "bad-version"), ("[1].timeZone", "unknown-time-zone"), ("[2].key", "duplicate-key")],
            wrong.Defects.Select(d => (d.Path, d.Code)));
        DefinitionException shapes = Assert.Throws<DefinitionException>(() => PoolCatalog.FromJson("""[null,{"key":"a","name":"A","perDay":3}]"""));
        Assert.Equal([("[0]", "wrong-kind"), ("[1].perDay", "unknown-member")], shapes.Defects.Select(d => (d.Path, d.Code)));
        Assert.Equal("no-pool", Assert.Single(Assert.Throws<DefinitionException>(() => PoolCatalog.FromJson(" []")).Defects).Code);
        Assert.Equal(["a", "b"], PoolCatalog.FromJson("""[{"key":"a","name":"A"},{"key":"b","name":"B"}]""").All.Select(p => p.Id.Value));
    }

    [Fact]
    public async Task A_claim_lists_every_rule_against_it()
    {
        Pool pool = new(Definition);
        await _store.SaveAsync(Some.PooledLead(1), Some.PooledLead(2), Some.PooledLead(3), Some.OwnedLead(4));
        UserId stranger = new("stranger");
        Assert.Equal(["pool.frozen", "pool.not-a-member"], Codes(await Service.ClaimAsync(Id(1), pool, stranger)));
        _clock.Advance(TimeSpan.FromHours(2));
        ClaimResult first = await Service.ClaimAsync(Id(1), pool, Some.Anna);
        Assert.Equal((1, Some.Day(10).AddHours(2)), (first.LeftToday, first.Protection!.RecycleAt));
        Assert.True((await Service.ReleaseAsync(Id(1), pool, "later", Some.Anna)).Succeeded);
        Assert.Equal(["pool.cooling-down", "pool.frozen"], Codes(await Service.ClaimAsync(Id(1), pool, Some.Anna)));
        Assert.True((await Service.ClaimAsync(Id(2), pool, Some.Anna)).Succeeded);
        Assert.Equal(["pool.daily-limit-reached", "pool.theirs-already"], Codes(await Service.ClaimAsync(Id(2), pool, Some.Anna)));
        Assert.Equal(["pool.capacity-reached", "pool.daily-limit-reached"], Codes(await Service.ClaimAsync(Id(3), new(Definition with { Claims = Definition.Claims with { Capacity = 1 } }), Some.Anna)));
        Assert.Equal(["pool.claimed-by-another"], Codes(await Service.ClaimAsync(Id(4), pool, Some.Bo)));
        Assert.All((await Service.ClaimAsync(Id(3), pool, Some.Anna)).Refusals, r => Assert.DoesNotContain('{', r.Describe(CultureInfo.GetCultureInfo("zh-Hans"))));
    }

    [Fact]
    public async Task The_day_is_the_pools()
    {
        Pool pool = new(Definition with { Claims = new() { PerDay = 1 } });
        await _store.SaveAsync(Some.PooledLead(1), Some.PooledLead(2));
        _clock.Advance(TimeSpan.FromHours(6.5));
        Assert.True((await Service.ClaimAsync(Id(1), pool, Some.Anna)).Succeeded);
        Assert.Equal(["pool.daily-limit-reached"], Codes(await Service.ClaimAsync(Id(2), pool, Some.Anna)));
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.True((await Service.ClaimAsync(Id(2), pool, Some.Anna)).Succeeded);
    }

    [Fact]
    public async Task Admins_skip_the_day_and_the_freeze_never_the_capacity()
    {
        Pool pool = new(Definition with { Claims = new() { PerDay = 1, Capacity = 2, FreezeHours = 100 } });
        await _store.SaveAsync(Some.PooledLead(1), Some.PooledLead(2), Some.PooledLead(3));
        Assert.True((await Service.ClaimAsync(Id(1), pool, Chief)).Succeeded);
        Assert.True((await Service.ClaimAsync(Id(2), pool, Chief)).Succeeded);
        Assert.Equal(["pool.capacity-reached"], Codes(await Service.ClaimAsync(Id(3), pool, Chief)));
        Assert.Equal(["pool.capacity-reached"], Codes(await Service.AssignAsync(Id(3), pool, Chief, Chief)));
        Assert.Equal(["pool.not-a-member", "pool.not-an-admin"], Codes(await Service.AssignAsync(Id(3), pool, new("stranger"), Some.Anna)));
    }

    [Fact]
    public async Task Contact_data_is_covered_until_the_lead_is_theirs()
    {
        Pool pool = new(Definition);
        Lead lead = Some.PooledLead();
        LeadCard card = pool.Show(lead.ToSnapshot(), Some.Anna);
        Assert.Equal(("C***", "c***@blau.example", "Blau Logistik GmbH"), (card.Name, card.Email, card.Company));
        Assert.Equal("clara@blau.example", pool.Show(lead.ToSnapshot(), Chief).Email);
        await _store.SaveAsync(lead);
        _clock.Advance(TimeSpan.FromHours(2));
        (await Service.ClaimAsync(lead.Id, pool, Some.Anna)).EnsureSucceeded();
        Assert.Equal("Clara Stein", pool.Show((await FindAsync(1)).ToSnapshot(), Some.Anna).Name);
    }

    [Fact]
    public async Task Follow_ups_that_count_prolong_the_protection_up_to_its_maximum()
    {
        Pool pool = new(Definition);
        Lead lead = Some.OwnedLead();
        lead.Protect(pool.ProtectionFrom(Some.Start)).EnsureSucceeded();
        Assert.Equal((Some.Day(10), Some.Day(7), 10), (lead.Protection!.RecycleAt, lead.Protection.RemindAt, lead.Protection.DaysLeft(Some.Start)));
        Follow(2, FollowUpOutcome.Reached, 10);
        Follow(7, FollowUpOutcome.NoAnswer, 10);
        Follow(7, FollowUpOutcome.Reached, 12);
        Follow(3, FollowUpOutcome.Reached, 12);
        Follow(18, FollowUpOutcome.Reached, 20);
        await _store.SaveAsync(lead);
        Assert.Empty(await Scheduler(pool).RecycleAsync(Some.Day(19.9)).ToListAsync());
        RecycleEntry entry = Assert.Single(await Scheduler(pool).RecycleAsync(Some.Day(20)).ToListAsync());
        Assert.Equal(("protection-maximum", LeadClock.Claimed, Some.Day(20), 20), (entry.Rule, entry.Clock, entry.Date!.Value, entry.Days));
        Lead recycled = await FindAsync(1);
        Assert.Equal(new HoldingPeriod(Some.Anna, Some.Start, Some.Day(20), null, "recycled: protection-maximum"), Assert.Single(recycled.Holdings));
        Assert.Equal((Some.Pool, null), (recycled.Pool, recycled.Protection));

        void Follow(double day, FollowUpOutcome outcome, double expected)
        {
            lead.FollowUp(new(Some.Day(day), Some.Anna, FollowUpKind.Call, outcome)).EnsureSucceeded();
            Assert.Equal(Some.Day(expected), lead.Protection!.RecycleAt);
        }
    }

    [Fact]
    public async Task Conditions_postpone_and_exemptions_keep()
    {
        Pool pool = new(Definition with
        {
            Protection = new() { Days = 5 },
            Recycle = new() { When = RecycleCondition.AllOf(RecycleCondition.Of(RecycleRule.NoFollowUp, 10, LeadClock.LastFollowUp), RecycleCondition.Of(RecycleRule.NoOpportunity, 0, LeadClock.Created)) },
        });
        Lead followed = Protected(1, pool);
        followed.FollowUp(new(Some.Day(3), Some.Anna, FollowUpKind.Call, FollowUpOutcome.Reached)).EnsureSucceeded();
        Lead locked = Protected(2, pool);
        locked.LockBy(Some.Anna, "a tender is running", Some.Day(1)).EnsureSucceeded();
        Lead selling = Protected(3, pool);
        await _store.SaveAsync(followed, locked, selling);
        await _store.SaveAsync(Opportunity.Create(new(OpportunityId.From(Some.Guid(9)), "Deal") { SourceLead = selling.Id }, Some.Sale, Some.Start));
        RecycleEntry[] preview = await Scheduler(pool).PreviewRecycleAsync(Some.Day(6)).ToArrayAsync();
        RecycleEntry[] done = await Scheduler(pool).RecycleAsync(Some.Day(6)).ToArrayAsync();
        Assert.Equal(preview, done);
        Assert.Equal([(RecycleAction.Postponed, "no-follow-up"), (RecycleAction.Kept, "open-opportunity")], done.Select(e => (e.Action, e.Rule)));
        Assert.Equal((Some.Day(13), Some.Day(3), 10), (done[0].Date, done[0].ClockStart, done[0].Days));
        Assert.Equal(Some.Day(13), (await FindAsync(1)).Protection!.RecycleAt);
        Assert.Equal([RecycleAction.Recycled, RecycleAction.Kept], (await Scheduler(pool).RecycleAsync(Some.Day(13)).ToArrayAsync()).OrderBy(e => e.Action).Select(e => e.Action));
        (await Service.UnlockAsync(Id(2), pool, Some.Anna)).EnsureSucceeded();
        Assert.Equal(Some.Day(5), (await FindAsync(2)).Protection!.RecycleAt);
        Pool off = new(pool.Definition with { Recycle = new() { Off = true } });
        Assert.All(await Scheduler(off).RecycleAsync(Some.Day(13)).ToListAsync(), e => Assert.Equal("recycling-off", e.Rule));
        Assert.Equal(Id(2), Assert.Single(await Scheduler(pool).RecycleAsync(Some.Day(13)).ToListAsync(), e => e.Action == RecycleAction.Recycled).Lead);
    }

    [Fact]
    public void Each_clock_and_rule_has_its_moment()
    {
        RecycleFacts facts = new() { Claimed = Some.Day(10), Assigned = Some.Day(12), Created = Some.Day(0), EnteredPool = Some.Day(2), LastFollowUp = Some.Day(15), LastWonAt = Some.Day(5), HasOpportunity = true };
        Assert.Equal([10d, 12, 15, 0, 2, 5], Enum.GetValues<LeadClock>().Select(c => (facts.At(c) - Some.Start).TotalDays));
        Assert.Equal(Some.Day(18), RecycleCondition.Of(RecycleRule.NoFollowUp, 3, LeadClock.LastFollowUp).MomentFor(facts)!.At);
        Assert.Null(RecycleCondition.Of(RecycleRule.NoFollowUp, 3, LeadClock.Claimed).MomentFor(facts));
        Assert.Equal(Some.Day(25), RecycleCondition.Of(RecycleRule.NotWon, 20, LeadClock.LastWonDeal).MomentFor(facts)!.At);
        Assert.Equal(Some.Day(30), RecycleCondition.Of(RecycleRule.NotWon, 20, LeadClock.Claimed).MomentFor(facts)!.At);
        Assert.Null(RecycleCondition.Of(RecycleRule.NeverDealt, 0, LeadClock.Created).MomentFor(facts));
        Assert.Null(RecycleCondition.Of(RecycleRule.NoOpportunity, 0, LeadClock.Created).MomentFor(facts));
        RecycleCondition late = RecycleCondition.Of(RecycleRule.NoFollowUp, 30, LeadClock.LastFollowUp);
        RecycleCondition soon = RecycleCondition.Of(RecycleRule.NotWon, 1, LeadClock.LastWonDeal);
        Assert.Equal((Some.Day(45), Some.Day(6)), (RecycleCondition.AllOf(late, soon).MomentFor(facts)!.At, RecycleCondition.AnyOf(late, soon).MomentFor(facts)!.At));
    }

    [Fact]
    public async Task A_reminder_comes_once_for_each_date()
    {
        Pool pool = new(Definition with { Recycle = new() });
        await _store.SaveAsync(Protected(1, pool));
        Assert.Empty(await Scheduler(pool).RemindAsync(Some.Day(6.9)).ToListAsync());
        Assert.Single(await Scheduler(pool).RemindAsync(Some.Day(7)).ToListAsync());
        Assert.Empty(await Scheduler(pool).RemindAsync(Some.Day(8)).ToListAsync());
        Lead lead = await FindAsync(1);
        lead.FollowUp(new(Some.Day(9), Some.Anna, FollowUpKind.Visit, FollowUpOutcome.Reached)).EnsureSucceeded();
        Assert.Equal((Some.Day(14), Some.Day(11)), (lead.Protection!.RecycleAt, lead.Protection.RemindAt));
    }

    [Fact]
    public async Task Nurtured_leads_wake_and_forgotten_ones_are_protected()
    {
        Lead nurtured = Some.OwnedLead(1);
        nurtured.Nurture(Some.Day(30), Some.Day(1)).EnsureSucceeded();
        await _store.SaveAsync(nurtured, Some.PooledLead(2));
        Assert.Empty(await Scheduler(Pool.Default).WakeAsync(Some.Day(29)).ToListAsync());
        Assert.Equal(LeadStatus.Working, Assert.Single(await Scheduler(Pool.Default).WakeAsync(Some.Day(30)).ToListAsync()).Status);
        Assert.Equal(Id(1), Assert.Single(await Scheduler(Pool.Default).ProtectAsync(Pool.Default, Some.Day(40)).ToListAsync()).Id);
        Assert.Empty(await Scheduler(Pool.Default).ProtectAsync(Pool.Default, Some.Day(41)).ToListAsync());
        Assert.Equal(Some.Day(70), (await FindAsync(1)).Protection!.RecycleAt);
    }

    [Fact]
    public async Task A_transfer_takes_open_opportunities_along_and_restarts_the_clock_if_told_to()
    {
        Pool pool = new(Definition);
        Lead lead = Protected(1, pool);
        await _store.SaveAsync(lead);
        await _store.SaveAsync(Opportunity.Create(new(OpportunityId.From(Some.Guid(9)), "Deal") { SourceLead = lead.Id, Owner = Some.Anna }, Some.Sale, Some.Start));
        TransferService transfers = new(_store, _store, _store, new(Some.Sale), _clock);
        _clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal(["pool.not-a-member", "pool.not-theirs"], Codes(await transfers.TransferAsync(lead.Id, pool, new("stranger"), Some.Bo)));
        TransferResult kept = await transfers.TransferAsync(lead.Id, pool, Some.Bo, Some.Anna, new() { RestartsProtection = false });
        Assert.Equal((Some.Day(10), Some.Guid(9)), (kept.Protection!.RecycleAt!.Value, Assert.Single(kept.Opportunities).Value));
        Assert.Equal(Some.Bo, (await _store.ReadOpportunitiesAsync().SingleAsync()).Owner);
        Assert.Equal(Some.Day(14), (await transfers.TransferAsync(lead.Id, pool, Some.Anna, Chief)).Protection!.RecycleAt);
    }

    [Fact]
    public async Task A_transfer_tells_which_opportunities_it_could_not_take_along_and_why()
    {
        Pool pool = new(Definition);
        Lead lead = Protected(1, pool);
        Opportunity unknown = Opportunity.Create(new(OpportunityId.From(Some.Guid(8)), "Deal") { SourceLead = lead.Id, Owner = Some.Anna }, ReadyPipelines.Light, Some.Start);
        Opportunity later = Opportunity.Create(new(OpportunityId.From(Some.Guid(9)), "Deal") { SourceLead = lead.Id, Owner = Some.Anna }, Some.Sale, Some.Day(3));
        Opportunity known = Opportunity.Create(new(OpportunityId.From(Some.Guid(10)), "Deal") { SourceLead = lead.Id, Owner = Some.Anna }, Some.Sale, Some.Start);
        await _store.SaveAsync(lead, unknown, later, known);
        TransferResult done = await new TransferService(_store, _store, _store, new(Some.Sale), _clock).TransferAsync(lead.Id, pool, Some.Bo, Some.Anna);
        Assert.Equal([known.Id], done.Opportunities);
        Assert.Equal(
            [(unknown.Id, "opportunity.other-pipeline"), (later.Id, "opportunity.before-last-change")],
            done.LeftBehind.OrderBy(l => l.Opportunity).Select(l => (l.Opportunity, Assert.Single(l.Refusals).Code)));
    }

    [Fact]
    public async Task A_postponed_lead_is_told_with_the_date_that_is_stored()
    {
        Pool pool = new(Definition with
        {
            Protection = new() { Days = 5, MaximumDays = 20 },
            Recycle = new() { When = RecycleCondition.Of(RecycleRule.NoFollowUp, 40, LeadClock.LastFollowUp) },
        });
        Lead lead = Protected(1, pool);
        lead.FollowUp(new(Some.Day(3), Some.Anna, FollowUpKind.Call, FollowUpOutcome.Reached)).EnsureSucceeded();
        await _store.SaveAsync(lead);
        RecycleEntry postponed = Assert.Single(await Scheduler(pool).RecycleAsync(Some.Day(6)).ToListAsync());
        Assert.Equal((RecycleAction.Postponed, Some.Day(20)), (postponed.Action, postponed.Date));
        Assert.Equal(Some.Day(20), (await FindAsync(1)).Protection!.RecycleAt);
    }

    [Fact]
    public async Task A_run_by_an_earlier_date_leaves_a_lead_that_was_transferred_since()
    {
        Pool pool = new(Definition with { Recycle = new(), Protection = new() { Days = 5, RunsOnAfterTransfer = true } });
        Lead lead = Protected(1, pool);
        lead.AssignTo(Some.Bo, "transferred", Some.Day(9), Some.Anna, lead.Protection).EnsureSucceeded();
        await _store.SaveAsync(lead);
        Assert.Empty(await Scheduler(pool).RecycleAsync(Some.Day(7)).ToListAsync());
        Assert.Equal(Some.Bo, Assert.Single(await Scheduler(pool).RecycleAsync(Some.Day(9)).ToListAsync()).Owner);
    }

    [Fact]
    public async Task Locks_are_limited_for_each_person()
    {
        Pool pool = new(Definition);
        await _store.SaveAsync(Protected(1, pool), Protected(2, pool));
        Assert.True((await Service.LockAsync(Id(1), pool, "tender", Some.Anna)).Succeeded);
        Assert.Equal(["lead.locked", "pool.locks-reached"], Codes(await Service.LockAsync(Id(1), pool, "tender", Some.Anna)));
        Assert.Equal(["lead.reason-missing", "pool.locks-reached"], Codes(await Service.LockAsync(Id(2), pool, "", Chief)));
        Assert.Equal(["pool.not-theirs"], Codes(await Service.UnlockAsync(Id(1), pool, Some.Bo)));
        Assert.Null((await Service.UnlockAsync(Id(1), pool, Chief)).Lock);
    }

    [Fact]
    public async Task The_same_person_racing_passes_no_limit()
    {
        Pool pool = new(Definition with { Claims = new() { PerDay = 20, Capacity = 25 } });
        await _store.SaveAsync([.. Enumerable.Range(1, 64).Select(i => Some.PooledLead(i))]);
        using Barrier barrier = new(16);
        int[] claimed = await Task.WhenAll(Enumerable.Range(0, 16).Select(worker => Task.Factory.StartNew(
            async () =>
            {
                barrier.SignalAndWait();
                int count = 0;
                for (int i = 1; i <= 4; i++)
                {
                    count += (await Service.ClaimAsync(Id((4 * worker) + i), pool, Some.Anna)).Succeeded ? 1 : 0;
                }

                return count;
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()));
        Assert.Equal(20, claimed.Sum());
        Assert.Equal(20, (await _store.ReadLoadAsync(Some.Anna)).Open);
    }

    private static LeadId Id(int number) => LeadId.From(Some.Guid(number));

    private static Lead Protected(int number, Pool pool)
    {
        Lead lead = Some.OwnedLead(number);
        lead.Protect(pool.ProtectionFrom(Some.Start)).EnsureSucceeded();
        return lead;
    }

    private static string[] Codes(Outcome outcome) => [.. outcome.Refusals.Select(r => r.Code).Order(StringComparer.Ordinal)];

    private LeadScheduler Scheduler(Pool pool) => new(_store, _store, _store, new(pool));

    private async Task<Lead> FindAsync(int number)
    {
        await using IUnitOfWork unit = _store.Begin();
        return (await unit.Leads.FindAsync(Id(number)))!;
    }
}
