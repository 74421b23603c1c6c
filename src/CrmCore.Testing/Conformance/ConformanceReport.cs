namespace CrmCore.Testing.Conformance;

/// <summary>What came of every case on one host.</summary>
/// <param name="Host">The host's name.</param>
/// <param name="Results">The results, in the order of the cases.</param>
public sealed record ConformanceReport(string Host, IReadOnlyList<CaseResult> Results)
{
    /// <summary>Whether every case passed. One that was skipped has not.</summary>
    public bool Conforms => Results.All(r => r.Verdict == CaseVerdict.Passed);

    /// <summary>How many cases have a verdict.</summary>
    public int CountOf(CaseVerdict verdict) => Results.Count(r => r.Verdict == verdict);

    /// <summary>A line for each case, and a last one with the counts.</summary>
    public override string ToString() =>
        $"{Host}\n{string.Join('\n', Results)}\n{CountOf(CaseVerdict.Passed)} passed, {CountOf(CaseVerdict.Failed)} failed, {CountOf(CaseVerdict.Skipped)} skipped";
}
