using System.Collections.Concurrent;
using System.Threading.Channels;
using CrmCore.Leads;
using CrmCore.Persistence;
using CrmCore.Pools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WorkerSample;

namespace CrmCore.EntityFrameworkCore.Tests.Docs;

/// <summary>The sample docs/samples/worker: months of nights in a moment.</summary>
public sealed class WorkerSampleTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly NightClock _clock = new(Start);
    private readonly SentReminders _reminders = new();

    public void Dispose() => _folder.Dispose();

    // docs:begin worker-test
    [Fact]
    public async Task Leads_are_reminded_of_and_recycled_at_night()
    {
        using IHost host = Host();
        LeadId lead = await ClaimedLeadAsync(host);
        await host.StartAsync();
        await _clock.SleepUntilAsync(Start.AddDays(28));   // the pool keeps a lead for 30 days and reminds 3 days before
        Assert.Equal(1, _reminders.Sent);
        Assert.Equal(new UserId("anna"), (await ReadAsync(host, lead)).Owner);

        await _clock.SleepUntilAsync(Start.AddDays(32));
        await host.StopAsync();
        Assert.Equal(Pool.Default.Id, (await ReadAsync(host, lead)).Pool);
        Assert.Equal(1, _reminders.Sent);
    }
    // docs:end worker-test

    [Fact]
    public async Task A_night_wakes_and_protects_and_a_second_one_finds_nothing_to_do()
    {
        using IHost host = Host();
        IUnitOfWorkFactory storage = host.Services.GetRequiredService<IUnitOfWorkFactory>();
        await using IUnitOfWork unit = storage.Begin();
        Lead sleeping = Capture(Custody.OwnedBy(new("bo")));
        sleeping.Nurture(Start.AddDays(1), Start).EnsureSucceeded();
        unit.Leads.Add(sleeping);
        await unit.CommitAsync();

        NightResult first = await NightAsync(host, Start.AddDays(2));
        NightResult second = await NightAsync(host, Start.AddDays(2));

        Assert.Equal((1, 1, 0, 0), (first.Woken, first.Protected, first.Recycled, first.Reminded));
        Assert.True(first.Relayed.Delivered > 0);
        Assert.Equal(new NightResult(0, 0, 0, 0, default), second);
    }

    [Fact]
    public async Task A_night_that_fails_is_made_up_for_by_the_next()
    {
        using IHost host = Host();
        LeadId lead = await ClaimedLeadAsync(host);
        _reminders.FailsFor = 1;
        await host.StartAsync();
        await _clock.SleepUntilAsync(Start.AddDays(29));
        await host.StopAsync();
        Assert.Equal((1, 1), (_reminders.Sent, _reminders.Failed));
        Assert.Equal(new UserId("anna"), (await ReadAsync(host, lead)).Owner);
    }

    private IHost Host()
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Services.AddNightlyWork(_folder.File("worker.db"));
        builder.Services.AddSingleton<IReminders>(_reminders);
        builder.Logging.ClearProviders();
        return builder.Build();
    }

    private async Task<LeadId> ClaimedLeadAsync(IHost host)
    {
        IUnitOfWorkFactory storage = host.Services.GetRequiredService<IUnitOfWorkFactory>();
        await using IUnitOfWork unit = storage.Begin();
        Lead lead = Capture(Custody.InPool(Pool.Default.Id));
        unit.Leads.Add(lead);
        await unit.CommitAsync();
        (await host.Services.GetRequiredService<PoolService>().ClaimAsync(lead.Id, Pool.Default, new("anna"))).EnsureSucceeded();
        return lead.Id;
    }

    private Lead Capture(Custody custody) => Lead.Capture(LeadId.New(_clock), new() { Company = "Blau Logistik GmbH" }, LeadSource.Web, custody, Start);

    private static async Task<NightResult> NightAsync(IHost host, DateTimeOffset at)
    {
        await using AsyncServiceScope scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Night>().RunAsync(at, CancellationToken.None);
    }

    private static async Task<Lead> ReadAsync(IHost host, LeadId id)
    {
        await using IUnitOfWork unit = host.Services.GetRequiredService<IUnitOfWorkFactory>().Begin();
        return (await unit.Leads.FindAsync(id))!;
    }

    private sealed class SentReminders : IReminders
    {
        private readonly ConcurrentDictionary<string, UserId> _sent = new(StringComparer.Ordinal);

        public int Sent => _sent.Count;

        public int Failed { get; private set; }

        public int FailsFor { get; set; }

        public Task RemindAsync(string eventId, UserId owner, LeadId lead, DateTimeOffset recycleAt, CancellationToken cancellationToken)
        {
            if (Failed < FailsFor)
            {
                Failed++;
                throw new IOException("The mail server is down.");
            }

            return _sent.TryAdd(eventId, owner) ? Task.CompletedTask : throw new InvalidOperationException($"{eventId} came twice.");
        }
    }

    /// <summary>A clock that goes on only when its user sleeps: from one long sleep to the next.</summary>
    private sealed class NightClock(DateTimeOffset now) : TimeProvider
    {
        private readonly Channel<Sleep> _sleeps = Channel.CreateUnbounded<Sleep>();
        private Sleep? _current;

        public override DateTimeOffset GetUtcNow() => now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Sleep sleep = new(() => callback(state), now + dueTime);
            if (dueTime > TimeSpan.FromHours(1))
            {
                _sleeps.Writer.TryWrite(sleep);
            }

            return sleep;
        }

        /// <summary>Lets night after night pass until the next one would begin after an instant.</summary>
        public async Task SleepUntilAsync(DateTimeOffset instant)
        {
            using CancellationTokenSource limit = new(TimeSpan.FromMinutes(1));
            _current ??= await _sleeps.Reader.ReadAsync(limit.Token);
            while (_current.Until <= instant)
            {
                now = _current.Until;
                _current.WakeUp();
                _current = await _sleeps.Reader.ReadAsync(limit.Token);
            }
        }

        private sealed class Sleep(Action wakeUp, DateTimeOffset until) : ITimer
        {
            public DateTimeOffset Until => until;

            public void WakeUp() => wakeUp();

            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
