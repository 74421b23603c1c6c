using System.Text.Json;
using CrmCore.Cli.Tests.Support;

namespace CrmCore.Cli.Tests.Commands;

public sealed class AssignCommandTests
{
    private const string Leads = """
        Id,Name,Company,Email,Country,Created
        1,Ida Lang,Acme Ltd,ida@acme.example,CN,2026-01-05
        2,Ben Ott,Beta GmbH,ben@beta.example,DE,2026-01-06
        3,Cem Kaya,Gamma SA,cem@gamma.example,DE,2026-01-07
        4,Dora Frey,Delta AG,dora@delta.example,DE,2026-01-08
        5,Dora Frey,Delta,dora@delta.example,DE,2026-01-09

        """;

    private const string Rules = """
        {
          "key": "team", "name": "Team",
          "members": [ { "user": "anna", "capacity": 1 }, { "user": "bo", "absences": [ { "from": "2026-02-01", "to": "2026-02-03" } ] }, { "user": "chen" } ],
          "rules": [ { "key": "china", "when": { "fact": "country", "is": "equal", "value": "CN" }, "members": ["chen"] }, { "key": "turns" } ]
        }
        """;

    [Fact]
    public async Task Leads_are_previewed_assigned_and_explained_and_duplicates_are_held_back()
    {
        using TemporaryFolder folder = new();
        string[] assign = ["assign", "--db", await DatabaseAsync(folder), "--rules", folder.Write("rules.json", Rules), "--as-of", "2026-02-02", "--explain"];
        JsonElement preview = JsonDocument.Parse((await CrmCoreProcess.RunAsync([.. assign, "--preview", "--json"])).Output).RootElement;
        CommandRun told = await CrmCoreProcess.RunAsync([.. assign, "--preview"]);
        JsonElement done = JsonDocument.Parse((await CrmCoreProcess.RunAsync([.. assign, "--json"])).Output).RootElement;
        Assert.Equal(preview.GetProperty("decisions").ToString(), done.GetProperty("decisions").ToString());
        Dictionary<string, JsonElement> byName = done.GetProperty("decisions").EnumerateArray().DistinctBy(d => d.GetProperty("name").GetString()).ToDictionary(d => d.GetProperty("name").GetString()!);
        Assert.Equal((3, 5), (done.GetProperty("assigned").GetInt32(), done.GetProperty("leads").GetInt32()));
        Assert.Equal(("chen", "china"), (byName["Ida Lang"].GetProperty("to").GetString(), byName["Ida Lang"].GetProperty("rule").GetString()));
        Assert.Equal([("anna", "NotOfRule"), ("bo", "NotOfRule")], PassedOver(byName["Ida Lang"]));
        Assert.Equal([("bo", "Absent"), ("chen", "WaitsTurn")], PassedOver(byName["Ben Ott"]));
        Assert.Equal([("bo", "Absent"), ("anna", "Full")], PassedOver(byName["Cem Kaya"]));
        Assert.Equal("assignment.duplicates-open", byName["Dora Frey"].GetProperty("reason").GetProperty("code").GetString());
        Assert.Contains("Ben Ott (", told.Output, StringComparison.Ordinal);
        Assert.Contains("chen: waiting for their turn", told.Output, StringComparison.Ordinal);
        Assert.Contains("2  held back", told.Output, StringComparison.Ordinal);

        JsonElement rest = JsonDocument.Parse((await CrmCoreProcess.RunAsync([.. assign, "--duplicates", "allow", "--capacity", "anna=2", "--json"])).Output).RootElement;
        Assert.Equal((2, 2), (rest.GetProperty("assigned").GetInt32(), rest.GetProperty("leads").GetInt32()));
        Assert.Equal(["anna", "chen"], rest.GetProperty("decisions").EnumerateArray().Select(d => d.GetProperty("to").GetString()));
    }

    [Fact]
    public async Task What_is_wrong_with_rules_and_capacities_is_told()
    {
        using TemporaryFolder folder = new();
        string database = await DatabaseAsync(folder);
        CommandRun wrong = await CrmCoreProcess.RunAsync("assign", "--db", database, "--rules", folder.Write("wrong.json", """{"key":"a","name":"A","members":[],"rules":[]}"""));
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("no-rules", wrong.Error, StringComparison.Ordinal);
        string rules = folder.Write("rules.json", Rules);
        Assert.Contains("USER=N", (await CrmCoreProcess.RunAsync("assign", "--db", database, "--rules", rules, "--capacity", "anna")).Error, StringComparison.Ordinal);
        Assert.Contains("'dora' is not among", (await CrmCoreProcess.RunAsync("assign", "--db", database, "--rules", rules, "--capacity", "dora=3")).Error, StringComparison.Ordinal);
    }

    private static IEnumerable<(string, string)> PassedOver(JsonElement decision) =>
        decision.GetProperty("passedOver").EnumerateArray().Select(p => (p.GetProperty("user").GetString()!, p.GetProperty("reason").GetString()!));

    private static async Task<string> DatabaseAsync(TemporaryFolder folder)
    {
        string database = folder["crm.db"];
        CommandRun import = await CrmCoreProcess.RunAsync("import", "leads", folder.Write("leads.csv", Leads), "--db", database, "--as-of", "2026-01-10");
        Assert.True(import.ExitCode == 0, import.Error + import.Output);
        return database;
    }
}
