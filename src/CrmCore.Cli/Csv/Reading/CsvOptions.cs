namespace CrmCore.Cli.Csv;

/// <summary>How to open a file; what is null is found out.</summary>
internal sealed record CsvOptions
{
    public char? Delimiter { get; init; }

    public string? Encoding { get; init; }

    /// <summary>Characters of one field at most.</summary>
    public int MaxField { get; init; } = 128 * 1024;

    /// <summary>Characters of one record at most, and the memory that reading needs.</summary>
    public int MaxRecord { get; init; } = 1024 * 1024;
}
