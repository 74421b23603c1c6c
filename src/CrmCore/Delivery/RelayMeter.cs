using System.Diagnostics.Metrics;
using CrmCore.Persistence;

namespace CrmCore.Delivery;

/// <summary>The figures of the meter <c>CrmCore</c> that tell how delivery goes.</summary>
internal static class RelayMeter
{
    private static readonly Meter Meter = new("CrmCore");
    private static readonly Counter<long> Delivered = Meter.CreateCounter<long>("crmcore.outbox.delivered", "{event}", "Events that were delivered.");
    private static readonly Counter<long> Failures = Meter.CreateCounter<long>("crmcore.outbox.failures", "{failure}", "Deliveries that failed.");
    private static readonly Counter<long> DeadLetters = Meter.CreateCounter<long>("crmcore.outbox.dead_letters", "{event}", "Events that were given up.");
    private static readonly Histogram<double> Delay = Meter.CreateHistogram<double>("crmcore.outbox.delay", "s", "From when an event happened until it was delivered.");
    private static readonly Gauge<double> Lag = Meter.CreateGauge<double>("crmcore.outbox.lag", "s", "The age of the oldest event that waits; 0 where none does.");
    private static readonly Gauge<long> Pending = Meter.CreateGauge<long>("crmcore.outbox.pending", "{event}", "Events that wait.");
    private static readonly Gauge<long> Dead = Meter.CreateGauge<long>("crmcore.outbox.dead", "{event}", "Dead letters that are kept.");

    public static void Measure(OutboxFigures figures, DateTimeOffset now)
    {
        Lag.Record(figures.OldestPending is { } oldest ? Math.Max(0, (now - oldest).TotalSeconds) : 0);
        Pending.Record(figures.Pending);
        Dead.Record(figures.DeadLetters);
    }

    public static void Count(IEnumerable<OutboxSettlement> settlements)
    {
        foreach (OutboxSettlement settlement in settlements)
        {
            KeyValuePair<string, object?> aggregate = new("event", KindOf(settlement.Delivery.Message));
            switch (settlement.Verdict)
            {
                case OutboxVerdict.Delivered:
                    Delivered.Add(1, aggregate);
                    Delay.Record(Math.Max(0, (settlement.At - settlement.Delivery.Message.At).TotalSeconds), aggregate);
                    break;
                case OutboxVerdict.Failed:
                    Failures.Add(1, aggregate);
                    break;
                case OutboxVerdict.Dead:
                    Failures.Add(1, aggregate);
                    DeadLetters.Add(1, aggregate);
                    break;
            }
        }
    }

    private static string KindOf(OutboxMessage message) => message.EventType ?? "unknown";
}
