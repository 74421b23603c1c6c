using System.Text.Json;
using CrmCore.Assignment;
using CrmCore.Conversion;
using CrmCore.Conversion.Policies;
using CrmCore.Customers;
using CrmCore.Forecasting;
using CrmCore.Forecasting.Accounting;
using CrmCore.Health;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Matching;
using CrmCore.Matching.Rules;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using CrmCore.Pools;
using CrmCore.Probabilities;
using CrmCore.Qualification;
using CrmCore.Qualification.Frameworks;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Docs.Reference;

/// <summary>A form of JSON that CrmCore writes and reads.</summary>
/// <param name="File">The file with its example.</param>
/// <param name="About">What it is for.</param>
/// <param name="Reading">How it is read and written, in code.</param>
/// <param name="Page">The page that explains it.</param>
/// <param name="Root">The type that the serializer writes.</param>
/// <param name="Options">How it writes it.</param>
/// <param name="Example">An example, as it is written.</param>
/// <param name="Again">What is written after reading.</param>
internal sealed record JsonForm(string File, string About, string Reading, string Page, Type Root, JsonSerializerOptions Options, string Example, Func<string, string> Again);

internal static class JsonForms
{
    public static async Task<IReadOnlyList<JsonForm>> AllAsync() => [.. Definitions(), .. await SnapshotsAsync()];

    private static IEnumerable<JsonForm> Definitions()
    {
        Pipeline pipeline = ReadyPipelines.SolutionSale;
        Pipeline next = new(pipeline.Definition with { Version = 2 });
        yield return new(
            "pipeline", "The stages of a sale, their moves and gates.", "Pipeline.FromJson, ToJson", "../pipelines.md", typeof(PipelineDefinition), PipelineJsonContext.Form.Options,
            pipeline.ToJson(), j => Pipeline.FromJson(j).ToJson());
        yield return new(
            "pipeline-migration", "Which stage of a version becomes which of the next.", "PipelineMigration.FromJson, ToJson", "../pipelines.md#versions", typeof(PipelineMigration),
            PipelineJsonContext.Form.Options, PipelineMigration.Between(pipeline, next, ("quotation", "evaluation")).ToJson(), j => PipelineMigration.FromJson(j).ToJson());
        yield return new(
            "qualification-policy", "Which leads are fit to become deals.", "QualificationPolicy.FromJson, ToJson", "../qualification.md#policies", typeof(PolicyDraft),
            DefinitionJsonContext.Default.Options, ReadyPolicies.Bant.ToJson(), j => QualificationPolicy.FromJson(j).ToJson());
        yield return new(
            "framework", "The elements of a qualification framework, their questions and weights.", "Framework.FromJson, ToJson", "../qualification.md#frameworks", typeof(FrameworkDraft),
            DefinitionJsonContext.Default.Options, ReadyFrameworks.Bant.ToJson(), j => Framework.FromJson(j).ToJson());
        yield return new(
            "conversion-policy", "Which conversions are allowed, and what goes where.", "ConversionPolicy.FromJson, ToJson", "../conversion.md#policy", typeof(ConversionPolicyDefinition),
            PolicyJsonContext.Form.Options, ConversionPolicy.Default.ToJson(), j => ConversionPolicy.FromJson(j).ToJson());
        yield return new(
            "pool", "A pool: members, limits, protection, recycling. Several in one file are a list.", "Pool.FromJson, PoolCatalog.FromJson, ToJson", "../pools.md#define", typeof(PoolDefinition),
            PoolJsonContext.Default.Options, Pools().ToJson(), j => Pool.FromJson(j).ToJson());
        yield return new(
            "assignment-policy", "Who gets which lead.", "AssignmentPolicy.FromJson, ToJson", "../pools.md#assign", typeof(AssignmentDefinition), AssignmentJsonContext.Default.Options,
            Assignment().ToJson(), j => AssignmentPolicy.FromJson(j).ToJson());
        yield return new(
            "match-rules", "How records are compared for duplicates.", "MatchRules.FromJson, ToJson", "../duplicates.md", typeof(MatchRules), MatchJsonContext.Default.Options,
            ReadyMatchRules.For([MatchFields.Company, MatchFields.Phone, MatchFields.City]).ToJson(), j => MatchRules.FromJson(j).ToJson());
        yield return new(
            "health-policy", "The checks of open deals.", "HealthPolicy.FromJson, ToJson", "../health.md#your-own-checks", typeof(HealthDefinition), HealthJsonContext.Form.Options,
            HealthPolicy.Default.ToJson(), j => HealthPolicy.FromJson(j).ToJson());
        yield return new(
            "quotas", "What people and teams are to bring: a list.", "QuotaPlan.FromJson, ToJson", "../forecasting.md", typeof(Quota), ForecastJsonContext.Default.Options,
            new QuotaPlan(new(ForecastPeriod.QuarterOf(new(2026, 1, 1)), Some.Eur(100_000)) { Owner = Some.Anna }, new(ForecastPeriod.QuarterOf(new(2026, 1, 1)), Some.Eur(250_000)) { Team = "east" }).ToJson(),
            j => QuotaPlan.FromJson(j).ToJson());
    }

    private static async Task<IReadOnlyList<JsonForm>> SnapshotsAsync()
    {
        InMemoryStore store = new();
        TestClock clock = new();
        Lead lead = Some.QualifiedLead();
        lead.FollowUp(new(Some.Day(0.5), Some.Anna, FollowUpKind.Call, FollowUpOutcome.Interested, "Asked for prices", "Send a quote", Some.Day(2))).EnsureSucceeded();
        await store.SaveAsync(lead);
        clock.Advance(TimeSpan.FromDays(1));
        ConversionResult converted = await new ConversionService(store, new PipelineCatalog(Some.Sale), ReadyPolicies.Default, clock)
            .ConvertAsync(new(lead.Id, "form-4711", Some.Anna) { Amount = Some.Eur(48_000), CloseDate = new(2026, 3, 20) });
        LeadConversion became = converted.Conversion!;
        await using IUnitOfWork unit = store.Begin();
        Opportunity deal = (await unit.Opportunities.FindAsync(became.Opportunity!.Value))!;
        deal.MoveTo("quotation", Some.Sale, Some.Day(3), Some.Anna).EnsureSucceeded();
        OwnerLedger ledger = OwnerLedger.Open(Some.Anna);
        ledger.RecordAssigned(new(2026, 1, 5));
        OpportunitySnapshot[] deals = [deal.ToSnapshot()];
        ForecastPlan plan = new(Currency.Eur, ForecastPeriod.QuarterOf(new(2026, 1, 1))) { At = Some.Day(4) };
        PeriodOutlook outlook = PeriodOutlook.Of(plan, deals, new(new StageDefaultCalculator(new PipelineCatalog(Some.Sale)), SlippingModel.Train(deals, Some.Day(4)))).Outlook!;
        return
        [
            new("lead", "A lead with everything it knows.", "LeadSnapshot.FromJson, ToJson", "../leads.md", typeof(LeadSnapshot), LeadJsonContext.Default.Options,
                (await unit.Leads.FindAsync(lead.Id))!.ToSnapshot().ToJson(), j => LeadSnapshot.FromJson(j).ToJson()),
            new("opportunity", "An opportunity with its history.", "OpportunitySnapshot.FromJson, ToJson", "../opportunities.md", typeof(OpportunitySnapshot), OpportunityJsonContext.Default.Options,
                deals[0].ToJson(), j => OpportunitySnapshot.FromJson(j).ToJson()),
            new("account", "An account.", "AccountSnapshot.FromJson, ToJson", "../customers.md", typeof(AccountSnapshot), CustomerJsonContext.Default.Options,
                (await unit.Accounts.FindAsync(became.Account!.Value))!.ToSnapshot().ToJson(), j => AccountSnapshot.FromJson(j).ToJson()),
            new("contact", "A contact.", "ContactSnapshot.FromJson, ToJson", "../customers.md", typeof(ContactSnapshot), CustomerJsonContext.Default.Options,
                (await unit.Contacts.FindAsync(became.Contact!.Value))!.ToSnapshot().ToJson(), j => ContactSnapshot.FromJson(j).ToJson()),
            new("owner-ledger", "What a person claimed and was given, by day.", "OwnerLedgerSnapshot.FromJson, ToJson", "../pools.md", typeof(OwnerLedgerSnapshot), LeadJsonContext.Default.Options,
                ledger.ToSnapshot().ToJson(), j => OwnerLedgerSnapshot.FromJson(j).ToJson()),
            new("inbox-entry", "That a handler is done with an event.", "InboxEntrySnapshot.FromJson, ToJson", "../events.md", typeof(InboxEntrySnapshot), InboxJsonContext.Default.Options,
                InboxEntry.Of("welcome", "018f2f6e-7c00-7000-8000-000000000001/1", Some.Start).ToSnapshot().ToJson(), j => InboxEntrySnapshot.FromJson(j).ToJson()),
            new("forecast", "A forecast as it was made, to be held to account later.", "ForecastSnapshot.FromJson, ToJson", "../forecasting.md#held-to-account", typeof(ForecastSnapshot),
                ForecastJsonContext.Default.Options, ForecastSnapshot.Of(outlook, quota: Some.Eur(40_000)).ToJson(), j => ForecastSnapshot.FromJson(j).ToJson()),
        ];
    }

    private static Pool Pools() => new(new()
    {
        Key = "east",
        Name = new("East", "华东公海"),
        Members = [Some.Anna, Some.Bo],
        Admins = [new("chief")],
        TimeZone = "Asia/Shanghai",
        Claims = new() { PerDay = 10, Capacity = 50, CoolDownDays = 7, FreezeHours = 2 },
        Protection = new() { Days = 15, ExtensionDays = 7, MaximumDays = 60, RemindDays = 3 },
        Masked = ["email", "phone"],
    });

    private static AssignmentPolicy Assignment() => new(new()
    {
        Key = "team",
        Name = new("Team", "团队"),
        Members = [new() { User = Some.Anna, Capacity = 40 }, new() { User = Some.Bo, Capacity = 20, Weight = 2 }],
        Rules =
        [
            new() { Key = "fair-leads", When = Condition.Equal("source", "MarketingEvent"), Strategy = AssignmentStrategy.LoadBalanced },
            new() { Key = "turns", Strategy = AssignmentStrategy.RoundRobin },
        ],
    });
}
