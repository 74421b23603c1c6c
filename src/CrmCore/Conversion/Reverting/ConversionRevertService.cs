using CrmCore.Conversion.Checks;
using CrmCore.Conversion.Policies;
using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.Conversion.Reverting;

/// <summary>
/// Takes conversions back, each in one commit: what was created is removed while it is as it was and nothing else uses it, what was linked gets its former values where
/// they are unchanged, the lead is what it was before and keeps a record. It can then be converted again by a new request. Thread-safe where its storage is.
/// </summary>
/// <param name="storage">Where leads and what they became are kept.</param>
/// <param name="leads">Reads other leads that were converted into the same.</param>
/// <param name="opportunities">Reads other opportunities of what was created.</param>
/// <param name="customers">Reads other contacts of what was created.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="policy">Who may revert, and for how long; null means <see cref="ConversionPolicy.Default"/>.</param>
/// <param name="duplicates">Learns that the lead is open again, what is gone, and what has its former values; null for none.</param>
public sealed class ConversionRevertService(
    IUnitOfWorkFactory storage,
    ILeadReader leads,
    IOpportunityReader opportunities,
    ICustomerReader customers,
    TimeProvider clock,
    ConversionPolicy? policy = null,
    IDuplicateSearch? duplicates = null)
{
    private readonly RecordUses _uses = new(Guard.Against.Null(leads), Guard.Against.Null(opportunities), Guard.Against.Null(customers));
    private readonly IUnitOfWorkFactory _storage = Guard.Against.Null(storage);
    private readonly TimeProvider _clock = Guard.Against.Null(clock);
    private readonly ConversionPolicy _policy = policy ?? ConversionPolicy.Default;

    /// <summary>What a revert would undo and leave. Changes nothing: the lead is still converted afterwards.</summary>
    /// <returns>The record that a revert would write, with <see cref="RevertResult.IsPlan"/>, or every reason against it.</returns>
    /// <exception cref="ArgumentException">An id is <c>default</c>.</exception>
    public async Task<RevertResult> PlanAsync(RevertRequest request, CancellationToken cancellationToken = default)
    {
        Check(request);
        await using IUnitOfWork unit = _storage.Begin();
        return (await RevertAsync(unit, request, cancellationToken).ConfigureAwait(false)).Result with { IsPlan = true };
    }

    /// <summary>Reverts a conversion.</summary>
    /// <returns>The record of it, or every reason against it.</returns>
    /// <exception cref="ArgumentException">An id is <c>default</c>.</exception>
    /// <exception cref="ConcurrencyConflictException">The lead or what it became was changed or linked at the same time; nothing was written.</exception>
    public async Task<RevertResult> RevertAsync(RevertRequest request, CancellationToken cancellationToken = default)
    {
        Check(request);
        await using IUnitOfWork unit = _storage.Begin();
        (RevertResult result, Reversion? reversion) = await RevertAsync(unit, request, cancellationToken).ConfigureAwait(false);
        if (result.Reversal is not null)
        {
            await unit.CommitAsync(cancellationToken).ConfigureAwait(false);
            if (duplicates is not null)
            {
                reversion!.Tell(duplicates);
            }
        }

        return result;
    }

    private static void Check(RevertRequest request)
    {
        Guard.Against.Null(request);
        Guard.Against.Default(request.Lead, nameof(request));
        Guard.Against.Default(request.By, nameof(request));
    }

    private async Task<(RevertResult Result, Reversion? Reversion)> RevertAsync(IUnitOfWork unit, RevertRequest request, CancellationToken cancellationToken)
    {
        if (await unit.Leads.FindAsync(request.Lead, cancellationToken).ConfigureAwait(false) is not { } lead)
        {
            return (new([new Refusal("conversion.lead-not-found", ("lead", request.Lead))]), null);
        }

        DateTimeOffset at = _clock.GetUtcNow();
        IReadOnlyList<Refusal> refusals = [.. RevertBlockers.Of(lead, request, _policy, at)];
        if (lead is not { ConversionTrace: not null, Conversion: { } conversion })
        {
            return (new(refusals), null);
        }

        Reversion reversion = new(unit, _uses, lead, request, RevertBlockers.IsLate(conversion, _policy, at), at);
        return (await reversion.RunAsync(refusals, cancellationToken).ConfigureAwait(false), reversion);
    }
}
