using CrmCore.Cli.Csv;
using CrmCore.Cli.Terminal;
using CrmCore.Matching;

namespace CrmCore.Cli.Import;

/// <summary>What a person asked an import to do.</summary>
internal sealed record ImportOptions(
    string File, string? Map, bool SuggestsMap, string Database, bool IsDryRun, string? Source, string Currency, TimeProvider Clock, Output Output)
{
    /// <summary>What is done with a lead that may be there already; it says nothing on opportunities.</summary>
    public DuplicateAction Duplicates { get; init; }

    /// <summary>The file or key of the pipeline that opportunities go into; null for the one that the database tells.</summary>
    public string? Pipeline { get; init; }

    /// <summary>The system in the external keys of the rows.</summary>
    public string SystemOf(CsvFile file) => Source ?? file.Name;
}
