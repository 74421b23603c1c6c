using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;

namespace CrmCore.Pools;

/// <summary>How a transfer is done.</summary>
public sealed record TransferOptions
{
    /// <summary>Whether the open opportunities of the former owner that name the lead go along.</summary>
    public bool WithOpportunities { get; init; } = true;

    /// <summary>Whether the protection starts anew; null means as the pool says.</summary>
    public bool? RestartsProtection { get; init; }
}

/// <summary>Gives a lead from one owner to another, with what goes along, in one commit. The capacity of the new owner holds. Thread-safe where its storage is.</summary>
public sealed class TransferService
{
    private readonly IUnitOfWorkFactory _storage;
    private readonly ILeadLoadReader _loads;
    private readonly IOpportunityReader _opportunities;
    private readonly PipelineCatalog _pipelines;
    private readonly TimeProvider _clock;

    /// <summary>A service on some storage.</summary>
    public TransferService(IUnitOfWorkFactory storage, ILeadLoadReader loads, IOpportunityReader opportunities, PipelineCatalog pipelines, TimeProvider clock)
    {
        _storage = Guard.Against.Null(storage);
        _loads = Guard.Against.Null(loads);
        _opportunities = Guard.Against.Null(opportunities);
        _pipelines = Guard.Against.Null(pipelines);
        _clock = Guard.Against.Null(clock);
    }

    /// <summary>Transfers a lead.</summary>
    /// <param name="id">The lead.</param>
    /// <param name="pool">The pool whose rules apply: the one that the lead belongs to, where it belongs to any.</param>
    /// <param name="to">Who gets it: a member.</param>
    /// <param name="by">The owner, or an admin of that pool.</param>
    /// <param name="options">What goes along; null for the defaults.</param>
    /// <param name="cancellationToken">Stops it before it is written.</param>
    /// <returns>Done, with the opportunities that went along and those that could not; or every rule against it.</returns>
    /// <exception cref="ConcurrencyConflictException">Storage reported conflicts without end.</exception>
    public Task<TransferResult> TransferAsync(LeadId id, Pool pool, UserId to, UserId by, TransferOptions? options = null, CancellationToken cancellationToken = default)
    {
        Guard.Against.Default(id);
        Guard.Against.Null(pool);
        Guard.Against.Default(to);
        Guard.Against.Default(by);
        return PoolLimits.RetryAsync(token => TryTransferAsync(id, pool, to, by, options ?? new(), token), cancellationToken);
    }

    private async Task<TransferResult> TryTransferAsync(LeadId id, Pool pool, UserId to, UserId by, TransferOptions options, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = _storage.Begin();
        if (await unit.Leads.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } lead)
        {
            return new([PoolLimits.NotFound(id)], id);
        }

        DateTimeOffset now = _clock.GetUtcNow();
        UserId? from = lead.Owner;
        OwnerLedger ledger = await PoolLimits.LedgerAsync(unit, to, cancellationToken).ConfigureAwait(false);
        List<Refusal> refusals = PoolLimits.Collect(
            PoolLimits.NotTheirs(lead, pool, by),
            from is null ? new Refusal("pool.no-owner", ("lead", id), ("custody", lead.Custody)) : null,
            PoolLimits.NotAMember(pool, to),
            from == to ? null : await PoolLimits.CapacityAsync(_loads, pool, to, cancellationToken).ConfigureAwait(false));
        bool restarts = options.RestartsProtection ?? !pool.Definition.Protection.RunsOnAfterTransfer;
        LeadProtection? protection = restarts || lead.Protection is null ? pool.ProtectionFrom(now) : lead.Protection;
        refusals.AddRange(lead.AssignTo(to, "transferred", now, by, protection).Refusals);
        if (refusals.Count > 0)
        {
            return new(refusals, id);
        }

        (List<OpportunityId> along, List<LeftBehind> left) = options.WithOpportunities ? await TakeAlongAsync(unit, id, from!.Value, to, now, by, cancellationToken).ConfigureAwait(false) : ([], []);
        ledger.RecordAssigned(DateOnly.FromDateTime(now.UtcDateTime));
        unit.Leads.Update(lead);
        PoolLimits.Stage(unit, ledger);
        await unit.CommitAsync(cancellationToken).ConfigureAwait(false);
        return new([], id) { Protection = protection, Opportunities = along, LeftBehind = left };
    }

    private async Task<(List<OpportunityId> Along, List<LeftBehind> Left)> TakeAlongAsync(
        IUnitOfWork unit, LeadId id, UserId from, UserId to, DateTimeOffset now, UserId by, CancellationToken cancellationToken)
    {
        List<OpportunityId> along = [];
        List<LeftBehind> left = [];
        OpportunityQuery query = new() { SourceLead = id, Owner = from, Kinds = new HashSet<StageKind> { StageKind.Open } };
        await foreach (OpportunitySnapshot snapshot in _opportunities.ReadOpportunitiesAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (await unit.Opportunities.FindAsync(snapshot.Id, cancellationToken).ConfigureAwait(false) is not { } opportunity)
            {
                continue;
            }

            IReadOnlyList<Refusal> refusals = _pipelines.TryGet(opportunity.Pipeline, out Pipeline? pipeline)
                ? opportunity.AssignTo(to, pipeline, now, by).Refusals
                : [new Refusal("opportunity.other-pipeline", ("pipeline", opportunity.Pipeline), ("expected", string.Join(", ", _pipelines.All)))];
            if (refusals.Count > 0)
            {
                left.Add(new(opportunity.Id, refusals));
                continue;
            }

            unit.Opportunities.Update(opportunity);
            along.Add(opportunity.Id);
        }

        return (along, left);
    }
}
