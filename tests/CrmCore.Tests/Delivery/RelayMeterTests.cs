using System.Diagnostics.Metrics;
using CrmCore.Delivery;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Delivery;

public class RelayMeterTests
{
    [Fact]
    public async Task Lag_deliveries_failures_and_dead_letters_are_measured()
    {
        List<(string Name, double Value, string? Event)> measured = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == "CrmCore")
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Note(i, value, tags));
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Note(i, value, tags));
        listener.Start();

        InMemoryStore store = new();
        TestClock clock = new();
        Lead poison = Some.PooledLead(1);
        await store.SaveAsync(poison, Some.PooledLead(2), Some.PooledLead(3));
        clock.Advance(TimeSpan.FromSeconds(100));
        using CancellationTokenSource stop = new();
        IDomainEventHandler handler = DomainEventHandler.For<LeadCaptured>((fact, _) => fact.Lead == poison.Id ? throw new IOException() : Task.CompletedTask);
        IDomainEventHandler stopper = DomainEventHandler.For<DomainEvent>((fact, _) => fact.AggregateId == Some.Guid(3) ? stop.CancelAsync() : Task.CompletedTask);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new OutboxRelay(store, [handler, stopper], clock, new() { MaximumAttempts = 1 }).RunAsync(stop.Token));

        lock (measured)
        {
            Assert.Contains(("crmcore.outbox.lag", 100d, null), measured);
            Assert.Contains(("crmcore.outbox.pending", 3d, null), measured);
            Assert.Contains(("crmcore.outbox.dead", 0d, null), measured);
            Assert.Contains(("crmcore.outbox.delivered", 1d, "lead.captured"), measured);
            Assert.Contains(("crmcore.outbox.delay", 100d, "lead.captured"), measured);
            Assert.Contains(("crmcore.outbox.failures", 1d, "lead.captured"), measured);
            Assert.Contains(("crmcore.outbox.dead_letters", 1d, "lead.captured"), measured);
        }

        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            string? kind = tags.Length > 0 ? tags[0].Value as string : null;
            lock (measured)
            {
                measured.Add((instrument.Name, value, kind));
            }
        }
    }
}
