using CrmCore.Pipelines;
using CrmCore.Tests.Support;
using FsCheck.Xunit;

namespace CrmCore.Testing.Tests;

[Properties(Arbitrary = [typeof(CrmArbitraries)])]
public class PipelinePropertyTests
{
    public static TheoryData<Pipeline> Ready => [.. ReadyPipelines.All];

    [Theory]
    [MemberData(nameof(Ready))]
    public void The_ready_pipelines_have_every_property(Pipeline pipeline) => PipelineProperties.Check(new SaleUnderTest(pipeline), LawAttribute.Cases);

    [Law]
    public FsCheck.Property The_two_interpreters_agree_on_random_definitions(Pipeline pipeline) => PipelineProperties.TheInterpretersAgree(new SaleUnderTest(pipeline));

    [Law]
    public FsCheck.Property Legal_walks_stay_inside_random_definitions(Pipeline pipeline) => PipelineProperties.NoWalkLeavesTheDefinition(new SaleUnderTest(pipeline));

    [Law(MaxTest = 100)]
    public void Random_definitions_have_every_property(Pipeline pipeline) => PipelineProperties.Check(new SaleUnderTest(pipeline), 5);

    [Law]
    public void A_random_definition_survives_its_json(Pipeline pipeline)
    {
        Pipeline read = Pipeline.FromJson(pipeline.ToJson());

        Assert.Equal(pipeline, read);
        Assert.Equal(pipeline.Moves, read.Moves);
    }

    [Law]
    public void Shrinking_a_walk_keeps_it_legal(Pipeline pipeline)
    {
        FsCheck.Arbitrary<Walk> walks = PipelineWalks.Legal(pipeline);
        Walk walk = FsCheck.Fluent.Gen.Sample(walks.Generator, 1).First();

        Assert.All(walks.Shrinker(walk).Take(20), shorter => Assert.All(shorter.Steps, s => Assert.NotNull(pipeline.FindMove(s.Before.Stage, s.After.Stage))));
        Assert.All(walks.Shrinker(walk), shorter => Assert.True(shorter.Choices.Count < walk.Choices.Count || shorter.Choices.Sum(Size) < walk.Choices.Sum(Size)));

        static int Size(WalkChoice choice) => choice.Pick + choice.Minutes + choice.Change;
    }

    [Fact]
    public void Both_sides_of_each_ready_gate_are_reached()
    {
        Pipeline pipeline = Pipeline.Define("gates", "Gates")
            .Open("talk", "Talk", 10)
            .Open("offer", "Offer", 50, s => s.Enter(
                Gates.Amount, Gates.CloseDate, Gates.Owner, Gates.NextStepPlanned, Gates.NeedExplicit, Gates.QuoteSent, Gates.ApprovalGiven, Gates.CompetitorKnown, Gates.WinnerNamed,
                Gates.RolesCovered("champion"), Gates.ElementAnswered("budget"), Gates.ActivityDone("demo"), Gates.Account, Gates.Contact))
            .Won("won", "Won", Gates.AmountAtLeast(5000)).Lost("lost", "Lost").Build();
        Move move = pipeline.FindMove("talk", "offer")!;

        foreach (Gate gate in move.Gates.Where(g => g.Key is not ("competitor" or "winner")))
        {
            Assert.Equal([true, false], PipelineWalks.AroundGates(pipeline).Where(c => c.Move == move && c.Gate == gate).Select(c => c.IsMet));
        }
    }
}
