using System.Collections.Concurrent;
using CrmCore.Delivery;
using CrmCore.Leads;
using CrmCore.Persistence;

namespace CrmCore.Testing.Conformance.Cases;

/// <summary>Relays and handlers on the store, several at once.</summary>
internal static class RelayCases
{
    private const int Relays = 4;

    public static IReadOnlyList<StoreCase> All { get; } =
    [
        new("relays-do-not-double", "With a second server every customer gets every message twice.", RelaysAsync, StoreCapability.Outbox),
        new("a-killed-relay-loses-nothing", "Events that were being delivered when the process died are never heard of again.", KilledAsync, StoreCapability.Outbox),
        new("an-effect-happens-once", "An event that comes twice is booked twice.", InboxAsync, StoreCapability.Inbox),
    ];

    private static async Task RelaysAsync(Trial trial)
    {
        Lead[] leads = await OutboxCases.FilledAsync(trial, 100, 3).ConfigureAwait(false);
        ConcurrentQueue<DomainEvent> handled = new();
        IDomainEventHandler handler = DomainEventHandler.For<DomainEvent>((fact, _) =>
        {
            handled.Enqueue(fact);
            return Task.CompletedTask;
        });
        RelayRun[] runs = await Trial.AtOnceAsync(Relays, async i =>
        {
            OutboxRelay relay = new(trial.Outbox, [handler], TimeProvider.System, new() { Name = $"kit-{i}", BatchSize = 20 });
            RelayRun total = default;
            while ((await trial.Outbox.ReadFiguresAsync().ConfigureAwait(false)).Pending > 0)
            {
                total += await relay.DrainAsync().ConfigureAwait(false);
            }

            return total;
        }).ConfigureAwait(false);
        Expect.Equal(300, handled.Count, $"how many deliveries {Relays} relays make of 300 events");
        Expect.Equal(300, runs.Sum(r => r.Delivered), "how many events the relays say that they delivered");
        ILookup<Guid, long> sequences = handled.ToLookup(f => f.AggregateId, f => f.Sequence);
        foreach (Lead lead in leads)
        {
            Expect.SameItems([1L, 2L, 3L], sequences[lead.Id.Value], $"the events of the lead {lead.Id}, as they were delivered");
        }
    }

    private static async Task KilledAsync(Trial trial)
    {
        Lead[] leads = await OutboxCases.FilledAsync(trial, 5, 2).ConfigureAwait(false);
        StoppedClock clock = new();
        List<string> handled = [];
        IDomainEventHandler handler = DomainEventHandler.For<DomainEvent>((fact, _) =>
        {
            handled.Add(fact.EventId);
            return Task.CompletedTask;
        });
        IReadOnlyList<OutboxDelivery> lost = await trial.Outbox.LeaseAsync(trial.NewLease(clock.GetUtcNow())).ConfigureAwait(false);
        Expect.Equal(5, lost.Count, "how many events the relay had leased that was killed");
        OutboxRelay relay = new(trial.Outbox, [handler], clock);
        Expect.Equal(0, (await relay.DrainAsync().ConfigureAwait(false)).Leased, "how many of them another gets while the lease lasts");
        clock.Advance(TimeSpan.FromMinutes(1));
        await relay.DrainAsync().ConfigureAwait(false);
        Expect.SameItems(leads.SelectMany(l => new[] { $"{l.Id}/1", $"{l.Id}/2" }).Order(), handled.Order(), "what is delivered after the lease has run out");
    }

    private static async Task InboxAsync(Trial trial)
    {
        Lead[] leads = await OutboxCases.FilledAsync(trial, 5, 1).ConfigureAwait(false);
        Inbox inbox = new(trial.Units, TimeProvider.System);
        foreach (Lead lead in leads)
        {
            LeadCaptured fact = new(lead.Id, LeadSource.Web, lead.Custody) { Sequence = 1, At = lead.CapturedAt };
            UserId counted = new($"u-{lead.Id}");
            bool[] done = await Trial.AtOnceAsync(8, _ => CountOnceAsync(inbox, "kit", fact, counted)).ConfigureAwait(false);
            Expect.Equal(1, done.Count(d => d), "how many of eight handlings of one event at once take effect");
            Expect.That(!await CountOnceAsync(inbox, "kit", fact, counted).ConfigureAwait(false), "no effect of an event that was handled", "another effect");
            Expect.That(await CountOnceAsync(inbox, "other", fact, counted).ConfigureAwait(false), "an effect of the event for another handler", "none");
            OwnerLedger ledger = Expect.NotNull(await trial.ReadAsync(u => u.Ledgers.FindAsync(OwnerLedgerId.Of(counted))).ConfigureAwait(false), "the ledger that the effect writes");
            Expect.Equal(2, ledger.AssignedSince(DateOnly.MinValue), "how often two handlers took effect");
        }
    }

    private static Task<bool> CountOnceAsync(Inbox inbox, string handler, DomainEvent fact, UserId counted) => inbox.HandleOnceAsync(handler, fact, async (unit, token) =>
    {
        OwnerLedger? ledger = await unit.Ledgers.FindAsync(OwnerLedgerId.Of(counted), token).ConfigureAwait(false);
        bool isNew = ledger is null;
        ledger ??= OwnerLedger.Open(counted);
        ledger.RecordAssigned(new DateOnly(2026, 3, 1));
        if (isNew)
        {
            unit.Ledgers.Add(ledger);
        }
        else
        {
            unit.Ledgers.Update(ledger);
        }
    });

    private sealed class StoppedClock : TimeProvider
    {
        private DateTimeOffset _now = FullAggregates.At.AddDays(1);

        public override DateTimeOffset GetUtcNow() => _now;

        public void Advance(TimeSpan by) => _now += by;
    }
}
