using CrmCore.Delivery;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Persistence;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Delivery;

public class OutboxRelayTests
{
    private static readonly RelayOptions Options = new() { MaximumAttempts = 4, FirstDelay = TimeSpan.FromSeconds(10), DelayFactor = 2, BatchSize = 7 };

    private readonly InMemoryStore _store = new();
    private readonly TestClock _clock = new();
    private readonly Recorder _handler = new();

    private OutboxRelay Relay => new(_store, [_handler], _clock, Options);

    [Fact]
    public async Task Every_event_is_delivered_once_and_in_order_per_aggregate()
    {
        Lead[] leads = await FilledAsync(leads: 30, eventsEach: 5);
        RelayRun run = await Relay.DrainAsync();
        Assert.Equal(new RelayRun(150, 0, 0, 0), run);
        Assert.Equal(_store.Outbox.Select(m => m.EventId).Order(), _handler.Ids.Order());
        Assert.All(leads, l => Assert.Equal([1, 2, 3, 4, 5], SequencesOf(l)));
        Assert.Equal(default, await Relay.DrainAsync());
        Assert.Equal(new(0, 0, null), await _store.ReadFiguresAsync());
    }

    [Fact]
    public async Task A_failing_event_holds_back_its_own_aggregate_only_and_is_tried_later_and_later()
    {
        Lead[] leads = await FilledAsync(leads: 3, eventsEach: 3);
        _handler.Fails = f => f.AggregateId == leads[1].Id.Value && f.Sequence == 2;
        Assert.Equal(new RelayRun(7, 1, 0, 0), await Relay.DrainAsync());
        Assert.Equal([1], SequencesOf(leads[1]));
        Assert.Equal([1, 2, 3], SequencesOf(leads[0]));
        Assert.Equal([1, 2, 3], SequencesOf(leads[2]));

        foreach (int seconds in (int[])[10, 20])
        {
            _clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
            Assert.Equal(default, await Relay.DrainAsync());
            _clock.Advance(TimeSpan.FromTicks(1));
            Assert.Equal(new RelayRun(0, 1, 0, 0), await Relay.DrainAsync());
        }

        _handler.Fails = _ => false;
        _clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(2, (await Relay.DrainAsync()).Delivered);
        Assert.Equal([1, 2, 3], SequencesOf(leads[1]));
    }

    [Fact]
    public async Task What_fails_too_often_becomes_a_dead_letter_and_the_later_ones_go_on()
    {
        Lead[] leads = await FilledAsync(leads: 1, eventsEach: 3);
        string poison = $"{leads[0].Id}/2";
        _handler.Fails = f => f.EventId == poison;
        RelayRun total = default;
        for (int i = 0; i < 10; i++)
        {
            total += await Relay.DrainAsync();
            _clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(new RelayRun(2, 3, 1, 0), total);
        Assert.Equal([1, 3], SequencesOf(leads[0]));
        DeadLetter dead = await _store.ReadDeadLettersAsync().SingleAsync();
        Assert.Equal((poison, 4), (dead.Message.EventId, dead.Failures));
        Assert.Contains("The other side is down", dead.Error, StringComparison.Ordinal);
        Assert.Equal(new(0, 1, null), await _store.ReadFiguresAsync());

        Assert.False(await _store.RedeliverAsync($"{leads[0].Id}/1"));
        Assert.True(await _store.RedeliverAsync(poison));
        Assert.False(await _store.RedeliverAsync(poison));
        _handler.Fails = _ => false;
        Assert.Equal(new RelayRun(1, 0, 0, 0), await Relay.DrainAsync());
        Assert.Equal([1, 3, 2], SequencesOf(leads[0]));
        Assert.Empty(await _store.ReadDeadLettersAsync().ToListAsync());
    }

    [Fact]
    public async Task A_relay_killed_between_handling_and_settling_delivers_again_after_its_lease_and_in_order()
    {
        Lead[] leads = await FilledAsync(leads: 2, eventsEach: 3);
        OutboxRelay dying = new(new Troubled(_store) { OnSettling = () => throw new IOException("killed") }, [_handler], _clock, Options);
        await Assert.ThrowsAsync<IOException>(() => dying.DrainAsync());
        Assert.Equal(2, _handler.Handled.Count);
        Assert.Equal(default, await Relay.DrainAsync());
        _clock.Advance(Options.LeaseDuration);
        Assert.Equal(new RelayRun(6, 0, 0, 0), await Relay.DrainAsync());
        Assert.All(leads, l => Assert.Equal([1, 1, 2, 3], SequencesOf(l)));
    }

    [Fact]
    public async Task What_was_done_is_settled_before_the_lease_ends_and_the_rest_goes_back()
    {
        await FilledAsync(leads: 4, eventsEach: 1);
        _handler.OnHandled = _ => _clock.Advance(Options.LeaseDuration * 0.4);
        RelayRun first = await Relay.RunOnceAsync();
        Assert.Equal(new RelayRun(2, 0, 0, 2), first);
        _handler.OnHandled = _ => _clock.Advance(Options.LeaseDuration * 0.9);
        Assert.Equal(new RelayRun(1, 0, 0, 1), await Relay.RunOnceAsync());
        Assert.Equal(new RelayRun(1, 0, 0, 0), await Relay.RunOnceAsync());
        _clock.Advance(Options.LeaseDuration * 10);
        Assert.Equal(default, await Relay.DrainAsync());
        Assert.Equal(4, _handler.Handled.Select(h => h.EventId).Distinct().Count());
        Assert.Equal(4, _handler.Handled.Count);
    }

    [Fact]
    public async Task A_lease_outlives_the_return_of_an_earlier_dead_letter()
    {
        Lead[] leads = await FilledAsync(leads: 1, eventsEach: 2);
        string poison = $"{leads[0].Id}/1";
        _handler.Fails = f => f.EventId == poison;
        for (int i = 0; i < Options.MaximumAttempts; i++)
        {
            await Relay.RunOnceAsync();
            _clock.Advance(TimeSpan.FromHours(1));
        }

        OutboxDelivery later = Assert.Single(await _store.LeaseAsync(new("other", 10, _clock.GetUtcNow(), Options.LeaseDuration)));
        Assert.True(await _store.RedeliverAsync(poison));
        OutboxDelivery earlier = Assert.Single(await _store.LeaseAsync(new("third", 10, _clock.GetUtcNow(), Options.LeaseDuration)));
        Assert.Equal(1, await _store.SettleAsync([OutboxSettlement.Delivered(later, _clock.GetUtcNow())]));
        Assert.Equal(1, await _store.SettleAsync([OutboxSettlement.Delivered(earlier, _clock.GetUtcNow())]));
        Assert.Equal(new(0, 0, null), await _store.ReadFiguresAsync());
    }

    [Fact]
    public async Task A_relay_that_is_stopped_settles_what_it_handled_and_gives_back_the_rest()
    {
        await FilledAsync(leads: 7, eventsEach: 1);
        using CancellationTokenSource stop = new();
        _handler.OnHandled = _ =>
        {
            if (_handler.Handled.Count == 3)
            {
                stop.Cancel();
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Relay.RunAsync(stop.Token));
        _handler.OnHandled = _ => { };
        Assert.Equal(new RelayRun(4, 0, 0, 0), await Relay.DrainAsync());
        Assert.Equal(7, _handler.Ids.Distinct().Count());
        Assert.Equal(7, _handler.Attempts);
    }

    [Fact]
    public async Task A_lease_that_is_over_before_the_first_event_begins_nothing()
    {
        await FilledAsync(leads: 7, eventsEach: 1);
        RelayRun late = await new OutboxRelay(new Troubled(_store) { OnLeased = () => _clock.Advance(Options.LeaseDuration) }, [_handler], _clock, Options).RunOnceAsync();
        Assert.Equal(new RelayRun(0, 0, 0, 7), late);
        Assert.Equal(new RelayRun(7, 0, 0, 0), await Relay.DrainAsync());
        Assert.Equal(7, _handler.Attempts);
    }

    [Fact]
    public async Task What_this_version_cannot_read_is_a_dead_letter_at_once()
    {
        Foreign outbox = new(new OutboxMessage("x/1", Some.Guid(1), 1, Some.Start, """{"type":"invoice.paid","sequence":1}"""));
        Assert.Equal(new RelayRun(0, 0, 1, 0), await new OutboxRelay(outbox, [_handler], _clock).RunOnceAsync());
        Assert.Equal(OutboxVerdict.Dead, Assert.Single(outbox.Settled).Verdict);
        Assert.Equal(0, _handler.Attempts);
    }

    [Fact]
    public async Task Delivered_events_can_be_pruned_and_others_never()
    {
        Lead[] leads = await FilledAsync(leads: 4, eventsEach: 2);
        _handler.Fails = f => f.AggregateId == leads[0].Id.Value;
        await Relay.DrainAsync();
        Assert.Equal(0, await _store.PruneAsync(_clock.GetUtcNow()));
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(6, await _store.PruneAsync(_clock.GetUtcNow()));
        Assert.Equal([$"{leads[0].Id}/1", $"{leads[0].Id}/2"], _store.Outbox.Select(m => m.EventId));
        Assert.Equal(2, (await _store.ReadFiguresAsync()).Pending);
    }

    [Fact]
    public async Task Four_relays_at_once_deliver_10_000_events_each_exactly_once_and_in_order()
    {
        Lead[] leads = await FilledAsync(leads: 2500, eventsEach: 4);
        OutboxRelay[] relays = [.. Enumerable.Range(0, 4).Select(i => new OutboxRelay(_store, [_handler], _clock, new() { Name = $"r{i}" }))];
        RelayRun[] runs = await Task.WhenAll(relays.Select(r => Task.Run(async () =>
        {
            RelayRun total = default;
            while ((await _store.ReadFiguresAsync()).Pending > 0)
            {
                total += await r.DrainAsync();
            }

            return total;
        })));
        Assert.Equal(10_000, runs.Sum(r => r.Delivered));
        Assert.Equal(10_000, _handler.Handled.Count);
        Assert.Equal(10_000, _handler.Ids.Distinct().Count());
        ILookup<Guid, long> bySubject = _handler.Handled.ToLookup(f => f.AggregateId, f => f.Sequence);
        Assert.All(leads, l => Assert.Equal([1, 2, 3, 4], bySubject[l.Id.Value]));
    }

    private long[] SequencesOf(Lead lead) => [.. _handler.Handled.Where(f => f.AggregateId == lead.Id.Value).Select(f => f.Sequence)];

    private async Task<Lead[]> FilledAsync(int leads, int eventsEach)
    {
        Lead[] all = [.. Enumerable.Range(1, leads).Select(i => Some.PooledLead(i))];
        await _store.SaveAsync(all);
        for (int round = 2; round <= eventsEach; round++)
        {
            await using IUnitOfWork unit = _store.Begin();
            foreach (Lead lead in all)
            {
                lead.AssignTo(new($"u-{round}"), "turn", Some.Day(round)).EnsureSucceeded();
                unit.Leads.Update(lead);
            }

            await unit.CommitAsync();
        }

        return all;
    }

    /// <summary>An outbox where something happens after leasing or before settling.</summary>
    private sealed class Troubled(IOutbox inner) : IOutbox
    {
        public Action OnLeased { get; init; } = () => { };

        public Action OnSettling { get; init; } = () => { };

        public async Task<IReadOnlyList<OutboxDelivery>> LeaseAsync(OutboxLease lease, CancellationToken cancellationToken = default)
        {
            IReadOnlyList<OutboxDelivery> leased = await inner.LeaseAsync(lease, cancellationToken);
            OnLeased();
            return leased;
        }

        public Task<int> SettleAsync(IReadOnlyCollection<OutboxSettlement> settlements, CancellationToken cancellationToken = default)
        {
            OnSettling();
            return inner.SettleAsync(settlements, cancellationToken);
        }

        public IAsyncEnumerable<DeadLetter> ReadDeadLettersAsync(CancellationToken cancellationToken = default) => inner.ReadDeadLettersAsync(cancellationToken);

        public Task<bool> RedeliverAsync(string eventId, CancellationToken cancellationToken = default) => inner.RedeliverAsync(eventId, cancellationToken);

        public Task<OutboxFigures> ReadFiguresAsync(CancellationToken cancellationToken = default) => inner.ReadFiguresAsync(cancellationToken);

        public Task<int> PruneAsync(DateTimeOffset deliveredBefore, CancellationToken cancellationToken = default) => inner.PruneAsync(deliveredBefore, cancellationToken);
    }

    /// <summary>An outbox with one message that a later version wrote.</summary>
    private sealed class Foreign(OutboxMessage message) : IOutbox
    {
        public List<OutboxSettlement> Settled { get; } = [];

        public Task<IReadOnlyList<OutboxDelivery>> LeaseAsync(OutboxLease lease, CancellationToken cancellationToken = default) =>
            Task.FromResult<IReadOnlyList<OutboxDelivery>>([new OutboxDelivery(1, message, lease.Owner, lease.Until, 0)]);

        public Task<int> SettleAsync(IReadOnlyCollection<OutboxSettlement> settlements, CancellationToken cancellationToken = default)
        {
            Settled.AddRange(settlements);
            return Task.FromResult(settlements.Count);
        }

        public IAsyncEnumerable<DeadLetter> ReadDeadLettersAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<bool> RedeliverAsync(string eventId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<OutboxFigures> ReadFiguresAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<int> PruneAsync(DateTimeOffset deliveredBefore, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
