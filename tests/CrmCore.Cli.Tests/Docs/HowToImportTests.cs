using System.Text.RegularExpressions;
using CrmCore.Cli.Tests.Support;
using CrmCore.Tests.Pages;

namespace CrmCore.Cli.Tests.Docs;

/// <summary>The export and the map of docs/how-to/migrate-from-another-crm.md.</summary>
public sealed partial class HowToImportTests
{
    [Fact]
    public async Task The_export_of_the_page_is_taken_over_as_the_page_says()
    {
        using TemporaryFolder folder = new();
        Dictionary<string, string> files = FilesIn(GeneratedPage.Read("docs/how-to/migrate-from-another-crm.md"));
        string leads = folder.Write("leads.csv", files["leads.csv"]);
        string map = folder.Write("map.json", files["map.json"]);
        string database = folder["crm.db"];

        CommandRun first = await CrmCoreProcess.RunAsync("import", "leads", leads, "--map", map, "--db", database, "--json");
        CommandRun second = await CrmCoreProcess.RunAsync("import", "leads", leads, "--map", map, "--db", database, "--json");

        Assert.Equal((2, 0, 1), CountsOf(first));
        Assert.Equal((0, 2, 1), CountsOf(second));
        Assert.Contains("leads.csv:4:", first.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_deals_of_the_page_go_into_the_pipelines_that_the_page_says()
    {
        using TemporaryFolder folder = new();
        Dictionary<string, string> files = FilesIn(GeneratedPage.Read("docs/how-to/migrate-from-another-crm.md"));
        string deals = folder.Write("deals.csv", files["deals.csv"]);

        CommandRun run = await CrmCoreProcess.RunAsync("import", "opportunities", deals, "--map", folder.Write("deal-map.json", files["deal-map.json"]), "--db", folder["crm.db"], "--json");

        Assert.Equal((2, 0, 1), CountsOf(run));
        Assert.Contains("Enterprise sale / Negotiation 1, Light sale / Ready to close 1", run.Error, StringComparison.Ordinal);
        Assert.Contains("deals.csv:4:3:", run.Error, StringComparison.Ordinal);
    }

    private static (int Imported, int There, int Rejected) CountsOf(CommandRun run)
    {
        System.Text.Json.JsonElement result = System.Text.Json.JsonElement.Parse(run.Output);
        return (result.GetProperty("imported").GetInt32(), result.GetProperty("known").GetInt32(), result.GetProperty("rejected").GetInt32());
    }

    private static Dictionary<string, string> FilesIn(string page) => File().Matches(page).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value + "\n");

    [GeneratedRegex(@"<!-- file: (\S+) -->\n```\w+\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex File();
}
