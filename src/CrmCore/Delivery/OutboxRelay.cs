using System.Text.Json;
using CrmCore.Persistence;

namespace CrmCore.Delivery;

/// <summary>What one run of a relay did.</summary>
/// <param name="Delivered">How many events were delivered.</param>
/// <param name="Failed">How many failed and are to be tried again.</param>
/// <param name="Dead">How many failed and were given up.</param>
/// <param name="Released">How many were leased and not tried, because the relay was stopped or half the lease was used up.</param>
public readonly record struct RelayRun(int Delivered, int Failed, int Dead, int Released)
{
    /// <summary>How many were leased.</summary>
    public int Leased => Delivered + Failed + Dead + Released;

    /// <summary>Both together.</summary>
    public static RelayRun operator +(RelayRun left, RelayRun right) =>
        new(left.Delivered + right.Delivered, left.Failed + right.Failed, left.Dead + right.Dead, left.Released + right.Released);
}

/// <summary>
/// Hands the events of an outbox to the host's handlers: each at least once, those of one aggregate in order. An event that fails is tried again later and
/// later, and holds back the later ones of its aggregate meanwhile; after <see cref="RelayOptions.MaximumAttempts"/> it becomes a dead letter and they go on.
/// Several relays, in one process or in many, share an outbox without double work: nothing is delivered twice unless a relay dies between handling and
/// settling, or the handlers of one event take longer than half the lease and ignore that they are cancelled when it ends. Thread-safe where its outbox is.
/// </summary>
public sealed class OutboxRelay
{
    private readonly IOutbox _outbox;
    private readonly IDomainEventHandler[] _handlers;
    private readonly TimeProvider _clock;
    private readonly RelayOptions _options;

    /// <summary>A relay.</summary>
    /// <param name="outbox">Where the events are.</param>
    /// <param name="handlers">Who handles them, one after the other in this order. Without any, every event counts as delivered.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="options">How it works; <see cref="RelayOptions.Default"/> where null.</param>
    public OutboxRelay(IOutbox outbox, IEnumerable<IDomainEventHandler> handlers, TimeProvider clock, RelayOptions? options = null)
    {
        _outbox = Guard.Against.Null(outbox);
        _handlers = [.. Guard.Against.Null(handlers)];
        _clock = Guard.Against.Null(clock);
        _options = options ?? RelayOptions.Default;
    }

    /// <summary>Delivers until it is cancelled, and waits where nothing is due. What was handled before the cancellation is settled.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled: the only end without a fault.</exception>
    /// <exception cref="Exception">Storage failed. Nothing is lost: run again.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        long measured = 0;
        while (true)
        {
            if (measured == 0 || _clock.GetElapsedTime(measured) >= _options.FiguresInterval)
            {
                measured = _clock.GetTimestamp();
                RelayMeter.Measure(await _outbox.ReadFiguresAsync(cancellationToken).ConfigureAwait(false), _clock.GetUtcNow());
            }

            if ((await RunOnceAsync(cancellationToken).ConfigureAwait(false)).Leased == 0)
            {
                await Task.Delay(_options.PollInterval, _clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Delivers batch after batch until nothing is due.</summary>
    /// <returns>What was done in all.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled. What was handled before is settled.</exception>
    public async Task<RelayRun> DrainAsync(CancellationToken cancellationToken = default)
    {
        RelayRun total = default;
        RelayRun run;
        do
        {
            run = await RunOnceAsync(cancellationToken).ConfigureAwait(false);
            total += run;
        }
        while (run.Leased > 0);
        return total;
    }

    /// <summary>Delivers one batch.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled. What was handled before is settled.</exception>
    public async Task<RelayRun> RunOnceAsync(CancellationToken cancellationToken = default)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        OutboxLease lease = new($"{_options.Name}/{Guid.CreateVersion7(now):N}", _options.BatchSize, now, _options.LeaseDuration);
        List<OutboxSettlement> settlements = [];
        foreach (OutboxDelivery delivery in await _outbox.LeaseAsync(lease, cancellationToken).ConfigureAwait(false))
        {
            // With half the lease used up the rest goes back, so that what was done is settled while the lease still holds.
            bool isLate = settlements.Count > 0 && delivery.LeasedUntil - _clock.GetUtcNow() <= _options.LeaseDuration / 2;
            settlements.Add(isLate ? OutboxSettlement.Released(delivery, _clock.GetUtcNow()) : await DeliverAsync(delivery, cancellationToken).ConfigureAwait(false));
        }

        if (settlements.Count > 0)
        {
            await _outbox.SettleAsync(settlements, CancellationToken.None).ConfigureAwait(false);
            RelayMeter.Count(settlements);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new(CountOf(OutboxVerdict.Delivered), CountOf(OutboxVerdict.Failed), CountOf(OutboxVerdict.Dead), CountOf(OutboxVerdict.Released));

        int CountOf(OutboxVerdict verdict) => settlements.Count(s => s.Verdict == verdict);
    }

    private async Task<OutboxSettlement> DeliverAsync(OutboxDelivery delivery, CancellationToken cancellationToken)
    {
        TimeSpan left = delivery.LeasedUntil - _clock.GetUtcNow();
        if (left <= TimeSpan.Zero || cancellationToken.IsCancellationRequested)
        {
            return OutboxSettlement.Released(delivery, _clock.GetUtcNow());
        }

        using CancellationTokenSource leaseEnd = new(left, _clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(leaseEnd.Token, cancellationToken);
        try
        {
            DomainEvent fact = delivery.Message.ToEvent();
            foreach (IDomainEventHandler handler in _handlers)
            {
                await handler.HandleAsync(fact, either.Token).ConfigureAwait(false);
            }

            return OutboxSettlement.Delivered(delivery, _clock.GetUtcNow());
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return OutboxSettlement.Released(delivery, _clock.GetUtcNow());
        }
        catch (Exception failure)
        {
            return Failed(delivery, failure);
        }
    }

    private OutboxSettlement Failed(OutboxDelivery delivery, Exception failure)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        string error = $"{failure.GetType().FullName}: {failure.Message}";
        int failures = delivery.Failures + 1;
        return failures >= _options.MaximumAttempts || (failure is JsonException && !IsReadable(delivery.Message))
            ? OutboxSettlement.Dead(delivery, now, error)
            : OutboxSettlement.Failed(delivery, now, error, now + _options.DelayAfter(failures));
    }

    /// <summary>An event that this version can't read will not be readable after a while either.</summary>
    private static bool IsReadable(OutboxMessage message)
    {
        try
        {
            message.ToEvent();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
