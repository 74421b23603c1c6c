using System.Diagnostics;
using CrmCore.PostgreSql;
using CrmCore.Tests.PostgreSql;
using Xunit.Abstractions;

namespace CrmCore.EntityFrameworkCore.Tests.Faults;

/// <summary>
/// A process that converts leads is killed at random moments: no lead is ever half converted, and the rest is finished without a second deal. 20 kills a database,
/// or as many as <c>CRMCORE_KILLS</c> says; leads come by the thousand when few are left.
/// </summary>
[Collection(nameof(KilledProcessTests))]
public sealed class KilledProcessTests(ITestOutputHelper output)
{
    private const int Leads = 2000;

    /// <summary>A process ended by itself or was killed (here, on Windows); it did not fail.</summary>
    private static readonly int[] Ends = [0, 137, -1];

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
        int leads = 0;
        int converted = 0;
        int killed = 0;
        Process next = ConvertingProcess.Start(kind, place);
        while (killed < Kills)
        {
            if (leads - converted < Leads / 2)
            {
                await Conversions.AddLeadsAsync(store, Leads, from: leads);
                leads += Leads;
            }

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
            Assert.Contains(process.ExitCode, Ends);
            bool isKilled = process.ExitCode != 0;
            killed += isKilled ? 1 : 0;
            if (!isKilled || killed % 5 == 0 || killed == Kills)
            {
                converted = await Conversions.CheckAsync(store);
                output.WriteLine($"{killed} kills: {converted} of {leads} converted, none by half");
            }
        }

        Assert.InRange(converted, 1, leads);
        using (Process last = next)
        {
            await last.StandardInput.WriteLineAsync();
            await last.WaitForExitAsync();
            Assert.Equal(0, last.ExitCode);
        }

        Assert.Equal(leads, await Conversions.CheckAsync(store));
    }
}
