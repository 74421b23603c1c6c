using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Matching;

namespace CrmCore.Conversion.Checks;

/// <summary>What a possible duplicate is.</summary>
public enum DuplicateKind
{
    /// <summary>Another lead that is still open.</summary>
    Lead = 0,

    /// <summary>An account.</summary>
    Account = 1,

    /// <summary>A contact.</summary>
    Contact = 2,
}

/// <summary>A record that may be the same as what a lead would become.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id.</param>
/// <param name="Class">How sure it is.</param>
/// <param name="Score">In bits, as for <see cref="MatchCandidate"/>.</param>
public sealed record FoundDuplicate(DuplicateKind Kind, Guid Id, MatchClass Class, double Score);

/// <summary>
/// Finds records that may be the same as what a lead would become, and is told what conversions create and change: after the commit, never before. What conversions of
/// one commit make of each other's duplicates they know by themselves, by the rules of <see cref="DuplicateSearch"/>. What it finds may be out of date: an account, contact
/// or lead that is gone is passed over, with a warning. Thread-safe.
/// </summary>
public interface IDuplicateSearch
{
    /// <summary>The records that may be the same as a lead, its company or its person, those of each kind the surest first.</summary>
    Task<IReadOnlyList<FoundDuplicate>> FindAsync(Lead lead, CancellationToken cancellationToken = default);

    /// <summary>Adds an account that a conversion created or linked, or a revert restored, in place of what was known of it.</summary>
    void Add(AccountSnapshot account);

    /// <summary>Adds a contact that a conversion created or linked, or a revert restored, in place of what was known of it.</summary>
    void Add(ContactSnapshot contact);

    /// <summary>Adds a lead that is open (again), in place of what was known of it; one that is not open any more is removed.</summary>
    void Add(LeadSnapshot lead);

    /// <summary>Removes a record: a lead that was converted, or what a revert took back. Unknown ids do no harm.</summary>
    void Remove(Guid id);
}
