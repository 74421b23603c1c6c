using CrmCore.InMemory;
using CrmCore.Migrations;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Qualification;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Docs;

public class PipelinesDocs
{
    [Fact]
    public void A_linear_pipeline_and_its_moves()
    {
        TestClock clock = new();

        // docs:begin pipelines-define
        Pipeline pipeline = Pipeline.Define("robots", new("Robot sale", "机器人销售"))
            .Open("talk", new("First talk", "初步沟通"), 10)
            .Open("trial", new("Trial", "试用"), 40, stage => stage
                .Buyer(BuyerPhase.SolutionSought)
                .Expects(20).RotsAfter(30, RotClock.LastTouch, suspendedByNextStep: true)
                .Enter(Gates.NeedExplicit)
                .Leave(Gates.ActivityDone("demo")))
            .Open("contract", new("Contract", "合同"), 80, ForecastCategory.Commit, 21, Gates.Amount, Gates.RolesCovered("economic-buyer"))
            .Won("won", new("Won", "赢单"), Gates.Amount, Gates.CloseDate, Gates.ApprovalGiven)
            .Lost("lost", new("Lost", "输单"), Gates.Reason, Gates.WinnerNamedIfCompetition)
            .Group("early", new("Early", "早期"), ["talk", "trial"], group => group.MoveTo("lost", Gates.Reason))
            .Build();
        // docs:end pipelines-define

        UserId rep = new("u-1");
        DateTimeOffset now = clock.GetUtcNow();
        // docs:begin pipelines-move
        Opportunity deal = Opportunity.Create(new(OpportunityId.New(clock), "Three robots") { Owner = rep }, pipeline, now);

        MoveResult move = deal.MoveNext(pipeline, now, rep);
        foreach (Refusal refusal in move.Refusals)
        {
            string text = refusal.Describe();   // gate.need-explicit: Let the buyer say a need as a want ...
        }

        deal.Discover(Need.Explicit("No more walking", now, quote: "I want to stop paying for walking."));
        deal.MoveNext(pipeline, now, rep).EnsureSucceeded();
        deal.Lose("price", pipeline, now.AddDays(2), rep).EnsureSucceeded();
        deal.Reopen(pipeline, now.AddDays(9), rep).EnsureSucceeded();   // back in "trial"
        // docs:end pipelines-move

        Assert.Equal("gate.need-explicit", Assert.Single(move.Refusals).Code);
        Assert.Equal("trial", deal.Stage);

        // docs:begin pipelines-read
        IReadOnlyList<MoveDecision> card = deal.PossibleMoves(pipeline);          // each with its unmet gates
        TimeSpan inTrial = deal.TimeInStages(now.AddDays(10))["trial"];           // over all visits
        OpportunityState? then = deal.AsOf(now.AddDays(1));                       // what was known a week ago
        OpportunityMarks marks = deal.Marks(pipeline, now.AddDays(60));           // rotting? no next step? pushed?
        // docs:end pipelines-read

        Assert.Contains(card, m => m.Move!.To.Key == "contract" && m.Refusals.Count == 3);
        Assert.Equal(TimeSpan.FromDays(3), inTrial);
        Assert.Equal("trial", then!.Stage);
        Assert.True(marks.IsRotting);
    }

    [Fact]
    public void A_gate_of_a_host_s_own()
    {
        TestClock clock = new();
        UserId rep = new("u-1");
        // docs:begin pipelines-gate
        Gate credit = new(
            "credit-checked",
            Condition.Any(Condition.Present("host.credit-checked"), Condition.AtMost("amount", 1000)),
            new("Have the credit checked for amounts above {limit}.", "金额超过 {limit} 时请先完成信用审查。"),
            new Dictionary<string, string> { ["limit"] = "1000" });
        Pipeline pipeline = Pipeline.Define("small", "Small")
            .Open("talk", "Talk", 20)
            .Won("won", "Won", credit)
            .Lost("lost", "Lost")
            .Build();
        // docs:end pipelines-gate

        Opportunity deal = Opportunity.Create(new(OpportunityId.New(clock), "Deal") { Amount = new Money(5000, Currency.Eur) }, pipeline, clock.GetUtcNow());
        Assert.Contains("1000", Assert.Single(deal.Win(pipeline, clock.GetUtcNow(), rep).Refusals).Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_version_and_its_migration()
    {
        TestClock clock = new();
        InMemoryStore store = new();
        CancellationToken cancellationToken = CancellationToken.None;
        // docs:begin pipelines-migrate
        Pipeline v1 = ReadyPipelines.SolutionSale;
        string json = v1.ToJson()
            .Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal)
            .Replace("\"evaluation\"", "\"decision\"", StringComparison.Ordinal);
        Pipeline v2 = Pipeline.FromJson(json);
        PipelineMigration migration = PipelineMigration.Between(v1, v2, ("evaluation", "decision"));

        PipelineMigrationService service = new(store, store, new PipelineCatalog(v2, v1), clock);
        MigrationPreview preview = await service.PreviewAsync(migration, cancellationToken);
        while (!(await service.MigrateBatchAsync(migration, batchSize: 500, cancellationToken: cancellationToken)).IsComplete)
        {
        }

        PipelineRemoval removal = await service.RemoveAsync(v1.Reference, cancellationToken);
        // docs:end pipelines-migrate

        Assert.Equal(0, preview.Count);
        Assert.True(removal.Succeeded);
    }
}
