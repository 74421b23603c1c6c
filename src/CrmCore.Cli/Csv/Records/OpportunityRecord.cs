namespace CrmCore.Cli.Csv;

/// <summary>An opportunity as a row tells it; null where the row tells nothing.</summary>
internal sealed record OpportunityRecord
{
    /// <summary>The line on which the row starts, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Unique in the file.</summary>
    public required string Key { get; init; }

    public string? Name { get; init; }

    public string? Account { get; init; }

    public string? Contact { get; init; }

    public string? Email { get; init; }

    public string? Owner { get; init; }

    /// <summary>The key of its pipeline.</summary>
    public string? Pipeline { get; init; }

    /// <summary>A key of the pipeline where the map has one for the file's value, otherwise that value.</summary>
    public string? Stage { get; init; }

    public decimal? Amount { get; init; }

    /// <summary>ISO 4217, of the row or of the sign beside its amount.</summary>
    public string? Currency { get; init; }

    /// <summary>0 to 1.</summary>
    public decimal? Probability { get; init; }

    public DateTimeOffset? Created { get; init; }

    public DateTimeOffset? StageEntered { get; init; }

    public DateOnly? ExpectedClose { get; init; }

    public DateTimeOffset? Closed { get; init; }

    public string? Reason { get; init; }

    public string? Competitor { get; init; }

    public string? Source { get; init; }

    public string? Product { get; init; }

    public string? Description { get; init; }

    /// <summary>One of <see cref="StatusWords.Outcomes"/>.</summary>
    public string? Outcome { get; init; }

    /// <summary>The columns that are no field, by header, as text; blank ones are left out.</summary>
    public required IReadOnlyDictionary<string, string> Custom { get; init; }
}
