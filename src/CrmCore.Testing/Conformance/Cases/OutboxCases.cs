using CrmCore.Leads;
using CrmCore.Persistence;

namespace CrmCore.Testing.Conformance.Cases;

/// <summary>Events are stored with what they tell of, and can be taken by relays.</summary>
internal static class OutboxCases
{
    private static readonly DateTimeOffset Now = FullAggregates.At.AddDays(1);

    public static IReadOnlyList<StoreCase> All { get; } =
    [
        new("events-are-stored-in-the-commit", "A change that nobody is told of, or news of a change that never was.", InCommitAsync, StoreCapability.Outbox),
        new("events-come-in-order", "Somebody hears that a lead was converted before they hear that there is one.", OrderAsync, StoreCapability.Outbox),
        new("an-event-is-leased-to-one", "Two relays send the same letter.", LeaseAsync, StoreCapability.Outbox),
        new("a-lease-that-ran-out-is-lost", "A relay that hung wakes up and marks what another is just delivering.", LostLeaseAsync, StoreCapability.Outbox),
        new("a-failed-event-waits-and-holds-back-its-own", "A handler that is down is called without a pause, or stops the news of everything else.", FailureAsync, StoreCapability.Outbox),
        new("a-dead-letter-waits-for-a-person", "An event that can't be delivered is lost, or blocks its record for ever.", DeadLetterAsync, StoreCapability.Outbox),
        new("delivered-events-can-be-pruned", "The outbox grows for ever, or what was never delivered is removed.", PruneAsync, StoreCapability.Outbox),
    ];

    private static async Task InCommitAsync(Trial trial)
    {
        foreach (AggregateKind kind in AggregateKind.All)
        {
            Aggregate aggregate = kind.Make();
            OutboxMessage[] created = [.. aggregate.PendingEvents.Select(OutboxMessage.From)];
            await trial.AddAsync(kind, aggregate).ConfigureAwait(false);
            SameMessages(created, await trial.DrainAsync().ConfigureAwait(false), $"the events of a new {kind.Name}");
            kind.Change(aggregate, 1);
            OutboxMessage[] changed = [.. aggregate.PendingEvents.Select(OutboxMessage.From)];
            await trial.UpdateAsync(kind, aggregate).ConfigureAwait(false);
            SameMessages(changed, await trial.DrainAsync().ConfigureAwait(false), $"the events of a changed {kind.Name}");
            await trial.CommitAsync(u => kind.Remove(u, aggregate)).ConfigureAwait(false);
            SameMessages([], await trial.DrainAsync().ConfigureAwait(false), $"the events of a removed {kind.Name}");
            await Expect.ConflictAsync(() => trial.UpdateAsync(kind, kind.Make()), "an update of what was never stored").ConfigureAwait(false);
            SameMessages([], await trial.DrainAsync().ConfigureAwait(false), "the events of a commit that conflicted");
        }
    }

    private static void SameMessages(IReadOnlyList<OutboxMessage> expected, IReadOnlyList<OutboxMessage> actual, string what)
    {
        Expect.SameItems(expected.Select(m => m.EventId), actual.Select(m => m.EventId), what);
        foreach ((OutboxMessage wanted, OutboxMessage found) in expected.Zip(actual))
        {
            Expect.SameText(wanted.Payload, found.Payload, $"{what}: the payload");
            Expect.Equal((wanted.AggregateId, wanted.Sequence), (found.AggregateId, found.Sequence), $"{what}: aggregate and sequence");
            Expect.That((wanted.At - found.At).Duration() < TimeSpan.FromMilliseconds(1), $"{what}: at {wanted.At:O}", $"{found.At:O}");
        }
    }

    private static async Task OrderAsync(Trial trial)
    {
        Lead[] leads = await FilledAsync(trial, 10, 4).ConfigureAwait(false);
        for (int round = 1; round <= 4; round++)
        {
            IReadOnlyList<OutboxDelivery> leased = await trial.Outbox.LeaseAsync(trial.NewLease(Now)).ConfigureAwait(false);
            Expect.SameItems(leads.Select(l => $"{l.Id}/{round}").Order(), leased.Select(d => d.Message.EventId).Order(), $"the events that can be leased in round {round}: the earliest of each lead");
            Expect.SameItems(leased.Select(d => d.Position).Order(), leased.Select(d => d.Position), "the positions, the oldest first");
            await trial.Outbox.SettleAsync([.. leased.Select(d => OutboxSettlement.Delivered(d, Now))]).ConfigureAwait(false);
        }

        Expect.Equal(0, (await trial.Outbox.LeaseAsync(trial.NewLease(Now)).ConfigureAwait(false)).Count, "how many events are left");
    }

    private static async Task LeaseAsync(Trial trial)
    {
        await FilledAsync(trial, 9, 1).ConfigureAwait(false);
        OutboxLease lease = trial.NewLease(Now, limit: 4);
        IReadOnlyList<OutboxDelivery> first = await trial.Outbox.LeaseAsync(lease).ConfigureAwait(false);
        Expect.Equal(4, first.Count, "how many events are leased of four wanted");
        Expect.That(first.All(d => d.Owner == lease.Owner && d.LeasedUntil == lease.Until && d.Failures == 0), $"owner {lease.Owner}, until {lease.Until:O}, no failures", string.Join("; ", first));
        IReadOnlyList<OutboxDelivery> second = await trial.Outbox.LeaseAsync(trial.NewLease(Now.AddSeconds(59))).ConfigureAwait(false);
        Expect.Equal(5, second.Count, "how many events are left to another");
        Expect.Equal(9, first.Concat(second).Select(d => d.Message.EventId).Distinct().Count(), "how many different events both have");
        Expect.Equal(0, (await trial.Outbox.LeaseAsync(trial.NewLease(Now.AddSeconds(59))).ConfigureAwait(false)).Count, "how many events are left to a third");
        Expect.Equal(4, await trial.Outbox.SettleAsync([.. first.Select(d => OutboxSettlement.Released(d, Now))]).ConfigureAwait(false), "how many are given back");
        Expect.SameItems(
            first.Select(d => d.Message.EventId), (await trial.Outbox.LeaseAsync(trial.NewLease(Now)).ConfigureAwait(false)).Select(d => d.Message.EventId), "the events that were given back");
    }

    private static async Task LostLeaseAsync(Trial trial)
    {
        await FilledAsync(trial, 3, 1).ConfigureAwait(false);
        IReadOnlyList<OutboxDelivery> former = await trial.Outbox.LeaseAsync(trial.NewLease(Now)).ConfigureAwait(false);
        Expect.Equal(0, (await trial.Outbox.LeaseAsync(trial.NewLease(Now.AddMinutes(1).AddMilliseconds(-1))).ConfigureAwait(false)).Count, "how many events can be leased just before the lease of another runs out");
        IReadOnlyList<OutboxDelivery> heir = await trial.Outbox.LeaseAsync(trial.NewLease(Now.AddMinutes(1))).ConfigureAwait(false);
        Expect.SameItems(former.Select(d => d.Message.EventId), heir.Select(d => d.Message.EventId), "the events that can be leased when the lease of another has run out");
        Expect.Equal(0, await trial.Outbox.SettleAsync([.. former.Select(d => OutboxSettlement.Dead(d, Now, "late"))]).ConfigureAwait(false), "how many events a relay settles that has lost its lease");
        Expect.Equal(3, await trial.Outbox.SettleAsync([.. heir.Select(d => OutboxSettlement.Delivered(d, Now))]).ConfigureAwait(false), "how many events their owner settles");
        Expect.Equal(0, await trial.Outbox.SettleAsync([.. heir.Select(d => OutboxSettlement.Delivered(d, Now))]).ConfigureAwait(false), "how many events can be settled twice");
        Expect.Equal(new OutboxFigures(0, 0, null), await trial.Outbox.ReadFiguresAsync().ConfigureAwait(false), "the figures afterwards");
    }

    private static async Task FailureAsync(Trial trial)
    {
        Lead[] leads = await FilledAsync(trial, 2, 2).ConfigureAwait(false);
        string poison = $"{leads[0].Id}/1";
        IReadOnlyList<OutboxDelivery> leased = await trial.Outbox.LeaseAsync(trial.NewLease(Now)).ConfigureAwait(false);
        await trial.Outbox.SettleAsync([.. leased.Select(d => d.Message.EventId == poison ? OutboxSettlement.Failed(d, Now, "down 坏了", Now.AddMinutes(5)) : OutboxSettlement.Delivered(d, Now))]).ConfigureAwait(false);
        Expect.SameItems([$"{leads[1].Id}/2"], await IdsAsync(trial, Now).ConfigureAwait(false), "what can be leased after an event failed: only what is of another aggregate");
        Expect.SameItems([], await IdsAsync(trial, Now.AddMinutes(5).AddMilliseconds(-1)).ConfigureAwait(false), "what can be leased just before the event is due again");
        IReadOnlyList<OutboxDelivery> again = await trial.Outbox.LeaseAsync(trial.NewLease(Now.AddMinutes(5))).ConfigureAwait(false);
        Expect.SameItems([(poison, 1)], again.Select(d => (d.Message.EventId, d.Failures)), "what can be leased when it is due again, with its failures");
        await trial.Outbox.SettleAsync([OutboxSettlement.Delivered(again[0], Now)]).ConfigureAwait(false);
        Expect.SameItems([$"{leads[0].Id}/2"], await IdsAsync(trial, Now.AddMinutes(5)).ConfigureAwait(false), "what it held back, after it was delivered");
    }

    private static async Task DeadLetterAsync(Trial trial)
    {
        Lead lead = (await FilledAsync(trial, 1, 3).ConfigureAwait(false))[0];
        OutboxDelivery first = (await trial.Outbox.LeaseAsync(trial.NewLease(Now)).ConfigureAwait(false)).Single();
        await trial.Outbox.SettleAsync([OutboxSettlement.Dead(first, Now, "no such address 没有 🙂")]).ConfigureAwait(false);
        Expect.Equal((2L, 1L), Counts(await trial.Outbox.ReadFiguresAsync().ConfigureAwait(false)), "what is pending and what is dead");
        DeadLetter dead = (await trial.Outbox.ReadDeadLettersAsync().ToListAsync().ConfigureAwait(false)).Single();
        Expect.Equal((first.Message.EventId, "no such address 没有 🙂", 1), (dead.Message.EventId, dead.Error, dead.Failures), "the dead letter");
        Expect.SameText(first.Message.Payload, dead.Message.Payload, "its payload");
        Expect.SameItems([$"{lead.Id}/2", $"{lead.Id}/3"], (await trial.DrainAsync(Now.AddYears(9)).ConfigureAwait(false)).Select(m => m.EventId), "what is delivered beside a dead letter");
        Expect.That(!await trial.Outbox.RedeliverAsync($"{lead.Id}/2").ConfigureAwait(false), "false for an event that is not dead", "true");
        Expect.That(!await trial.Outbox.RedeliverAsync("no id").ConfigureAwait(false), "false for what is no event", "true");
        Expect.That(await trial.Outbox.RedeliverAsync($"{lead.Id}/1").ConfigureAwait(false), "true for a dead letter", "false");
        Expect.Equal((1L, 0L), Counts(await trial.Outbox.ReadFiguresAsync().ConfigureAwait(false)), "what is pending and what is dead");
        IReadOnlyList<OutboxDelivery> again = await trial.Outbox.LeaseAsync(trial.NewLease(Now)).ConfigureAwait(false);
        Expect.SameItems([($"{lead.Id}/1", 0)], again.Select(d => (d.Message.EventId, d.Failures)), "the event that is to be delivered again, with no failures");
    }

    private static async Task PruneAsync(Trial trial)
    {
        Lead[] leads = await FilledAsync(trial, 5, 1).ConfigureAwait(false);
        OutboxFigures before = await trial.Outbox.ReadFiguresAsync().ConfigureAwait(false);
        Expect.That(
            before is { Pending: 5, DeadLetters: 0, OldestPending: { } oldest } && (oldest - FullAggregates.At).Duration() < TimeSpan.FromMilliseconds(1), $"5 pending, the oldest of {FullAggregates.At:O}", $"{before}");
        IReadOnlyList<OutboxDelivery> leased = await trial.Outbox.LeaseAsync(trial.NewLease(Now, limit: 4)).ConfigureAwait(false);
        await trial.Outbox.SettleAsync([OutboxSettlement.Delivered(leased[0], Now)]).ConfigureAwait(false);
        await trial.Outbox.SettleAsync([
            OutboxSettlement.Delivered(leased[1], Now.AddDays(1)), OutboxSettlement.Dead(leased[2], Now, "x"), OutboxSettlement.Failed(leased[3], Now, "x", Now)]).ConfigureAwait(false);
        Expect.Equal(0, await trial.Outbox.PruneAsync(Now).ConfigureAwait(false), "how many are removed that were delivered before the first was");
        Expect.Equal(1, await trial.Outbox.PruneAsync(Now.AddHours(1)).ConfigureAwait(false), "how many are removed that were delivered before an hour later");
        Expect.Equal(1, await trial.Outbox.PruneAsync(Now.AddYears(1)).ConfigureAwait(false), "how many are removed later");
        Expect.Equal((2L, 1L), Counts(await trial.Outbox.ReadFiguresAsync().ConfigureAwait(false)), "what is pending and what is dead, which stay");
        Expect.NotNull(await trial.ReadAsync(u => u.Leads.FindAsync(leads[0].Id)).ConfigureAwait(false), "the lead itself");
    }

    private static (long Pending, long Dead) Counts(OutboxFigures figures) => (figures.Pending, figures.DeadLetters);

    private static async Task<IEnumerable<string>> IdsAsync(Trial trial, DateTimeOffset at)
    {
        IReadOnlyList<OutboxDelivery> leased = await trial.Outbox.LeaseAsync(trial.NewLease(at)).ConfigureAwait(false);
        await trial.Outbox.SettleAsync([.. leased.Select(d => OutboxSettlement.Delivered(d, at))]).ConfigureAwait(false);
        return leased.Select(d => d.Message.EventId);
    }

    /// <summary>Leads with some events each, each event from a commit of its own.</summary>
    internal static async Task<Lead[]> FilledAsync(Trial trial, int count, int eventsEach)
    {
        Lead[] leads = [.. Enumerable.Range(0, count).Select(_ => Lead.Capture(LeadId.New(TimeProvider.System), new() { Company = "Example" }, LeadSource.Web, Custody.InPool(new("p")), FullAggregates.At))];
        await trial.AddAsync(leads).ConfigureAwait(false);
        for (int i = 2; i <= eventsEach; i++)
        {
            Array.ForEach(leads, l => l.AssignTo(new($"u-{i}"), "turn", FullAggregates.At.AddHours(i)).EnsureSucceeded());
            await trial.CommitAsync(u => Array.ForEach(leads, u.Leads.Update)).ConfigureAwait(false);
        }

        return leads;
    }
}
