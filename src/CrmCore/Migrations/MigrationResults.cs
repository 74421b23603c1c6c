using CrmCore.Pipelines;

namespace CrmCore.Migrations;

/// <summary>How many opportunities of one stage become which.</summary>
/// <param name="From">The stage they stand in.</param>
/// <param name="To">The stage they come to stand in.</param>
/// <param name="Count">How many.</param>
public sealed record MigrationStep(string From, string To, int Count);

/// <summary>What a migration would do.</summary>
/// <param name="Steps">The stages that have opportunities, in the order of the pipeline that they leave.</param>
/// <param name="Count">How many would be migrated.</param>
/// <param name="AlreadyThere">How many run through the pipeline that the migration leads to.</param>
public sealed record MigrationPreview(IReadOnlyList<MigrationStep> Steps, int Count, int AlreadyThere);

/// <summary>What came of one opportunity.</summary>
/// <param name="Opportunity">The opportunity.</param>
/// <param name="Stage">The stage it stands in now; null where it was not migrated.</param>
/// <param name="Refusals">Why it was not; empty where it was, or where somebody else migrated or removed it meanwhile.</param>
public sealed record MigratedOpportunity(OpportunityId Opportunity, string? Stage, IReadOnlyList<Refusal> Refusals);

/// <summary>What came of a batch.</summary>
/// <param name="Results">One for each opportunity, in the order of their ids.</param>
/// <param name="Last">Where the batch ended, to go on after; null where there was none.</param>
/// <param name="IsComplete">Whether no opportunity was left after this batch.</param>
public sealed record MigrationBatch(IReadOnlyList<MigratedOpportunity> Results, OpportunityId? Last, bool IsComplete);

/// <summary>What came of taking a pipeline out of a catalog.</summary>
public sealed record PipelineRemoval : Outcome
{
    internal PipelineRemoval(PipelineCatalog catalog)
        : base([]) => Catalog = catalog;

    internal PipelineRemoval(IReadOnlyList<Refusal> refusals)
        : base(refusals)
    {
    }

    /// <summary>The catalog without it; null where it was refused.</summary>
    public PipelineCatalog? Catalog { get; }
}
