using CrmCore.Leads;
using CrmCore.Matching;

namespace CrmCore.EntityFrameworkCore;

/// <summary>A lead in the table <c>crm_leads</c>. Texts are cut to 400 characters here; instants are UTC.</summary>
public sealed class LeadRow : AggregateRow
{
    internal LeadRow()
    {
    }

    /// <summary>Where it stands in its life.</summary>
    public LeadStatus Status { get; internal init; }

    /// <summary>The owner; null for a lead in a pool.</summary>
    public string? Owner { get; internal init; }

    /// <summary>The pool; null for a lead with an owner.</summary>
    public string? Pool { get; internal init; }

    /// <summary>What kind of place it came from.</summary>
    public LeadSourceKind SourceKind { get; internal init; }

    /// <summary>The campaign of its source.</summary>
    public string? Campaign { get; internal init; }

    /// <summary>The person's name.</summary>
    public string? Name { get; internal init; }

    /// <summary>The company, as it was written.</summary>
    public string? Company { get; internal init; }

    /// <summary>The company by <see cref="NameForms.Company"/>, to find the same one.</summary>
    public string? CompanyMatch { get; internal init; }

    /// <summary>The e-mail address in normal form.</summary>
    public string? Email { get; internal init; }

    /// <summary>The e-mail address by <see cref="EmailAddress.MatchForm"/>, to find the same mailbox.</summary>
    public string? EmailMatch { get; internal init; }

    /// <summary>The phone number by <see cref="PhoneNumber.MatchForm"/>, to find the same line.</summary>
    public string? PhoneMatch { get; internal init; }

    /// <summary>When it was captured.</summary>
    public DateTime CapturedAt { get; internal init; }

    /// <summary>When it last changed.</summary>
    public DateTime ChangedAt { get; internal init; }

    /// <summary>When it came to its owner or pool.</summary>
    public DateTime CustodySince { get; internal init; }

    /// <summary>When it falls back into its pool; null for never, or while it is locked.</summary>
    public DateTime? RecycleAt { get; internal init; }

    /// <summary>When its owner is to be reminded of that; null for never, or where they were.</summary>
    public DateTime? RemindAt { get; internal init; }

    /// <summary>When it is to be woken; null unless it is nurtured.</summary>
    public DateTime? WakeAt { get; internal init; }

    /// <summary>When the agreed next step is due.</summary>
    public DateTime? NextStepAt { get; internal init; }

    /// <summary>Whether it is kept from being recycled.</summary>
    public bool IsLocked { get; internal init; }

    /// <summary>Whether it has an owner but no pool's rules were applied.</summary>
    public bool IsUnprotected { get; internal init; }

    /// <summary>The lead, whole.</summary>
    /// <exception cref="System.Text.Json.JsonException">The stored JSON is not a lead.</exception>
    public LeadSnapshot ToSnapshot() => LeadSnapshot.FromJson(Json);

    internal static LeadRow From(LeadSnapshot lead) => From(lead, LeadDue.Of(lead));

    private static LeadRow From(LeadSnapshot lead, LeadDue due) => new()
    {
        Id = lead.Id.Value,
        Version = lead.Version,
        ExternalSystem = lead.ExternalKey?.System,
        ExternalKey = lead.ExternalKey?.Key,
        Json = lead.ToJson(),
        Status = lead.Status,
        Owner = lead.Custody.Owner?.Value,
        Pool = lead.Custody.Pool?.Value,
        SourceKind = lead.Source.Kind,
        Campaign = ReportText.Of(lead.Source.Campaign),
        Name = ReportText.Of(lead.Details.Name?.Full),
        Company = ReportText.Of(lead.Details.Company),
        CompanyMatch = lead.Details.Company is { } company ? ReportText.Of(NameForms.Company(company)) : null,
        Email = lead.Details.Email?.Address,
        EmailMatch = lead.Details.Email?.MatchForm,
        PhoneMatch = lead.Details.Phone?.MatchForm,
        CapturedAt = lead.CapturedAt.UtcDateTime,
        ChangedAt = lead.ChangedAt.UtcDateTime,
        CustodySince = lead.CustodySince.UtcDateTime,
        RecycleAt = due.Recycle?.UtcDateTime,
        RemindAt = due.Remind?.UtcDateTime,
        WakeAt = due.Wake?.UtcDateTime,
        NextStepAt = due.NextStep?.UtcDateTime,
        IsLocked = lead.Lock is not null,
        IsUnprotected = due.IsUnprotected,
    };
}
