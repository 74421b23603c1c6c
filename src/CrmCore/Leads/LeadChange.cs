namespace CrmCore.Leads;

/// <summary>What came of a change of a lead: of its status, its custody, what is known of it.</summary>
public sealed record LeadChange : Outcome
{
    internal static readonly LeadChange Done = new();

    private LeadChange(params IReadOnlyList<Refusal> refusals)
        : base(refusals)
    {
    }

    internal static LeadChange Refused(params IReadOnlyList<Refusal> refusals) => new(refusals);
}
