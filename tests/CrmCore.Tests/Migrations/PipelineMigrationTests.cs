using CrmCore.InMemory;
using CrmCore.Migrations;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Migrations;

public class PipelineMigrationTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly UserId Rep = new("u-1");
    private static readonly Pipeline Old = ReadyPipelines.SolutionSale;
    private static readonly Pipeline New = new(Old.Definition with
    {
        Version = 2,
        Stages = [.. Old.Definition.Stages.Select(s => s.Key == "evaluation" ? s with { Key = "decision", Name = new("Decision", "决策"), Probability = 80 } : s)],
    });

    private readonly InMemoryStore _store = new();
    private readonly PipelineCatalog _catalog = new(New, Old);

    private PipelineMigrationService Service => new(_store, _store, _catalog, TimeProvider.System);

    private static PipelineMigration Migration => PipelineMigration.Between(Old, New, ("evaluation", "decision"));

    [Fact]
    public void A_migration_survives_its_json() => Assert.Equal(Migration, PipelineMigration.FromJson(Migration.ToJson()));

    [Fact]
    public void A_migration_that_does_not_fit_lists_every_defect()
    {
        DefinitionException wrong = Assert.Throws<DefinitionException>(() => PipelineMigration.Between(Old, New, ("quotation", "won"), ("nowhere", "inquiry")));

        Assert.Equal(
            [("stages.nowhere", "unknown-stage"), ("stages.quotation", "kind-changes"), ("stages.evaluation", "unknown-target")],
            wrong.Defects.Select(d => (d.Path, d.Code)));
        Assert.Contains("silent-no-op", Assert.Throws<DefinitionException>(() => PipelineMigration.Between(Old, Old)).Defects.Select(d => d.Code));
    }

    [Fact]
    public async Task It_is_previewed_applied_in_batches_and_harmless_when_run_again()
    {
        for (int i = 0; i < 5; i++)
        {
            await AddAsync(i < 2 ? "evaluation" : "inquiry", close: i == 4);
        }

        MigrationPreview preview = await Service.PreviewAsync(Migration);
        Assert.Equal([new("inquiry", "inquiry", 2), new("evaluation", "decision", 2), new MigrationStep("lost", "lost", 1)], preview.Steps);

        MigrationBatch first = await Service.MigrateBatchAsync(Migration, 2, by: Rep);
        Assert.Equal((2, false), (first.Results.Count, first.IsComplete));
        MigrationBatch rest = await Service.MigrateBatchAsync(Migration, 10, by: Rep);
        Assert.Equal((3, true), (rest.Results.Count, rest.IsComplete));
        MigrationBatch again = await Service.MigrateBatchAsync(Migration, 10);
        Assert.Empty(again.Results);
        Assert.Equal((0, 5), ((await Service.PreviewAsync(Migration)).Count, (await Service.PreviewAsync(Migration)).AlreadyThere));
    }

    [Fact]
    public async Task A_pipeline_in_use_is_not_removed()
    {
        await AddAsync("inquiry", close: false);

        Assert.Equal("pipeline.in-use", Assert.Single((await Service.RemoveAsync(Old.Reference)).Refusals).Code);
        await Service.MigrateBatchAsync(Migration, 10);
        PipelineRemoval removal = await Service.RemoveAsync(Old.Reference);
        Assert.Equal([New], removal.Catalog!.All);
        Assert.Equal("pipeline.not-in-catalog", Assert.Single((await Service.RemoveAsync(new("none", 1))).Refusals).Code);
    }

    [Fact]
    public void A_migrated_deal_keeps_its_clock_its_probability_and_the_stage_to_reopen()
    {
        Opportunity deal = Opportunity.Create(new(OpportunityId.New(TimeProvider.System), "Deal") { Amount = new Money(9, Currency.Eur), CloseDate = new(2026, 9, 9) }, Old, Start);
        deal.MoveTo("evaluation", Old, Start.AddDays(1), Rep).EnsureSucceeded();
        deal.Lose("price", Old, Start.AddDays(2), Rep).EnsureSucceeded();
        deal.Migrate(Migration, Old, New, Start.AddDays(3), Rep).EnsureSucceeded();
        string once = deal.ToSnapshot().ToJson();
        deal.Migrate(Migration, Old, New, Start.AddDays(4), Rep).EnsureSucceeded();

        Assert.Equal(once, deal.ToSnapshot().ToJson());
        Assert.Equal(Start.AddDays(2), deal.StageEnteredAt);
        deal.Reopen(New, Start.AddDays(5), Rep).EnsureSucceeded();
        Assert.Equal(("decision", 0.8), (deal.Stage, deal.Probability.Value));
        Assert.Equal(TimeSpan.FromDays(5), deal.TimeInStages(Start.AddDays(5)).Values.Aggregate((a, b) => a + b));
    }

    private async Task AddAsync(string stage, bool close)
    {
        Opportunity deal = Opportunity.Create(new(OpportunityId.New(TimeProvider.System), "Deal") { Amount = new Money(9, Currency.Eur), CloseDate = new(2026, 9, 9) }, Old, Start);
        if (stage != "inquiry")
        {
            deal.MoveTo(stage, Old, Start, Rep).EnsureSucceeded();
        }

        if (close)
        {
            deal.Lose("price", Old, Start, Rep).EnsureSucceeded();
        }

        await using IUnitOfWork unit = _store.Begin();
        unit.Opportunities.Add(deal);
        await unit.CommitAsync();
    }

    [Fact]
    public void A_migration_is_checked_against_the_pipelines_that_it_names()
    {
        Pipeline next = new(Some.Sale.Definition with { Version = 2 });
        Pipeline other = new(Some.Sale.Definition with { Version = 3 });
        PipelineMigration migration = PipelineMigration.Between(Some.Sale, next);
        Assert.Empty(migration.Check(Some.Sale, next));
        Assert.Equal(["from other-pipeline"], migration.Check(other, next).Select(d => $"{d.Path} {d.Code}"));
        Assert.Equal(["to other-pipeline"], migration.Check(Some.Sale, other).Select(d => $"{d.Path} {d.Code}"));
        Assert.Throws<ArgumentNullException>("from", () => PipelineMigration.Between(null!, next));
        Assert.Throws<ArgumentNullException>("to", () => PipelineMigration.Between(Some.Sale, null!));
        Assert.Throws<ArgumentNullException>("from", () => migration.Check(null!, next));
        Assert.Throws<ArgumentNullException>("to", () => migration.Check(Some.Sale, null!));
    }
}
