using System.Diagnostics;
using CrmCore.Delivery;

namespace CrmCore.EntityFrameworkCore.Tests.Faults;

/// <summary>Relays the events of a SQLite file in a process of its own that can be killed; each event handled is a line in a file. Says a word when the first was.</summary>
internal static class RelayingProcess
{
    public const string Kind = "relay";

    public static RelayOptions Options { get; } = new() { BatchSize = 20, LeaseDuration = TimeSpan.FromSeconds(1) };

    public static async Task<int> RunAsync(string database, string log)
    {
        using SqliteStore store = SqliteStore.Open(database);
        bool isFirst = true;
        IDomainEventHandler announcing = DomainEventHandler.For<DomainEvent>((_, _) =>
        {
            if (isFirst)
            {
                isFirst = false;
                Console.WriteLine("begun");
            }

            return Task.CompletedTask;
        });
        OutboxRelay relay = new(store, [Logging(log), announcing], TimeProvider.System, Options);
        while ((await store.ReadFiguresAsync()).Pending > 0)
        {
            if ((await relay.DrainAsync()).Leased == 0)
            {
                await Task.Delay(Options.LeaseDuration / 4);
            }
        }

        return 0;
    }

    public static IDomainEventHandler Logging(string log) =>
        DomainEventHandler.For<DomainEvent>((fact, token) => File.AppendAllTextAsync(log, fact.EventId + "\n", token));

    public static Process Start(string database, string log) => Process.Start(
        new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardInput = true, ArgumentList = { typeof(RelayingProcess).Assembly.Location, Kind, database, log } })!;
}
