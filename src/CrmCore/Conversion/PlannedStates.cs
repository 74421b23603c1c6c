using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Conversion;

/// <summary>The states that a plan leads to; null for what there is none of.</summary>
internal sealed record PlannedStates
{
    public AccountSnapshot? Account { get; init; }

    public ContactSnapshot? Contact { get; init; }

    public OpportunitySnapshot? Opportunity { get; init; }

    /// <summary>The pipeline of a new opportunity.</summary>
    public Pipeline? Pipeline { get; init; }

    /// <summary>The fields of records that existed, as they change.</summary>
    public IReadOnlyDictionary<ConvertedKind, IReadOnlyList<ConvertedField>> Changed { get; init; } = new Dictionary<ConvertedKind, IReadOnlyList<ConvertedField>>();

    /// <summary>The places, among the lead's notes, of those that an opportunity which existed did not have.</summary>
    public IReadOnlyList<int> NewNotes { get; init; } = [];
}
