using System.Globalization;
using System.Text;
using System.Text.Json;
using CrmCore.Cli.Tests.Support;
using CrmCore.Tests.PublicData;
using Microsoft.Data.Sqlite;

namespace CrmCore.Cli.Tests.Commands;

public sealed class ForecastCommandTests
{
    private const string Quotas = "owner,period,amount,currency\nanna,2026-Q2,40000,EUR\nbo,2026-Q2,20000,EUR\n";

    [Fact]
    public async Task A_quarter_is_forecast_with_quota_range_and_supposition()
    {
        using TemporaryFolder folder = new();
        string database = await ImportAsync(folder);

        CommandRun run = await CrmCoreProcess.RunAsync(
            "forecast", "--db", database, "--period", "2026-Q2", "--as-of", "2026-05-10", "--quota", folder.Write("quotas.csv", Quotas), "--what-if", "without:o1", "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        using JsonDocument result = JsonDocument.Parse(run.Output);
        JsonElement forecast = result.RootElement;
        JsonElement total = forecast.GetProperty("total");
        Assert.Equal(("2026-Q2", "EUR", 60_000m), (forecast.GetProperty("period").GetString(), forecast.GetProperty("currency").GetString(), forecast.GetProperty("quota").GetDecimal()));
        Assert.Equal(total.GetProperty("won").GetDecimal() + total.GetProperty("weighted").GetDecimal(), total.GetProperty("expected").GetDecimal());
        Assert.Equal(total.GetProperty("won").GetDecimal(), forecast.GetProperty("groups").EnumerateArray().Sum(g => g.GetProperty("line").GetProperty("won").GetDecimal()));
        JsonElement range = forecast.GetProperty("range");
        Assert.True(range.GetProperty("p10").GetDecimal() <= range.GetProperty("p50").GetDecimal() && range.GetProperty("p50").GetDecimal() <= range.GetProperty("p90").GetDecimal());
        Assert.True(forecast.GetProperty("whatIf").GetProperty("meanDifference").GetDecimal() < 0);
        Assert.True(forecast.GetProperty("matter").GetArrayLength() > 0);
        Assert.Contains("8 times out of 10 between", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_told()
    {
        using TemporaryFolder folder = new();
        string database = await ImportAsync(folder);
        string[] forecast = ["forecast", "--db", database, "--as-of", "2026-05-10"];
        Assert.Contains("'soon' is not a period", (await CrmCoreProcess.RunAsync([.. forecast, "--period", "soon"])).Error, StringComparison.Ordinal);
        Assert.Contains("'lose:all' is not understood", (await CrmCoreProcess.RunAsync([.. forecast, "--what-if", "lose:all"])).Error, StringComparison.Ordinal);
        CommandRun quota = await CrmCoreProcess.RunAsync([.. forecast, "--quota", folder.Write("bad.csv", "owner,period,amount\nanna,2026-Q9,40000\n")]);
        Assert.Equal((1, true), (quota.ExitCode, quota.Error.Contains("bad.csv:2: '2026-Q9'", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Past_quarters_are_replayed()
    {
        using TemporaryFolder folder = new();
        CommandRun run = await CrmCoreProcess.RunAsync("forecast", "replay", "--db", await ImportAsync(folder), "--quarters", "1", "--as-of", "2026-07-03", "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        using JsonDocument result = JsonDocument.Parse(run.Output);
        Assert.Equal(13, result.RootElement.GetProperty("weeks").GetArrayLength());
        Assert.Equal(1, result.RootElement.GetProperty("accuracy")[0].GetProperty("model").GetProperty("periods").GetInt32());
        Assert.Contains("1 quarters are too few to judge:", run.Error, StringComparison.Ordinal);
    }

    [SharedDataFact]
    public async Task The_totals_of_maven_are_those_of_SQL_on_its_file()
    {
        using TemporaryFolder folder = new();
        string file = SharedData.PathOf("maven-crm/sales_pipeline.csv");
        await CrmCoreProcess.RunAsync("import", "opportunities", file, "--currency", "USD", "--db", folder["crm.db"], "--as-of", "2018-01-01");
        using SqliteConnection sql = Load(file);
        foreach ((string quarter, string first, string last) in new[] { ("2017-Q1", "2017-01-01", "2017-03-31"), ("2017-Q4", "2017-10-01", "2017-12-31") })
        {
            foreach ((string by, string column) in new[] { ("owner", "sales_agent"), ("product", "product") })
            {
                CommandRun run = await CrmCoreProcess.RunAsync("forecast", "--db", folder["crm.db"], "--period", quarter, "--by", by, "--as-of", "2018-01-01", "--json");
                Assert.True(run.ExitCode == 0, run.Error);
                using JsonDocument result = JsonDocument.Parse(run.Output);
                Assert.Equal(
                    Query(sql, $"SELECT {column}, COUNT(*), SUM(close_value) FROM pipeline WHERE deal_stage = 'Won' AND close_date BETWEEN '{first}' AND '{last}' GROUP BY {column} ORDER BY {column}"),
                    result.RootElement.GetProperty("groups").EnumerateArray().Where(g => g.GetProperty("line").GetProperty("wonCount").GetInt32() > 0)
                        .Select(g => (g.GetProperty("key").GetString()!, g.GetProperty("line").GetProperty("wonCount").GetInt32(), g.GetProperty("line").GetProperty("won").GetDecimal())));
            }
        }
    }

    private static List<(string Key, int Count, decimal Sum)> Query(SqliteConnection sql, string query)
    {
        using SqliteCommand command = sql.CreateCommand();
        command.CommandText = query;
        using SqliteDataReader reader = command.ExecuteReader();
        List<(string, int, decimal)> rows = [];
        while (reader.Read())
        {
            rows.Add((reader.GetString(0), reader.GetInt32(1), reader.GetInt64(2)));
        }

        return rows;
    }

    private static SqliteConnection Load(string file)
    {
        SqliteConnection sql = new("Data Source=:memory:");
        sql.Open();
        string[] lines = File.ReadAllLines(file);
        using SqliteTransaction transaction = sql.BeginTransaction();
        using SqliteCommand command = sql.CreateCommand();
        command.Transaction = transaction;
        string[] names = lines[0].Split(',');
        command.CommandText = $"CREATE TABLE pipeline ({string.Join(", ", names.Select(n => n == "close_value" ? n + " INTEGER" : n + " TEXT"))})";
        command.ExecuteNonQuery();
        command.CommandText = $"INSERT INTO pipeline VALUES ({string.Join(", ", names.Select(n => "$" + n))})";
        foreach (string line in lines.Skip(1))
        {
            command.Parameters.Clear();
            foreach ((string name, string value) in names.Zip(line.Split(',')))
            {
                command.Parameters.AddWithValue("$" + name, value.Length == 0 ? DBNull.Value : value);
            }

            command.ExecuteNonQuery();
        }

        transaction.Commit();
        return sql;
    }

    [Fact]
    public async Task A_grouping_that_is_none_is_refused_and_facts_are_taken()
    {
        using TemporaryFolder folder = new();
        string database = await ImportAsync(folder);

        CommandRun none = await CrmCoreProcess.RunAsync("forecast", "--db", database, "--by", "foo");
        CommandRun chinese = await CrmCoreProcess.RunAsync("forecast", "--db", database, "--by", "foo", "--lang", "zh");

        Assert.Equal((1, ""), (none.ExitCode, none.Output));
        Assert.StartsWith("'foo' is not a grouping; use owner, stage, pipeline, product, source, account, or a fact such as custom.region.", none.Error, StringComparison.Ordinal);
        Assert.StartsWith("“foo”不是分组方式", chinese.Error, StringComparison.Ordinal);
        foreach (string by in (string[])["account", "campaign", "custom.region", "needs", "phase", "activities.meeting"])
        {
            Assert.Equal(0, (await CrmCoreProcess.RunAsync("forecast", "--db", database, "--by", by, "--as-of", "2026-05-10")).ExitCode);
        }
    }

    /// <summary>Closed deals of a year before, and a few that are open.</summary>
    private static async Task<string> ImportAsync(TemporaryFolder folder)
    {
        StringBuilder csv = new("id,name,owner,stage,amount,created,expected close date,actual close date\n");
        for (int i = 0; i < 240; i++)
        {
            DateOnly created = new DateOnly(2025, 4, 1).AddDays(i * 3 / 2);
            DateOnly closed = created.AddDays(10 + (i * 7 % 40));
            string day = closed.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            csv.Append(CultureInfo.InvariantCulture, $"c{i},Closed {i},{(i % 2 == 0 ? "anna" : "bo")},{(i % 5 < 3 ? "won" : "lost")},{1000 + (i * 10)},{created:yyyy-MM-dd},{day},{day}\n");
        }

        for (int i = 0; i < 12; i++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"o{i},Open {i},{(i % 2 == 0 ? "anna" : "bo")},{(i % 3 == 0 ? "evaluation" : "quotation")},{5000 + (i * 100)},2026-0{4 + (i % 2)}-03,2026-06-1{i % 10},\n");
        }

        CommandRun import = await CrmCoreProcess.RunAsync("import", "opportunities", folder.Write("deals.csv", csv.ToString()), "--currency", "EUR", "--db", folder["crm.db"], "--as-of", "2026-05-10");
        Assert.True(import.ExitCode == 0, import.Error + import.Output);
        return folder["crm.db"];
    }
}
