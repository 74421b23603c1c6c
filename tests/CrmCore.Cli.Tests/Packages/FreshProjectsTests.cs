using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using CrmCore.Cli.Tests.Support;

namespace CrmCore.Cli.Tests.Packages;

/// <summary>
/// A console app, an ASP.NET Core app and a test project that know nothing of this repository: restored from the packed packages (what these depend on comes from
/// the packages that the machine has already), built and run; and the tool, installed from the same feed.
/// </summary>
[Collection(PackedCollection.Name)]
public sealed partial class FreshProjectsTests(PackedPackages packed)
{
    [Fact]
    public async Task They_restore_build_and_run()
    {
        string fresh = Path.Combine(packed.Folder, "fresh");
        await packed.WriteProjectsAsync(Sources, fresh);
        await DotnetProcess.SucceedAsync(fresh, packed.Environment, "build", "Fresh.slnx", "--nologo");
        Assert.Equal(
            PackedPackages.Libraries.Select(p => p.ToUpperInvariant()),
            Directory.EnumerateDirectories(Path.Combine(packed.Folder, "restored")).Select(f => Path.GetFileName(f).ToUpperInvariant()).Order(StringComparer.Ordinal));

        Task<string> tests = DotnetProcess.SucceedAsync(fresh, packed.Environment, "test", Output(fresh, "Tests"));
        await RunConsoleAsync(fresh);
        await RunWebAsync(fresh, "context");
        await RunWebAsync(fresh, "file");
        Match outcome = Outcome().Match(await tests);
        Assert.True(outcome.Success, await tests);
        Assert.InRange(int.Parse(outcome.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), 40, int.MaxValue);
    }

    [Fact]
    public async Task The_tool_is_installed_and_runs()
    {
        string tools = Path.Combine(packed.Folder, "tools");
        await DotnetProcess.SucceedAsync(packed.Folder, packed.Environment, "tool", "install", "CrmCore.Cli", "--version", PackedPackages.Version, "--tool-path", tools, "--configfile", await packed.FeedAsync(packed.Folder));
        CommandRun run = await DotnetProcess.RunAsync(Path.Combine(tools, "crmcore"), packed.Folder, packed.Environment, "demo", "--dir", Path.Combine(packed.Folder, "demo"), "--lang", "zh");
        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        Assert.Contains("请填写商机金额。", run.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(packed.Folder, "demo", "report.html")));
    }

    [Fact]
    public void The_code_in_the_readme_of_a_package_was_compiled()
    {
        string compiled = Compact(string.Concat(Directory.EnumerateFiles(Sources, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText)));
        int blocks = 0;
        foreach (string package in PackedPackages.All)
        {
            foreach (Match block in Block().Matches(File.ReadAllText(Repository.PathOf($"src/{package}/README.md"))))
            {
                blocks++;
                Assert.All(block.Groups[1].Value.Split("\n\n"), part => Assert.Contains(Compact(part), compiled, StringComparison.Ordinal));
            }
        }

        Assert.True(blocks >= 8);
    }

    private static string Sources => Repository.PathOf("tests/CrmCore.Cli.Tests/Packages/Fresh");

    private static string Compact(string code) => Blank().Replace(code, "");

    private static string Output(string fresh, string project) => Path.Combine(fresh, project, "bin", "Debug", "net10.0", $"{project}.dll");

    private async Task RunConsoleAsync(string fresh) => Assert.Equal(
        ["converted True to Blau Logistik GmbH", "refused Set the amount of the deal. 请填写商机金额。", "phone True +8613800138000", "trees True True"],
        (await DotnetProcess.SucceedAsync(fresh, packed.Environment, Output(fresh, "Console"))).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private async Task RunWebAsync(string fresh, string storage)
    {
        using Process app = DotnetProcess.Start(
            "dotnet", fresh, packed.Environment, Output(fresh, "Web"), "--urls", "http://127.0.0.1:0", "--storage", storage, "--file", Path.Combine(fresh, $"{storage}.db"));
        try
        {
            using HttpClient client = new() { BaseAddress = await AddressAsync(app) };
            HttpResponseMessage created = await client.PostAsJsonAsync("/leads", new { company = "华东制造" });
            Assert.Equal(HttpStatusCode.Created, created.StatusCode);
            Assert.Equal("New 华东制造", await client.GetStringAsync(created.Headers.Location!));
        }
        finally
        {
            app.Kill(entireProcessTree: true);
        }
    }

    private static async Task<Uri> AddressAsync(Process app)
    {
        List<string> lines = [];
        while (await app.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (Listening().Match(line) is { Success: true } found)
            {
                _ = app.StandardOutput.ReadToEndAsync();
                return new(found.Groups[1].Value);
            }
        }

        throw new InvalidOperationException(string.Join('\n', lines) + await app.StandardError.ReadToEndAsync());
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();

    [GeneratedRegex(@"Failed:\s+0, Passed:\s+(\d+)")]
    private static partial Regex Outcome();

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
