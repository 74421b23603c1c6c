using CrmCore.Pipelines;

namespace CrmCore.Forecasting;

/// <summary>What the line of a category holds.</summary>
public enum CategoryRollUp
{
    /// <summary>The deals of the category alone; lines add up.</summary>
    Single = 0,

    /// <summary>The deals of the category and of all surer ones: commit with closed, best case with both. Lines do not add up.</summary>
    Cumulative = 1,
}

/// <summary>Reads the category of deals.</summary>
internal static class CategoryOfDeal
{
    /// <summary>Closed for a won deal; else what the deal says itself, else its stage's.</summary>
    public static ForecastCategory Of(Opportunities.OpportunitySnapshot deal, string field) =>
        deal.StageKind == StageKind.Won ? ForecastCategory.Closed
        : deal.CustomFields is { Count: > 0 } fields && fields.TryGetValue(field, out FieldValue own) && Parse(own.AsText) is { } category ? category
        : deal.History[^1].Category;

    private static ForecastCategory? Parse(string? text) => text?.Trim().ToUpperInvariant() switch
    {
        "OMITTED" => ForecastCategory.Omitted,
        "PIPELINE" => ForecastCategory.Pipeline,
        "BEST-CASE" or "BESTCASE" or "BEST CASE" => ForecastCategory.BestCase,
        "COMMIT" => ForecastCategory.Commit,
        _ => null,
    };
}
