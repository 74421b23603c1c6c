using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Persistence;

namespace CrmCore.Testing.Tests.Conformance;

/// <summary>Stores made wrong on purpose in what they tell, whom they tell it, and what they deliver; with the case that is meant for each.</summary>
internal static class WrongReadersAndOutboxes
{
    public static IReadOnlyList<WrongStore> All { get; } =
    [
        new("reads in no order", "records-come-in-the-order-of-their-ids") { Leads = s => new WrongLeadReader(s) { Given = leads => leads.Reverse() } },
        new("does not hear the order", "leads-come-in-the-order-asked-for") { Leads = s => new WrongLeadReader(s) { Asked = q => q with { Order = LeadOrder.Id, AfterAt = null } } },
        new("pages by counting", "pages-hold-under-inserts") { Leads = s => new CountingLeadReader(s) },
        new("ignores case in filters", "filters-find-exactly-what-they-name")
        {
            Leads = s => new WrongLeadReader(s) { Asked = q => q.Owner is { } owner ? q with { Owner = new(owner.Value.ToLowerInvariant()) } : q },
        },
        new("swallows the cancellation of a reading", "reading-stops-when-it-is-cancelled") { Leads = s => new WrongLeadReader(s) { HearsCancellation = false } },
        new("locks out writers while it reads", "writing-goes-on-while-others-read") { Units = s => new WrongUnits(s, u => new WrongUnit(u) { Commit = RefuseWhileReading }), Leads = s => new WrongLeadReader(s) { Given = Reading } },
        new("takes the present for the past", "the-past-is-read-as-it-was") { Opportunities = s => new PresentReader(s) },
        new("forgets locks when it counts", "loads-count-what-people-own") { Loads = s => new UnlockedLoads(s) },
        new("comes a moment late", "what-is-due-is-found-in-time") { DueDates = s => new LateReader(s) },
        new("drops a changed definition silently", "definitions-stay-as-they-were-put") { Definitions = s => new SilentDefinitions(s) },
        new("folds the case of tenants", "tenants-cannot-see-each-other") { Tenants = t => new(t.Value.ToLowerInvariant()) },
        new("reads for the wrong tenant", "tenants-share-no-reading") { Tenants = _ => TenantId.Single },
        new("asks for the tenant when it commits", "a-unit-stays-with-its-tenant") { Units = s => new RecordByRecord(s) },
        new("drops the events of opportunities", "events-are-stored-in-the-commit") { Outbox = Dropping },
        new("delivers events of one record at once", "events-come-in-order") { Outbox = s => new FlatOutbox(() => s.Outbox) },
        new("leases an event to two", "an-event-is-leased-to-one") { Outbox = DoubleLeasing },
        new("lets relays double", "relays-do-not-double") { Outbox = DoubleLeasing },
        new("hears whose lease has run out", "a-lease-that-ran-out-is-lost") { Outbox = Deaf },
        new("tries again at once", "a-failed-event-waits-and-holds-back-its-own")
        {
            Outbox = s => new WrongOutbox(s) { Settled = x => x.Verdict == OutboxVerdict.Failed ? OutboxSettlement.Failed(x.Delivery, x.At, x.Error!, x.At) : x },
        },
        new("loses dead letters", "a-dead-letter-waits-for-a-person")
        {
            Outbox = s => new WrongOutbox(s) { Settled = x => x.Verdict == OutboxVerdict.Dead ? OutboxSettlement.Delivered(x.Delivery, x.At) : x },
        },
        new("prunes what was just delivered", "delivered-events-can-be-pruned") { Outbox = s => new WrongOutbox(s) { Pruned = _ => DateTimeOffset.MaxValue } },
        new("leases for ever", "a-killed-relay-loses-nothing") { Outbox = Forever },
        new("forgets what was handled", "an-effect-happens-once") { Unit = u => new WrongUnit(u) { Inbox = new WrongInbox(u.Inbox) { Read = (_, _) => null, OnAdd = (_, _) => { } } } },
    ];

    [ThreadStatic]
    private static bool _isReading;

    private static Task RefuseWhileReading(IUnitOfWork unit, CancellationToken token) => _isReading ? throw new TimeoutException("The table is locked.") : unit.CommitAsync(token);

    private static async IAsyncEnumerable<LeadSnapshot> Reading(IAsyncEnumerable<LeadSnapshot> leads)
    {
        await foreach (LeadSnapshot lead in leads)
        {
            _isReading = true;
            yield return lead;
            _isReading = false;
        }
    }

    private static WrongOutbox Dropping(InMemoryStore store) => new(store)
    {
        Leased = (lease, leased) =>
        {
            OutboxDelivery[] dropped = [.. leased.Where(d => d.Message.EventType!.StartsWith("opportunity.", StringComparison.Ordinal))];
            store.SettleAsync([.. dropped.Select(d => OutboxSettlement.Delivered(d, lease.At))]);
            return [.. leased.Except(dropped)];
        },
    };

    private static WrongOutbox DoubleLeasing(InMemoryStore store)
    {
        OutboxDelivery? last = null;
        return new(store)
        {
            Leased = (_, leased) =>
            {
                OutboxDelivery[] both = last is { } again && leased.Count > 0 && leased.All(d => d.Message.AggregateId != again.Message.AggregateId) ? [.. leased, again] : [.. leased];
                last = leased.Count > 0 ? leased[0] : last;
                return both;
            },
        };
    }

    private static WrongOutbox Deaf(InMemoryStore store)
    {
        Dictionary<long, OutboxDelivery> owners = [];
        return new(store)
        {
            Leased = (_, leased) =>
            {
                foreach (OutboxDelivery delivery in leased)
                {
                    owners[delivery.Position] = delivery;
                }

                return leased;
            },
            Settled = x => x.Verdict == OutboxVerdict.Dead ? OutboxSettlement.Dead(owners[x.Delivery.Position], x.At, x.Error!) : x,
        };
    }

    private static WrongOutbox Forever(InMemoryStore store)
    {
        DateTimeOffset? first = null;
        return new(store) { Asked = lease => new(lease.Owner, lease.Limit, first ??= lease.At, lease.Duration) };
    }
}
