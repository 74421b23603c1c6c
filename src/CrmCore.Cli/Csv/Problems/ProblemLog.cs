namespace CrmCore.Cli.Csv;

/// <summary>
/// Counts every problem and keeps the first few, so that a file of a million bad rows needs no more memory than one with ten.
/// Not safe for concurrent use.
/// </summary>
internal sealed class ProblemLog(int keep = 1000)
{
    private readonly SortedDictionary<FaultKind, int> _counts = [];
    private readonly List<CsvProblem> _kept = [];

    /// <summary>The first problems and notes, in the order of the file.</summary>
    public IReadOnlyList<CsvProblem> Kept => _kept;

    /// <summary>All problems by kind, those no longer kept included, notes included.</summary>
    public IReadOnlyDictionary<FaultKind, int> Counts => _counts;

    public void Add(CsvProblem problem)
    {
        _counts[problem.Kind] = _counts.GetValueOrDefault(problem.Kind) + 1;
        if (_kept.Count < keep)
        {
            _kept.Add(problem);
        }
    }
}
