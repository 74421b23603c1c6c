using System.Runtime.CompilerServices;
using CrmCore.Leads;
using CrmCore.Persistence;

namespace CrmCore.Pools;

/// <summary>
/// Does something with each of a stream of leads, so many to a commit. Where somebody else writes one of a batch meanwhile, nothing of the batch is written and
/// its leads are taken one by one, each judged again until its commit goes through.
/// </summary>
internal sealed class LeadBatches(IUnitOfWorkFactory storage, int size)
{
    /// <summary>What came of the leads for which there was something to do; of each batch after its commit.</summary>
    /// <param name="leads">The leads.</param>
    /// <param name="stage">Reads a lead in the unit of work, decides, stages what it changes; null where there is nothing to do.</param>
    /// <param name="cancellationToken">Stops before the next commit.</param>
    public async IAsyncEnumerable<T> RunAsync<T>(
        IAsyncEnumerable<LeadSnapshot> leads, Func<IUnitOfWork, LeadId, CancellationToken, Task<T?>> stage, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        List<LeadId> batch = new(size);
        await foreach (LeadSnapshot lead in leads.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            batch.Add(lead.Id);
            if (batch.Count == size)
            {
                foreach (T done in await CommitAsync(batch, stage, cancellationToken).ConfigureAwait(false))
                {
                    yield return done;
                }

                batch.Clear();
            }
        }

        foreach (T done in await CommitAsync(batch, stage, cancellationToken).ConfigureAwait(false))
        {
            yield return done;
        }
    }

    private async Task<List<T>> CommitAsync<T>(List<LeadId> batch, Func<IUnitOfWork, LeadId, CancellationToken, Task<T?>> stage, CancellationToken cancellationToken)
        where T : class
    {
        if (batch.Count == 0)
        {
            return [];
        }

        try
        {
            return await TryAsync(batch, stage, cancellationToken).ConfigureAwait(false);
        }
        catch (ConcurrencyConflictException)
        {
            List<T> done = [];
            foreach (LeadId lead in batch)
            {
                done.AddRange(await PoolLimits.RetryAsync(token => TryAsync([lead], stage, token), cancellationToken).ConfigureAwait(false));
            }

            return done;
        }
    }

    private async Task<List<T>> TryAsync<T>(List<LeadId> batch, Func<IUnitOfWork, LeadId, CancellationToken, Task<T?>> stage, CancellationToken cancellationToken)
        where T : class
    {
        List<T> done = [];
        await using IUnitOfWork unit = storage.Begin();
        foreach (LeadId lead in batch)
        {
            if (await stage(unit, lead, cancellationToken).ConfigureAwait(false) is { } one)
            {
                done.Add(one);
            }
        }

        await unit.CommitAsync(cancellationToken).ConfigureAwait(false);
        return done;
    }
}
