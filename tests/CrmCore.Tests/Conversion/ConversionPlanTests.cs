using System.Globalization;
using System.Text.RegularExpressions;
using CrmCore.Conversion;
using CrmCore.Conversion.Checks;
using CrmCore.Conversion.Policies;
using CrmCore.Customers;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using CrmCore.Pools;
using CrmCore.Qualification;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Conversion;

public partial class ConversionPlanTests
{
    private readonly InMemoryStore _store = new();
    private readonly TestClock _clock = new();
    private readonly ConversionService _service;

    public ConversionPlanTests() => _service = new(_store, new(Some.Sale), ReadyPolicies.Default, _clock);

    [Fact]
    public async Task A_plan_can_be_read()
    {
        Lead lead = Some.QualifiedLead();
        Account account = Account.Create(new() { Id = AccountId.From(Some.Guid(50)), Name = "Blau", CreatedAt = Some.Start });
        await _store.SaveAsync(lead, account);
        ConversionPlan plan = await _service.PlanAsync(new(lead.Id, "r1", Some.Bo)
        {
            Account = ConversionTarget<AccountId>.Link(account.Id),
            Fields = new Dictionary<string, FieldValue> { ["account.website"] = FieldValue.Of("blau.example") },
        });
        Assert.Equal(
            $"""
            Lead {lead.Id}, version 1; owner of what is created: anna
            Account: linked, Blau ({account.Id}, version 1) (as requested)
              account.website: filled with 'blau.example' from request
              account.name: 'Blau' stays, lead.company has 'Blau Logistik GmbH' (rule fill-blank)
            Contact: created, Clara Stein ({plan.Contact.Id})
              contact.name: filled with 'Clara Stein' from lead.name (rule fill-blank)
              contact.email: filled with 'clara@blau.example' from lead.email (rule fill-blank)
              contact.account: filled with '{account.Id}' from account (rule fill-blank)
            Opportunity: created, Blau ({plan.Opportunity.Id}), in solution-sale v1, stage inquiry
              opportunity.account: filled with '{account.Id}' from account (rule fill-blank)
              opportunity.contact: filled with '{plan.Contact.Id}' from contact (rule fill-blank)
              opportunity.name: filled with 'Blau' from name-template (rule fill-blank)
            Follow-ups: 0 (copied); discovery notes: 2 (copied)
            """.ReplaceLineEndings("\n"),
            plan.Describe(CultureInfo.InvariantCulture));
        Assert.Contains("客户：关联 Blau", plan.Describe(CultureInfo.GetCultureInfo("zh-Hans")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_of_what_has_changed_since_is_refused_and_says_what()
    {
        Lead lead = Some.QualifiedLead();
        Account account = Account.Create(new() { Id = AccountId.From(Some.Guid(50)), Name = "Blau", CreatedAt = Some.Start });
        await _store.SaveAsync(lead, account);
        ConversionPlan plan = await _service.PlanAsync(new(lead.Id, "r1", Some.Bo) { Account = ConversionTarget<AccountId>.Link(account.Id) });
        Lead other = Some.QualifiedLead(2);
        await _store.SaveAsync(other);
        (await _service.ConvertAsync(new(other.Id, "r1", Some.Bo) { Account = ConversionTarget<AccountId>.Link(account.Id) })).EnsureSucceeded();
        await ChangeAsync(lead.Id, l => l.Work(Some.Start).EnsureSucceeded());
        string before = await _store.DumpAsync();
        ConversionResult result = await _service.ExecuteAsync(plan);
        Assert.Equal([("lead", "1", "2"), ("account", "1", "2")], result.Refusals.Select(r => (r.Parameters["record"], r.Parameters["planned"], r.Parameters["now"])));
        Assert.All(result.Refusals, r => Assert.Equal("conversion.version-changed", r.Code));
        Assert.Equal(before, await _store.DumpAsync());
        Assert.Equal("conversion.version-changed", Assert.Single((await _service.PlanAsync(new(lead.Id, "r2", Some.Bo) { LeadVersion = 1 })).Blockers).Code);
    }

    [Fact]
    public async Task A_plan_that_other_rules_decide_differently_is_outdated()
    {
        Lead lead = Some.QualifiedLead();
        await _store.SaveAsync(lead);
        ConversionPlan plan = await _service.PlanAsync(new(lead.Id, "r1", Some.Bo));
        ConversionPolicy renamed = new(ConversionPolicy.Default.Definition with { Opportunity = new() { Name = "{source}" } });
        ConversionService other = new(_store, new(Some.Sale), ReadyPolicies.Default, _clock, renamed);
        Assert.Equal("conversion.plan-outdated", Assert.Single((await other.ExecuteAsync(plan)).Refusals).Code);
        ConversionResult done = await _service.ExecuteAsync(plan);
        Assert.True(done.Succeeded);
        Assert.True((await _service.ExecuteAsync(plan)).IsRepeat);
        Assert.Equal(done.Conversion, (await _service.PlanAsync(plan.Request)).Done);
    }

    [Fact]
    public async Task A_lead_is_attached_to_a_deal_that_exists()
    {
        Lead first = Some.QualifiedLead();
        Lead second = Some.OwnedLead(2, Some.Details with { Name = new("Dora Blau"), Description = "Wants it too" });
        second.FollowUp(new(Some.Start, Some.Anna, FollowUpKind.Visit, FollowUpOutcome.Interested, "Saw the demo")).EnsureSucceeded();
        await _store.SaveAsync(first, second);
        LeadConversion conversion = (await _service.ConvertAsync(new(first.Id, "r1", Some.Bo) { Amount = Some.Eur(100) })).Conversion!;
        ConversionResult attached = await _service.ConvertAsync(new(second.Id, "r1", Some.Bo)
        {
            Opportunity = ConversionTarget<OpportunityId>.Link(conversion.Opportunity!.Value),
            Amount = Some.Eur(150),
            OverrideReason = "Same project",
        });
        Assert.Equal((RecordAction.Link, RecordReason.OfOpportunity), (attached.Plan.Account.Action, attached.Plan.Account.Reason));
        OpportunitySnapshot deal = Assert.Single(await _store.ReadOpportunitiesAsync().ToListAsync());
        Assert.Equal((second.Id, Some.Eur(150), "Wants it too", "visit"), (Assert.Single(deal.AttachedLeads!), deal.Amount, deal.Description, Assert.Single(deal.Activities!).Kind));
        Assert.Equal(HistoryKind.AmountChanged, deal.History[^1].Kind);
        Assert.Equal(2, (await _store.ReadContactsAsync().ToListAsync()).Count(c => c.Account == conversion.Account));
        Assert.Single(await _store.ReadAccountsAsync().ToListAsync());
    }

    [Fact]
    public async Task Several_leads_become_one_deal_or_none_does()
    {
        Lead[] leads = [Some.QualifiedLead(1), Some.QualifiedLead(2), Some.QualifiedLead(3)];
        Lead junk = Some.OwnedLead(4);
        junk.Disqualify("junk", Some.Start).EnsureSucceeded();
        await _store.SaveAsync([.. leads, junk]);
        DuplicateSearch search = await DuplicateSearch.ReadAsync(_store, _store);
        ConversionService service = new(_store, new(Some.Sale), ReadyPolicies.Default, _clock, duplicates: search);
        string before = await _store.DumpAsync();
        IReadOnlyList<ConversionResult> refused = await service.ConvertTogetherAsync(new(leads[0].Id, "r1", Some.Bo), [leads[1].Id, leads[2].Id, junk.Id]);
        Assert.Equal(
            ["conversion.others-refused", "conversion.others-refused", "conversion.others-refused", "conversion.disqualified"], refused.Select(r => r.Refusals[0].Code));
        Assert.Equal(before, await _store.DumpAsync());
        IReadOnlyList<ConversionResult> done = await service.ConvertTogetherAsync(new(leads[0].Id, "r1", Some.Bo), [leads[1].Id, leads[2].Id]);
        Assert.All(done, r => Assert.True(r.Succeeded));
        OpportunitySnapshot deal = Assert.Single(await _store.ReadOpportunitiesAsync().ToListAsync());
        Assert.Equal((leads[0].Id, 1L), (deal.SourceLead, deal.Version));
        Assert.Equal([leads[1].Id, leads[2].Id], deal.AttachedLeads!);
        Assert.Single(await _store.ReadContactsAsync().ToListAsync());
        IReadOnlyList<ConversionResult> again = await service.ConvertTogetherAsync(new(leads[0].Id, "r1", Some.Bo), [leads[1].Id, leads[2].Id]);
        Assert.All(again, r => Assert.True(r.IsRepeat));
        await Assert.ThrowsAsync<ArgumentException>(() => service.ConvertTogetherAsync(new(leads[0].Id, "r1", Some.Bo), [leads[0].Id]));
    }

    [Fact]
    public async Task Duplicates_are_linked_warned_of_or_block_as_the_policy_says()
    {
        Account account = Account.Create(new() { Id = AccountId.From(Some.Guid(50)), Name = "BLAU LOGISTIK", Owner = Some.Bo, CreatedAt = Some.Start });
        Lead lead = Some.QualifiedLead(1);
        Lead twin = Some.QualifiedLead(2);
        await _store.SaveAsync(lead, account);
        DuplicateSearch search = await DuplicateSearch.ReadAsync(_store, _store);
        ConversionService service = new(_store, new(Some.Sale), ReadyPolicies.Default, _clock, duplicates: search);
        ConversionPlan plan = await service.PlanAsync(new(lead.Id, "r1", Some.Bo));
        Assert.Equal((RecordAction.Link, RecordReason.Duplicate, account.Id.Value), (plan.Account.Action, plan.Account.Reason, plan.Account.Id));
        await _store.SaveAsync(twin);
        search.Add(twin.ToSnapshot());
        Assert.Equal(("conversion.duplicates", "lead"), Assert.Single((await service.PlanAsync(new(lead.Id, "r1", Some.Bo))).Blockers.Select(b => (b.Code, b.Parameters["kind"]))));
        search.Remove(twin.Id.Value);
        LeadConversion first = (await service.ConvertAsync(new(lead.Id, "r1", Some.Bo))).Conversion!;
        ConversionPlan second = await service.PlanAsync(new(twin.Id, "r1", Some.Bo));
        Assert.Equal((RecordAction.Link, first.Contact!.Value.Value), (second.Contact.Action, second.Contact.Id));
        ConversionPolicy warning = new(ConversionPolicy.Default.Definition with
        {
            Duplicates = new() { Accounts = new(DuplicateHandling.Warn, DuplicateHandling.Allow), Contacts = new(DuplicateHandling.Block, DuplicateHandling.Allow) },
            Overrides = [new("conversion.duplicates")],
        });
        ConversionService other = new(_store, new(Some.Sale), ReadyPolicies.Default, _clock, warning, duplicates: search);
        ConversionPlan warned = await other.PlanAsync(new(twin.Id, "r1", Some.Bo));
        Assert.Equal(("account", "contact"), (Assert.Single(warned.Warnings).Parameters["kind"], Assert.Single(warned.Blockers).Parameters["kind"]));
        Assert.Equal(RecordAction.Create, warned.Account.Action);
        Assert.True((await other.ConvertAsync(new(twin.Id, "r1", Some.Bo) { OverrideReason = "a namesake" })).Succeeded);
    }

    [Fact]
    public async Task An_owner_who_is_full_gets_no_more()
    {
        Lead pooled = Some.PooledLead(1);
        await _store.SaveAsync(pooled, Some.OwnedLead(2), Some.OwnedLead(3));
        Pool small = new(Pool.Default.Definition with { Claims = new() { Capacity = 2 } });
        ConversionService service = new(_store, new(Some.Sale), ReadyPolicies.Default, _clock, capacity: new PoolCapacity(new(small), _store));
        ConversionPlan full = await service.PlanAsync(new(pooled.Id, "r1", Some.Bo) { Owner = Some.Anna, OverrideReason = "urgent" });
        Refusal refusal = Assert.Single(full.Blockers);
        Assert.Equal(("conversion.owner-at-capacity", "2", "2"), (refusal.Code, refusal.Parameters["owned"], refusal.Parameters["capacity"]));
        Assert.False((await service.PlanAsync(new(pooled.Id, "r1", Some.Bo) { Owner = Some.Bo, OverrideReason = "urgent" })).IsBlocked);
    }

    [Theory]
    [InlineData(null, "north", 1)]
    [InlineData("north", null, 1)]
    [InlineData(null, null, 5)]
    [InlineData("south", null, null)]
    public async Task An_owners_own_capacity_of_the_leads_pool_counts(string? pool, string? protecting, int? capacity)
    {
        Pool common = new(Pool.Default.Definition with { Claims = new() { Capacity = 2, Capacities = new Dictionary<string, int> { ["anna"] = 5 } } });
        Pool north = new(Pool.Default.Definition with { Key = "north", Claims = new() { Capacity = 9, Capacities = new Dictionary<string, int> { ["anna"] = 1 } } });
        Lead lead = Lead.Capture(LeadId.From(Some.Guid(1)), Some.Details, LeadSource.Web, pool is null ? Custody.OwnedBy(Some.Bo) : Custody.InPool(new(pool)), Some.Start);
        if (protecting is not null)
        {
            lead.Protect(north.ProtectionFrom(Some.Start)).EnsureSucceeded();
        }

        await _store.SaveAsync(Some.OwnedLead(2));
        PoolCapacity capacities = new(new(common, north), _store);
        Assert.Equal(capacity is { } most ? new OwnerLoad(1, most) : null, await capacities.ReadAsync(Some.Anna, lead));
    }

    [Fact]
    public async Task What_the_target_lacks_or_cannot_take_is_told_field_by_field()
    {
        Lead lead = Lead.Capture(
            LeadId.From(Some.Guid(1)),
            new() { Name = new("Clara Stein"), Title = new string('x', 500) },
            LeadSource.Web,
            Custody.OwnedBy(Some.Anna),
            Some.Start,
            customFields: CustomFields.Empty.With("mail", FieldValue.Of("nobody")).With("size", FieldValue.Of("big")));
        await _store.SaveAsync(lead);
        ConversionPolicy policy = new(ConversionPolicy.Default.Definition with
        {
            Required = ["account.name", "opportunity.amount"],
            Fields =
            [
                new("company", "account.name"), new("name", "contact.name"), new("title", "contact.title"),
                new("custom.mail", "contact.email") { Kind = FieldKind.Text }, new("custom.size", "opportunity.custom.size") { Kind = FieldKind.Number },
            ],
        });
        ConversionService service = new(_store, new(Some.Sale), ReadyPolicies.Default, _clock, policy);
        ConversionPlan plan = await service.PlanAsync(new(lead.Id, "r1", Some.Bo) { OverrideReason = "x", Stage = "won" });
        Assert.Equal(
            [
                "conversion.field-kind opportunity.custom.size", "conversion.field-missing account.name", "conversion.field-missing opportunity.amount",
                "conversion.field-too-long contact.title", "conversion.field-unreadable contact.email", "conversion.unknown-stage ",
            ],
            plan.Blockers.Select(b => $"{b.Code} {b.Parameters.GetValueOrDefault("field")}").Order(StringComparer.Ordinal));
        await Assert.ThrowsAsync<ArgumentException>(() => service.PlanAsync(new(lead.Id, "r1", Some.Bo) { Fields = new Dictionary<string, FieldValue> { ["contact.account"] = FieldValue.Of("x") } }));
    }

    [Fact]
    public async Task Where_a_deal_starts_is_what_the_request_says_else_the_first_rule_that_is_met_else_the_default()
    {
        Pipeline other = Pipeline.Define("other", "Other").Open("first", "First", 10).Open("second", "Second", 20).Won("won", "Won").Lost("lost", "Lost").Build();
        Lead web = Some.QualifiedLead();
        await _store.SaveAsync(web);
        ConversionPolicy policy = new(ConversionPolicy.Default.Definition with
        {
            Opportunity = new() { Start = [new("other") { Stage = "second", When = Condition.Equal("source", "Referral") }, new("other")] },
        });
        Assert.Equal(("other", "first"), await StartAsync(policy, new(web.Id, "r1", Some.Bo)));
        Assert.Equal(("other", "second"), await StartAsync(policy, new(web.Id, "r1", Some.Bo) { Stage = "second" }));
        Assert.Equal((Some.Sale.Key, Some.Sale.Initial.Key), await StartAsync(policy, new(web.Id, "r1", Some.Bo) { Pipeline = Some.Sale.Key }));
        Assert.Equal((Some.Sale.Key, "quotation"), await StartAsync(policy, new(web.Id, "r1", Some.Bo) { Pipeline = Some.Sale.Key, Stage = "quotation" }));
        ConversionPolicy noneMet = new(policy.Definition with { Opportunity = new() { Start = [policy.Definition.Opportunity.Start![0]] } });
        Assert.Equal((Some.Sale.Key, Some.Sale.Initial.Key), await StartAsync(noneMet, new(web.Id, "r1", Some.Bo)));
        ConversionPolicy met = new(policy.Definition with { Opportunity = new() { Start = [policy.Definition.Opportunity.Start![0] with { When = Condition.Equal("source", "Web") }] } });
        Assert.Equal(("other", "second"), await StartAsync(met, new(web.Id, "r1", Some.Bo)));
        Assert.Equal(("other", "first"), await StartAsync(met, new(web.Id, "r1", Some.Bo) { Stage = "first" }));

        async Task<(string, string)> StartAsync(ConversionPolicy rules, ConversionRequest request)
        {
            ConversionPlan plan = await new ConversionService(_store, new(Some.Sale, other), ReadyPolicies.Default, _clock, rules).PlanAsync(request);
            Assert.Empty(plan.Blockers);
            return (plan.Pipeline!.Value.Key, plan.Stage!);
        }
    }

    [Fact]
    public async Task What_blocks_what_was_overridden_and_what_is_warned_of_is_told_with_the_reason()
    {
        Lead lead = Some.OwnedLead();
        await _store.SaveAsync(lead);
        string blocked = (await _service.PlanAsync(new(lead.Id, "r1", Some.Bo) { Stage = "won" })).Describe(CultureInfo.InvariantCulture);
        Assert.Equal(2, blocked.Split('\n').Count(l => l.StartsWith("Blocked", StringComparison.OrdinalIgnoreCase)));
        string overridden = (await _service.PlanAsync(new(lead.Id, "r1", Some.Bo) { OverrideReason = "old customer" })).Describe(CultureInfo.InvariantCulture);
        Assert.Contains("old customer", overridden, StringComparison.Ordinal);
        Assert.DoesNotContain(overridden.Split('\n'), l => l.StartsWith("Blocked", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Every_refusal_of_a_conversion_has_a_text_in_both_languages()
    {
        string[] codes = [.. Architecture.SourceTree.FilesUnder("src/CrmCore/Conversion").SelectMany(f => Code().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)).Distinct()];
        Assert.True(codes.Length > 25);
        Assert.All(codes, c => Assert.NotEqual(
            CrmTexts.Default.Find(c, CultureInfo.InvariantCulture)!, CrmTexts.Default.Find(c, CultureInfo.GetCultureInfo("zh-Hans"))!));
    }

    private async Task ChangeAsync(LeadId id, Action<Lead> change)
    {
        await using IUnitOfWork unit = _store.Begin();
        Lead lead = (await unit.Leads.FindAsync(id))!;
        change(lead);
        unit.Leads.Update(lead);
        await unit.CommitAsync();
    }

    [GeneratedRegex("\"(conversion\\.[a-z-]*[a-z])\"")]
    private static partial Regex Code();
}
