using CrmCore.Conversion;
using CrmCore.Conversion.Fields;
using CrmCore.Conversion.Policies;
using CrmCore.Conversion.Reverting;
using CrmCore.Customers;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Tests.Support;
using FsCheck.Fluent;

namespace CrmCore.Tests.Conversion;

/// <summary>What holds for every lead, record, policy and request.</summary>
public class ConversionLaws
{
    [Fact]
    public void The_laws_see_every_kind_of_conversion()
    {
        ConversionPlan[] plans =
        [
            .. ConversionScenario.Generator.Resize(20).Sample(300).Select(s =>
            {
                (InMemoryStore store, TestClock clock) = s.StoreAsync().Result;
                return s.Service(store, clock).PlanAsync(s.Request).Result;
            }),
        ];
        ConversionPlan[] possible = [.. plans.Where(p => !p.IsBlocked && p.Done is null)];
        Assert.InRange(possible.Length, 60, 290);
        foreach (Func<ConversionPlan, PlannedRecord> record in (Func<ConversionPlan, PlannedRecord>[])[p => p.Account, p => p.Contact, p => p.Opportunity])
        {
            Assert.All(Enum.GetValues<RecordAction>(), a => Assert.Contains(possible, p => record(p).Action == a));
        }

        Assert.All(Enum.GetValues<FieldChange>(), c => Assert.Contains(possible, p => p.Records.Any(r => r.Fields.Any(f => f.Change == c))));
        Assert.All(Enum.GetValues<CarryOver>(), c => Assert.Contains(possible, p => p.Carried?.FollowUps == c && p.Carried.Discovery == CarryOver.Move));
    }

    [Law]
    public void The_plan_is_what_is_done(ConversionScenario scenario)
    {
        (InMemoryStore store, TestClock clock) = scenario.StoreAsync().Result;
        ConversionService service = scenario.Service(store, clock);
        string before = store.DumpAsync().Result;
        ConversionPlan plan = service.PlanAsync(scenario.Request).Result;
        Assert.Equal(before, store.DumpAsync().Result);
        clock.Advance(TimeSpan.FromHours(1));
        ConversionResult result = service.ExecuteAsync(plan).Result;
        Assert.Equal(plan.Blockers, result.Refusals);
        if (plan.IsBlocked)
        {
            Assert.Equal(before, store.DumpAsync().Result);
            return;
        }

        AccountSnapshot? account = Check(plan.Account, store.ReadAccountsAsync().ToListAsync().AsTask().Result, a => a.Id.Value, a => a.Name, RecordFieldSets.Account, 1);
        ContactSnapshot? contact = Check(plan.Contact, store.ReadContactsAsync().ToListAsync().AsTask().Result, c => c.Id.Value, c => c.Name.Full, RecordFieldSets.Contact, 1);
        OpportunitySnapshot? deal = Check(plan.Opportunity, store.ReadOpportunitiesAsync().ToListAsync().AsTask().Result, o => o.Id.Value, o => o.Name, RecordFieldSets.Opportunity, 1);
        Assert.Equal((account?.Id, contact?.Id, deal?.Id), (result.Conversion!.Account, result.Conversion.Contact, result.Conversion.Opportunity));
        if (plan.Opportunity.Action == RecordAction.Create)
        {
            Assert.Equal((plan.Owner, plan.Stage, plan.Pipeline), (deal!.Owner, deal.Stage, deal.Pipeline));
            Assert.Equal((plan.Carried!.FollowUpCount, plan.Carried.NoteCount), (deal.Activities?.Count ?? 0, deal.Discovery?.Notes.Count ?? 0));
        }

        Assert.Equal(plan.Overridden.Count == 0 ? null : scenario.Request.OverrideReason, result.Conversion.OverrideReason);
    }

    [Law]
    public void A_conversion_is_never_half(ConversionScenario scenario)
    {
        (InMemoryStore store, TestClock clock) = scenario.StoreAsync().Result;
        string before = store.DumpAsync().Result;
        for (int step = 1; ; step++)
        {
            BreakingStorage storage = new(store, step);
            try
            {
                scenario.Service(storage, clock).ConvertAsync(scenario.Request).GetAwaiter().GetResult();
                Assert.False(storage.HasBroken);
                return;
            }
            catch (IOException)
            {
                Assert.Equal(before, store.DumpAsync().Result);
            }
        }
    }

    [Law]
    public void The_same_request_is_carried_out_once(ConversionScenario scenario)
    {
        (InMemoryStore store, TestClock clock) = scenario.StoreAsync().Result;
        ConversionService service = scenario.Service(store, clock);
        ConversionResult first = service.ConvertAsync(scenario.Request).Result;
        string after = store.DumpAsync().Result;
        clock.Advance(TimeSpan.FromDays(1));
        ConversionResult again = service.ConvertAsync(scenario.Request with { Account = default, Opportunity = default }).Result;
        if (first.Succeeded)
        {
            Assert.Equal((first.Conversion, true), (again.Conversion, again.IsRepeat));
            Assert.Equal(after, store.DumpAsync().Result);
        }
    }

    [Law]
    public void Reverting_gives_back_everything_that_was_there_before(ConversionScenario scenario)
    {
        (InMemoryStore store, TestClock clock) = scenario.StoreAsync().Result;
        string before = StateOf(store);
        ConversionResult result = scenario.Service(store, clock).ConvertAsync(scenario.Request).Result;
        if (!result.Succeeded || result.IsRepeat)
        {
            return;
        }

        clock.Advance(TimeSpan.FromHours(1));
        RevertResult reverted = new ConversionRevertService(store, store, store, store, clock, scenario.Policy).RevertAsync(new(scenario.Lead.Id, Some.Bo, "by mistake")).Result;
        Assert.Empty(reverted.Refusals);
        Assert.Empty(reverted.Reversal!.Left);
        Assert.Equal(before, StateOf(store));
        Lead lead = FindLead(store, scenario.Lead.Id);
        Assert.Equal(result.Conversion, Assert.Single(lead.Reversals).Conversion);
        Assert.Equal("conversion.request-key-used", scenario.Service(store, clock).ConvertAsync(scenario.Request).Result.Refusals.First(r => r.Code == "conversion.request-key-used").Code);
        Assert.True(scenario.Service(store, clock).ConvertAsync(scenario.Request with { RequestKey = "again" }).Result.Succeeded);
    }

    [Law]
    public void A_revert_is_never_half(ConversionScenario scenario)
    {
        (InMemoryStore store, TestClock clock) = scenario.StoreAsync().Result;
        if (scenario.Service(store, clock).ConvertAsync(scenario.Request).Result is not { Succeeded: true, IsRepeat: false })
        {
            return;
        }

        string before = store.DumpAsync().Result;
        for (int step = 1; ; step++)
        {
            BreakingStorage storage = new(store, step);
            try
            {
                new ConversionRevertService(storage, store, store, store, clock, scenario.Policy).RevertAsync(new(scenario.Lead.Id, Some.Bo, "by mistake")).GetAwaiter().GetResult();
                Assert.False(storage.HasBroken);
                return;
            }
            catch (IOException)
            {
                Assert.Equal(before, store.DumpAsync().Result);
            }
        }
    }

    [Law]
    public void Filling_blanks_overwrites_nothing(ConversionScenario scenario)
    {
        ConversionPolicy policy = new(scenario.Policy.Definition with { Fields = ConversionScenario.MapOf(Enumerable.Repeat(MergeRule.FillBlank, 8).ToList()) });
        ConversionScenario filling = scenario with { Policy = policy, Request = scenario.Request with { Fields = null, Amount = null } };
        (InMemoryStore store, TestClock clock) = filling.StoreAsync().Result;
        if (!filling.Service(store, clock).ConvertAsync(filling.Request).Result.Succeeded)
        {
            return;
        }

        Same(RecordFieldSets.Account, filling.Account.ToSnapshot(), store.ReadAccountsAsync().FirstAsync(a => a.Id == filling.Account.Id).AsTask().Result, ["size", "region", "渠道", "score"]);
        Same(RecordFieldSets.Contact, filling.Contact.ToSnapshot(), store.ReadContactsAsync().FirstAsync(c => c.Id == filling.Contact.Id).AsTask().Result, []);
        Same(RecordFieldSets.Opportunity, filling.Deal.ToSnapshot(), store.ReadOpportunitiesAsync().FirstAsync(o => o.Id == filling.Deal.Id).AsTask().Result, ["size", "region", "渠道", "score"]);
    }

    [Law]
    public void A_text_that_is_too_long_refuses_and_is_never_cut(ushort length, ushort limit, MergeRule rule)
    {
        string text = new('长', 1 + (length % 900));
        int maximum = 1 + (limit % 900);
        ConversionPolicy policy = new(ConversionPolicy.Default.Definition with
        {
            Fields = [new("display-name", "contact.name"), new("industry", "account.industry") { Merge = rule, MaximumLength = maximum }, new("company", "account.name")],
        });
        Lead lead = Some.OwnedLead(1, Some.Details with { Industry = text });
        InMemoryStore store = new();
        Account account = Account.Create(new() { Id = AccountId.From(Some.Guid(50)), Name = "Blau", Industry = "IT", CreatedAt = Some.Start });
        store.SaveAsync(lead, account).Wait();
        ConversionService service = new(store, new(Some.Sale), CrmCore.Qualification.ReadyPolicies.Default, new TestClock(), policy);
        ConversionResult result = service.ConvertAsync(new(lead.Id, "r", Some.Bo) { Account = ConversionTarget<AccountId>.Link(account.Id), OverrideReason = "yes" }).Result;
        string stored = store.ReadAccountsAsync().FirstAsync(a => a.Id == account.Id).AsTask().Result.Industry!;
        string whole = rule switch { MergeRule.SourceWins => text, MergeRule.Concatenate => "IT\n\n" + text, _ => "IT" };
        int allowed = Math.Min(maximum, 400);
        bool fits = whole == "IT" || (whole.Length <= allowed && text.Length <= allowed);
        Assert.Equal(fits, result.Succeeded);
        Assert.Equal(fits ? whole : "IT", stored);
        Assert.True(fits || result.Refusals.Single().Code == "conversion.field-too-long");
    }

    [Law(MaxTest = 200)]
    public void A_bulk_has_a_result_for_each_request_in_their_order(byte[] picks, byte size, bool all)
    {
        InMemoryStore store = new();
        Lead[] leads = [.. Enumerable.Range(1, 8).Select(i => i % 4 == 0 ? Some.OwnedLead(i) : Some.QualifiedLead(i))];
        store.SaveAsync(leads).Wait();
        ConversionService service = new(store, new(Some.Sale), CrmCore.Qualification.ReadyPolicies.Default, new TestClock());
        ConversionRequest[] requests = [.. picks.Take(30).Select(p => new ConversionRequest(LeadId.From(Some.Guid((p % 9) + 1)), $"key {p / 64}", Some.Bo))];
        IReadOnlyList<ConversionResult> results = service.ConvertAllAsync(requests, all ? ConversionAtomicity.All : ConversionAtomicity.Batches((size % 12) + 1)).Result;
        Assert.Equal(requests.Select(r => r.Lead), results.Select(r => r.Lead));
        Assert.Equal(requests, results.Select(r => r.Plan.Request));
        int stored = store.ReadOpportunitiesAsync().CountAsync().AsTask().Result;
        Assert.Equal(results.Count(r => r is { Succeeded: true, IsRepeat: false }), stored);
        Assert.True(!all || stored == 0 || results.All(r => r.Succeeded));
        Assert.Equal(store.Outbox.Count, store.Outbox.DistinctBy(m => m.EventId).Count());
    }

    private static T? Check<T>(PlannedRecord planned, List<T> stored, Func<T, Guid> idOf, Func<T, string> nameOf, RecordFields<T> fields, int before)
        where T : class
    {
        Assert.Equal(planned.Action == RecordAction.Create ? before + 1 : before, stored.Count);
        if (planned.Action == RecordAction.None)
        {
            return null;
        }

        T record = stored.Single(r => idOf(r) == planned.Id);
        Assert.Equal(planned.Name, nameOf(record));
        foreach (PlannedField last in planned.Fields.GroupBy(f => f.Field).Select(g => g.Last()))
        {
            Assert.Equal(last.After, fields.Find(last.Field)!.Of(record).Shown);
        }

        return record;
    }

    private static void Same<T>(RecordFields<T> fields, T before, T after, IEnumerable<string> custom)
    {
        foreach (string key in fields.Names.SkipLast(1).Concat(custom.Select(c => $"{fields.Record}.custom.{c}")))
        {
            FieldContent content = fields.Find(key)!.Of(before);
            Assert.True(content.IsBlank || content == fields.Find(key)!.Of(after), key);
        }
    }

    private static Lead FindLead(InMemoryStore store, LeadId id) => Lead.FromSnapshot(store.ReadLeadsAsync().FirstAsync(l => l.Id == id).AsTask().Result);

    /// <summary>Everything stored but versions, instants of change and history.</summary>
    private static string StateOf(InMemoryStore store) => string.Join(
        '\n',
        [
            .. store.ReadLeadsAsync().ToListAsync().AsTask().Result.Select(s => (s with { Version = 0, EventCount = 0, ChangedAt = default, Reversals = null }).ToJson()),
            .. store.ReadAccountsAsync().ToListAsync().AsTask().Result.Select(s => (s with { Version = 0, EventCount = 0 }).ToJson()),
            .. store.ReadContactsAsync().ToListAsync().AsTask().Result.Select(s => (s with { Version = 0, EventCount = 0 }).ToJson()),
            .. store.ReadOpportunitiesAsync().ToListAsync().AsTask().Result.Select(s => (s with { Version = 0, EventCount = 0, ChangedAt = default, History = [] }).ToJson()),
        ]);
}
