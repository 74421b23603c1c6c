using CrmCore.Persistence;

namespace CrmCore.Delivery;

/// <summary>
/// Makes a handler's effect happen once, however often its event comes and however many come at once: what it stages is written in one commit with the
/// note that it was done. That holds for what the unit of work writes, and in a host's own context for the host's rows too; a letter that was sent or a
/// call to another system can't be taken back by a commit. Thread-safe where its storage is.
/// </summary>
public sealed class Inbox
{
    private const int MaximumAttempts = 5;

    private readonly IUnitOfWorkFactory _storage;
    private readonly TimeProvider _clock;

    /// <summary>An inbox on some storage.</summary>
    /// <param name="storage">Where the effect and the note are written.</param>
    /// <param name="clock">Tells the time.</param>
    public Inbox(IUnitOfWorkFactory storage, TimeProvider clock)
    {
        _storage = Guard.Against.Null(storage);
        _clock = Guard.Against.Null(clock);
    }

    /// <summary>Does what a handler does about an event, unless it was done.</summary>
    /// <param name="handler">The handler's name, which must never change; at most 200 characters.</param>
    /// <param name="fact">The event.</param>
    /// <param name="effect">Stages the effect in a unit of work, which is committed afterwards. Called again with a new unit where others wrote first.</param>
    /// <param name="cancellationToken">Cancels it; nothing is written then.</param>
    /// <returns>Whether it was done now; false where it was done before.</returns>
    /// <exception cref="ConcurrencyConflictException">Others kept writing first; nothing was done.</exception>
    public async Task<bool> HandleOnceAsync(string handler, DomainEvent fact, Func<IUnitOfWork, CancellationToken, Task> effect, CancellationToken cancellationToken = default)
    {
        Guard.Against.Null(fact);
        Guard.Against.Null(effect);
        InboxEntryId id = InboxEntryId.Of(handler, fact.EventId);
        for (int attempt = 1; ; attempt++)
        {
            await using IUnitOfWork unit = _storage.Begin();
            try
            {
                if (await unit.Inbox.FindAsync(id, cancellationToken).ConfigureAwait(false) is not null)
                {
                    return false;
                }

                await effect(unit, cancellationToken).ConfigureAwait(false);
                unit.Inbox.Add(InboxEntry.Of(handler, fact.EventId, _clock.GetUtcNow()));
                await unit.CommitAsync(cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (ConcurrencyConflictException) when (attempt < MaximumAttempts)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }
}
