using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Qualification;

namespace CrmCore.Conversion.Reverting;

/// <summary>Takes out of an opportunity what a lead had carried over to it.</summary>
internal static class CarriedRestorer
{
    public static OpportunitySnapshot Restore(OpportunitySnapshot deal, ConvertedRecord record, Lead lead, string name, List<string> undone, List<string> left)
    {
        if (record.Notes is { } notes)
        {
            Discovery discovery = deal.Discovery ?? Discovery.Empty;
            Discovery rest = new([.. discovery.Notes.Where(n => !notes.Contains(n.Id))]);
            bool isNeeded = rest.Notes.Any(n => rest.Check(n).Any(r => r.Code == "qualification.unknown-note"));
            (isNeeded ? left : undone).Add($"{name} discovery");
            deal = isNeeded ? deal : deal with { Discovery = rest.IsEmpty ? null : rest };
        }

        if (record.Activities > 0)
        {
            List<Activity> activities = [.. deal.Activities ?? []];
            foreach (Activity carried in OpportunityDraft.Activities(lead.ConversionTrace!.MovedFollowUps ?? lead.FollowUps))
            {
                activities.RemoveAt(activities.LastIndexOf(carried));
            }

            undone.Add($"{name} activities");
            deal = deal with { Activities = activities.Count == 0 ? null : activities };
        }

        return deal;
    }
}
