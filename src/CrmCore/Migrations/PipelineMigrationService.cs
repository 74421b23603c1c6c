using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;

namespace CrmCore.Migrations;

/// <summary>
/// Takes the opportunities of one version of a pipeline to another: previewed, in batches, and again without harm. A run that was broken off is resumed
/// by running it again, because what was migrated is passed over. Thread-safe where its storage is.
/// </summary>
public sealed class PipelineMigrationService
{
    private const int Attempts = 5;

    private readonly IUnitOfWorkFactory _storage;
    private readonly IOpportunityReader _reader;
    private readonly PipelineCatalog _pipelines;
    private readonly TimeProvider _clock;

    /// <summary>A service on some storage.</summary>
    /// <param name="storage">Where opportunities are kept.</param>
    /// <param name="reader">Reads them in bulk.</param>
    /// <param name="pipelines">The pipelines, both of each migration among them.</param>
    /// <param name="clock">Tells the time.</param>
    public PipelineMigrationService(IUnitOfWorkFactory storage, IOpportunityReader reader, PipelineCatalog pipelines, TimeProvider clock)
    {
        _storage = Guard.Against.Null(storage);
        _reader = Guard.Against.Null(reader);
        _pipelines = Guard.Against.Null(pipelines);
        _clock = Guard.Against.Null(clock);
    }

    /// <summary>Tells what a migration would do, and changes nothing.</summary>
    /// <exception cref="DefinitionException">The migration does not fit its pipelines; every defect is listed.</exception>
    /// <exception cref="KeyNotFoundException">One of its pipelines is not in the catalog.</exception>
    public async Task<MigrationPreview> PreviewAsync(PipelineMigration migration, CancellationToken cancellationToken = default)
    {
        Check(migration);
        Dictionary<(string, string), int> counts = [];
        int done = 0;
        await foreach (OpportunitySnapshot opportunity in _reader.ReadOpportunitiesAsync(null, cancellationToken).ConfigureAwait(false))
        {
            done += opportunity.Pipeline == migration.To ? 1 : 0;
            if (opportunity.Pipeline == migration.From)
            {
                (string, string) step = (opportunity.Stage, migration.Target(opportunity.Stage));
                counts[step] = counts.GetValueOrDefault(step) + 1;
            }
        }

        Pipeline from = _pipelines.Get(migration.From);
        return new(
            [.. counts.OrderBy(c => from.IndexOf(c.Key.Item1)).Select(c => new MigrationStep(c.Key.Item1, c.Key.Item2, c.Value))], counts.Values.Sum(), done);
    }

    /// <summary>Migrates up to so many opportunities, each in its own commit; those that were migrated already are passed over.</summary>
    /// <param name="migration">Which stage becomes which.</param>
    /// <param name="batchSize">How many to migrate at most, from 1.</param>
    /// <param name="after">Where the batch before ended; null to begin at the start, which is always right.</param>
    /// <param name="by">Who does it; null where no person does.</param>
    /// <param name="cancellationToken">Stops between two opportunities; what was migrated stays so.</param>
    /// <exception cref="DefinitionException">The migration does not fit its pipelines; every defect is listed.</exception>
    /// <exception cref="KeyNotFoundException">One of its pipelines is not in the catalog.</exception>
    public async Task<MigrationBatch> MigrateBatchAsync(
        PipelineMigration migration, int batchSize, OpportunityId? after = null, UserId? by = null, CancellationToken cancellationToken = default)
    {
        Check(migration);
        Guard.Against.NegativeOrZero(batchSize);
        List<MigratedOpportunity> results = [];
        OpportunityId? last = after;
        OpportunityQuery query = new() { After = after };
        List<OpportunityId> candidates = [];
        await foreach (OpportunitySnapshot opportunity in _reader.ReadOpportunitiesAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (opportunity.Pipeline == migration.From)
            {
                candidates.Add(opportunity.Id);
                if (candidates.Count == batchSize)
                {
                    break;
                }
            }
        }

        foreach (OpportunityId id in candidates)
        {
            cancellationToken.ThrowIfCancellationRequested();
            results.Add(await MigrateAsync(migration, id, by, cancellationToken).ConfigureAwait(false));
            last = id;
        }

        return new(results, last, candidates.Count < batchSize);
    }

    /// <summary>Takes a pipeline out of the catalog; refused where an opportunity runs through it, open or closed.</summary>
    /// <param name="pipeline">The pipeline and version.</param>
    /// <param name="cancellationToken">Stops the counting.</param>
    /// <returns>The catalog without it, or every reason against it. The service's own catalog stays as it is.</returns>
    public async Task<PipelineRemoval> RemoveAsync(PipelineReference pipeline, CancellationToken cancellationToken = default)
    {
        int open = 0;
        int closed = 0;
        await foreach (OpportunitySnapshot opportunity in _reader.ReadOpportunitiesAsync(null, cancellationToken).ConfigureAwait(false))
        {
            if (opportunity.Pipeline == pipeline)
            {
                _ = opportunity.StageKind == StageKind.Open ? open++ : closed++;
            }
        }

        List<Refusal> refusals = [];
        if (!_pipelines.TryGet(pipeline, out _))
        {
            refusals.Add(new Refusal("pipeline.not-in-catalog", ("pipeline", pipeline), ("pipelines", string.Join(", ", _pipelines.All))));
        }
        else if (_pipelines.All.Count == 1)
        {
            refusals.Add(new Refusal("pipeline.last-one", ("pipeline", pipeline)));
        }

        if (open + closed > 0)
        {
            refusals.Add(new Refusal("pipeline.in-use", ("pipeline", pipeline), ("open", open), ("closed", closed)));
        }

        return refusals.Count == 0 ? new(new PipelineCatalog(_pipelines.All.Where(p => p.Reference != pipeline))) : new(refusals);
    }

    private async Task<MigratedOpportunity> MigrateAsync(PipelineMigration migration, OpportunityId id, UserId? by, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            await using IUnitOfWork unit = _storage.Begin();
            try
            {
                if (await unit.Opportunities.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } opportunity || opportunity.Pipeline != migration.From)
                {
                    return new(id, null, []);
                }

                DateTimeOffset now = _clock.GetUtcNow();
                OpportunityChange change = opportunity.Migrate(
                    migration, _pipelines.Get(migration.From), _pipelines.Get(migration.To), now > opportunity.ChangedAt ? now : opportunity.ChangedAt, by);
                if (change.Succeeded)
                {
                    unit.Opportunities.Update(opportunity);
                    await unit.CommitAsync(cancellationToken).ConfigureAwait(false);
                }

                return new(id, change.Succeeded ? opportunity.Stage : null, change.Refusals);
            }
            catch (ConcurrencyConflictException) when (attempt < Attempts)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    private void Check(PipelineMigration migration)
    {
        IReadOnlyList<Defect> defects = Guard.Against.Null(migration).Check(_pipelines.Get(migration.From), _pipelines.Get(migration.To));
        if (defects.Count > 0)
        {
            throw new DefinitionException($"the migration {migration.From} to {migration.To}", defects);
        }
    }
}
