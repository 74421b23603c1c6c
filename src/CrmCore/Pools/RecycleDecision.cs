using CrmCore.Leads;
using CrmCore.Opportunities;

namespace CrmCore.Pools;

/// <summary>Decides what is to happen to a lead whose recycle date has come. Pure.</summary>
internal static class RecycleDecision
{
    /// <summary>The decision; null where the lead is not due, because it changed meanwhile.</summary>
    public static RecycleEntry? Of(Lead lead, Pool? pool, IReadOnlyCollection<OpportunitySnapshot> opportunities, DateTimeOffset asOf)
    {
        if (LeadDue.Of(lead.ToSnapshot()).Recycle is not { } date || date > asOf || lead.CustodySince > asOf)
        {
            return null;
        }

        LeadProtection protection = lead.Protection!;
        RecycleEntry entry = new(lead.Id, lead.Owner!.Value, protection.Pool, RecycleAction.Recycled, "protection-over", date);
        RecycleFacts facts = RecycleFacts.Of(lead, opportunities);
        if (pool is null)
        {
            return entry with { Action = RecycleAction.Kept, Rule = "unknown-pool" };
        }

        if (pool.Definition.Recycle.Off)
        {
            return entry with { Action = RecycleAction.Kept, Rule = "recycling-off" };
        }

        if (facts.HasOpenOpportunity)
        {
            return entry with { Action = RecycleAction.Kept, Rule = "open-opportunity" };
        }

        if (protection.Latest <= asOf)
        {
            return entry with { Rule = "protection-maximum", Date = protection.Latest, Clock = LeadClock.Claimed, ClockStart = protection.Since, Days = (int)(protection.Latest.Value - protection.Since).TotalDays };
        }

        return pool.Definition.Recycle.When is { } when ? ByConditions(entry, when, facts, protection, asOf) : entry;
    }

    private static RecycleEntry ByConditions(RecycleEntry entry, RecycleCondition when, RecycleFacts facts, LeadProtection protection, DateTimeOffset asOf)
    {
        if (when.MomentFor(facts) is not { } moment)
        {
            return entry with { Action = RecycleAction.Kept, Rule = "conditions-unmet" };
        }

        bool holds = moment.At <= asOf;
        return entry with
        {
            Action = holds ? RecycleAction.Recycled : RecycleAction.Postponed,
            Rule = NameOf(moment.Rule),
            Date = holds ? moment.At : protection.Until(moment.At).RecycleAt,
            Clock = moment.Clock,
            ClockStart = moment.Start,
            Days = moment.Days,
        };
    }

    private static string NameOf(RecycleRule rule) => rule switch
    {
        RecycleRule.NoFollowUp => "no-follow-up",
        RecycleRule.NoOpportunity => "no-opportunity",
        RecycleRule.NotWon => "not-won",
        _ => "never-dealt",
    };
}
