using CrmCore.Leads;
using CrmCore.Leads.Merging;
using CrmCore.Persistence;

namespace CrmCore.Merging;

/// <summary>Merges stored leads and undoes it, each in one commit, and follows the pointers of merged leads. Thread-safe where its storage is.</summary>
/// <param name="storage">The storage.</param>
/// <param name="clock">The clock.</param>
public sealed class LeadMergeService(IUnitOfWorkFactory storage, TimeProvider clock)
{
    private readonly IUnitOfWorkFactory _storage = Guard.Against.Null(storage);
    private readonly TimeProvider _clock = Guard.Against.Null(clock);

    /// <summary>What a merge would do, field by field. Changes nothing.</summary>
    /// <param name="leads">The leads; at least two.</param>
    /// <param name="choices">What a person decided.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task<LeadMergePreview> PreviewAsync(IReadOnlyList<LeadId> leads, MergeChoices? choices = null, CancellationToken cancellationToken = default)
    {
        await using IUnitOfWork unit = _storage.Begin();
        (List<Lead> found, List<Refusal> missing) = await FindAsync(unit, Guard.Against.Null(leads), cancellationToken).ConfigureAwait(false);
        return missing.Count > 0 ? new(missing) : LeadMerge.Preview(found, choices);
    }

    /// <summary>Merges leads in one commit.</summary>
    /// <param name="leads">The leads; at least two.</param>
    /// <param name="choices">What a person decided.</param>
    /// <param name="by">Who; null where no person does.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>What was done, or every reason against it.</returns>
    /// <exception cref="ConcurrencyConflictException">One of the leads was changed at the same time; nothing was written.</exception>
    public async Task<LeadMergePreview> MergeAsync(IReadOnlyList<LeadId> leads, MergeChoices? choices = null, UserId? by = null, CancellationToken cancellationToken = default)
    {
        await using IUnitOfWork unit = _storage.Begin();
        (List<Lead> found, List<Refusal> missing) = await FindAsync(unit, Guard.Against.Null(leads), cancellationToken).ConfigureAwait(false);
        LeadMergePreview merged = missing.Count > 0 ? new(missing) : LeadMerge.Apply(found, choices, _clock.GetUtcNow(), by);
        if (merged.Succeeded)
        {
            found.ForEach(unit.Leads.Update);
            await unit.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        return merged;
    }

    /// <summary>Undoes the last merge into a lead in one commit.</summary>
    /// <param name="survivor">The lead that the others were merged into.</param>
    /// <param name="by">Who; null where no person does.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>Done, or every reason against it.</returns>
    /// <exception cref="ConcurrencyConflictException">One of the leads was changed at the same time; nothing was written.</exception>
    public async Task<LeadChange> UndoAsync(LeadId survivor, UserId? by = null, CancellationToken cancellationToken = default)
    {
        await using IUnitOfWork unit = _storage.Begin();
        if (await unit.Leads.FindAsync(Guard.Against.Default(survivor), cancellationToken).ConfigureAwait(false) is not { } lead)
        {
            return LeadChange.Refused(NotFound(survivor));
        }

        LeadId[] losers = lead.Merges is [.., var last] ? [.. last.Merged.Select(m => m.Lead)] : [];
        (List<Lead> merged, _) = await FindAsync(unit, losers, cancellationToken).ConfigureAwait(false);
        LeadChange undone = LeadMerge.Undo(lead, merged, _clock.GetUtcNow(), by);
        if (undone.Succeeded)
        {
            merged.ForEach(unit.Leads.Update);
            unit.Leads.Update(lead);
            await unit.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        return undone;
    }

    /// <summary>The lead that stands for this one now: itself, or the one it was merged into, however often; null where there is none.</summary>
    /// <param name="lead">The lead that was asked for.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task<Lead?> ResolveAsync(LeadId lead, CancellationToken cancellationToken = default)
    {
        await using IUnitOfWork unit = _storage.Begin();
        Lead? found = await unit.Leads.FindAsync(Guard.Against.Default(lead), cancellationToken).ConfigureAwait(false);
        while (found is { Status: LeadStatus.Merged, MergedInto: { } next })
        {
            found = await unit.Leads.FindAsync(next, cancellationToken).ConfigureAwait(false);
        }

        return found;
    }

    private static async Task<(List<Lead> Found, List<Refusal> Missing)> FindAsync(IUnitOfWork unit, IEnumerable<LeadId> ids, CancellationToken cancellationToken)
    {
        List<Lead> found = [];
        List<Refusal> missing = [];
        foreach (LeadId id in ids.Distinct())
        {
            if (await unit.Leads.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } lead)
            {
                found.Add(lead);
            }
            else
            {
                missing.Add(NotFound(id));
            }
        }

        return (found, missing);
    }

    private static Refusal NotFound(LeadId id) => new("lead.not-found", ("lead", id));
}
