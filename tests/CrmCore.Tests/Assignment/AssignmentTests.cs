using CrmCore.Assignment;
using CrmCore.InMemory;
using CrmCore.Matching;
using CrmCore.Pools;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Assignment;

public class AssignmentTests
{
    private static readonly UserId[] Four = [new("u-1"), new("u-2"), new("u-3"), new("u-4")];

    [Fact]
    public void Six_leads_over_four_people_give_1_2_3_4_1_2()
    {
        AssignmentPlan plan = Policy(new AssignmentRule { Key = "turns" }).Plan(Leads(6), [], Some.Start);
        Assert.Equal(["u-1", "u-2", "u-3", "u-4", "u-1", "u-2"], plan.Decisions.Select(d => d.To!.Value.Value));
        AssignmentPlan next = Policy(new AssignmentRule { Key = "turns" }).Plan(Leads(2), plan.States, Some.Start);
        Assert.Equal(["u-3", "u-4"], next.Decisions.Select(d => d.To!.Value.Value));
    }

    [Law]
    public void Round_robin_in_bulk_differs_by_at_most_one(byte first, byte second, byte people, int seed)
    {
        UserId[] users = [.. Enumerable.Range(0, 1 + (people % 9)).Select(i => new UserId($"u-{i}"))];
        AssignmentPolicy policy = Policy([new AssignmentRule { Key = "turns" }], [.. users.Select(u => new AssignmentMember { User = u })]);
        AssignmentPlan one = policy.Plan(Leads(first), [], Some.Start, seed);
        AssignmentPlan two = policy.Plan(Leads(second), one.States, Some.Start, seed);
        int[] counts = [.. two.States.Select(s => s.Owned)];
        Assert.Equal(first + second, counts.Sum());
        Assert.True(counts.Max() - counts.Min() <= 1);
        Assert.Equal(one.Decisions.Select(d => d.To), policy.Plan(Leads(first), [], Some.Start, seed).Decisions.Select(d => d.To));
    }

    [Law]
    public void Nobody_exceeds_capacity_or_quota_and_a_lead_is_left_only_where_nobody_was_free(byte leads, byte[] capacities, AssignmentStrategy strategy)
    {
        AssignmentMember[] members = [.. capacities.Take(8).Select((c, i) => new AssignmentMember { User = new($"u-{i}"), Capacity = c % 20, Weight = 1 + (c % 3), PerThirtyDays = c % 5 == 0 ? c : null })];
        if (members.Length == 0)
        {
            return;
        }

        AssignmentPlan plan = Policy([new AssignmentRule { Key = "r", Strategy = strategy }], members).Plan(Leads(leads), [], Some.Start);
        foreach ((MemberState state, AssignmentMember member) in plan.States.Zip(members))
        {
            Assert.True(state.Owned <= member.Capacity);
            Assert.True(member.PerThirtyDays is not { } c || state.Owned <= PeriodQuota.For(c, 1, 0));
        }

        int room = members.Sum(m => Math.Min(m.Capacity!.Value, m.PerThirtyDays is { } c ? PeriodQuota.For(c, 1, 0) : int.MaxValue));
        Assert.Equal(Math.Min(leads, room), plan.Decisions.Count(d => d.To is not null));
        Assert.All(plan.Decisions.Where(d => d.To is null), d => Assert.Equal(("assignment.nobody-free", members.Length), (d.Reason!.Code, d.PassedOver.Count)));
    }

    [Law]
    public void Explaining_changes_nothing_and_accounts_for_everybody(byte leads, byte[] capacities, AssignmentStrategy strategy, bool[] isOfRule)
    {
        AssignmentMember[] members = [.. capacities.Take(6).Select((c, i) => new AssignmentMember { User = new($"u-{i}"), Capacity = c % 20, Weight = 1 + (c % 3) })];
        UserId[] ofRule = [.. members.Where((_, i) => isOfRule.ElementAtOrDefault(i)).Select(m => m.User)];
        if (ofRule.Length == 0)
        {
            return;
        }

        AssignmentPolicy policy = Policy([new AssignmentRule { Key = "never", When = Condition.Present("never") }, new AssignmentRule { Key = "r", Strategy = strategy, Members = ofRule }], members);
        AssignmentPlan plain = policy.Plan(Leads(leads % 40), [], Some.Start);
        AssignmentPlan explained = policy.Plan(Leads(leads % 40), [], Some.Start, explains: true);
        Assert.Equal(plain.Decisions.Select(d => (d.Lead, d.To, d.Rule)), explained.Decisions.Select(d => (d.Lead, d.To, d.Rule)));
        Assert.All(explained.Decisions, d =>
        {
            Assert.Equal(members.Select(m => m.User).Where(u => u != d.To).Order(), d.PassedOver.Select(p => p.User).Order());
            Assert.Equal(members.Length - ofRule.Length, d.PassedOver.Count(p => p.Reason == PassOverReason.NotOfRule));
            Assert.Equal(["never"], d.RulesUnmet);
            Assert.Equal(strategy, d.Strategy);
            Assert.True(d.To is not null || d.PassedOver.All(p => p.Reason is PassOverReason.NotOfRule or PassOverReason.Full));
        });
    }

    [Fact]
    public void Those_who_were_free_but_had_to_wait_are_named_with_the_reason_whose_turn_is_next_first()
    {
        AssignmentMember[] members = [new() { User = Four[0], Capacity = 9 }, new() { User = Four[1], Capacity = 7 }, new() { User = Four[2], Capacity = 9 }];
        AssignmentDecision turn = Policy([new AssignmentRule { Key = "r" }], members).Plan(Leads(2), [], Some.Start, explains: true).Decisions[1];
        Assert.Equal(Four[1], turn.To);
        Assert.Equal([new(Four[2], PassOverReason.WaitsTurn), new(Four[0], PassOverReason.WaitsTurn)], turn.PassedOver);
        AssignmentDecision load = Policy([new AssignmentRule { Key = "r", Strategy = AssignmentStrategy.LoadBalanced }], members).Plan(Leads(1), [], Some.Start, explains: true).Decisions[0];
        Assert.Equal([new(Four[2], PassOverReason.WaitsTurn), new(Four[1], PassOverReason.LessFree)], load.PassedOver);
        AssignmentDecision share = Policy([new AssignmentRule { Key = "r", Strategy = AssignmentStrategy.Weighted }], members).Plan(Leads(3), [], Some.Start, explains: true).Decisions[2];
        Assert.Equal(Four[2], share.To);
        Assert.Equal([new(Four[0], PassOverReason.AheadOfShare), new(Four[1], PassOverReason.AheadOfShare)], share.PassedOver);
    }

    [Fact]
    public async Task Leads_with_open_duplicates_are_held_back_until_these_are_settled()
    {
        InMemoryStore store = new();
        await store.SaveAsync([.. Enumerable.Range(1, 3).Select(i => Some.PooledLead(i))]);
        AssignmentService service = new(store, store, store, new TestClock());
        AssignmentPolicy policy = Policy(new AssignmentRule { Key = "turns" });
        AssignmentOptions options = new()
        {
            Duplicates = lead => lead.Id == LeadId.From(Some.Guid(2)) ? [new MatchCandidate(Some.Guid(9), MatchClass.Likely, 9, [])] : [],
        };
        AssignmentPlan preview = await service.PreviewAsync(Pool.Default, policy, options);
        IReadOnlyList<AssignmentDecision> done = await service.AssignAsync(Pool.Default, policy, options);
        Assert.Equal(preview.Decisions.Select(d => (d.Lead, d.To, d.Reason)), done.Select(d => (d.Lead, d.To, d.Reason)));
        AssignmentDecision held = Assert.Single(done, d => d.To is null);
        Assert.Equal(new("assignment.duplicates-open", ("lead", held.Lead), ("other", Some.Guid(9)), ("class", MatchClass.Likely)), held.Reason);
        Assert.Contains(Some.Guid(9).ToString(), held.Reason!.Describe(), StringComparison.Ordinal);
        Assert.Single(await service.AssignAsync(Pool.Default, policy, options with { HeldFrom = MatchClass.Same }), d => d.To is not null);
    }

    [Fact]
    public async Task A_persons_own_capacity_holds_instead_of_the_pools()
    {
        InMemoryStore store = new();
        await store.SaveAsync([.. Enumerable.Range(1, 9).Select(i => Some.PooledLead(i))]);
        Pool pool = new(Pool.Default.Definition with { Claims = new() { Capacity = 1, Capacities = new Dictionary<string, int> { ["u-2"] = 3, ["u-3"] = 0 } } });
        Assert.Equal(pool.ToJson(), Pool.FromJson(pool.ToJson()).ToJson());
        Assert.Equal((1, 3, 0), (pool.CapacityOf(Four[0]), pool.CapacityOf(Four[1]), pool.CapacityOf(Four[2])));
        await new AssignmentService(store, store, store, new TestClock()).AssignAsync(pool, Policy(new AssignmentRule { Key = "turns" }));
        Assert.Equal([("u-1", 1), ("u-2", 3), ("u-4", 1)], (await store.ReadLoadsAsync().ToListAsync()).Select(l => (l.Owner.Value, l.Open)));
        LeadId left = (await store.ReadLeadsAsync(new() { Pool = pool.Id }).FirstAsync()).Id;
        Assert.Equal("pool.capacity-reached", Assert.Single((await new PoolService(store, store, new TestClock()).ClaimAsync(left, pool, Four[2])).Refusals).Code);
        DefinitionException wrong = Assert.Throws<DefinitionException>(() => new Pool(pool.Definition with { Claims = new() { Capacities = new Dictionary<string, int> { ["anna"] = -1 } } }));
        Assert.Equal("claims.capacities.anna", Assert.Single(wrong.Defects).Path);
    }

    [Theory]
    [InlineData(30, 1, 0, 7)]
    [InlineData(30, 1, 30, 1)]
    [InlineData(30, 30, 0, 30)]
    [InlineData(100, 0.2, 0, 21)]
    [InlineData(60, 5, 20, 16)]
    [InlineData(15, 1, 0, 3)]
    [InlineData(0, 1, 0, 0)]
    public void The_quota_of_a_period_in_numbers(int perThirtyDays, double workDays, int assigned, int expected) =>
        Assert.Equal(expected, PeriodQuota.For(perThirtyDays, (decimal)workDays, assigned));

    [Fact]
    public void A_period_has_a_fifth_of_a_day_to_thirty()
    {
        Assert.ThrowsAny<ArgumentException>(() => PeriodQuota.For(30, 0.1m, 0));
        Assert.ThrowsAny<ArgumentException>(() => PeriodQuota.For(30, 31, 0));
        Assert.ThrowsAny<ArgumentException>(() => PeriodQuota.For(-1, 1, 0));
    }

    [Fact]
    public void Load_balance_is_most_free_capacity_then_the_longest_wait()
    {
        AssignmentPolicy policy = Policy(
            [new AssignmentRule { Key = "load", Strategy = AssignmentStrategy.LoadBalanced }],
            [new() { User = Four[0], Capacity = 5 }, new() { User = Four[1], Capacity = 8 }, new() { User = Four[2], Capacity = 6 }]);
        AssignmentPlan plan = policy.Plan(Leads(7), [new MemberState(Four[2]) { Owned = 1 }], Some.Start);
        Assert.Equal(["u-2", "u-2", "u-2", "u-1", "u-3", "u-2", "u-1"], plan.Decisions.Select(d => d.To!.Value.Value));
    }

    [Law]
    public void Weighted_turns_are_in_proportion(byte one, byte two, byte three)
    {
        int[] weights = [1 + (one % 5), 1 + (two % 5), 1 + (three % 5)];
        AssignmentPolicy policy = Policy(
            [new AssignmentRule { Key = "w", Strategy = AssignmentStrategy.Weighted }],
            [.. weights.Select((w, i) => new AssignmentMember { User = new($"u-{i}"), Weight = w })]);
        AssignmentPlan plan = policy.Plan(Leads(600), [], Some.Start);
        foreach ((MemberState state, int weight) in plan.States.Zip(weights))
        {
            double fair = 600.0 * weight / weights.Sum();
            Assert.InRange(state.Owned, fair - 3, fair + 3);
        }
    }

    [Fact]
    public void The_first_rule_that_fits_decides_and_skills_absence_and_hours_pass_people_over()
    {
        AssignmentPolicy policy = new(new AssignmentDefinition
        {
            Key = "team",
            Name = "Team",
            Calendars = [WorkingCalendar.Office("shanghai", "Asia/Shanghai")],
            Members =
            [
                new() { User = Four[0], Skills = new Dictionary<string, IReadOnlyList<string>> { ["language"] = ["en"] } },
                new() { User = Four[1], Skills = new Dictionary<string, IReadOnlyList<string>> { ["language"] = ["zh", "en"] }, Calendar = "shanghai" },
                new() { User = Four[2], Skills = new Dictionary<string, IReadOnlyList<string>> { ["language"] = ["zh"] }, Absences = [new(new(2026, 1, 5), new(2026, 1, 9))] },
            ],
            Rules =
            [
                new() { Key = "chinese", When = Condition.Equal("country", "CN"), Requires = new Dictionary<string, string> { ["language"] = "custom.language" }, OnlyAtWork = true },
                new() { Key = "web", When = Condition.Equal("source", "Web"), Members = [Four[0]] },
            ],
        });
        Assert.Equal(policy.ToJson(), AssignmentPolicy.FromJson(policy.ToJson()).ToJson());
        AssignmentCandidate chinese = new(LeadId.From(Some.Guid(1)), new TestFacts(("country", FieldValue.Of("CN")), ("custom.language", FieldValue.Of("ZH"))), 0, Some.Start);
        AssignmentDecision atWork = Assert.Single(policy.Plan([chinese], [], Some.Start).Decisions);
        Assert.Equal((Four[1], "chinese"), (atWork.To!.Value, atWork.Rule));
        Assert.Equal([new(Four[0], PassOverReason.LacksSkill), new(Four[2], PassOverReason.Absent)], atWork.PassedOver);
        AssignmentDecision atNight = Assert.Single(policy.Plan([chinese], [], Some.Start.AddHours(2)).Decisions);
        Assert.Equal((null, "assignment.nobody-free"), (atNight.To, atNight.Reason!.Code));
        Assert.Contains(new(Four[1], PassOverReason.NotAtWork), atNight.PassedOver);
        AssignmentCandidate web = chinese with { Facts = new TestFacts(("source", FieldValue.Of("Web"))) };
        Assert.Equal(("web", Four[0]), (policy.Plan([web], [], Some.Start).Decisions[0].Rule, policy.Plan([web], [], Some.Start).Decisions[0].To!.Value));
        Assert.Equal("assignment.no-rule", policy.Plan([chinese with { Facts = new TestFacts() }], [], Some.Start).Decisions[0].Reason!.Code);
    }

    [Fact]
    public void The_best_leads_come_first_then_the_oldest()
    {
        AssignmentCandidate[] leads =
        [
            new(LeadId.From(Some.Guid(1)), new TestFacts(), 10, Some.Day(2)), new(LeadId.From(Some.Guid(2)), new TestFacts(), 90, Some.Day(3)), new(LeadId.From(Some.Guid(3)), new TestFacts(), 10, Some.Day(1)),
        ];
        Assert.Equal([2, 3, 1], Policy(new AssignmentRule { Key = "r" }).Plan(leads, [], Some.Start).Decisions.Select(d => leads.ToList().FindIndex(l => l.Lead == d.Lead) + 1));
    }

    [Fact]
    public void What_the_json_leaves_out_has_its_default()
    {
        AssignmentDefinition read = AssignmentPolicy.FromJson("""{"key":"p","name":"P","members":[{"user":"anna"}],"rules":[{"key":"r"}],"calendars":[{"key":"c","hours":[{"day":"Monday","from":"09:00","to":"18:00"}]}]}""").Definition;
        Assert.Equal((1, 1, 1m, "UTC"), (read.Version, read.Members[0].Weight, read.WorkDays, read.Calendars![0].TimeZone));
    }

    [Fact]
    public void Every_defect_of_a_policy_is_listed()
    {
        DefinitionException wrong = Assert.Throws<DefinitionException>(() => Policy(
            [new AssignmentRule { Key = "a", Members = [new("nobody")] }, new AssignmentRule { Key = "a" }],
            [new() { User = Four[0], Weight = -1, Calendar = "none", Absences = [new(new(2026, 2, 1), new(2026, 1, 1))] }, new() { User = Four[0] }]));
        Assert.Equal(["members[0].weight", "members[0].calendar", "members[0].absences", "members[1].user", "rules[0].members", "rules[1].key"], wrong.Defects.Select(d => d.Path));
    }

    [Fact]
    public async Task What_is_previewed_is_done_and_turns_are_kept()
    {
        InMemoryStore store = new();
        TestClock clock = new();
        await store.SaveAsync([.. Enumerable.Range(1, 10).Select(i => Some.PooledLead(i))]);
        Pool pool = new(Pool.Default.Definition with { Claims = new() { Capacity = 2 }, Members = [.. Four.Take(3)] });
        AssignmentService service = new(store, store, store, clock);
        AssignmentPolicy policy = Policy(new AssignmentRule { Key = "turns" });
        AssignmentPlan preview = await service.PreviewAsync(pool, policy);
        Assert.Equal(0, (await store.ReadLoadAsync(Four[0])).Open);
        IReadOnlyList<AssignmentDecision> done = await service.AssignAsync(pool, policy);
        Assert.Equal(preview.Decisions.Select(d => (d.Lead, d.To)), done.Select(d => (d.Lead, d.To)));
        Assert.Equal([2, 2, 2], (await store.ReadLoadsAsync().ToListAsync()).Select(l => l.Open));
        Assert.Equal(4, done.Count(d => d.To is null));
        await store.SaveAsync(Some.PooledLead(11));
        Pool wider = new(pool.Definition with { Claims = new() });
        Assert.Equal("u-1", (await service.AssignAsync(wider, policy)).First().To!.Value.Value);
        Assert.All(await store.ReadLeadsAsync(new() { Owner = Four[0] }).ToListAsync(), l => Assert.Equal(Some.Day(30), l.Protection!.RecycleAt));
    }

    private static AssignmentPolicy Policy(params AssignmentRule[] rules) => Policy(rules, [.. Four.Select(u => new AssignmentMember { User = u })]);

    private static AssignmentPolicy Policy(AssignmentRule[] rules, AssignmentMember[] members) => new(new() { Key = "p", Name = "P", Members = members, Rules = rules });

    private static AssignmentCandidate[] Leads(int count) => [.. Enumerable.Range(1, count).Select(i => new AssignmentCandidate(LeadId.From(Some.Guid(i)), new TestFacts(), 0, Some.Start.AddSeconds(i)))];
}
