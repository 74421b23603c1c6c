namespace CrmCore;

/// <summary>Thrown only by <see cref="Outcome.EnsureSucceeded"/>: an operation was refused, and the caller had said that this must not happen.</summary>
public sealed class RefusedException : InvalidOperationException
{
    /// <summary>An exception that lists the refusals.</summary>
    public RefusedException(IReadOnlyList<Refusal> refusals)
        : base("Refused: " + string.Join(" ", Guard.Against.Null(refusals))) => Refusals = refusals;

    /// <summary>Every rule that was not met.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }
}
