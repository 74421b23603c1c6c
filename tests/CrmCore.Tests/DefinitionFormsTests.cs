using System.Text.Json.Nodes;
using CrmCore.Assignment;
using CrmCore.Conversion.Policies;
using CrmCore.Health;
using CrmCore.Matching;
using CrmCore.Matching.Rules;
using CrmCore.Pipelines;
using CrmCore.Pools;
using CrmCore.Qualification;
using CrmCore.Qualification.Frameworks;
using CrmCore.Tests.Support;

namespace CrmCore.Tests;

/// <summary>What all definitions that people write as JSON have in common.</summary>
public class DefinitionFormsTests
{
    private static readonly AssignmentPolicy Assignment = new(new()
    {
        Key = "inbound",
        Name = "Inbound",
        Members = [new() { User = Some.Anna }],
        Rules = [new() { Key = "all" }],
    });

    private static readonly Dictionary<string, (string Json, Func<string, string> Again)> Forms = new()
    {
        ["pipeline"] = (Some.Sale.ToJson(), j => Pipeline.FromJson(j).ToJson()),
        ["migration"] = (PipelineMigration.Between(Some.Sale, new(Some.Sale.Definition with { Version = 2 })).ToJson(), j => PipelineMigration.FromJson(j).ToJson()),
        ["qualification policy"] = (ReadyPolicies.Meddic.ToJson(), j => QualificationPolicy.FromJson(j).ToJson()),
        ["framework"] = (ReadyFrameworks.Bant.ToJson(), j => Framework.FromJson(j).ToJson()),
        ["conversion policy"] = (ConversionPolicy.Default.ToJson(), j => ConversionPolicy.FromJson(j).ToJson()),
        ["pool"] = (Pool.Default.ToJson(), j => Pool.FromJson(j).ToJson()),
        ["pools"] = (Pool.Default.ToJson(), j => PoolCatalog.FromJson($"[{j}]").Default.ToJson()),
        ["assignment policy"] = (Assignment.ToJson(), j => AssignmentPolicy.FromJson(j).ToJson()),
        ["match rules"] = (ReadyMatchRules.Default.ToJson(), j => MatchRules.FromJson(j).ToJson()),
        ["health policy"] = (HealthPolicy.Default.ToJson(), j => HealthPolicy.FromJson(j).ToJson()),
    };

    public static TheoryData<string> Names => [.. Forms.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void One_that_leaves_out_its_schema_version_is_of_the_first(string name)
    {
        JsonObject form = Parse(name);
        Assert.Equal(("schemaVersion", 1), (form.First().Key, (int)form.First().Value!));
        form.Remove("schemaVersion");
        Assert.Equal(Forms[name].Json, Forms[name].Again(form.ToJsonString()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void One_of_another_schema_version_is_refused(string name)
    {
        JsonObject form = Parse(name);
        form["schemaVersion"] = 2;
        form["colour"] = "red";
        Defect defect = Assert.Single(Refused(name, form));
        Assert.Equal((name == "pools" ? "[0].schemaVersion" : "schemaVersion", "other-schema-version"), (defect.Path, defect.Code));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Everything_wrong_with_its_shape_is_told_at_once(string name)
    {
        JsonObject form = Parse(name);
        form["colour"] = "red";
        form["size"] = 3;
        string at = name == "pools" ? "[0]." : "";
        Assert.Equal([(at + "colour", "unknown-member"), (at + "size", "unknown-member")], Refused(name, form).Select(d => (d.Path, d.Code)));
    }

    private static JsonObject Parse(string name) => JsonNode.Parse(Forms[name].Json)!.AsObject();

    private static IReadOnlyList<Defect> Refused(string name, JsonObject form) => Assert.Throws<DefinitionException>(() => Forms[name].Again(form.ToJsonString())).Defects;
}
