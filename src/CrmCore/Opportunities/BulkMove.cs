using CrmCore.Pipelines;

namespace CrmCore.Opportunities;

/// <summary>What came of the move of one opportunity among many.</summary>
/// <param name="Opportunity">The opportunity.</param>
/// <param name="Result">The move that was made, or every reason against it.</param>
public sealed record BulkMoveResult(OpportunityId Opportunity, MoveResult Result);

/// <summary>Moves many opportunities at once. Each one moves wholly or not at all, and one that is refused does not hold up the others.</summary>
public static class BulkMove
{
    /// <summary>Makes the same move on each.</summary>
    /// <param name="opportunities">The opportunities; they may run through several pipelines.</param>
    /// <param name="request">The move.</param>
    /// <param name="catalog">The pipelines; an opportunity whose pipeline is not in it is refused.</param>
    /// <returns>A result for each, in the order given.</returns>
    /// <exception cref="ArgumentException">The request is <c>default</c>, or an opportunity is null; then nothing was moved.</exception>
    public static IReadOnlyList<BulkMoveResult> Move(IEnumerable<Opportunity> opportunities, MoveRequest request, PipelineCatalog catalog)
    {
        Guard.Against.Null(catalog);
        Guard.Against.Default(request.By, nameof(request));
        Opportunity[] all = [.. Guard.Against.Null(opportunities)];
        foreach (Opportunity opportunity in all)
        {
            Guard.Against.Null(opportunity, nameof(opportunities));
        }

        return [.. all.Select(o => new BulkMoveResult(o.Id, Move(o, request, catalog)))];
    }

    private static MoveResult Move(Opportunity opportunity, MoveRequest request, PipelineCatalog catalog) =>
        catalog.TryGet(opportunity.Pipeline, out Pipeline? pipeline)
            ? opportunity.Move(request, pipeline)
            : new(null, [new Refusal("opportunity.other-pipeline", ("pipeline", opportunity.Pipeline), ("expected", string.Join(", ", catalog.All)))]);
}
