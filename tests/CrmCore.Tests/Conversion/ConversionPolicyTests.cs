using CrmCore.Conversion;
using CrmCore.Conversion.Fields;
using CrmCore.Conversion.Policies;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Qualification;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Conversion;

public class ConversionPolicyTests
{
    private const string Json = """
        {
          "schemaVersion": 1, "key": "strict", "version": 3, "name": { "en": "Strict", "zh-Hans": "严格" },
          "teams": { "east": ["anna", "bo"], "managers": ["chief"] },
          "rules": [
            { "key": "not-qualified", "when": { "fact": "verdict.qualified", "is": "present" } },
            { "key": "not-allowed", "when": { "not": { "fact": "by", "is": "equal", "value": "trainee" } } },
            { "key": "call-first", "when": { "fact": "follow-ups", "is": "at-least", "value": 1 }, "text": { "en": "Call them first.", "zh-Hans": "请先致电。" } }
          ],
          "overrides": [ { "refusal": "conversion.not-qualified", "when": { "fact": "by.teams", "is": "equal", "value": "managers" } } ],
          "owner": { "from": ["request", "converter"], "when": { "fact": "owner.same-team", "is": "present" } },
          "duplicates": { "accounts": { "same": "link", "likely": "block" } },
          "required": ["account.name", "opportunity.amount"],
          "opportunity": {
            "start": [ { "pipeline": "solution-sale", "stage": "quotation", "when": { "fact": "source", "is": "equal", "value": "Referral" } }, { "pipeline": "solution-sale" } ],
            "name": "{account} - {campaign} | {account}"
          },
          "carry": { "followUps": "move", "discovery": "copy" },
          "fields": [ { "from": "company", "to": "account.name" }, { "from": "custom.budget", "to": "opportunity.amount", "kind": "number", "merge": "source-wins" }, { "from": "name", "to": "contact.name" } ],
          "currency": "CNY",
          "revert": { "withinDays": 30 }
        }
        """;

    [Fact]
    public void It_reads_and_writes_its_json_form()
    {
        ConversionPolicy policy = ConversionPolicy.FromJson(Json);
        Assert.Equal("strict v3", policy.ToString());
        Assert.Equal(policy.Definition, ConversionPolicy.FromJson(policy.ToJson()).Definition);
        Assert.Equal(["managers"], policy.TeamsOf(new("chief")));
        Assert.Equal(DuplicateHandling.Block, policy.Definition.Duplicates.Leads.Same);
        Assert.Equal(CarryOver.Move, policy.Definition.Carry.FollowUps);
        Assert.Empty(policy.CheckAgainst(new(Some.Sale)));
        Assert.Equal(ConversionPolicy.Default.Definition, ConversionPolicy.FromJson(ConversionPolicy.Default.ToJson()).Definition);
    }

    [Fact]
    public void Everything_wrong_is_told_at_once()
    {
        DefinitionException wrong = Assert.Throws<DefinitionException>(() => new ConversionPolicy(new()
        {
            Key = " ",
            Version = 0,
            Name = "x",
            Teams = new Dictionary<string, IReadOnlyList<UserId>> { ["empty"] = [] },
            Rules = [new("Not Qualified", Condition.Present("email")), new("call-first", Condition.Present("verdict.mood")), new("no-owner", Condition.Present("email"))],
            Overrides = [new("conversion.merged")],
            Owner = new() { From = [] },
            Duplicates = new() { Leads = new(DuplicateHandling.Link, DuplicateHandling.Allow), Contacts = new(DuplicateHandling.Warn, DuplicateHandling.Link) },
            Required = ["account.mood"],
            Opportunity = new() { Name = "{mood}", Start = [new(" ")] },
            Fields = [new("mood", "account.name"), new("custom.size", "opportunity.amount")],
            Revert = new() { WithinDays = -1 },
        }));
        Assert.Equal(
            [
                "key bad-key", "version bad-version", "teams.empty bad-team", "rules[0].key bad-key", "rules[1].text no-text", "rules[1].when unknown-fact", "rules[2].key taken-key", "rules[2].text no-text",
                "overrides[0].refusal not-overridable", "owner.from empty", "duplicates.leads.same not-linkable", "duplicates.contacts.likely not-linkable", "required[0] unknown-field",
                "opportunity.start[0].pipeline no-pipeline", "opportunity.name bad-template", "fields[0].from unknown-field", "fields[1].kind kind-missing", "fields[1] no-currency", "revert.withinDays bad-days",
            ],
            wrong.Defects.Select(d => $"{d.Path} {d.Code}"));
        Assert.Contains(Assert.Throws<DefinitionException>(() => ConversionPolicy.FromJson("""{ "schemaVersion": 1, "key": "a", "version": 1, "name": "A", "colour": "red" }""")).Defects, d => d.Code == "unknown-member");
        ConversionPolicy elsewhere = new(ConversionPolicy.Default.Definition with { Opportunity = new() { Start = [new("nowhere"), new("solution-sale") { Stage = "won" }] } });
        Assert.Equal(["unknown-pipeline", "unknown-stage"], elsewhere.CheckAgainst(new(Some.Sale)).Select(d => d.Code));
        Assert.Throws<DefinitionException>(() => new ConversionService(new InMemoryStore(), new(Some.Sale), ReadyPolicies.Default, TimeProvider.System, elsewhere));
    }

    [Theory]
    [InlineData("email", "opportunity.amount", null, "kinds-differ")]
    [InlineData("custom.size", "account.name", FieldKind.Number, "kinds-differ")]
    [InlineData("custom.size", "account.name", null, "kind-missing")]
    [InlineData("captured", "opportunity.close-date", null, null)]
    [InlineData("custom.mail", "contact.email", FieldKind.Text, null)]
    [InlineData("custom.size", "contact.custom.size", null, null)]
    [InlineData("custom.*", "contact.custom.size", null, "half-wildcard")]
    [InlineData("email", "contact.account", null, "unknown-field")]
    [InlineData("company", "account.name", FieldKind.Number, "kinds-differ")]
    public void The_kinds_of_a_mapping_must_fit(string from, string to, FieldKind? kind, string? defect)
    {
        FieldMapping mapping = new(from, to) { Kind = kind };
        if (defect is null)
        {
            Assert.Equal(mapping, Assert.Single(new FieldMap([mapping], Currency.Eur).Mappings));
        }
        else
        {
            Assert.Contains(Assert.Throws<DefinitionException>(() => new FieldMap([mapping], Currency.Eur)).Defects, d => d.Code == defect);
        }
    }

    [Fact]
    public void Only_texts_and_choices_are_joined()
    {
        Assert.Throws<DefinitionException>(() => new FieldMap([new("email", "contact.email") { Merge = MergeRule.Concatenate }]));
        Assert.Throws<DefinitionException>(() => new FieldMap([new("captured", "opportunity.close-date") { Merge = MergeRule.Concatenate }]));
        Assert.NotNull(new FieldMap([new("city", "opportunity.description") { Merge = MergeRule.Concatenate }]));
        Assert.NotNull(new FieldMap([new("custom.tags", "opportunity.custom.tags") { Merge = MergeRule.Concatenate, Kind = FieldKind.Choices }]));
    }

    [Fact]
    public async Task A_policy_decides_who_may_what_is_overridden_and_where_it_starts()
    {
        InMemoryStore store = new();
        Lead cold = Lead.Capture(
            LeadId.From(Some.Guid(1)), Some.Details, new(LeadSourceKind.Referral, null, "Spring"), Custody.OwnedBy(Some.Anna), Some.Start, null, null, CustomFields.Empty.With("budget", FieldValue.Of(9000)));
        await store.SaveAsync(cold);
        ConversionService service = new(store, new(Some.Sale), ReadyPolicies.Default, new TestClock(), ConversionPolicy.FromJson(Json));
        ConversionRequest request = new(cold.Id, "r1", new("trainee")) { OverrideReason = "They know us" };
        ConversionPlan refused = await service.PlanAsync(request);
        Assert.Equal(["conversion.not-qualified", "conversion.not-allowed", "conversion.call-first"], refused.Blockers.Select(b => b.Code));
        Assert.Equal("请先致电。", refused.Blockers[2].Describe(System.Globalization.CultureInfo.GetCultureInfo("zh-Hans")));
        Assert.Equal(new("trainee"), refused.Owner);
        cold = await FollowedUpAsync(store, cold.Id);
        ConversionPlan elsewhere = await service.PlanAsync(request with { By = new("chief"), Owner = Some.Anna });
        Assert.Equal(["conversion.owner-not-allowed"], elsewhere.Blockers.Select(b => b.Code));
        Assert.Equal(["conversion.not-qualified"], elsewhere.Overridden.Select(b => b.Code));
        ConversionResult done = await service.ConvertAsync(request with { By = new("chief") });
        Assert.Equal(("They know us", "conversion.not-qualified"), (done.Conversion!.OverrideReason, done.Conversion.Overridden));
        CrmCore.Opportunities.OpportunitySnapshot deal = Assert.Single(await store.ReadOpportunitiesAsync().ToListAsync());
        Assert.Equal(("Blau Logistik GmbH - Spring", "quotation", new Money(9000, Currency.Cny)), (deal.Name, deal.Stage, deal.Amount));
        Assert.Equal(("call", "Nice", "Quote"), (Assert.Single(deal.Activities!).Kind, deal.Activities![0].Note, deal.NextStep!.What));
        LeadSnapshot lead = Assert.Single(await store.ReadLeadsAsync().ToListAsync());
        Assert.Equal((null, 1, "strict v3"), (lead.FollowUps, lead.ConversionTrace!.MovedFollowUps!.Count, lead.ConversionTrace.Policy));
    }

    [Theory]
    [InlineData("{account} | {display-name}", "Blau", "Blau")]
    [InlineData("{account} | {display-name}", null, "Clara Stein")]
    [InlineData("{account}: {campaign} | {source} of {name}", "Blau", "Web of Clara Stein")]
    [InlineData("{custom.none}", "Blau", null)]
    [InlineData("Deal", null, "Deal")]
    public void A_name_is_made_of_the_first_alternative_that_can_be_filled(string template, string? account, string? name)
    {
        ConversionPolicy policy = new(ConversionPolicy.Default.Definition with { Opportunity = new() { Name = template } });
        Assert.Equal(name, policy.Name.NameOf(Some.OwnedLead(), account));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{account")]
    [InlineData("account}")]
    [InlineData("{account} | ")]
    [InlineData("{nobody}")]
    public void A_template_that_makes_no_sense_is_a_defect(string template) =>
        Assert.Equal("bad-template", Assert.Single(Assert.Throws<DefinitionException>(() => new ConversionPolicy(ConversionPolicy.Default.Definition with { Opportunity = new() { Name = template } })).Defects).Code);

    private static async Task<Lead> FollowedUpAsync(InMemoryStore store, LeadId id)
    {
        await using CrmCore.Persistence.IUnitOfWork unit = store.Begin();
        Lead lead = (await unit.Leads.FindAsync(id))!;
        lead.FollowUp(new(Some.Start, Some.Anna, FollowUpKind.Call, FollowUpOutcome.Reached, "Nice", "Quote", Some.Day(2))).EnsureSucceeded();
        unit.Leads.Update(lead);
        await unit.CommitAsync();
        return lead;
    }
}
