using CrmCore.Conversion;
using CrmCore.Conversion.Policies;
using CrmCore.Customers;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Leads.Merging;
using CrmCore.Matching;
using CrmCore.Matching.Learning;
using CrmCore.Matching.Rules;
using CrmCore.Migrations;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Pools;
using CrmCore.Probabilities.Training;
using CrmCore.Qualification;
using CrmCore.Tests.Support;

namespace CrmCore.Tests;

/// <summary>Operations that their rules refuse, an example for each rule that no other test comes to. What is refused changes nothing.</summary>
public class RefusedOperationTests
{
    private readonly InMemoryStore _store = new();
    private readonly TestClock _clock = new();

    [Fact]
    public void A_lead_without_an_owner_is_neither_protected_nor_locked()
    {
        Lead lead = Some.PooledLead();
        Refused(lead, l => l.Protect(new() { Pool = Some.Pool, Since = Some.Start }), "lead.has-no-owner");
        Refused(lead, l => l.LockBy(Some.Bo, "in talks", Some.Day(1)), "lead.has-no-owner");
        Lead owned = Some.OwnedLead();
        Refused(owned, l => l.Unlock(Some.Day(1), Some.Anna), "lead.not-locked");
        Refused(owned, l => l.MarkReminded(Some.Day(1)), "lead.no-reminder-due");
        Refused(owned, l => l.WakeUp(Some.Day(1)), "lead.not-to-wake");
        owned.Nurture(Some.Day(10), Some.Start).EnsureSucceeded();
        Refused(owned, l => l.WakeUp(Some.Day(9)), "lead.not-to-wake");
    }

    [Fact]
    public void A_reminder_needs_a_date_that_has_come_and_a_lead_that_is_not_locked()
    {
        Lead lead = Some.OwnedLead();
        lead.Protect(new() { Pool = Some.Pool, Since = Some.Start, RecycleAt = Some.Day(30), RemindDays = 3 }).EnsureSucceeded();
        Refused(lead, l => l.MarkReminded(Some.Day(26)), "lead.no-reminder-due");
        lead.LockBy(Some.Anna, "in talks", Some.Day(1)).EnsureSucceeded();
        Refused(lead, l => l.MarkReminded(Some.Day(28)), "lead.no-reminder-due");
        lead.Unlock(Some.Day(2), Some.Anna).EnsureSucceeded();
        lead.MarkReminded(Some.Day(28)).EnsureSucceeded();
        Refused(lead, l => l.MarkReminded(Some.Day(29)), "lead.no-reminder-due");
    }

    [Fact]
    public void Leads_that_ended_are_merged_only_into_the_one_that_was_converted()
    {
        Lead gone = Some.OwnedLead(2);
        gone.Disqualify("no budget", Some.Day(1)).EnsureSucceeded();
        Assert.Equal(["lead.merge-ended"], CodesOf(LeadMerge.Preview([Some.OwnedLead(1), gone])));
        Assert.Equal(["lead.merge-two-converted"], CodesOf(LeadMerge.Preview([Converted(1), Converted(2)])));
        Lead open = Some.OwnedLead(3);
        Assert.Equal(["lead.merge-converted-must-stay"], CodesOf(LeadMerge.Preview([Converted(1), open], new() { Survivor = open.Id })));
        Assert.Equal(["lead.merge-unknown-lead"], CodesOf(LeadMerge.Preview([Some.OwnedLead(1), open], new() { Survivor = LeadId.From(Some.Guid(9)) })));
        LeadMergePreview strange = LeadMerge.Preview([Some.OwnedLead(1), open], new() { Fields = new Dictionary<string, LeadId> { ["shoe-size"] = open.Id, ["name"] = LeadId.From(Some.Guid(9)) } });
        Assert.Equal(["lead.merge-unknown-field", "lead.merge-unknown-lead"], CodesOf(strange));
    }

    [Fact]
    public void A_deal_goes_no_further_than_its_pipeline()
    {
        Pipeline bare = Pipeline.Define("bare", "Bare").Open("talk", "Talk", 20).Won("won", "Won").Lost("lost", "Lost").Build();
        Opportunity deal = Opportunity.Create(new(OpportunityId.From(Some.Guid(1)), "Deal"), bare, Some.Start);
        string before = deal.ToSnapshot().ToJson();
        Assert.Equal("opportunity.no-next-stage", Assert.Single(deal.MoveNext(bare, Some.Day(1), Some.Anna).Refusals).Code);
        Assert.Equal("opportunity.no-invalid-stage", Assert.Single(deal.Invalidate("a test", bare, Some.Day(1), Some.Anna).Refusals).Code);
        Assert.Equal("opportunity.two-winners", Assert.Single(deal.SetCompetitors([new("Rot", CompetitorStatus.Winner), new("Grün", CompetitorStatus.Winner)], Some.Day(1)).Refusals).Code);
        Assert.Equal("opportunity.too-many", Assert.Single(deal.SetCompetitors([.. Enumerable.Range(1, 10_001).Select(i => new Competitor($"C{i}"))], Some.Day(1)).Refusals).Code);
        Assert.Equal("opportunity.other-pipeline", Assert.Single(Assert.Single(BulkMove.Move([deal], new("quotation", Some.Day(1), Some.Anna), new PipelineCatalog(Some.Sale))).Result.Refusals).Code);
        Pipeline next = new(Some.Sale.Definition with { Version = 2 });
        Assert.Equal("opportunity.other-pipeline", Assert.Single(deal.Migrate(PipelineMigration.Between(Some.Sale, next), Some.Sale, next, Some.Day(1)).Refusals).Code);
        Assert.Equal(before, deal.ToSnapshot().ToJson());
    }

    [Fact]
    public async Task The_last_pipeline_stays()
    {
        PipelineMigrationService service = new(_store, _store, new(Some.Sale), _clock);
        Assert.Equal("pipeline.last-one", Assert.Single((await service.RemoveAsync(Some.Sale.Reference)).Refusals).Code);
    }

    [Fact]
    public async Task A_lead_of_another_pool_is_not_claimed_and_one_without_an_owner_not_transferred()
    {
        Lead lead = Lead.Capture(LeadId.From(Some.Guid(1)), Some.Details, LeadSource.Web, Custody.InPool(new("north")), Some.Start);
        await _store.SaveAsync(lead);
        string before = await _store.DumpAsync();
        PoolService pools = new(_store, _store, _clock);
        Assert.Contains("pool.not-in-pool", CodesOf(await pools.ClaimAsync(lead.Id, Pool.Default, Some.Anna)));
        TransferService transfers = new(_store, _store, _store, new(Some.Sale), _clock);
        Assert.Contains("pool.no-owner", CodesOf(await transfers.TransferAsync(lead.Id, Pool.Default, Some.Bo, Some.Anna)));
        Assert.Equal(before, await _store.DumpAsync());
    }

    [Fact]
    public async Task A_conversion_says_which_field_and_which_stage_do_not_fit()
    {
        ConversionPolicyDefinition policy = ConversionPolicy.Default.Definition with
        {
            Required = ["account.industry", "contact.phone"],
            Fields = [new("company", "account.name"), new("name", "contact.name"), new("custom.size", "opportunity.custom.size") { Kind = FieldKind.Number }],
        };
        Lead lead = Lead.Capture(
            LeadId.From(Some.Guid(1)), Some.Details, LeadSource.Web, Custody.OwnedBy(Some.Anna), Some.Start, customFields: CustomFields.Empty.With("size", FieldValue.Of("large")));
        await _store.SaveAsync(lead);
        string before = await _store.DumpAsync();
        ConversionService service = new(_store, new(Some.Sale), ReadyPolicies.Default, _clock, new(policy with { Rules = [] }));
        ConversionResult result = await service.ConvertAsync(new(lead.Id, "r1", Some.Anna) { Stage = "nowhere", Fields = new Dictionary<string, FieldValue> { ["contact.email"] = FieldValue.Of("no address") } });
        Assert.Equal(
            ["conversion.field-kind", "conversion.field-missing", "conversion.field-missing", "conversion.field-unreadable", "conversion.unknown-stage"],
            CodesOf(result).Order(StringComparer.Ordinal));
        Assert.Equal(before, await _store.DumpAsync());
    }

    [Fact]
    public async Task A_lead_is_not_attached_to_a_deal_that_is_closed()
    {
        Lead lead = Some.QualifiedLead();
        Opportunity closed = Some.ClosedDeal(5, StageKind.Won);
        await _store.SaveAsync(lead, closed);
        _clock.Advance(TimeSpan.FromDays(30));
        ConversionService service = new(_store, new(Some.Sale), ReadyPolicies.Default, _clock);
        ConversionResult result = await service.ConvertAsync(new(lead.Id, "r1", Some.Anna) { Opportunity = ConversionTarget<OpportunityId>.Link(closed.Id) });
        Assert.Contains("conversion.opportunity-closed", CodesOf(result));
    }

    [Theory]
    [InlineData("account", "conversion.account-not-found")]
    [InlineData("contact", "conversion.contact-not-found")]
    [InlineData("opportunity", "conversion.opportunity-not-found")]
    public async Task What_is_linked_must_be_there(string kind, string code)
    {
        Lead lead = Some.QualifiedLead();
        await _store.SaveAsync(lead);
        Guid nothing = Some.Guid(99);
        ConversionService service = new(_store, new(Some.Sale), ReadyPolicies.Default, _clock);
        ConversionResult result = await service.ConvertAsync(new(lead.Id, "r1", Some.Anna)
        {
            Account = kind == "account" ? ConversionTarget<AccountId>.Link(AccountId.From(nothing)) : default,
            Contact = kind == "contact" ? ConversionTarget<ContactId>.Link(ContactId.From(nothing)) : default,
            Opportunity = kind == "opportunity" ? ConversionTarget<OpportunityId>.Link(OpportunityId.From(nothing)) : default,
        });
        Assert.Equal([code], CodesOf(result));
    }

    [Fact]
    public async Task A_deal_of_another_account_is_not_attached_to()
    {
        Lead lead = Some.QualifiedLead();
        Account rot = Account.Create(new() { Id = AccountId.From(Some.Guid(50)), Name = "Rot", CreatedAt = Some.Start });
        Account blau = Account.Create(new() { Id = AccountId.From(Some.Guid(51)), Name = "Blau", CreatedAt = Some.Start });
        Opportunity deal = Opportunity.Create(new(OpportunityId.From(Some.Guid(5)), "Deal") { Account = rot.Id }, Some.Sale, Some.Start);
        await _store.SaveAsync(lead, rot, blau, deal);
        ConversionService service = new(_store, new(Some.Sale), ReadyPolicies.Default, _clock);
        ConversionResult result = await service.ConvertAsync(
            new(lead.Id, "r1", Some.Anna) { Account = ConversionTarget<AccountId>.Link(blau.Id), Opportunity = ConversionTarget<OpportunityId>.Link(deal.Id) });
        Assert.Equal(["conversion.opportunity-of-another-account"], CodesOf(result));
    }

    [Fact]
    public void Too_little_to_learn_from_says_what_lacks()
    {
        Dataset won = new(new([]), [], [true, true], ["1", "2"]);
        Assert.Equal(["probability.one-outcome", "probability.not-enough-data", "probability.no-features"], TrainingFloor.Check(won).Select(r => r.Code));
        Dataset enough = new(new([new("size", FeatureKind.Numeric)]), new double[100], [.. Enumerable.Range(0, 100).Select(i => i % 2 == 0)], [.. Enumerable.Range(0, 100).Select(i => $"{i}")]);
        Assert.Equal(["probability.no-stage"], CodesOf(new HistoricalTrainer("stage", []).Train(enough)));
    }

    [Fact]
    public void Weights_are_not_learned_from_too_many_fields_or_from_records_that_are_all_different()
    {
        MatchRules wide = new(
            "wide",
            1,
            Enumerable.Range(0, 40).ToDictionary(i => $"f{i}", _ => FieldForm.Text),
            [.. Enumerable.Range(0, 40).Select(i => new MatchComparison($"f{i}", [SimilarityMeasure.Exact], [new(1, 2)], -1))],
            [new([new("f0", KeyForm.Whole)])],
            new(0, 5, 9));
        Assert.Equal(["matching.too-many-fields"], CodesOf(WeightEstimation.Estimate(new(wide))));
        DuplicateIndex strangers = new(ReadyMatchRules.For([MatchFields.Family, MatchFields.Given, MatchFields.City, MatchFields.Postcode]));
        for (int i = 0; i < 400; i++)
        {
            strangers.Add(new(Some.Guid(i + 1)) { FamilyName = Word(i), GivenName = Word(i * 7919), City = "Ulm", Postcode = $"{89_000 + (i / 20)}" });
        }

        Assert.Equal(["matching.too-few-matches"], CodesOf(WeightEstimation.Estimate(strangers)));

        static string Word(int number) => string.Concat(Enumerable.Range(0, 8).Select(place => (char)('a' + (((number * 31) + (place * place * 17) + (number / 26 * place)) % 26))));
    }

    private static void Refused(Lead lead, Func<Lead, LeadChange> change, string code)
    {
        string before = lead.ToSnapshot().ToJson();
        Assert.Equal(code, Assert.Single(change(lead).Refusals).Code);
        Assert.Equal(before, lead.ToSnapshot().ToJson());
    }

    private static Lead Converted(int number)
    {
        Lead lead = Some.QualifiedLead(number);
        lead.Qualify(Some.Start).EnsureSucceeded();
        lead.MarkConverted(new("r", null, null, OpportunityId.From(Some.Guid(number)), Some.Day(1), Some.Anna)).EnsureSucceeded();
        return lead;
    }

    private static IEnumerable<string> CodesOf(Outcome outcome) => outcome.Refusals.Select(r => r.Code);
}
