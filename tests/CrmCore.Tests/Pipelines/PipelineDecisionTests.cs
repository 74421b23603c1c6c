using CrmCore.Pipelines;

namespace CrmCore.Tests.Pipelines;

public class PipelineDecisionTests
{
    private static readonly Pipeline Rich = PipelineJsonTests.Rich();

    [Fact]
    public void A_move_is_guarded_by_the_stage_left_itself_and_the_stage_entered() => Assert.Equal(
        ["roles", "approval"],
        [.. Rich.FindMove("b", "c")!.Gates.Select(g => g.Key).OrderDescending(StringComparer.Ordinal)]);

    [Fact]
    public void Leaving_by_giving_up_is_not_held_up_by_the_gates_to_leave() =>
        Assert.DoesNotContain("next-step", Rich.FindMove("a", "gone")!.Gates.Select(g => g.Key));

    [Fact]
    public void A_group_gives_its_moves_to_each_of_its_stages()
    {
        Assert.Equal("early", Rich.FindMove("a", "won")!.Group);
        Assert.Equal("early", Rich.FindMove("b", "won")!.Group);
        Assert.Contains("next-step", Rich.FindMove("a", "won")!.Gates.Select(g => g.Key));
        Assert.DoesNotContain("next-step", Rich.FindMove("b", "won")!.Gates.Select(g => g.Key));
    }

    [Fact]
    public void A_refusal_names_every_unmet_gate_with_its_parameters()
    {
        MoveDecision decision = Rich.Decide("a", "b", new Facts());

        Assert.False(decision.IsPermitted);
        Assert.Equal(["gate.amount-at-least", "gate.next-step"], decision.Refusals.Select(r => r.Code).Order(StringComparer.Ordinal));
        Assert.Contains("1000", decision.Refusals.Single(r => r.Code == "gate.amount-at-least").Describe(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", "nowhere", "pipeline.unknown-stage")]
    [InlineData("nowhere", "a", "pipeline.unknown-stage")]
    [InlineData("a", "a", "pipeline.already-there")]
    [InlineData("a", "c", "pipeline.no-such-move")]
    public void What_is_no_move_is_refused_alike_by_both(string from, string to, string code)
    {
        Assert.Equal(code, Assert.Single(Rich.Decide(from, to, new Facts()).Refusals).Code);
        Assert.Equal(code, Assert.Single(Rich.Preview(from, to, new Facts()).Refusals).Code);
    }

    [Fact]
    public void Ends_of_one_kind_lead_to_each_other_and_others_do_not()
    {
        Assert.NotNull(Rich.FindMove("won", "renewed"));
        Assert.NotNull(Rich.FindMove("gone", "lost"));
        Assert.Null(Rich.FindMove("won", "lost"));
    }

    [Fact]
    public void Threads_that_share_a_pipeline_never_get_a_wrong_decision()
    {
        Facts poor = new();
        Facts rich = new() { ["amount"] = FieldValue.Of(5000), ["next-step"] = FieldValue.Of(new DateOnly(2026, 1, 1)) };
        int each = int.TryParse(Environment.GetEnvironmentVariable("CRMCORE_DECISIONS"), out int decisions) ? decisions / 8 : 5_000;
        int wrong = 0;
        Thread[] threads =
        [
            .. Enumerable.Range(0, 8).Select(n => new Thread(() =>
            {
                for (int i = 0; i < each; i++)
                {
                    bool met = ((i + n) & 1) == 0;
                    MoveDecision decision = Rich.Decide("a", "b", met ? rich : poor);
                    if (decision.IsPermitted != met || decision.Refusals.Count != (met ? 0 : 2))
                    {
                        Interlocked.Increment(ref wrong);
                    }
                }
            })),
        ];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());

        Assert.Equal(0, wrong);
    }

    [Fact]
    public void The_diagrams_stay_well_formed_whatever_the_names_contain()
    {
        Pipeline nasty = new(Rich.Definition with { Stages = [.. Rich.Definition.Stages.Select((s, i) => s with { Name = $"{i}\"];{{}}: --> [*] #\\" })] });
        string mermaid = PipelineDiagram.ToMermaid(nasty, DiagramOptions.Whole);
        string dot = PipelineDiagram.ToDot(nasty, DiagramOptions.Whole);

        Assert.All(mermaid.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1), line => Assert.Matches(
            """^ +(state "[^"\[\]{}:\\]*" as (s\d+|g\d+ \{)|s\d+|\}|(\[\*\]|s\d+) --> (\[\*\]|s\d+)( : [a-z0-9#;, -]+)?)$""", line));
        Assert.Equal(nasty.Moves.Count + 1, dot.Split(" -> ").Length - 1);
        Assert.All(dot.Split('\n').Where(l => l.Contains("label", StringComparison.Ordinal)), line => Assert.Matches("""label="(\\.|[^"\\])*"[\],;]""", line));
    }

    [Fact]
    public void A_diagram_speaks_either_language()
    {
        DiagramOptions chinese = new() { Culture = System.Globalization.CultureInfo.GetCultureInfo("zh-CN") };

        Assert.Contains("报价 (40%)", PipelineDiagram.ToMermaid(ReadyPipelines.SolutionSale, chinese), StringComparison.Ordinal);
        Assert.Contains("Quotation (40%)", PipelineDiagram.ToDot(ReadyPipelines.SolutionSale, new() { Culture = System.Globalization.CultureInfo.InvariantCulture }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_diff_names_what_was_added_removed_and_changed()
    {
        Pipeline before = ReadyPipelines.Light;
        Pipeline after = new(before.Definition with
        {
            Version = 2,
            Stages = [.. before.Definition.Stages.Where(s => s.Key != "demo").Select(s => s.Key == "proposal" ? s with { Probability = 55 } : s)],
        });
        IReadOnlyList<PipelineChange> changes = PipelineDiff.Between(before, after);

        Assert.Contains(new PipelineChange(PipelineChangeKind.Changed, "version", "1", "2"), changes);
        Assert.Contains(new PipelineChange(PipelineChangeKind.Removed, "stage demo", "", null), changes);
        Assert.Contains(new PipelineChange(PipelineChangeKind.Changed, "stage proposal: probability", "50%", "55%"), changes);
        Assert.Contains(new PipelineChange(PipelineChangeKind.Changed, "move qualification -> proposal", "Skip", "Next"), changes);
    }

    internal sealed class Facts : Dictionary<string, FieldValue>, IFacts
    {
        public FieldValue Get(string fact) => TryGetValue(fact, out FieldValue value) ? value : FieldValue.None;
    }
}
