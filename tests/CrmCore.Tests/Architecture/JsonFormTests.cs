using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrmCore.Assignment;
using CrmCore.Conversion.Policies;
using CrmCore.Delivery;
using CrmCore.Forecasting;
using CrmCore.Health;
using CrmCore.Leads;
using CrmCore.Matching;
using CrmCore.Matching.Rules;
using CrmCore.Pipelines;
using CrmCore.Pools;
using CrmCore.Probabilities.Learned;
using CrmCore.Probabilities.Timing;
using CrmCore.Probabilities.Training;
using CrmCore.Qualification;
using CrmCore.Qualification.Frameworks;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Architecture;

/// <summary>Everything that reads itself from JSON writes itself to the same JSON again: found by reflection, so that a new form or a new member can't be forgotten.</summary>
public class JsonFormTests
{
    private static readonly FeatureSchema Schema = new([new("size", FeatureKind.Numeric)]);

    /// <summary>Values of the types that can't be filled with just anything, because they check what they are given.</summary>
    private static readonly Dictionary<Type, Func<object>> Examples = new()
    {
        [typeof(AssignmentPolicy)] = () => new AssignmentPolicy(new()
        {
            Key = "default",
            Version = 2,
            Name = "Default",
            Members = [new() { User = Some.Anna, Capacity = 10, Absences = [new(new(2026, 1, 1), new(2026, 1, 5))] }],
            Rules = [new() { Key = "all", Strategy = AssignmentStrategy.LoadBalanced, When = Condition.Present("email") }],
        }),
        [typeof(CloudEvent)] = () => CloudEvent.From(Assert.Single(Some.OwnedLead().PendingEvents), "/crm"),
        [typeof(ConversionPolicy)] = () => ConversionPolicy.Default,
        [typeof(ConversionPolicyDefinition)] = () => ConversionPolicy.Default.Definition,
        [typeof(Framework)] = () => ReadyFrameworks.Meddic,
        [typeof(HealthDefinition)] = () => HealthPolicy.Default.Definition,
        [typeof(HealthPolicy)] = () => HealthPolicy.Default,
        [typeof(MatchRules)] = () => ReadyMatchRules.Default,
        [typeof(PipelineDefinition)] = () => ReadyPipelines.Enterprise.Definition,
        [typeof(Pipeline)] = () => ReadyPipelines.Enterprise,
        [typeof(PipelineMigration)] = () => PipelineMigration.Between(Some.Sale, new Pipeline(Some.Sale.Definition with { Version = 2 })),
        [typeof(Pool)] = () => Pool.Default,
        [typeof(ProbabilityModel)] = () => new BaseRateModel(Schema, 50, 60),
        [typeof(QualificationPolicy)] = () => ReadyPolicies.Meddic,
        [typeof(QuotaPlan)] = () => new QuotaPlan(new Quota(ForecastPeriod.QuarterOf(new(2026, 1, 5)), Some.Eur(1000)) { Owner = Some.Anna }),
        [typeof(TimeAwareModel)] = () => new TimeAwareModel(["inquiry"], 1, [[3, 2]], [[[0, 0], [1, 1], [0, 0]]]),
    };

    /// <summary>Forms that are read only, each with the reason.</summary>
    private static readonly Type[] ReadOnlyForms = [typeof(PoolCatalog)]; // a list of pools, each of which writes itself

    private static readonly Type[] Forms = [.. typeof(Money).Assembly.GetExportedTypes().Where(t => t.GetMethod("FromJson", BindingFlags.Public | BindingFlags.Static) is not null && !ReadOnlyForms.Contains(t))];

    public static TheoryData<Type> AllForms { get; } = [.. Forms];

    public static TheoryData<Type> Snapshots { get; } = [.. typeof(Money).Assembly.GetExportedTypes().Where(IsSnapshot)];

    [Fact]
    public void There_are_many_forms_and_every_snapshot_is_one()
    {
        Assert.True(Forms.Length >= 20, $"Only {Forms.Length} forms were found.");
        Assert.Empty(typeof(Money).Assembly.GetExportedTypes().Where(IsSnapshot).Except(Forms));
        Assert.All(Forms, f => Assert.NotNull(f.GetMethod("ToJson", BindingFlags.Public | BindingFlags.Instance)));
        Assert.Empty(Examples.Keys.Except(Forms));
    }

    [Theory]
    [MemberData(nameof(AllForms))]
    public void What_is_written_is_read_again(Type type)
    {
        object value = ExampleOf(type);
        string json = Write(value);
        object read = Read(type, json);
        Assert.True(value.GetType().IsInstanceOfType(read), $"Wrote a {value.GetType()}, read a {read.GetType()}.");
        Assert.Equal(json, Write(read));
    }

    [Theory]
    [MemberData(nameof(Snapshots))]
    public void Every_part_of_a_snapshot_is_kept(Type type)
    {
        object value = Specimen.Of(type, 1);
        JsonObject json = JsonNode.Parse(Write(value))!.AsObject();
        string[] missing = [.. Specimen.Settable(type).Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).Where(n => !json.ContainsKey(n))];
        Assert.Empty(missing);
        object read = Read(type, Write(value));
        Assert.All(Specimen.Settable(type), p => Assert.NotNull(p.GetValue(read)));
        Assert.NotEqual(Write(value), Write(Specimen.Of(type, 2)));
    }

    /// <summary>Whatever the text, the answer is a value or one of the two exceptions that say what is wrong with it.</summary>
    [Theory]
    [MemberData(nameof(AllForms))]
    public void What_is_no_such_JSON_is_said_to_be_wrong(Type type)
    {
        string json = Write(ExampleOf(type));
        string[] wrong = ["", " ", "null", "[]", "{}", "7", "\"text\"", "{", json[..(json.Length / 2)], json + "x", json.Replace(':', ';'), json.Replace("\"", "'", StringComparison.Ordinal), json.Replace(":\"", ":\"\\ud800", StringComparison.Ordinal), "{\"\\udfff\":1}"];
        Assert.All(wrong, text =>
        {
            Exception? thrown = Record.Exception(() => Read(type, text));
            Assert.True(thrown is JsonException or DefinitionException || (thrown is null && (text is "{}" || !json.Contains(":\"", StringComparison.Ordinal) || (text is "[]" && json[0] == '['))), $"{text[..Math.Min(40, text.Length)]}: {thrown?.GetType().Name ?? "was read"}");
        });
        Assert.Throws<ArgumentNullException>(() => Read(type, null!));
    }

    /// <summary>A text that lacks a member, or has null or a number beyond all bounds in its place, is refused; or what is read of it is whole, and can be written and read again.</summary>
    [Theory]
    [MemberData(nameof(AllForms))]
    public void Nothing_is_read_in_part(Type type)
    {
        string json = Write(ExampleOf(type));
        foreach (string damaged in Damaged(json))
        {
            if (Record.Exception(() => Read(type, damaged)) is { } refused)
            {
                Assert.True(refused is JsonException or DefinitionException, $"{damaged}: {refused}");
            }
            else
            {
                string written = Write(Read(type, damaged));
                Assert.Equal(written, Write(Read(type, written)));
            }
        }
    }

    [Fact]
    public void A_snapshot_of_a_later_version_is_refused()
    {
        Type[] snapshots = [.. Forms.Where(t => t.GetProperty("SchemaVersion") is not null)];
        Assert.True(snapshots.Length > 5);
        Assert.All(snapshots, type =>
        {
            JsonObject later = JsonNode.Parse(Write(ExampleOf(type)))!.AsObject();
            later["schemaVersion"] = 99;
            Exception refused = Assert.ThrowsAny<Exception>(() => Read(type, later.ToJsonString()));
            Assert.True(refused is JsonException or DefinitionException, $"{type.Name}: {refused}");
        });
    }

    [Fact]
    public void A_record_within_a_snapshot_lacks_no_part()
    {
        string json = Write(Specimen.Of(typeof(OwnerLedgerSnapshot), 1));
        JsonObject ledger = JsonNode.Parse(json)!.AsObject();
        Assert.True(ledger["claims"]![0]!.AsObject().Remove("pool"));
        JsonException wrong = Assert.Throws<JsonException>(() => OwnerLedgerSnapshot.FromJson(ledger.ToJsonString()));
        Assert.Contains("pool", wrong.Message, StringComparison.Ordinal);
    }

    /// <summary>The text with each of its members in turn taken away, null, or a number that is too large; those of the first item only where there is a list of them.</summary>
    private static IEnumerable<string> Damaged(string json)
    {
        int count = MembersOf(JsonNode.Parse(json)!).Count();
        for (int i = 0; i < count; i++)
        {
            yield return With(i, "null");
            yield return With(i, "1e309");
            JsonNode root = JsonNode.Parse(json)!;
            (JsonObject holder, string name) = MembersOf(root).ElementAt(i);
            holder.Remove(name);
            yield return root.ToJsonString();
        }

        string With(int place, string value)
        {
            JsonNode root = JsonNode.Parse(json)!;
            (JsonObject holder, string name) = MembersOf(root).ElementAt(place);
            holder[name] = JsonNode.Parse(value);
            return root.ToJsonString();
        }
    }

    private static IEnumerable<(JsonObject Holder, string Name)> MembersOf(JsonNode node) => node switch
    {
        JsonObject members => members.ToArray().SelectMany(m => m.Value is null ? [(members, m.Key)] : MembersOf(m.Value).Prepend((members, m.Key))),
        JsonArray { Count: > 0 } items when items[0] is { } first => MembersOf(first),
        _ => [],
    };

    private static bool IsSnapshot(Type type) => type.Name.EndsWith("Snapshot", StringComparison.Ordinal);

    private static object ExampleOf(Type type) => Examples.TryGetValue(type, out Func<object>? example) ? example() : Specimen.Of(type, 1);

    private static string Write(object value) => (string)value.GetType().GetMethod("ToJson", BindingFlags.Public | BindingFlags.Instance)!.Invoke(value, null)!;

    private static object Read(Type type, string json)
    {
        MethodInfo read = type.GetMethods(BindingFlags.Public | BindingFlags.Static).Single(m => m.Name == "FromJson");
        try
        {
            return read.Invoke(null, [json, .. read.GetParameters().Skip(1).Select(_ => (object?)null)])!;
        }
        catch (TargetInvocationException e)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerException!);
            throw;
        }
    }
}
