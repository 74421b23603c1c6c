using System.Text;
using CrmCore.Pipelines;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Pipelines;

public class PipelineJsonTests
{
    private static readonly Gate Approved = Gates.ApprovalGiven;

    public static TheoryData<Pipeline> Ready => [.. ReadyPipelines.All, Rich()];

    [Theory]
    [MemberData(nameof(Ready))]
    public void A_pipeline_read_from_its_json_is_equal(Pipeline pipeline)
    {
        Pipeline read = Pipeline.FromJson(pipeline.ToJson());

        Assert.Equal(pipeline, read);
        Assert.Equal(pipeline.ToJson(), read.ToJson());
        Assert.Equal(pipeline.Moves, read.Moves);
        Assert.Equal(pipeline.Describe(), read.Describe());
        Assert.Empty(PipelineDiff.Between(pipeline, read));
    }

    [Fact]
    public void A_word_that_is_none_of_a_few_is_told_with_those_there_are()
    {
        string json = ReadyPipelines.Light.ToJson();
        string kind = json.Replace("\"kind\": \"won\"", "\"kind\": \"wun\"", StringComparison.Ordinal);
        string version = json.Replace("\"version\": 1", "\"version\": \"one\"", StringComparison.Ordinal);

        Assert.Contains("\"wun\" does not fit here: use open, won, lost, invalid.", Assert.Throws<DefinitionException>(() => Pipeline.FromJson(kind)).Message, StringComparison.Ordinal);
        Assert.Contains("\"one\" does not fit here: use a whole number.", Assert.Throws<DefinitionException>(() => Pipeline.FromJson(version)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_left_out_is_filled_in()
    {
        Pipeline pipeline = Pipeline.FromJson(
            """
            { "schemaVersion": 1, "key": "short", "version": 1, "name": "Short",
              "stages": [
                { "key": "talk", "name": "Talk", "probability": 30 },
                { "key": "offer", "name": { "en": "Offer", "zh-Hans": "报价" }, "probability": 60, "category": "best-case", "enter": ["amount"] },
                { "key": "won", "name": "Won", "kind": "won" },
                { "key": "lost", "name": "Lost", "kind": "lost", "enter": [] } ] }
            """);

        Assert.Equal("talk", pipeline.Initial.Key);
        Assert.Equal(["amount", "close-date"], pipeline.Get("won").EntryGates.Select(g => g.Key));
        Assert.Empty(pipeline.Get("lost").EntryGates);
        Assert.Equal(MoveKind.Next, pipeline.FindMove("talk", "offer")!.Kind);
        Assert.Equal(ForecastCategory.BestCase, pipeline.Get("offer").Category);
    }

    [Fact]
    public void Everything_wrong_with_the_shape_is_listed_with_its_path()
    {
        DefinitionException wrong = Assert.Throws<DefinitionException>(() => Pipeline.FromJson(
            """
            { "schemaVersion": 1, "key": 5, "version": 1, "name": {"de":"Kurz"}, "colour": "red",
              "stages": [ { "key": "a", "key": "b", "name": "A", "kind": "openish", "probability": "much" }, 7, { "key": "c", "name": "C", "probability": 1e309 } ] }
            """));

        Assert.Equal(
            [("key", "bad-value"), ("name", "bad-value"), ("colour", "unknown-member"), ("stages[0].key", "duplicate-member"), ("stages[0].kind", "bad-value"), ("stages[0].probability", "bad-value"), ("stages[1]", "wrong-kind"), ("stages[2].probability", "bad-value")],
            wrong.Defects.Select(d => (d.Path, d.Code)));
    }

    [Theory]
    [InlineData("", "not-json")]
    [InlineData("this is no JSON", "not-json")]
    [InlineData("[]", "wrong-kind")]
    [InlineData("null", "wrong-kind")]
    [InlineData("{}", "missing-member")]
    [InlineData("""{"schemaVersion": 2}""", "other-schema-version")]
    [InlineData("""{"schemaVersion": "1"}""", "other-schema-version")]
    [InlineData("""{"schemaVersion": 1, "key": "\ud800"}""", "bad-value")]
    public void What_is_no_pipeline_is_a_defect(string json, string code) =>
        Assert.Contains(code, Assert.Throws<DefinitionException>(() => Pipeline.FromJson(json)).Defects.Select(d => d.Code));

    [Fact]
    public void A_text_of_50_MB_is_refused_unread() =>
        Assert.Equal("too-large", Assert.Single(Assert.Throws<DefinitionException>(() => Pipeline.FromJson(new string(' ', 50_000_000))).Defects).Code);

    [Fact]
    public void A_text_nested_10000_deep_is_a_defect() =>
        Assert.Equal("not-json", Assert.Single(Assert.Throws<DefinitionException>(() => Pipeline.FromJson(new StringBuilder().Insert(0, "{\"a\":", 10_000).ToString())).Defects).Code);

    [Theory]
    [InlineData("long-name", 100_000, 'x')]
    [InlineData("control-character", 3, '\u0007')]
    public void A_name_of_too_many_or_of_control_characters_is_a_defect(string code, int length, char letter)
    {
        PipelineDefinition definition = ReadyPipelines.Light.Definition with { Name = new string(letter, length) };

        Assert.Contains(code, Pipeline.Check(PipelineDefinition.FromJson(definition.ToJson())).Select(d => d.Code));
    }

    [Fact]
    public void A_condition_as_deep_as_conditions_may_be_survives_and_a_deeper_one_is_a_defect()
    {
        Condition deep = Condition.Present("amount");
        for (int i = 1; i < Condition.MaximumDepth; i++)
        {
            deep = i % 2 == 0 ? Condition.All(deep) : Condition.Not(deep);
        }

        Pipeline pipeline = Pipeline.Define("deep", "Deep").Open("a", "A", 10).Won("won", "Won", new Gate("deep", deep, "Deep")).Lost("lost", "Lost").Build();

        Assert.Equal(pipeline, Pipeline.FromJson(pipeline.ToJson()));
        string deeper = System.Text.RegularExpressions.Regex.Replace(pipeline.ToJson(), "\"fact\": \"amount\",\\s*\"is\": \"present\"\\s*\\}", "\"not\": {\"fact\": \"amount\", \"is\": \"present\"}}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.Throws<DefinitionException>(() => Pipeline.FromJson(deeper));
    }

    [Law]
    public void Whatever_is_done_to_the_text_it_is_read_or_its_defects_are_listed(int seed)
    {
        string[] scraps = ["", "null", "{}", "[]", "\"", "{", "}", ",", "1e999", "-1", "\"\\ud800\"", "true", "\u0000", "\"key\": 1,", "[null]", "99999999999999999999"];
        Random random = new(seed);
        string json = Rich().ToJson();
        for (int i = 0; i <= random.Next(3); i++)
        {
            int start = random.Next(json.Length);
            json = json[..start] + scraps[random.Next(scraps.Length)] + json[Math.Min(json.Length, start + random.Next(30))..];
        }

        Exception? thrown = Record.Exception(() => Pipeline.FromJson(json));

        Assert.True(thrown is null or DefinitionException { Defects.Count: > 0 }, $"{thrown}\n{json}");
    }

    [Fact]
    public void The_json_schema_names_exactly_the_members_that_are_read()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "CrmCore.sln")))
        {
            root = root.Parent;
        }

        using System.Text.Json.JsonDocument schema = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(root!.FullName, "docs", "pipeline.schema.json")));
        AssertMembers(schema.RootElement, typeof(PipelineDefinition));
        AssertMembers(schema.RootElement.GetProperty("$defs").GetProperty("stage"), typeof(StageDefinition));
        AssertMembers(schema.RootElement.GetProperty("$defs").GetProperty("move"), typeof(MoveDefinition));
        AssertMembers(schema.RootElement.GetProperty("$defs").GetProperty("group"), typeof(GroupDefinition));
        AssertMembers(schema.RootElement.GetProperty("$defs").GetProperty("gate"), typeof(GateDefinition));
        AssertMembers(schema.RootElement.GetProperty("$defs").GetProperty("rot"), typeof(RotRule));
    }

    private static void AssertMembers(System.Text.Json.JsonElement schema, Type type) => Assert.Equal(
        PipelineJsonContext.Form.GetTypeInfo(type)!.Properties.Select(p => p.Name).Order(StringComparer.Ordinal),
        schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));

    internal static Pipeline Rich() => Pipeline.Define("rich", new("Rich \"quoted\"; #1", "丰富"), 3)
        .Open("a", new("A", "甲"), 12.5, s => s.Buyer(BuyerPhase.Problem).Expects(5).RotsAfter(9, RotClock.LastTouch, true).Leave(Gates.NextStepPlanned))
        .Open("b", "B", 40, s => s.Initial().Enter(Gates.AmountAtLeast(1000)).MoveTo("c", Approved).MoveTo("a"))
        .Open("c", "C", 80, s => s.Category(ForecastCategory.Commit).Enter(Gates.RolesCovered("economic-buyer", "champion")))
        .Won("won", "Won")
        .Won("renewed", "Renewed", s => s.Enter())
        .Lost("lost", "Lost", Gates.Reason, Gates.WinnerNamedIfCompetition)
        .Lost("gone", "Gone")
        .Invalid("invalid", "Invalid", s => s.Leave(Approved))
        .Group("early", new("Early", "早期"), ["a", "b"], g => g.MoveTo("lost", Gates.Reason).MoveTo("gone").MoveTo("won", Gates.QuoteSent).MoveTo("invalid"))
        .WithoutSkipping()
        .Build();
}
