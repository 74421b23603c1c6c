using CrmCore.Pipelines;

namespace CrmCore.Tests.Pipelines;

public class PipelineDiffTests
{
    private static readonly Pipeline Before = Define(stage => stage);

    [Fact]
    public void A_stage_tells_each_part_that_it_gained()
    {
        Pipeline after = Define(stage => stage.Buyer(BuyerPhase.SolutionSought).Expects(20).RotsAfter(30, RotClock.LastTouch, suspendedByNextStep: true)
            .Enter(Gates.Contact).Leave(Gates.Owner));
        string[] changes = [.. PipelineDiff.Between(Before, after).Select(c => c.ToString())];
        Assert.Contains("+ stage trial: buyer's phase = SolutionSought", changes);
        Assert.Contains("+ stage trial: expected days = 20", changes);
        Assert.Contains("+ stage trial: rot = 30 days since LastTouch, unless a next step is planned", changes);
        Assert.Contains("+ stage trial: gates to enter = contact", changes);
        Assert.Contains("+ stage trial: gates to leave = owner", changes);
        Assert.Contains("~ move talk -> trial: Next -> Next [contact]", changes);
        Assert.Contains(changes, c => c.StartsWith("+ gate contact = ", StringComparison.Ordinal));
        Assert.Contains(changes, c => c.StartsWith("+ gate owner: advice = ", StringComparison.Ordinal));
    }

    [Fact]
    public void Rot_that_no_next_step_suspends_says_nothing_of_it() =>
        Assert.Equal("+ stage trial: rot = 30 days since StageEntered", Assert.Single(PipelineDiff.Between(Before, Define(stage => stage.RotsAfter(30)))).ToString());

    [Fact]
    public void What_is_added_one_way_is_removed_the_other()
    {
        Pipeline after = Define(stage => stage.Expects(20), builder => builder.Group("early", "Early", ["talk", "trial"]));
        IReadOnlyList<PipelineChange> there = PipelineDiff.Between(Before, after);
        IReadOnlyList<PipelineChange> back = PipelineDiff.Between(after, Before);
        Assert.Equal(["+ stage trial: expected days = 20", "+ group early = Early: talk, trial"], there.Select(c => c.ToString()));
        Assert.Equal(["- stage trial: expected days = 20", "- group early = Early: talk, trial"], back.Select(c => c.ToString()));
    }

    [Fact]
    public void A_stage_of_its_own_has_no_value() =>
        Assert.Contains("+ stage late", PipelineDiff.Between(Before, Define(stage => stage, builder => builder.Open("late", "Late", 80))).Select(c => c.ToString()));

    private static Pipeline Define(Func<StageBuilder, StageBuilder> trial, Func<PipelineBuilder, PipelineBuilder>? more = null)
    {
        PipelineBuilder builder = Pipeline.Define("robots", "Robots").Open("talk", "Talk", 10).Open("trial", "Trial", 40, stage => trial(stage));
        return (more?.Invoke(builder) ?? builder).Won("won", "Won").Lost("lost", "Lost").Build();
    }
}
