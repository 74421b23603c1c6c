namespace CrmCore.Cli.Import;

/// <summary>What came of an import.</summary>
/// <param name="File">The file.</param>
/// <param name="Read">How many rows it has.</param>
/// <param name="Imported">How many became new records.</param>
/// <param name="Known">How many were there already and left as they are.</param>
/// <param name="Rejected">How many could not be read.</param>
/// <param name="Problems">How often each kind of problem was met.</param>
/// <param name="IsDryRun">Whether nothing was written.</param>
internal sealed record ImportSummary(
    string File, int Read, int Imported, int Known, int Rejected, IReadOnlyDictionary<string, int> Problems, bool IsDryRun)
{
    /// <summary>How many records there are by stage or status.</summary>
    public required IReadOnlyDictionary<string, int> ByState { get; init; }

    /// <summary>Whether rows were identified by their position, for want of a column of keys.</summary>
    public bool IsByPosition { get; init; }

    /// <summary>What was found on duplicates; null where nobody looked for them.</summary>
    public DuplicateCounts? Duplicates { get; init; }
}
