using CrmCore.Delivery;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Persistence;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Delivery;

public class InboxTests
{
    private readonly InMemoryStore _store = new();
    private readonly TestClock _clock = new();

    private Inbox Inbox => new(_store, _clock);

    [Fact]
    public async Task An_effect_happens_once_however_often_its_event_comes()
    {
        DomainEvent fact = await CapturedAsync();
        Assert.True(await Inbox.HandleOnceAsync("notes", fact, Effect(2)));
        Assert.False(await Inbox.HandleOnceAsync("notes", fact, Effect(3)));
        Assert.True(await Inbox.HandleOnceAsync("other", fact, Effect(4)));
        Assert.Equal([1, 2, 4], await NumbersAsync());
        await using IUnitOfWork unit = _store.Begin();
        InboxEntry entry = (await unit.Inbox.FindAsync(InboxEntryId.Of("notes", fact.EventId)))!;
        Assert.Equal(("notes", fact.EventId, _clock.GetUtcNow(), 1), (entry.Handler, entry.EventId, entry.HandledAt, entry.Version));
        Assert.Equal(entry.ToSnapshot(), InboxEntrySnapshot.FromJson(entry.ToSnapshot().ToJson()));
    }

    [Fact]
    public async Task An_effect_that_fails_is_not_noted_and_leaves_nothing()
    {
        DomainEvent fact = await CapturedAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Inbox.HandleOnceAsync("notes", fact, async (unit, token) =>
        {
            await Effect(2)(unit, token);
            throw new InvalidOperationException();
        }));
        Assert.Equal([1], await NumbersAsync());
        Assert.True(await Inbox.HandleOnceAsync("notes", fact, Effect(2)));
    }

    [Fact]
    public async Task Sixteen_at_once_give_one_effect()
    {
        DomainEvent fact = await CapturedAsync();
        bool[] done = await Task.WhenAll(Enumerable.Range(2, 16).Select(i => Task.Run(() => Inbox.HandleOnceAsync("notes", fact, Effect(i)))));
        Assert.Single(done, d => d);
        Assert.Equal([1, 2 + Array.IndexOf(done, true)], await NumbersAsync());
    }

    [Fact]
    public async Task With_the_inbox_a_relay_killed_again_and_again_has_its_effects_once()
    {
        await _store.SaveAsync([.. Enumerable.Range(1, 20).Select(i => Some.PooledLead(i))]);
        int calls = 0;
        IDomainEventHandler handler = DomainEventHandler.For<LeadCaptured>(async (fact, token) =>
        {
            if (fact.Lead.Value.ToByteArray()[0] > 20)
            {
                return;
            }

            calls++;
            await Inbox.HandleOnceAsync("copy", fact, Effect(100 + fact.Lead.Value.ToByteArray()[0]), token);
            if (calls % 3 == 0)
            {
                throw new IOException("killed after the effect");
            }
        });
        OutboxRelay relay = new(_store, [handler], _clock);
        for (int i = 0; i < 10; i++)
        {
            await relay.RunOnceAsync();
            _clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.True(calls > 25);
        Assert.Equal([.. Enumerable.Range(1, 20), .. Enumerable.Range(101, 20)], await NumbersAsync());
    }

    [Fact]
    public async Task A_handler_has_a_name() =>
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Inbox.HandleOnceAsync(" ", await CapturedAsync(), Effect(2)));

    private static Func<IUnitOfWork, CancellationToken, Task> Effect(int number) => (unit, _) =>
    {
        unit.Leads.Add(Some.PooledLead(number));
        return Task.CompletedTask;
    };

    private async Task<DomainEvent> CapturedAsync()
    {
        Lead lead = Some.PooledLead(1);
        DomainEvent fact = lead.PendingEvents[0];
        await _store.SaveAsync(lead);
        return fact;
    }

    private Task<List<int>> NumbersAsync() => _store.ReadLeadsAsync().Select(l => BitConverter.ToInt32(l.Id.Value.ToByteArray(), 0)).Order().ToListAsync().AsTask();
}
