using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.EntityFrameworkCore;

/// <summary>An opportunity in the table <c>crm_opportunities</c>. Texts are cut to 400 characters here; instants are UTC.</summary>
public sealed class OpportunityRow : AggregateRow
{
    internal OpportunityRow()
    {
    }

    /// <summary>What it is called.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The key of its pipeline.</summary>
    public string Pipeline { get; internal init; } = "";

    /// <summary>The version of its pipeline.</summary>
    public int PipelineVersion { get; internal init; }

    /// <summary>The key of its stage.</summary>
    public string Stage { get; internal init; } = "";

    /// <summary>What the stage means.</summary>
    public StageKind StageKind { get; internal init; }

    /// <summary>The owner; null for nobody.</summary>
    public string? Owner { get; internal init; }

    /// <summary>The account's id.</summary>
    public Guid? AccountId { get; internal init; }

    /// <summary>The main contact's id.</summary>
    public Guid? ContactId { get; internal init; }

    /// <summary>
    /// The amount in units of <see cref="Currency"/>, as a floating-point number, so that it sorts and adds up as a number on every database
    /// (SQLite has no decimal type). About 15 digits hold; the exact amount is in the snapshot.
    /// </summary>
    public double? Amount { get; internal init; }

    /// <summary>The currency's ISO 4217 code.</summary>
    public string? Currency { get; internal init; }

    /// <summary>The expected close date.</summary>
    public DateOnly? CloseDate { get; internal init; }

    /// <summary>The probability, 0 to 1.</summary>
    public double Probability { get; internal init; }

    /// <summary>The id of the lead it came from.</summary>
    public Guid? SourceLeadId { get; internal init; }

    /// <summary>When it was created.</summary>
    public DateTime CreatedAt { get; internal init; }

    /// <summary>When it entered its stage.</summary>
    public DateTime StageEnteredAt { get; internal init; }

    /// <summary>When it last changed.</summary>
    public DateTime ChangedAt { get; internal init; }

    /// <summary>When it was closed; null while it is open.</summary>
    public DateTime? ClosedAt { get; internal init; }

    /// <summary>Why it was closed.</summary>
    public string? CloseReason { get; internal init; }

    /// <summary>The opportunity, whole.</summary>
    /// <exception cref="System.Text.Json.JsonException">The stored JSON is not an opportunity.</exception>
    public OpportunitySnapshot ToSnapshot() => OpportunitySnapshot.FromJson(Json);

    internal static OpportunityRow From(OpportunitySnapshot opportunity) => new()
    {
        Id = opportunity.Id.Value,
        Version = opportunity.Version,
        ExternalSystem = opportunity.ExternalKey?.System,
        ExternalKey = opportunity.ExternalKey?.Key,
        Json = opportunity.ToJson(),
        Name = ReportText.Of(opportunity.Name)!,
        Pipeline = opportunity.Pipeline.Key,
        PipelineVersion = opportunity.Pipeline.Version,
        Stage = opportunity.Stage,
        StageKind = opportunity.StageKind,
        Owner = opportunity.Owner?.Value,
        AccountId = opportunity.Account?.Value,
        ContactId = opportunity.Contact?.Value,
        Amount = (double?)opportunity.Amount?.Amount,
        Currency = opportunity.Amount?.Currency.Code,
        CloseDate = opportunity.CloseDate,
        Probability = opportunity.Probability.Value,
        SourceLeadId = opportunity.SourceLead?.Value,
        CreatedAt = opportunity.CreatedAt.UtcDateTime,
        StageEnteredAt = opportunity.StageEnteredAt.UtcDateTime,
        ChangedAt = opportunity.ChangedAt.UtcDateTime,
        ClosedAt = opportunity.Closing?.At.UtcDateTime,
        CloseReason = ReportText.Of(opportunity.Closing?.Reason),
    };
}
