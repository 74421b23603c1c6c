namespace CrmCore.Cli.Csv;

/// <summary>A lead as a row tells it; null where the row tells nothing.</summary>
internal sealed record LeadRecord
{
    /// <summary>The line on which the row starts, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Unique in the file.</summary>
    public required string Key { get; init; }

    public string? Name { get; init; }

    public string? GivenName { get; init; }

    public string? FamilyName { get; init; }

    public string? Company { get; init; }

    public string? Title { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Mobile { get; init; }

    public string? Source { get; init; }

    public string? SourceDetail { get; init; }

    public string? Campaign { get; init; }

    /// <summary>One of <see cref="StatusWords.Statuses"/>.</summary>
    public string? Status { get; init; }

    public string? Owner { get; init; }

    public string? Pool { get; init; }

    public DateTimeOffset? Created { get; init; }

    public string? Description { get; init; }

    public string? Industry { get; init; }

    public string? City { get; init; }

    public string? Country { get; init; }

    /// <summary>One of <see cref="StatusWords.Outcomes"/>.</summary>
    public string? Outcome { get; init; }

    public string? DisqualifiedReason { get; init; }

    /// <summary>The columns that are no field, by header, as text; blank ones are left out.</summary>
    public required IReadOnlyDictionary<string, string> Custom { get; init; }
}
