using CrmCore.Pipelines;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Pipelines;

public class PipelineTests
{
    private static readonly TestFacts Everything = new(
        ("amount", FieldValue.Of(1m)), ("close-date", FieldValue.Of(new DateOnly(2026, 3, 1))), ("move.reason", FieldValue.Of("price")));

    [Theory]
    [InlineData("inquiry", "quotation", MoveKind.Next)]
    [InlineData("quotation", "evaluation", MoveKind.Next)]
    [InlineData("inquiry", "evaluation", MoveKind.Skip)]
    [InlineData("quotation", "inquiry", MoveKind.Back)]
    [InlineData("evaluation", "inquiry", MoveKind.Back)]
    [InlineData("inquiry", "won", MoveKind.Close)]
    [InlineData("evaluation", "lost", MoveKind.Close)]
    [InlineData("quotation", "invalid", MoveKind.Close)]
    [InlineData("won", "evaluation", MoveKind.Reopen)]
    [InlineData("invalid", "inquiry", MoveKind.Reopen)]
    [InlineData("won", "lost", null)]
    [InlineData("lost", "lost", null)]
    [InlineData("inquiry", "inquiry", null)]
    public void The_table_of_moves(string from, string to, MoveKind? kind)
    {
        MoveDecision decision = Some.Sale.Decide(from, to, Everything);
        Assert.Equal(kind, decision.Move?.Kind);
        Assert.Equal(kind is not null, decision.IsPermitted);
    }

    [Fact]
    public void Open_stages_lead_everywhere_and_ends_lead_back_to_open_stages()
    {
        Assert.Equal(3 * 5 + 3 * 3, Some.Sale.Moves.Count);
        Assert.Equal(Some.Sale.Moves.Count, Some.Sale.Moves.DistinctBy(m => (m.From.Key, m.To.Key)).Count());
    }

    [Fact]
    public void Every_unmet_gate_is_listed_not_only_the_first()
    {
        MoveDecision decision = Some.Sale.Decide("quotation", "won", new TestFacts());
        Assert.Equal(["gate.amount", "gate.close-date"], decision.Refusals.Select(r => r.Code).Order());
        Assert.Equal(MoveKind.Close, decision.Move!.Kind);
        Assert.False(decision.IsPermitted);
        Assert.Equal("请填写商机金额。", decision.Refusals.Single(r => r.Code == "gate.amount").Describe(new("zh-CN")));
    }

    [Fact]
    public void Reopening_asks_for_nothing() => Assert.True(Some.Sale.Decide("won", "evaluation", new TestFacts()).IsPermitted);

    [Theory]
    [InlineData("inquiry", "nowhere", "pipeline.unknown-stage")]
    [InlineData("nowhere", "inquiry", "pipeline.unknown-stage")]
    [InlineData("inquiry", "inquiry", "pipeline.already-there")]
    [InlineData("won", "lost", "pipeline.no-such-move")]
    public void A_move_that_does_not_exist_says_so(string from, string to, string code) =>
        Assert.Equal(code, Assert.Single(Some.Sale.Decide(from, to, Everything).Refusals).Code);

    [Theory]
    [InlineData("nowhere", "elsewhere", "nowhere")]
    [InlineData("nowhere", "inquiry", "nowhere")]
    [InlineData("inquiry", "nowhere", "nowhere")]
    public void The_stage_that_is_unknown_is_named(string from, string to, string unknown)
    {
        Assert.Equal(unknown, Assert.Single(Some.Sale.Decide(from, to, Everything).Refusals).Parameters["stage"]);
        Assert.Equal(Some.Sale.Decide(from, to, Everything).Refusals, Some.Sale.Preview(from, to, Everything).Refusals);
    }

    [Theory]
    [InlineData("inquiry", "evaluation", "quotation")]
    [InlineData("inquiry", "quotation", "")]
    [InlineData("quotation", "evaluation", "")]
    [InlineData("inquiry", "inquiry", "")]
    [InlineData("evaluation", "inquiry", "")]
    [InlineData("inquiry", "won", "")]
    [InlineData("won", "inquiry", "")]
    [InlineData("nowhere", "evaluation", "")]
    [InlineData("inquiry", "nowhere", "")]
    public void What_a_move_forward_passes_over(string from, string to, string between) =>
        Assert.Equal(between, string.Join(", ", Some.Sale.Between(from, to)));

    [Fact]
    public void All_stages_between_are_passed_over_in_order()
    {
        Pipeline steps = Pipeline.Define("long", "Long").Open("a", "A", 10).Open("b", "B", 20).Open("c", "C", 30).Open("d", "D", 40).Open("e", "E", 50)
            .Won("won", "Won").Lost("lost", "Lost").Build();
        Assert.Equal("b, c, d", string.Join(", ", steps.Between("a", "e")));
        Assert.Equal("c, d", string.Join(", ", steps.Between("b", "e")));
        Assert.Equal("c", string.Join(", ", steps.Between("b", "d")));
    }

    [Fact]
    public void Skipping_and_going_back_can_be_forbidden()
    {
        Pipeline strict = Pipeline.Define("strict", "Strict").Open("a", "A", 10).Open("b", "B", 20).Open("c", "C", 30)
            .Won("won", "Won").Lost("lost", "Lost").WithoutSkipping().WithoutGoingBack().Build();
        Assert.True(strict.Decide("a", "b", Everything).IsPermitted);
        Assert.Null(strict.Decide("a", "c", Everything).Move);
        Assert.Null(strict.Decide("c", "b", Everything).Move);
    }

    [Fact]
    public void An_unknown_stage_is_named_with_those_that_there_are()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => Some.Sale.Get("nowhere"));
        Assert.Contains("inquiry, quotation, evaluation", e.Message, StringComparison.Ordinal);
        Assert.Null(Some.Sale.Find("nowhere"));
        Assert.Equal(-1, Some.Sale.IndexOf("nowhere"));
    }

    [Fact]
    public void A_preview_is_the_decision()
    {
        TestFacts nothing = new();
        foreach (Stage from in Some.Sale.Stages)
        {
            foreach ((Stage to, TestFacts facts) in Some.Sale.Stages.SelectMany(to => new[] { (to, nothing), (to, Everything) }))
            {
                MoveDecision decision = Some.Sale.Decide(from.Key, to.Key, facts);
                MoveDecision preview = Some.Sale.Preview(from.Key, to.Key, facts);
                Assert.Equal(decision.Move, preview.Move);
                Assert.Equal(decision.Refusals, preview.Refusals);
            }

            Assert.Equal(Some.Sale.MovesFrom(from.Key), Some.Sale.PreviewAll(from.Key, nothing).Select(d => d.Move));
            Assert.Equal(
                Some.Sale.MovesFrom(from.Key).Select(m => string.Join(", ", m.Gates)),
                Some.Sale.PreviewAll(from.Key, nothing).Select(d => string.Join(", ", d.Refusals.Select(r => r.Code["gate.".Length..]))));
        }
    }

    [Fact]
    public void Stages_groups_and_moves_differ_where_one_part_does()
    {
        Pipeline pipeline = Define(10, "Early", Gates.Amount);
        Assert.Equal(pipeline.Stages, Define(10, "Early", Gates.Amount).Stages);
        Assert.Equal(pipeline.Groups, Define(10, "Early", Gates.Amount).Groups);
        Assert.Equal(pipeline.Moves, Define(10, "Early", Gates.Amount).Moves);
        Assert.NotEqual(pipeline.Get("a"), Define(20, "Early", Gates.Amount).Get("a"));
        Assert.NotEqual(pipeline.Get("a"), pipeline.Get("b"));
        Assert.NotEqual(pipeline.Groups, Define(10, "First", Gates.Amount).Groups);
        Assert.NotEqual(pipeline.Groups, Define(20, "Early", Gates.Amount).Groups);
        Assert.NotEqual(pipeline.FindMove("a", "b"), Define(10, "Early", Gates.Owner).FindMove("a", "b"));
        Assert.NotEqual(pipeline.FindMove("a", "b"), pipeline.FindMove("a", "c"));
        Assert.NotEqual(pipeline.FindMove("a", "c"), pipeline.FindMove("b", "c"));
        Assert.False(pipeline.Get("a").Equals(null));
        Assert.False(pipeline.Groups[0].Equals(null));
        Assert.False(pipeline.FindMove("a", "b")!.Equals(null));

        static Pipeline Define(double probability, string group, Gate gate) => Pipeline.Define("p", "P").Open("a", "A", probability)
            .Open("b", "B", 40, stage => stage.Enter(gate)).Open("c", "C", 60).Won("won", "Won").Lost("lost", "Lost").Group("g", group, ["a", "b"]).Build();
    }

    [Fact]
    public void Reopening_can_be_forbidden_and_another_stage_be_the_first()
    {
        Pipeline pipeline = Pipeline.Define("p", "P").Open("a", "A", 10).Open("b", "B", 20, stage => stage.Initial()).Won("won", "Won").Lost("lost", "Lost").WithoutReopening().Build();
        Assert.Equal("b", pipeline.Initial.Key);
        Assert.Empty(pipeline.MovesFrom("won"));
        Assert.Empty(pipeline.MovesFrom("lost"));
    }
}
