using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Qualification;

namespace CrmCore.Privacy;

/// <summary>
/// What an opportunity tells of a person: all of it where nobody else has part in it; else only what is linked to the person, because the rest tells of others. Immutable.
/// </summary>
public sealed record PersonalOpportunity
{
    /// <summary>The opportunity.</summary>
    public required OpportunityId Id { get; init; }

    /// <summary>Whether others have part in it: contacts, roles, leads, or people who are quoted.</summary>
    public required bool IsShared { get; init; }

    /// <summary>Whether the person is its main contact.</summary>
    public required bool IsContact { get; init; }

    /// <summary>What it is called; null where it is shared and not called after the person.</summary>
    public string? Name { get; init; }

    /// <summary>The stage it stands in.</summary>
    public required string Stage { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The amount; null where it is shared or not known.</summary>
    public Money? Amount { get; init; }

    /// <summary>Where the lead came from that it was made of; null where that is another's, or not known.</summary>
    public LeadSource? Source { get; init; }

    /// <summary>Free text; null where it is shared and did not come from the person's lead.</summary>
    public string? Description { get; init; }

    /// <summary>The notes on the person; null for none.</summary>
    public Discovery? Discovery { get; init; }

    /// <summary>The parts that the person plays, with what is thought of them; null for none.</summary>
    public IReadOnlyList<BuyingRole>? BuyingRoles { get; init; }

    /// <summary>What was done with the person; null for nothing.</summary>
    public IReadOnlyList<Activity>? Activities { get; init; }

    /// <summary>What is to happen next with the person; null for nothing.</summary>
    public NextStep? NextStep { get; init; }

    /// <summary>The host's own fields; where it is shared only those that came from the person or name them. Null for none.</summary>
    public IReadOnlyDictionary<string, FieldValue>? CustomFields { get; init; }
}
