using CrmCore.Persistence;

namespace CrmCore.Conversion;

/// <content>Many at once.</content>
public sealed partial class ConversionService
{
    /// <summary>Converts many leads. Sent again, it finishes what was not done and gives the first results for what was.</summary>
    /// <param name="requests">The requests, in the order in which they are tried.</param>
    /// <param name="atomicity">How many succeed or fail together; null means batches of 500.</param>
    /// <param name="cancellationToken">Cancels before the next commit; what was committed stays.</param>
    /// <returns>A result for each request, in their order.</returns>
    /// <exception cref="ArgumentException">A request is not one that <see cref="ConvertAsync(ConversionRequest, CancellationToken)"/> would take; nothing was done.</exception>
    /// <exception cref="ConcurrencyConflictException">Others kept writing first.</exception>
    public async Task<IReadOnlyList<ConversionResult>> ConvertAllAsync(
        IReadOnlyList<ConversionRequest> requests, ConversionAtomicity? atomicity = null, CancellationToken cancellationToken = default)
    {
        foreach (ConversionRequest request in Guard.Against.Null(requests))
        {
            Check(request);
        }

        atomicity ??= ConversionAtomicity.Batches();
        if (atomicity == ConversionAtomicity.All)
        {
            return await RetryAsync(() => ConvertWholeAsync(new HashSet<Guid>(), requests.Count, (i, _) => requests[i], cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        List<ConversionResult> results = new(requests.Count);
        foreach (ConversionRequest[] batch in requests.Chunk(atomicity.BatchSize))
        {
            results.AddRange(await ConvertBatchAsync(batch, cancellationToken).ConfigureAwait(false));
        }

        return results;
    }

    /// <summary>
    /// Converts several leads into one opportunity, in one commit: the first creates it or is attached as it says, the others are attached to it with what they
    /// know. They share the request key, the account and the owner; each brings a contact of its own.
    /// </summary>
    /// <param name="first">The request for the first lead.</param>
    /// <param name="others">The other leads.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>A result for each lead, the first's first. Where one is refused nothing is done, and the others say so.</returns>
    /// <exception cref="ArgumentException">The request is wrong or wants no opportunity, or a lead is named twice or is <c>default</c>.</exception>
    /// <exception cref="ConcurrencyConflictException">Others kept writing first; nothing was done.</exception>
    public Task<IReadOnlyList<ConversionResult>> ConvertTogetherAsync(
        ConversionRequest first, IReadOnlyList<LeadId> others, CancellationToken cancellationToken = default)
    {
        Check(first);
        Guard.Against.Null(others);
        if (first.Opportunity.IsNone)
        {
            throw new ArgumentException("Leads become one opportunity, so there must be one.", nameof(first));
        }

        HashSet<Guid> together = [first.Lead.Value];
        foreach (LeadId other in others)
        {
            if (!together.Add(Guard.Against.Default(other, nameof(others)).Value))
            {
                throw new ArgumentException($"Lead {other} is named twice.", nameof(others));
            }
        }

        return RetryAsync(() => ConvertWholeAsync(together, others.Count + 1, (i, done) => i == 0 ? first : Beside(first, others[i - 1], done[0]), cancellationToken), cancellationToken);
    }

    /// <summary>The request for another lead of the same opportunity.</summary>
    private static ConversionRequest Beside(ConversionRequest first, LeadId other, ConversionResult leading) => new(other, first.RequestKey, first.By)
    {
        Account = leading.Conversion?.Account is { } account ? ConversionTarget<AccountId>.Link(account) : ConversionTarget<AccountId>.None,
        Opportunity = leading.Conversion?.Opportunity is { } opportunity ? ConversionTarget<OpportunityId>.Link(opportunity) : default,
        Owner = first.Owner,
        OverrideReason = first.OverrideReason,
    };

    private async Task<IReadOnlyList<ConversionResult>> ConvertBatchAsync(ConversionRequest[] batch, CancellationToken cancellationToken)
    {
        if (batch.Length > 1)
        {
            try
            {
                await using ConversionDesk desk = new(_storage.Begin(), _duplicates);
                await desk.ExpectAsync(batch, cancellationToken).ConfigureAwait(false);
                List<ConversionResult> results = new(batch.Length);
                foreach (ConversionRequest request in batch)
                {
                    results.Add(await ConvertAsync(desk, request, null, cancellationToken).ConfigureAwait(false));
                }

                await desk.CommitAsync(cancellationToken).ConfigureAwait(false);
                return results;
            }
            catch (ConcurrencyConflictException)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        List<ConversionResult> singles = new(batch.Length);
        foreach (ConversionRequest request in batch)
        {
            singles.Add(await ConvertAsync(request, cancellationToken).ConfigureAwait(false));
        }

        return singles;
    }

    /// <summary>Converts all in one commit; where one is refused, none.</summary>
    private async Task<IReadOnlyList<ConversionResult>> ConvertWholeAsync(
        IReadOnlySet<Guid> together, int count, Func<int, List<ConversionResult>, ConversionRequest> request, CancellationToken cancellationToken)
    {
        await using ConversionDesk desk = new(_storage.Begin(), _duplicates) { Together = together };
        List<ConversionResult> results = new(count);
        for (int i = 0; i < count; i++)
        {
            results.Add(await ConvertAsync(desk, request(i, results), null, cancellationToken).ConfigureAwait(false));
        }

        if (results.TrueForAll(r => r.Succeeded))
        {
            await desk.CommitAsync(cancellationToken).ConfigureAwait(false);
            return results;
        }

        int refused = results.Count(r => !r.Succeeded);
        return [.. results.Select(r => r.Succeeded && !r.IsRepeat ? new(r.Plan, [new Refusal("conversion.others-refused", ("refused", refused))]) : r)];
    }
}
