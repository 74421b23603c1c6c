using System.Diagnostics;
using CrmCore.PostgreSql;
using CrmCore.Tests.PostgreSql;
using Xunit.Abstractions;

namespace CrmCore.EntityFrameworkCore.Tests.Faults;

/// <summary>
/// A process that converts 2,000 leads is killed at random moments: no lead is ever half converted, and the rest is finished without a second deal. 20 kills a database,
/// or as many as <c>CRMCORE_KILLS</c> says.
/// </summary>
[Collection(nameof(KilledProcessTests))]
public sealed class KilledProcessTests(ITestOutputHelper output)
{
    private const int Leads = 2000;

    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("CRMCORE_KILLS"), out int kills) ? kills : 20;

    [Fact]
    public async Task On_SQLite()
    {
        using TemporaryFolder folder = new();
        using SqliteStore store = SqliteStore.Open(folder.File("crm.db"));
        await RunAsync(store, "sqlite", store.Path);
    }

    [PostgreSqlFact]
    public async Task On_PostgreSQL()
    {
        using PostgreSqlSchemaUnderTest schema = new();
        using PostgreSqlStore store = PostgreSqlStore.Open(schema.ConnectionString);
        await RunAsync(store, "postgresql", schema.ConnectionString);
    }

    private async Task RunAsync(RelationalStore store, string kind, string place)
    {
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        Random random = new(seed);
        await Conversions.AddLeadsAsync(store, Leads);
        int killed = 0;
        Process next = ConvertingProcess.Start(kind, place);
        for (int converted = 0; killed < Kills && converted < Leads; killed++)
        {
            // The next process gets ready while this one works.
            using Process process = next;
            next = ConvertingProcess.Start(kind, place);
            await process.StandardInput.WriteLineAsync();
            if (random.Next(10) > 0)
            {
                await process.StandardOutput.ReadLineAsync();
                await Task.Delay(random.Next(30));
            }
            else
            {
                await Task.Delay(random.Next(600));
            }

            process.Kill();
            await process.WaitForExitAsync();
            if (killed % 10 == 9)
            {
                converted = await Conversions.CheckAsync(store);
                output.WriteLine($"{killed + 1} kills: {converted} of {Leads} converted, none by half");
            }
        }

        int after = await Conversions.CheckAsync(store);
        Assert.True(killed >= Math.Min(Kills, 20) && after > 0, $"Only {killed} kills came before the end; {after} leads were converted.");
        using (Process last = next)
        {
            await last.StandardInput.WriteLineAsync();
            await last.WaitForExitAsync();
            Assert.Equal(0, last.ExitCode);
        }

        Assert.Equal(Leads, await Conversions.CheckAsync(store));
    }
}
