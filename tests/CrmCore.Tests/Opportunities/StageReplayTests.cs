using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Opportunities;

public class StageReplayTests
{
    [Fact]
    public void Whatever_leaves_the_definition_is_listed_and_nothing_is_refused()
    {
        StageReplay replay = new(Some.Sale);
        replay.Add("a", Some.Day(2), "quotation");
        replay.Add("b", Some.Day(1), "nowhere");
        replay.Add("a", Some.Day(3), "quotation");
        replay.Add("a", Some.Day(4), "nowhere");
        replay.Add("a", Some.Day(5), "won");
        replay.Add("a", Some.Day(6), "lost");
        replay.Add("a", Some.Day(1), Some.Sale.Initial.Key);

        ReplayedCase replayed = Assert.Single(replay.Run(out IReadOnlyList<string> withoutStage));

        Assert.Equal(["b"], withoutStage);
        Assert.Equal(7, replay.EventCount);
        string first = Some.Sale.Initial.Key;
        Assert.Equal(
            [
                new(first, Some.Day(1)), new("quotation", Some.Day(2)), new("won", Some.Day(5)), new PastMove("lost", Some.Day(6)),
            ],
            replayed.Moves);
        Assert.Equal(
            [
                new("a", DeviationKind.OutOfOrder, Some.Day(1), "lost", first),
                new("a", DeviationKind.Repeated, Some.Day(3), "quotation", "quotation"),
                new("a", DeviationKind.UnknownStage, Some.Day(4), "quotation", "nowhere"),
                new Deviation("a", DeviationKind.NoSuchMove, Some.Day(6), "won", "lost"),
            ],
            replayed.Deviations);
        Assert.Equal(("lost", Some.Day(1), Some.Day(6)), (replayed.Stage, replayed.StartedAt, replayed.EndedAt));
    }

    [Fact]
    public void A_case_may_begin_anywhere_but_that_is_told()
    {
        StageReplay replay = new(Some.Sale);
        replay.Add("late", Some.Day(1), "quotation");
        replay.Add("regular", Some.Day(1), Some.Sale.Initial.Key);

        IReadOnlyList<ReplayedCase> cases = replay.Run(out IReadOnlyList<string> withoutStage);

        Assert.Empty(withoutStage);
        Assert.Equal(["late", "regular"], cases.Select(c => c.Case));
        Assert.Equal([new("late", DeviationKind.StartsElsewhere, Some.Day(1), null, "quotation")], cases[0].Deviations);
        Assert.Empty(cases[1].Deviations);
    }

    [Fact]
    public void Time_in_a_stage_adds_up_over_visits_and_leaves_out_the_last_stage()
    {
        ReplayedCase replayed = new(
            "a", [new("evaluation", Some.Day(0)), new("quotation", Some.Day(2)), new("evaluation", Some.Day(3)), new("lost", Some.Day(7))], []);

        Assert.Equal(
            new Dictionary<string, TimeSpan> { ["evaluation"] = TimeSpan.FromDays(6), ["quotation"] = TimeSpan.FromDays(1) }, replayed.TimeInStages());
    }

    [Fact]
    public void A_replayed_case_becomes_a_deal_with_its_past()
    {
        StageReplay replay = new(Some.Sale);
        replay.Add("a", Some.Day(1), Some.Sale.Initial.Key);
        replay.Add("a", Some.Day(4), "lost");

        Opportunity deal = Assert.Single(replay.Run(out _)).ToOpportunity(new(OpportunityId.From(Some.Guid(1)), "Old deal"), Some.Sale);

        Assert.Equal((StageKind.Lost, Some.Day(4), Some.Day(1)), (deal.StageKind, deal.Closing!.At, deal.CreatedAt));
    }

    [Theory]
    [InlineData("", "won", "caseKey")]
    [InlineData("a", " ", "stage")]
    public void A_blank_case_or_stage_is_refused_and_not_counted(string caseKey, string stage, string parameter)
    {
        StageReplay replay = new(Some.Sale);

        Assert.Equal(parameter, Assert.Throws<ArgumentException>(() => replay.Add(caseKey, Some.Start, stage)).ParamName);
        Assert.Equal(0, replay.EventCount);
    }
}
