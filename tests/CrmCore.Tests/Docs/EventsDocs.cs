using System.Text.Json.Serialization;
using CrmCore.Customers;
using CrmCore.Delivery;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Tests.Architecture;
using CrmCore.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CrmCore.Tests.Docs;

/// <summary>The code of docs/events.md.</summary>
public class EventsDocs
{
    [Fact]
    public async Task A_host_delivers()
    {
        // docs:begin events-register
        ServiceCollection services = new();
        services.AddCrmCore(crm => crm
            .UseInMemoryStorage()
            .AddEventHandler<WelcomeLedger>()
            .UseRelay(RelayOptions.Default with { Name = "web-1", MaximumAttempts = 12 }));
        // docs:end events-register
        await using ServiceProvider provider = services.BuildServiceProvider(validateScopes: true);
        InMemoryStore store = provider.GetRequiredService<InMemoryStore>();
        await store.SaveAsync(Some.OwnedLead(1), Some.OwnedLead(2));
        using CancellationTokenSource stop = new();
        Task delivering = DeliverAsync(provider.GetRequiredService<IServiceScopeFactory>(), stop.Token);
        while ((await store.ReadFiguresAsync()).Pending > 0)
        {
            await Task.Delay(10);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delivering);
        await using IUnitOfWork unit = store.Begin();
        Assert.Equal(2, (await unit.Ledgers.FindAsync(OwnerLedgerId.Of(Some.Anna)))!.AssignedSince(DateOnly.MinValue));
    }

    [Fact]
    public async Task Dead_letters_and_cloud_events()
    {
        InMemoryStore store = new();
        await store.SaveAsync(Some.OwnedLead(1));
        OutboxRelay relay = new(store, [DomainEventHandler.For<LeadCaptured>((_, _) => throw new IOException("The mail server is down."))], TimeProvider.System, new() { MaximumAttempts = 1 });
        await relay.DrainAsync();
        IOutbox outbox = store;
        // docs:begin events-dead
        List<DeadLetter> dead = await outbox.ReadDeadLettersAsync().ToListAsync();
        foreach (DeadLetter letter in dead)
        {
            Console.WriteLine($"{letter.Message.EventId} {letter.Message.EventType}: {letter.Failures} times {letter.Error}");
            await outbox.RedeliverAsync(letter.Message.EventId);
        }

        await outbox.PruneAsync(deliveredBefore: TimeProvider.System.GetUtcNow().AddDays(-90));
        // docs:end events-dead
        Assert.Contains("The mail server is down.", Assert.Single(dead).Error, StringComparison.Ordinal);
        Assert.Equal(1, (await outbox.ReadFiguresAsync()).Pending);
        DomainEvent fact = Some.OwnedLead(1).PendingEvents[0];
        // docs:begin events-cloud
        string json = CloudEvent.From(fact, source: "https://crm.example.com/eu").ToJson();
        DomainEvent same = CloudEvent.FromJson(json).ToEvent();
        // docs:end events-cloud
        Assert.Equal(fact, same);
    }

    [Fact]
    public void Every_event_is_in_the_catalogue()
    {
        string page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs/events.md"));
        string[] types = [.. ((Type[])[typeof(LeadEvent), typeof(OpportunityEvent), typeof(CustomerEvent)])
            .SelectMany(t => t.GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false).Cast<JsonDerivedTypeAttribute>()).Select(a => (string)a.TypeDiscriminator!)];
        Assert.True(types.Length >= 18);
        Assert.All(types, t => Assert.Contains($"`{t}`", page, StringComparison.Ordinal));
    }

    // docs:begin events-loop
    private static async Task DeliverAsync(IServiceScopeFactory scopes, CancellationToken stopping)
    {
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(1));
        do
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<OutboxRelay>().DrainAsync(stopping);
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    // docs:end events-loop

    // docs:begin events-handler
    public sealed class WelcomeLedger(Inbox inbox) : IDomainEventHandler
    {
        public async Task HandleAsync(DomainEvent fact, CancellationToken cancellationToken)
        {
            if (fact is LeadCaptured { Custody.Owner: { } owner } captured)
            {
                await inbox.HandleOnceAsync("welcome-ledger", fact, (unit, token) => CountAsync(unit, owner, captured.At, token), cancellationToken);
            }
        }

        private static async Task CountAsync(IUnitOfWork unit, UserId owner, DateTimeOffset at, CancellationToken cancellationToken)
        {
            OwnerLedger? known = await unit.Ledgers.FindAsync(OwnerLedgerId.Of(owner), cancellationToken);
            OwnerLedger ledger = known ?? OwnerLedger.Open(owner);
            ledger.RecordAssigned(DateOnly.FromDateTime(at.UtcDateTime));
            Action<OwnerLedger> stage = known is null ? unit.Ledgers.Add : unit.Ledgers.Update;
            stage(ledger);
        }
    }

    // docs:end events-handler
}
