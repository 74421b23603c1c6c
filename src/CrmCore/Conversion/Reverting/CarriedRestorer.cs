using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Qualification;

namespace CrmCore.Conversion.Reverting;

/// <summary>Takes out of an opportunity what a lead had carried over to it.</summary>
internal static class CarriedRestorer
{
    public static OpportunitySnapshot Restore(OpportunitySnapshot deal, ConvertedRecord record, Lead lead, string name, List<string> undone, List<string> left)
    {
        if (record.Notes is { } places)
        {
            IReadOnlyList<DiscoveryNote> told = (lead.ConversionTrace!.MovedDiscovery ?? lead.Discovery).Notes;
            Discovery rest = new(Without((deal.Discovery ?? Discovery.Empty).Notes, places.Select(p => told[p])));
            bool isNeeded = rest.Notes.Any(n => rest.Check(n).Any(r => r.Code == "qualification.unknown-note"));
            (isNeeded ? left : undone).Add($"{name} discovery");
            deal = isNeeded ? deal : deal with { Discovery = rest };
        }

        if (record.Activities > 0)
        {
            List<Activity> rest = Without(deal.Activities ?? [], OpportunityDraft.Activities(lead.ConversionTrace!.MovedFollowUps ?? lead.FollowUps));
            undone.Add($"{name} activities");
            deal = deal with { Activities = rest };
        }

        return deal;
    }

    /// <summary>A list without some items, each taken out once, the last of equal ones.</summary>
    private static List<T> Without<T>(IEnumerable<T> all, IEnumerable<T> some)
    {
        List<T> rest = [.. all];
        foreach (T item in some)
        {
            int place = rest.LastIndexOf(item);
            if (place >= 0)
            {
                rest.RemoveAt(place);
            }
        }

        return rest;
    }
}
