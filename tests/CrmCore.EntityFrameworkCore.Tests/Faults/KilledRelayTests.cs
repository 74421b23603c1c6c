using System.Diagnostics;
using CrmCore.Delivery;
using CrmCore.Persistence;
using Xunit.Abstractions;

namespace CrmCore.EntityFrameworkCore.Tests.Faults;

/// <summary>A relay is killed between handling an event and marking it, again and again: every event comes at least once, those of one lead in order.</summary>
[Collection(nameof(KilledProcessTests))]
public sealed class KilledRelayTests(ITestOutputHelper output)
{
    private const int Leads = 120;
    private const int Kills = 8;

    [Fact]
    public async Task Nothing_is_lost_and_nothing_overtakes()
    {
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        Random random = new(seed);
        using TemporaryFolder folder = new();
        using SqliteStore store = SqliteStore.Open(folder.File("crm.db"));
        await Conversions.AddLeadsAsync(store, Leads);
        string log = folder.File("handled.txt");
        for (int kill = 0; kill < Kills; kill++)
        {
            using Process relay = RelayingProcess.Start(store.Path, log);
            await relay.StandardOutput.ReadLineAsync();
            await Task.Delay(random.Next(40));
            relay.Kill();
            await relay.WaitForExitAsync();
        }

        OutboxRelay last = new(store, [RelayingProcess.Logging(log)], TimeProvider.System, RelayingProcess.Options);
        while ((await store.ReadFiguresAsync()).Pending > 0)
        {
            if ((await last.DrainAsync()).Leased == 0)
            {
                await Task.Delay(RelayingProcess.Options.LeaseDuration / 4);
            }
        }

        string[] handled = [.. await File.ReadAllLinesAsync(log)];
        OutboxMessage[] all = [.. await store.ReadOutboxAsync().ToListAsync()];
        output.WriteLine($"{all.Length} events, handled {handled.Length} times");
        Assert.Equal(all.Select(m => m.EventId).Order(StringComparer.Ordinal), handled.Distinct().Order(StringComparer.Ordinal));
        foreach (IGrouping<string, string> lead in handled.Distinct().GroupBy(e => e[..e.IndexOf('/', StringComparison.Ordinal)]))
        {
            int[] sequence = [.. lead.Select(e => int.Parse(e[(e.IndexOf('/', StringComparison.Ordinal) + 1)..], System.Globalization.CultureInfo.InvariantCulture))];
            Assert.Equal(sequence.Order(), sequence);
        }
    }
}
