using System.Text.Json;
using CrmCore.Cli.Commands;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Cli.Tests.Support;
using CrmCore.Forecasting;
using CrmCore.Health;
using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Cli.Tests.Analysis;

public sealed class AnalysisCommandTests
{
    private const string Deals = """
        Id,Name,Owner,Stage,Amount,Created,Closed,Expected Close Date,Source,Reason,entered_quotation
        1,Acme,anna,won,1000,2026-01-05,2026-01-25,,Web,,2026-01-10
        2,Beta,anna,lost,4000,2026-01-06,2026-02-20,,Web,price,2026-01-20
        3,Gamma,bo,quotation,9000,2026-01-07,,2026-02-01,Referral,,2026-02-01
        4,Delta,bo,inquiry,500,2026-02-08,,,Referral,,
        5,Epsilon,,inquiry,700,2026-02-09,,,,,
        """;

    private static readonly DateTimeOffset AsOf = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_commands_tell_a_machine_what_the_library_finds()
    {
        using TemporaryFolder folder = new();
        OpportunitySnapshot[] stored = await ImportAsync(folder);

        JsonElement funnel = await JsonAsync("funnel", "--db", folder["crm.db"], "--as-of", "2026-03-01");
        Funnel expected = Funnel.Of(stored, ReadyPipelines.SolutionSale, AsOf);
        Assert.Equal(expected.Steps.Select(s => s.Reached), funnel.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("reached").GetInt32()));
        Assert.Equal(expected.Steps[0].ToNext.MedianDays, funnel.GetProperty("steps")[0].GetProperty("medianDaysToNext").GetDouble());
        Assert.True(funnel.GetProperty("steps")[0].GetProperty("isSmall").GetBoolean());
        JsonElement february = await JsonAsync("funnel", "--db", folder["crm.db"], "--as-of", "2026-03-01", "--basis", "period", "--period", "2026-02");
        Assert.Equal([2, 1, 0, 0], february.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("reached").GetInt32()));

        JsonElement velocity = await JsonAsync("velocity", "--db", folder["crm.db"], "--as-of", "2026-03-01", "--by", "source", "--more", "20");
        Velocity measured = Velocity.Of(stored, Currency.Eur, AsOf);
        Assert.Equal((3, 75m), (velocity.GetProperty("opportunities").GetInt32(), velocity.GetProperty("perDay").GetDecimal()));
        Assert.Equal(measured.Levers(0.2).Select(l => l.Gain.Amount), velocity.GetProperty("levers").EnumerateArray().Select(l => l.GetProperty("gain").GetDecimal()));
        Assert.Equal([("Web", 1, 1)], velocity.GetProperty("groups").EnumerateArray().Select(g => (g.GetProperty("key").GetString()!, g.GetProperty("won").GetInt32(), g.GetProperty("lost").GetInt32())));

        JsonElement health = await JsonAsync("health", "--db", folder["crm.db"], "--as-of", "2026-03-01");
        HealthList list = HealthList.Of(stored, new(ReadyPipelines.All), HealthPolicy.Default, AsOf);
        Assert.Equal((3, list.Deals.Count), (health.GetProperty("checked").GetInt32(), health.GetProperty("marked").GetInt32()));
        Assert.Equal(["bo", null], health.GetProperty("owners").EnumerateArray().Select(o => o.GetProperty("owner").GetString()));
        Assert.Equal("close-date-passed", health.GetProperty("owners")[0].GetProperty("deals")[0].GetProperty("findings")[0].GetProperty("code").GetString());
        JsonElement mine = await JsonAsync("health", "--db", folder["crm.db"], "--owner", "bo", "--as-of", "2026-03-01");
        Assert.Equal(2, mine.GetProperty("checked").GetInt32());
    }

    [Fact]
    public async Task People_are_told_in_their_language()
    {
        using TemporaryFolder folder = new();
        await ImportAsync(folder);
        CommandRun health = await CrmCoreProcess.RunAsync("health", "--db", folder["crm.db"], "--as-of", "2026-03-01", "--lang", "zh");
        Assert.Contains("预计成交日已过 28 天。 → 请与客户重新约定日期，或关闭商机。", health.Output, StringComparison.Ordinal);
        CommandRun funnel = await CrmCoreProcess.RunAsync("funnel", "--db", folder["crm.db"], "--as-of", "2026-03-01", "--period", "2026-Q1");
        Assert.Contains("Funnel of the deals created in 2026-Q1", funnel.Output, StringComparison.Ordinal);
        Assert.Contains("██████", funnel.Output, StringComparison.Ordinal);
        CommandRun velocity = await CrmCoreProcess.RunAsync("velocity", "--db", folder["crm.db"], "--as-of", "2026-03-01", "--by", "size");
        Assert.Contains("EUR 75.00 per day", velocity.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_told()
    {
        using TemporaryFolder folder = new();
        await ImportAsync(folder);
        CommandRun period = await CrmCoreProcess.RunAsync("funnel", "--db", folder["crm.db"], "--period", "2026-Q5");
        Assert.Equal(1, period.ExitCode);
        Assert.Contains("'2026-Q5' is not a period", period.Error, StringComparison.Ordinal);
        CommandRun stage = await CrmCoreProcess.RunAsync("velocity", "--db", folder["crm.db"], "--cycle-from", "nowhere");
        Assert.Contains("There is no stage 'nowhere'", stage.Error, StringComparison.Ordinal);
        CommandRun more = await CrmCoreProcess.RunAsync("velocity", "--db", folder["crm.db"], "--more", "100");
        Assert.Equal(1, more.ExitCode);
        CommandRun policy = await CrmCoreProcess.RunAsync("health", "--db", folder["crm.db"], "--policy", folder.Write("policy.json", """{"schemaVersion":1,"key":"a","name":"A","checks":[]}"""));
        Assert.Equal(1, policy.ExitCode);
        Assert.Contains("no-checks", policy.Error, StringComparison.Ordinal);
        Assert.Contains("no such database", (await CrmCoreProcess.RunAsync("health", "--db", folder["none.db"])).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026", "2026-01-01", "2026-12-31")]
    [InlineData("2026-Q4", "2026-10-01", "2026-12-31")]
    [InlineData("2024-02", "2024-02-01", "2024-02-29")]
    [InlineData("2026-01-05..2026-01-05", "2026-01-05", "2026-01-05")]
    [InlineData("2026-01-05..2026-01-04", null, null)]
    [InlineData("2026-13", null, null)]
    [InlineData("Q1", null, null)]
    public void Periods(string text, string? first, string? last) =>
        Assert.Equal((first, last), (PeriodOption.Parse(text)?.First.ToString("O"), PeriodOption.Parse(text)?.Last.ToString("O")));

    [Fact]
    public void Bars_fill_their_width()
    {
        Assert.Equal(["    ", "▏   ", "██  ", "█▌  ", "████", "    "], ((double?[])[0, 0.001, 0.5, 0.375, 1, null]).Select(s => Bar.Of(s, 4)));
        Assert.Equal("████", Bar.Of(7, 4));
    }

    private static async Task<OpportunitySnapshot[]> ImportAsync(TemporaryFolder folder)
    {
        CommandRun import = await CrmCoreProcess.RunAsync("import", "opportunities", folder.Write("deals.csv", Deals), "--currency", "EUR", "--db", folder["crm.db"], "--as-of", "2026-03-01");
        Assert.True(import.ExitCode == 0, import.Error + import.Output);
        using CrmDatabase database = CrmDatabase.Open(folder["crm.db"]);
        return await database.Opportunities.ReadOpportunitiesAsync().ToArrayAsync();
    }

    private static async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        CommandRun run = await CrmCoreProcess.RunAsync([.. arguments, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
