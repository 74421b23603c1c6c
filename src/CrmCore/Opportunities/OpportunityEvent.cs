using System.Text.Json.Serialization;
using CrmCore.Pipelines;

namespace CrmCore.Opportunities;

/// <summary>Something that happened to an opportunity.</summary>
/// <param name="Opportunity">The opportunity.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(OpportunityCreated), "opportunity.created")]
[JsonDerivedType(typeof(OpportunityMoved), "opportunity.moved")]
[JsonDerivedType(typeof(OpportunityClosed), "opportunity.closed")]
[JsonDerivedType(typeof(OpportunityReopened), "opportunity.reopened")]
[JsonDerivedType(typeof(OpportunityChanged), "opportunity.changed")]
[JsonDerivedType(typeof(OpportunityDetailsChanged), "opportunity.details-changed")]
[JsonDerivedType(typeof(OpportunityMigrated), "opportunity.migrated")]
[JsonDerivedType(typeof(OpportunityAttached), "opportunity.attached")]
[JsonDerivedType(typeof(OpportunityDetached), "opportunity.detached")]
[JsonDerivedType(typeof(OpportunityRemoved), "opportunity.removed")]
[JsonDerivedType(typeof(OpportunityRedacted), "opportunity.redacted")]
public abstract record OpportunityEvent(OpportunityId Opportunity) : DomainEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public sealed override Guid AggregateId => Opportunity.Value;
}

/// <summary>An opportunity was created.</summary>
/// <param name="Opportunity">The opportunity.</param>
/// <param name="Stage">The stage it starts in.</param>
/// <param name="SourceLead">The lead it came from; null for none.</param>
public sealed record OpportunityCreated(OpportunityId Opportunity, string Stage, LeadId? SourceLead) : OpportunityEvent(Opportunity);

/// <summary>It moved from one open stage to another.</summary>
/// <param name="Opportunity">The opportunity.</param>
/// <param name="From">The stage before.</param>
/// <param name="To">The stage now.</param>
/// <param name="Move">What the move was.</param>
public sealed record OpportunityMoved(OpportunityId Opportunity, string From, string To, MoveKind Move) : OpportunityEvent(Opportunity);

/// <summary>It was won, lost, or found invalid.</summary>
/// <param name="Opportunity">The opportunity.</param>
/// <param name="From">The stage before.</param>
/// <param name="To">The stage now.</param>
/// <param name="Closing">How it ended.</param>
/// <param name="Amount">Its amount then.</param>
public sealed record OpportunityClosed(OpportunityId Opportunity, string From, string To, OpportunityClosing Closing, Money? Amount) : OpportunityEvent(Opportunity);

/// <summary>It was taken up again after it had ended.</summary>
/// <param name="Opportunity">The opportunity.</param>
/// <param name="From">The end it had.</param>
/// <param name="To">The open stage it goes on in.</param>
public sealed record OpportunityReopened(OpportunityId Opportunity, string From, string To) : OpportunityEvent(Opportunity);

/// <summary>Its amount, probability, expected close date or owner changed.</summary>
/// <param name="Opportunity">The opportunity.</param>
/// <param name="Kind">What changed.</param>
public sealed record OpportunityChanged(OpportunityId Opportunity, HistoryKind Kind) : OpportunityEvent(Opportunity);

/// <summary>One of its details changed: its name, account, contact, line items, buying roles, competitors, the next step, the discovery and the like.</summary>
/// <param name="Opportunity">The opportunity.</param>
/// <param name="Part">What changed, such as <c>buying-roles</c>.</param>
public sealed record OpportunityDetailsChanged(OpportunityId Opportunity, string Part) : OpportunityEvent(Opportunity);

/// <summary>It was taken from one version of a pipeline to another.</summary>
/// <param name="Opportunity">The opportunity.</param>
/// <param name="Before">The pipeline and version before.</param>
/// <param name="After">The pipeline and version now.</param>
/// <param name="From">The stage before.</param>
/// <param name="To">The stage now.</param>
public sealed record OpportunityMigrated(OpportunityId Opportunity, PipelineReference Before, PipelineReference After, string From, string To) : OpportunityEvent(Opportunity);

/// <summary>A lead was attached to an opportunity that existed, and brought what it knew.</summary>
/// <param name="Opportunity">The opportunity.</param>
/// <param name="Lead">The lead.</param>
public sealed record OpportunityAttached(OpportunityId Opportunity, LeadId Lead) : OpportunityEvent(Opportunity);

/// <summary>The conversion that had attached a lead was reverted.</summary>
/// <param name="Opportunity">The opportunity.</param>
/// <param name="Lead">The lead.</param>
public sealed record OpportunityDetached(OpportunityId Opportunity, LeadId Lead) : OpportunityEvent(Opportunity);

/// <summary>An opportunity was removed, because the conversion that had created it was reverted.</summary>
/// <param name="Opportunity">The opportunity.</param>
/// <param name="Lead">The lead.</param>
public sealed record OpportunityRemoved(OpportunityId Opportunity, LeadId Lead) : OpportunityEvent(Opportunity);

/// <summary>A person was forgotten who had part in an opportunity: what names or quotes them is gone from it, and has to go from whatever was made of it.</summary>
/// <param name="Opportunity">The opportunity.</param>
public sealed record OpportunityRedacted(OpportunityId Opportunity) : OpportunityEvent(Opportunity);
