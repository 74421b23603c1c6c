namespace CrmCore;

/// <summary>
/// What came of an operation that rules can refuse: every result type has the refusals, all of them, and says whether it succeeded.
/// A refused operation has changed nothing.
/// </summary>
public abstract record Outcome
{
    private protected Outcome(IReadOnlyList<Refusal> refusals) => Refusals = refusals;

    /// <summary>Every rule that was not met; empty when it succeeded.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }

    /// <summary>Whether nothing spoke against it: it was done, or, where the operation only plans, it can be.</summary>
    public bool Succeeded => Refusals.Count == 0;

    /// <summary>Throws when it was refused, for callers to whom a refusal is a fault.</summary>
    /// <exception cref="RefusedException">It was refused; the exception lists why.</exception>
    public void EnsureSucceeded()
    {
        if (!Succeeded)
        {
            throw new RefusedException(Refusals);
        }
    }
}
