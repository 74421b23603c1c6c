using CrmCore.Matching;

namespace CrmCore.Merging;

/// <summary>What a person or company is recorded as.</summary>
public enum PartyKind
{
    /// <summary>A lead.</summary>
    Lead = 0,

    /// <summary>A contact.</summary>
    Contact = 1,

    /// <summary>An account.</summary>
    Account = 2,
}

/// <summary>A lead, a contact or an account.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Id">Its id.</param>
public readonly record struct Party(PartyKind Kind, Guid Id);

/// <summary>A record that may be the same as the one asked about; of an account, the company that a lead or contact names.</summary>
/// <param name="Party">The record.</param>
/// <param name="Match">How sure it is, and why.</param>
public sealed record PartyMatch(Party Party, MatchCandidate Match);

/// <summary>Records that are the same: leads and contacts, or accounts.</summary>
/// <param name="Members">The records, in the order they were added.</param>
/// <param name="Weakest">The class of the weakest pair that joined them.</param>
public sealed record PartyCluster(IReadOnlyList<Party> Members, MatchClass Weakest);
