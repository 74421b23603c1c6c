using CrmCore.Pipelines;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Pipelines;

/// <summary>What becomes of a definition: which moves there are, which gates they ask for, and in what order.</summary>
public class PipelineCompilationTests
{
    private static readonly Gate A = new("gate-a", Condition.Present("a"), "A");
    private static readonly Gate B = new("gate-b", Condition.Present("b"), "B");
    private static readonly Gate C = new("gate-c", Condition.Present("c"), "C");

    /// <summary>Gates are numbered c, b, a: in the order in which the definition names them.</summary>
    private static readonly Pipeline Grouped = Pipeline.Define("p", "P")
        .Open("one", "One", 10, s => s.Leave(C))
        .Open("two", "Two", 20, s => s.Enter(B).Leave(B))
        .Open("three", "Three", 30, s => s.Enter(A, C))
        .Won("won", "Won")
        .Lost("lost", "Lost")
        .Group("early", "Early", ["one", "two"], g => g.MoveTo("three", A).MoveTo("won", B))
        .Build();

    [Fact]
    public void A_move_asks_for_its_own_gates_those_to_leave_and_those_to_enter_once_each_in_the_order_of_the_definition()
    {
        Assert.Equal(["gate-c", "gate-b"], GatesOf("one", "two"));
        Assert.Equal(["gate-c", "gate-a"], GatesOf("one", "three"));
        Assert.Equal(["gate-c", "gate-b", "gate-a"], GatesOf("two", "three"));
        Assert.Equal(["gate-c", "gate-b"], GatesOf("one", "won").Where(k => k.StartsWith("gate-", StringComparison.Ordinal)));
        Assert.Equal(["reason"], GatesOf("one", "lost"));
        Assert.Equal(["gate-b"], GatesOf("three", "two"));
        Assert.Empty(GatesOf("two", "one"));
    }

    [Fact]
    public void A_move_of_a_group_is_named_so_in_each_of_its_stages_and_its_defaults_stay()
    {
        Assert.Equal(["one -> three", "one -> won", "two -> three", "two -> won"], Grouped.Moves.Where(m => m.Group == "early").Select(m => $"{m.From} -> {m.To}").Order(StringComparer.Ordinal));
        Assert.NotNull(Grouped.FindMove("one", "two"));
        Assert.Null(Grouped.FindMove("one", "two")!.Group);
        Assert.Equal(["early", "early", null, null, null], Grouped.Stages.Select(s => s.Group));
    }

    [Theory]
    [InlineData("one", "three", "c", false)]
    [InlineData("one", "three", "ac", true)]
    [InlineData("two", "three", "ac", false)]
    [InlineData("two", "three", "abc", true)]
    [InlineData("one", "two", "b", false)]
    [InlineData("one", "two", "bc", true)]
    public void The_table_and_the_machine_ask_each_stage_of_a_group_only_for_its_own_gates(string from, string to, string known, bool allowed)
    {
        TestFacts facts = new(known.ToDictionary(c => c.ToString(), _ => FieldValue.Of(true)));
        Assert.Equal(allowed, Grouped.Decide(from, to, facts).IsPermitted);
        Assert.Equal(allowed, Grouped.Preview(from, to, facts).IsPermitted);
    }

    [Fact]
    public void Where_a_stage_names_its_moves_there_are_those_and_its_groups_and_no_others()
    {
        Pipeline pipeline = Pipeline.Define("p", "P")
            .Open("one", "One", 10, s => s.MoveTo("two", A).MoveTo("lost"))
            .Open("two", "Two", 20)
            .Open("three", "Three", 30, s => s.MoveTo("lost"))
            .Won("won", "Won")
            .Lost("lost", "Lost")
            .Group("all", "All", ["one", "three"], g => g.MoveTo("won", A))
            .Build();
        Assert.Equal(["two", "won", "lost"], pipeline.MovesFrom("one").Select(m => m.To.Key));
        Assert.Equal(["won", "lost"], pipeline.MovesFrom("three").Select(m => m.To.Key));
        Assert.Equal((null, "all"), (pipeline.FindMove("one", "two")!.Group, pipeline.FindMove("three", "won")!.Group));
        Assert.Equal(["gate-a"], pipeline.FindMove("one", "two")!.Gates.Select(g => g.Key));
    }

    [Fact]
    public void What_may_be_left_out_is_written_out_and_what_is_empty_left_out()
    {
        PipelineDefinition definition = Grouped.Definition;
        Assert.Equal(["gate-c", "gate-b", "gate-a"], definition.Gates!.Select(g => g.Key).Where(k => k.StartsWith("gate-", StringComparison.Ordinal)));
        Assert.All(definition.Stages, s => Assert.True(s is { Probability: not null, Category: not null, Enter: not null }));
        Assert.Equal([1, 1, null, null, null], definition.Stages.Select(s => s.Leave?.Count));
        PipelineDefinition bare = new Pipeline(new()
        {
            Key = "p",
            Name = "P",
            Version = 1,
            Stages =
            [
                new() { Key = "a", Name = "A", Kind = StageKind.Open, Probability = 10, Enter = [], Leave = [] }, new() { Key = "won", Name = "Won", Kind = StageKind.Won, Enter = [] },
                new() { Key = "lost", Name = "Lost", Kind = StageKind.Lost, Enter = [] },
            ],
            Groups = [],
            Gates = [],
        }).Definition;
        Assert.Equal((null, null), (bare.Groups, bare.Gates));
        Assert.All(bare.Stages, s => Assert.Null(s.Leave));
    }

    [Fact]
    public void Ready_gates_that_a_definition_only_names_are_written_out_wherever_they_are_named()
    {
        Pipeline pipeline = new(new()
        {
            Key = "p",
            Name = "P",
            Version = 1,
            Stages =
            [
                new() { Key = "a", Name = "A", Kind = StageKind.Open, Probability = 10, Leave = [Gates.Amount.Key], Moves = [new() { To = "b", Gates = [Gates.CloseDate.Key] }, new() { To = "lost" }] },
                new() { Key = "b", Name = "B", Kind = StageKind.Open, Probability = 20, Enter = [] },
                new() { Key = "won", Name = "Won", Kind = StageKind.Won, Enter = [] },
                new() { Key = "lost", Name = "Lost", Kind = StageKind.Lost, Enter = [] },
            ],
            Groups = [new() { Key = "g", Name = "G", Stages = ["b"], Moves = [new() { To = "a", Gates = [Gates.Contact.Key] }] }],
        });
        Assert.Equal([Gates.Amount.Key, Gates.CloseDate.Key, Gates.Contact.Key], pipeline.Gates.Select(g => g.Key));
        Assert.Equal(pipeline.Definition, Pipeline.FromJson(pipeline.ToJson()).Definition);
    }

    [Fact]
    public void A_descriptor_tells_each_part()
    {
        PipelineDescriptor descriptor = Grouped.Describe();
        Assert.Equal(("p", 1, "one"), (descriptor.Key, descriptor.Version, descriptor.Initial));
        Assert.Equal(["one", "two"], descriptor.Groups["early"]);
        Assert.Equal(["a", "b", "c"], descriptor.Facts.Where(f => f.Length == 1));
        Assert.Equal(descriptor.Facts.Order(StringComparer.Ordinal).Distinct(), descriptor.Facts);
        Assert.Equal(Condition.Present("a").ToJson(), descriptor.Gates["gate-a"]);
        StageDescriptor two = descriptor.Stages[1];
        Assert.Equal(("two", StageKind.Open, 20.0, ForecastCategory.Pipeline), (two.Key, two.Kind, two.ProbabilityPercent, two.Category));
        Assert.Equal(["gate-b"], two.Enter);
        Assert.Equal(["gate-b"], two.Leave);
        Assert.Equal("three (Next) [gate-c, gate-b, gate-a]", two.Moves[1]);
        Assert.Contains("one -> lost (Close) [reason]", descriptor.Moves);
        Assert.True(descriptor.Equals(Grouped.Describe()));
        Assert.False(descriptor.Equals(null));
        Assert.False(descriptor.Equals(Some.Sale.Describe()));
        Assert.Equal(descriptor.GetHashCode(), Grouped.Describe().GetHashCode());
    }

    [Fact]
    public void A_builder_takes_each_gate_once_and_leaves_out_what_was_not_given()
    {
        PipelineDefinition definition = Pipeline.Define("p", "P").Open("one", "One", 10, s => s.Enter(A).Leave(A).MoveTo("won", A).MoveTo("lost")).Won("won", "Won").Lost("lost", "Lost", A)
            .Group("g", "G", ["one"]).ToDefinition();
        Assert.Equal(["gate-a"], definition.Gates!.Select(g => g.Key));
        Assert.Null(definition.Groups![0].Moves);
        Assert.Equal((1, null), (definition.Stages[0].Moves![0].Gates!.Count, definition.Stages[0].Moves![1].Gates));
        Assert.Equal((null, 1), (definition.Stages[1].Enter, definition.Stages[2].Enter!.Count));
        Assert.Null(Pipeline.Define("p", "P").Group("g", "G", ["one"], g => g.MoveTo("won")).ToDefinition().Groups![0].Moves![0].Gates);
        PipelineDefinition plain = Pipeline.Define("p", "P").ToDefinition();
        Assert.Equal((null, null), (plain.Groups, plain.Gates));
        Assert.Throws<ArgumentNullException>(() => Pipeline.Define("p", null!));
        Assert.Throws<ArgumentNullException>(() => Pipeline.Define("p", "P").Open("one", "One", 10, (Action<StageBuilder>)null!));
        Assert.Throws<ArgumentNullException>(() => Pipeline.Define("p", "P").Group("g", "G", null!));
        Assert.Throws<ArgumentNullException>(() => Pipeline.Define("p", "P").Open("one", "One", 10, s => s.Enter(null!)));
        Assert.Throws<ArgumentNullException>(() => Pipeline.Define("p", "P").Group("g", "G", ["one"], g => g.MoveTo("won", null!)));
    }

    [Fact]
    public void What_is_forbidden_leaves_no_such_move()
    {
        Pipeline strict = Pipeline.Define("p", "P").Open("one", "One", 10).Open("two", "Two", 20).Open("three", "Three", 30).Won("won", "Won").Won("won-2", "Won again").Lost("lost", "Lost")
            .WithoutSkipping().WithoutGoingBack().WithoutReopening().Build();
        Assert.Equal(["two", "won", "won-2", "lost"], strict.MovesFrom("one").Select(m => m.To.Key));
        Assert.Equal(["won-2"], strict.MovesFrom("won").Select(m => m.To.Key));
        Assert.Empty(strict.MovesFrom("lost"));
        Assert.Equal(["won", "won-2", "lost"], strict.MovesFrom("three").Select(m => m.To.Key));
    }

    [Fact]
    public void A_catalog_refuses_one_version_twice_and_nothing_at_all()
    {
        ArgumentException twice = Assert.Throws<ArgumentException>(() => new PipelineCatalog(Some.Sale, Grouped, Some.Sale));
        Assert.Equal("pipelines", twice.ParamName);
        Assert.StartsWith("Pipeline solution-sale v1 is given twice", twice.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new PipelineCatalog());
        Assert.Throws<ArgumentNullException>(() => new PipelineCatalog(null!));
    }

    private static IEnumerable<string> GatesOf(string from, string to) => Grouped.FindMove(from, to)!.Gates.Select(g => g.Key);
}
