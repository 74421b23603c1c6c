namespace CrmCore.Testing.Conformance;

/// <summary>What came of a case.</summary>
public enum CaseVerdict
{
    /// <summary>The store does what it must.</summary>
    Passed = 1,

    /// <summary>The store does something else.</summary>
    Failed = 2,

    /// <summary>The case was not tried, so nothing is known.</summary>
    Skipped = 3,
}

/// <summary>What came of a case, and why.</summary>
/// <param name="Case">The name of the case.</param>
/// <param name="Verdict">What came of it.</param>
/// <param name="Expected">What had to be; null unless it failed.</param>
/// <param name="Actual">What was; null unless it failed.</param>
/// <param name="Reason">Why it was not tried; null unless it was skipped.</param>
public sealed record CaseResult(string Case, CaseVerdict Verdict, string? Expected = null, string? Actual = null, string? Reason = null)
{
    /// <summary>Does nothing where the case passed. What was skipped has not passed.</summary>
    /// <exception cref="ConformanceException">The case failed or was skipped; the message says what was expected and what was found.</exception>
    public void EnsurePassed()
    {
        if (Verdict != CaseVerdict.Passed)
        {
            throw new ConformanceException(this);
        }
    }

    /// <summary>One line for a passed or skipped case, three for a failed one.</summary>
    public override string ToString() => Verdict switch
    {
        CaseVerdict.Passed => $"passed  {Case}",
        CaseVerdict.Skipped => $"skipped {Case}: {Reason}",
        _ => $"FAILED  {Case}\n  expected: {Expected}\n  actual:   {Actual}",
    };
}

/// <summary>A store did not pass a case.</summary>
public sealed class ConformanceException : Exception
{
    /// <summary>A case that did not pass.</summary>
    public ConformanceException(CaseResult result)
        : base(result?.ToString()) => Result = result!;

    /// <summary>What came of it.</summary>
    public CaseResult Result { get; }
}
