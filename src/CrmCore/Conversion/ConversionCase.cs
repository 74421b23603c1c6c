using CrmCore.Conversion.Checks;
using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;

namespace CrmCore.Conversion;

/// <summary>Everything that is known when a plan is made: the lead, what it may be linked to, and what looking for these brought up.</summary>
internal sealed class ConversionCase(ConversionRequest request, Lead lead, DateTimeOffset at)
{
    public ConversionRequest Request => request;

    public Lead Lead => lead;

    public DateTimeOffset At => at;

    public Chosen<Account> Account { get; set; } = new(RecordAction.Create, RecordReason.Default, null);

    public Chosen<Contact> Contact { get; set; } = new(RecordAction.Create, RecordReason.Default, null);

    public Chosen<Opportunity> Opportunity { get; set; } = new(RecordAction.Create, RecordReason.Default, null);

    public UserId? Owner { get; set; }

    /// <summary>How full the owner is; null where nothing limits them, or they own the lead already.</summary>
    public OwnerLoad? Load { get; set; }

    public List<Refusal> Blockers { get; } = [];

    public List<Refusal> Warnings { get; } = [];

    /// <summary>What is done about a record, why, and the one that exists.</summary>
    internal sealed record Chosen<T>(RecordAction Action, RecordReason Reason, T? Existing)
        where T : class;
}
