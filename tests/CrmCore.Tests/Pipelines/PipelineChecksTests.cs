using CrmCore.Pipelines;

namespace CrmCore.Tests.Pipelines;

public class PipelineChecksTests
{
    public static TheoryData<string, string, PipelineDefinition> Wrong()
    {
        TheoryData<string, string, PipelineDefinition> wrong = new()
        {
            { "key", "blank-key", Light with { Key = " " } },
            { "key", "bad-key", Light with { Key = new('k', 101) } },
            { "key", "bad-key", Light with { Key = "a\nb" } },
            { "name", "no-name", Light with { Name = null! } },
            { "name", "long-name", Light with { Name = new string('n', 201) } },
            { "name", "control-character", Light with { Name = "a\nb" } },
            { "schemaVersion", "other-schema-version", Light with { SchemaVersion = 99 } },
            { "version", "bad-version", Light with { Version = 0 } },
            { "stages", "no-won-stage", Light with { Stages = [.. Light.Stages.Where(s => s.Kind != StageKind.Won)] } },
            { "stages", "no-lost-stage", Light with { Stages = [.. Light.Stages.Where(s => s.Kind != StageKind.Lost)] } },
            { "stages", "no-open-stage", Light with { Stages = [.. Light.Stages.Where(s => s.Kind != StageKind.Open)] } },
            { "stages", "too-many", Light with { Stages = [.. Enumerable.Repeat(Light.Stages[0], 101)] } },
            { "gates", "too-many", Light with { Gates = [.. Enumerable.Range(0, 101).Select(i => Gate($"g{i}"))] } },
            { "groups", "too-many", Light with { Groups = [.. Enumerable.Range(0, 101).Select(i => Group($"g{i}", "demo"))] } },
            { "stages[1].name", "no-name", Change(1, s => s with { Name = null! }) },
            { "stages[1].key", "duplicate-key", Change(1, s => s with { Key = "qualification" }) },
            { "stages[1].name", "duplicate-name", Change(1, s => s with { Name = Light.Stages[0].Name }) },
            { "stages[1].probability", "bad-probability", Change(1, s => s with { Probability = 101 }) },
            { "stages[1].probability", "bad-probability", Change(1, s => s with { Probability = -1 }) },
            { "stages[1].probability", "no-probability", Change(1, s => s with { Probability = null }) },
            { "stages[5].probability", "probability-contradicts-kind", Change(5, s => s with { Probability = 99 }) },
            { "stages[1].category", "category-contradicts-kind", Change(1, s => s with { Category = ForecastCategory.Closed }) },
            { "stages[5].category", "category-contradicts-kind", Change(5, s => s with { Category = ForecastCategory.Commit }) },
            { "stages[1].expectedDays", "bad-expected-days", Change(1, s => s with { ExpectedDays = 0 }) },
            { "stages[1].expectedDays", "bad-expected-days", Change(1, s => s with { ExpectedDays = 10_001 }) },
            { "stages[1].rot.days", "bad-rot-days", Change(1, s => s with { Rot = new() { Days = 10_001 } }) },
            { "stages[1].rot.days", "bad-rot-days", Change(1, s => s with { Rot = new() { Days = 0 } }) },
            { "stages[5].rot", "rot-contradicts-kind", Change(5, s => s with { Rot = new() { Days = 9 } }) },
            { "stages[1].enter[0]", "unknown-gate", Change(1, s => s with { Enter = ["amnt"] }) },
            { "stages[1].enter[1]", "duplicate-gate", Change(1, s => s with { Enter = ["amount", "amount"] }) },
            { "stages[1].moves[0].to", "unknown-target", Change(1, s => s with { Moves = [new() { To = "nowhere" }, new() { To = "won" }, new() { To = "lost" }] }) },
            { "stages[1].moves[0].to", "silent-no-op", Change(1, s => s with { Moves = [new() { To = "demo" }, new() { To = "won" }, new() { To = "lost" }] }) },
            { "stages[1].moves[1].to", "ambiguous-move", Change(1, s => s with { Moves = [new() { To = "won" }, new() { To = "won" }, new() { To = "lost" }] }) },
            { "stages[1]", "cannot-be-won", Change(1, s => s with { Moves = [new() { To = "lost" }] }) },
            { "stages[1]", "cannot-be-lost", Change(1, s => s with { Moves = [new() { To = "won" }] }) },
            { "stages[1].initial", "two-initials", (Change(1, s => s with { Initial = true })) with { Stages = [.. Light.Stages.Select((s, i) => i < 2 ? s with { Initial = true } : s)] } },
            { "stages[5].initial", "initial-not-open", Change(5, s => s with { Initial = true }) },
            { "gates[0]", "unused-gate", Light with { Gates = [Gate("mine")] } },
            { "gates[0].key", "blank-key", Light with { Gates = [Gate("")] } },
            { "gates[0].advice", "no-name", Light with { Gates = [Gate("mine") with { Advice = null! }] } },
            { "gates[0].advice", "long-name", Light with { Gates = [Gate("mine") with { Advice = new string('a', 1001) }] } },
            { "groups[0].key", "blank-key", Light with { Groups = [Group("g", "demo") with { Key = "" }] } },
            { "groups[0].name", "no-name", Light with { Groups = [Group("g", "demo") with { Name = null! }] } },
            { "gates[1].key", "ambiguous-gate", Light with { Gates = [Gate("amount"), Gate("amount")] } },
            { "groups[0].stages", "empty-group", Light with { Groups = [Group("g")] } },
            { "groups[0].stages[0]", "unknown-stage", Light with { Groups = [Group("g", "nowhere")] } },
            { "groups[1].stages[0]", "ambiguous-group", Light with { Groups = [Group("g", "demo"), Group("h", "demo")] } },
            { "groups[1].key", "duplicate-key", Light with { Groups = [Group("g", "demo"), Group("g", "proposal")] } },
            { "groups[0].moves[0].to", "silent-no-op", Light with { Groups = [Group("g", "demo") with { Moves = [new() { To = "demo" }] }] } },
            {
                "groups[0].moves[0]", "ambiguous-move",
                Change(1, s => s with { Moves = [new() { To = "won" }, new() { To = "lost" }] }) with { Groups = [Group("g", "demo") with { Moves = [new() { To = "won" }] }] }
            },
            {
                "stages[2]", "unreachable-stage",
                Light with { ForbidSkipping = true, ForbidGoingBack = true, Stages = [.. Light.Stages.Select((s, i) => i == 1 ? s with { Moves = [new() { To = "won" }, new() { To = "lost" }] } : s)] }
            },
        };
        return wrong;
    }

    public static TheoryData<PipelineDefinition> AtTheBound() => new(
        Light with { Key = new('k', 100) },
        Light with { Name = new string('n', 200) },
        Change(1, s => s with { ExpectedDays = 1 }),
        Change(1, s => s with { ExpectedDays = 10_000 }),
        Change(1, s => s with { Rot = new() { Days = 1 } }),
        Change(1, s => s with { Rot = new() { Days = 10_000 } }),
        Change(1, s => s with { Probability = 0 }),
        Change(1, s => s with { Probability = 100 }));

    [Theory]
    [MemberData(nameof(AtTheBound))]
    public void What_is_at_the_bound_is_inside(PipelineDefinition definition) => Assert.Empty(Pipeline.Check(definition));

    private static PipelineDefinition Light => ReadyPipelines.Light.Definition with { Gates = null };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Each_defect_is_found_where_it_is(string path, string code, PipelineDefinition definition) =>
        Assert.Contains((path, code), Pipeline.Check(definition).Select(d => (d.Path, d.Code)));

    [Fact]
    public void All_defects_are_reported_at_once_and_nothing_is_built()
    {
        DefinitionException wrong = Assert.Throws<DefinitionException>(() => Pipeline.Define("", "No key", 0)
            .Open("a", "A", 120)
            .Open("a", "A", 10)
            .Build());

        Assert.Equal(
            ["bad-probability", "bad-version", "blank-key", "duplicate-key", "duplicate-name", "no-lost-stage", "no-won-stage"],
            wrong.Defects.Select(d => d.Code).Order(StringComparer.Ordinal));
        Assert.All(wrong.Defects, d => Assert.Contains(d.Message, wrong.Message, StringComparison.Ordinal));
    }

    private static PipelineDefinition Change(int index, Func<StageDefinition, StageDefinition> change) =>
        Light with { Stages = [.. Light.Stages.Select((s, i) => i == index ? change(s) : s)] };

    private static GateDefinition Gate(string key) => new() { Key = key, Condition = Condition.Present("amount"), Advice = "Set it." };

    private static GroupDefinition Group(string key, params string[] stages) => new() { Key = key, Name = key, Stages = stages };
}
