using CrmCore.Leads;
using CrmCore.Matching;

namespace CrmCore.Assignment;

/// <summary>How the leads of a pool are assigned beside what the policy says.</summary>
public sealed record AssignmentOptions
{
    /// <summary>How good a lead is; null takes all as equally good, so the oldest come first.</summary>
    public Func<Lead, decimal>? Score { get; init; }

    /// <summary>The order in which equals stand; see <see cref="AssignmentPolicy.Plan"/>.</summary>
    public long Seed { get; init; }

    /// <summary>Whether each decision names everybody who was passed over and every rule that did not fit.</summary>
    public bool Explains { get; init; }

    /// <summary>
    /// Finds the leads that one may be the same as, as <see cref="DuplicateIndex.Find"/> does; null looks for none. A lead of which one is at least of the class
    /// <see cref="HeldFrom"/> is held back with the refusal <c>assignment.duplicates-open</c>, so that two people don't call the same buyer.
    /// </summary>
    public Func<LeadSnapshot, IReadOnlyList<MatchCandidate>>? Duplicates { get; init; }

    /// <summary>The class from which a duplicate holds a lead back; by default those that are likely the same do too.</summary>
    public MatchClass HeldFrom { get; init; } = MatchClass.Likely;

    internal Refusal? Holds(LeadSnapshot lead) => Duplicates?.Invoke(lead).Where(c => c.Class >= HeldFrom).MaxBy(c => c.Class) is { } other
        ? new("assignment.duplicates-open", ("lead", lead.Id), ("other", other.Id), ("class", other.Class))
        : null;
}
