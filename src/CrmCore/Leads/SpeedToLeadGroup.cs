namespace CrmCore.Leads;

/// <summary>What answered leads are grouped by.</summary>
public enum SpeedGrouping
{
    /// <summary>The kind of their first source, such as <c>Web</c>.</summary>
    Source = 0,

    /// <summary>Who answered first; of an unanswered lead who owns it, null for one in a pool.</summary>
    Owner = 1,

    /// <summary>The kind of the first follow-up, such as <c>Call</c>; null for an unanswered lead.</summary>
    Channel = 2,

    /// <summary>The campaign of their first source; null for none.</summary>
    Campaign = 3,
}

/// <summary>How fast the leads of a group are answered.</summary>
/// <param name="Key">What they have in common; null for leads that have no such thing.</param>
/// <param name="Speed">How fast they are answered.</param>
public sealed record SpeedToLeadGroup(string? Key, SpeedToLead Speed)
{
    internal static string? KeyOf(LeadSnapshot lead, SpeedGrouping grouping, DateTimeOffset asOf)
    {
        FollowUp? first = lead.FollowUps?.Where(f => f.At <= asOf).MinBy(f => f.At);
        return grouping switch
        {
            SpeedGrouping.Source => lead.Source.Kind.ToString(),
            SpeedGrouping.Owner => (first?.By ?? lead.Custody.Owner)?.Value,
            SpeedGrouping.Channel => first?.Kind.ToString(),
            _ => lead.Source.Campaign,
        };
    }
}
