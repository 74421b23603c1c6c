namespace CrmCore.Conversion;

/// <summary>What keeps a plan from being executed because it no longer holds.</summary>
internal static class PlanChanges
{
    public static IEnumerable<Refusal> Between(ConversionPlan agreed, ConversionPlan now)
    {
        List<Refusal> changes = [];
        if (agreed.LeadVersion != now.LeadVersion)
        {
            changes.Add(ConversionBlockers.VersionChanged("lead", agreed.Request.Lead, agreed.LeadVersion, now.LeadVersion));
        }

        foreach ((PlannedRecord then, PlannedRecord today) in agreed.Records.Zip(now.Records))
        {
            if (then.Id is { } id && then.Id == today.Id && then.Version != today.Version)
            {
                changes.Add(ConversionBlockers.VersionChanged(then.Kind.ToString().ToLowerInvariant(), id, then.Version, today.Version));
            }
        }

        if (changes.Count == 0 && (agreed.IsBlocked || !now.DoesTheSameAs(agreed)) && !now.IsBlocked)
        {
            changes.Add(new("conversion.plan-outdated", ("lead", agreed.Request.Lead)));
        }

        return changes;
    }
}
