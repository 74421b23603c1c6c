using CrmCore.Leads;
using CrmCore.Qualification;

namespace CrmCore.Opportunities;

/// <summary>What a new opportunity is made of.</summary>
/// <param name="Id">Its id, such as <see cref="OpportunityId.New"/> gives.</param>
/// <param name="Name">What it is called; not blank.</param>
public sealed record NewOpportunity(OpportunityId Id, string Name)
{
    /// <summary>The key of the open stage to start in; null means the pipeline's first.</summary>
    public string? Stage { get; init; }

    /// <summary>The account.</summary>
    public AccountId? Account { get; init; }

    /// <summary>The main contact.</summary>
    public ContactId? Contact { get; init; }

    /// <summary>The owner.</summary>
    public UserId? Owner { get; init; }

    /// <summary>The amount, where it is known.</summary>
    public Money? Amount { get; init; }

    /// <summary>The expected close date, where it is known.</summary>
    public DateOnly? CloseDate { get; init; }

    /// <summary>The lead it comes from.</summary>
    public LeadId? SourceLead { get; init; }

    /// <summary>Where that came from.</summary>
    public LeadSource? Source { get; init; }

    /// <summary>Free text.</summary>
    public string? Description { get; init; }

    /// <summary>What was found out about the buyer.</summary>
    public Discovery? Discovery { get; init; }

    /// <summary>What was done already, in order.</summary>
    public IReadOnlyList<Activity>? Activities { get; init; }

    /// <summary>What is to happen next.</summary>
    public NextStep? NextStep { get; init; }

    /// <summary>Where it was imported from.</summary>
    public ExternalKey? ExternalKey { get; init; }

    /// <summary>The host's own fields.</summary>
    public CustomFields? CustomFields { get; init; }
}
