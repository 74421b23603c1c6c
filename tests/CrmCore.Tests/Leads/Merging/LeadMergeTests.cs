using CrmCore.Leads;
using CrmCore.Leads.Merging;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Leads.Merging;

public class LeadMergeTests
{
    [Law]
    public void Merge_then_undo_is_the_identity(LeadStep[] first, LeadStep[] second, LeadStep[] third)
    {
        Lead[] leads = [Some.OwnedLead(1), Some.PooledLead(2), Some.OwnedLead(3)];
        foreach ((Lead lead, LeadStep[] steps) in leads.Zip((LeadStep[][])[first, second, third]))
        {
            Array.ForEach(steps, s => s.ApplyTo(lead));
        }

        string[] before = [.. leads.Select(State)];
        LeadMergePreview merged = LeadMerge.Apply(leads, null, Some.Day(500), Some.Anna);
        if (!merged.Succeeded)
        {
            Assert.Equal(before, leads.Select(State));
            return;
        }

        Lead survivor = leads.Single(l => l.Id == merged.Survivor);
        Lead[] losers = [.. leads.Where(l => l != survivor)];
        Assert.All(losers, l => Assert.Equal((LeadStatus.Merged, survivor.Id), (l.Status, l.MergedInto)));
        Assert.True(leads.Where(l => l != survivor).All(l => l.FollowUps.All(survivor.FollowUps.Contains)));
        Lead[] stored = [.. leads.Select(l => Lead.FromSnapshot(LeadSnapshot.FromJson(l.ToSnapshot().ToJson())))];
        Assert.True(LeadMerge.Undo(stored.Single(l => l.Id == survivor.Id), [.. stored.Where(l => l.Id != survivor.Id)], Some.Day(501)).Succeeded);
        Assert.Equal(before, stored.Select(State));
    }

    [Fact]
    public void The_older_lead_stays_and_takes_what_it_lacks()
    {
        Lead older = Some.OwnedLead(1, new LeadDetails { Name = new("Anna Keller"), City = "Ulm", Description = "Met at the fair." });
        Lead newer = Some.OwnedLead(2, new LeadDetails { Name = new("Anna Keler"), Company = "Blau GmbH", City = "Neu-Ulm", Country = "Germany", Description = "Called." });
        LeadMergePreview merged = LeadMerge.Apply([newer, older], new MergeChoices { Survivor = older.Id, Fields = new Dictionary<string, LeadId> { ["name"] = newer.Id } }, Some.Day(9), Some.Bo);
        Assert.True(merged.Succeeded);
        Assert.Equal(("Anna Keler", "Blau GmbH", "Neu-Ulm", "Germany", "Met at the fair.\n\nCalled."),
            (older.Details.Name!.Full, older.Details.Company, older.Details.City, older.Details.Country, older.Details.Description));
        Assert.Equal("Anna Keller", merged.Fields.Single(f => f.Field == "name").Others[older.Id]);
    }

    [Fact]
    public void A_higher_score_goes_first_among_leads_of_one_status_and_a_further_status_before_any_score()
    {
        Lead older = Some.OwnedLead(1);
        Lead younger = Lead.Capture(LeadId.From(Some.Guid(2)), Some.Details, LeadSource.Web, Custody.OwnedBy(Some.Anna), Some.Day(1));
        Lead worked = Some.OwnedLead(3);
        worked.Work(Some.Day(2)).EnsureSucceeded();
        MergeChoices scored = new() { Scores = new Dictionary<LeadId, decimal> { [younger.Id] = 0.1m } };
        Assert.Equal(older.Id, LeadMerge.Preview([younger, older]).Survivor);
        Assert.Equal(younger.Id, LeadMerge.Preview([older, younger], scored).Survivor);
        LeadMergePreview all = LeadMerge.Preview([older, younger, worked], scored);
        Assert.Equal(worked.Id, all.Survivor);
        Assert.Equal([younger.Id, older.Id], all.Losers);
    }

    [Law]
    public void Tags_are_united_the_highest_priority_is_kept_and_a_choice_overrides_both(byte one, byte other, string[] tags, string[] others)
    {
        (string[] first, string[] second) = (Tags(tags), Tags(others));
        Lead[] leads = [With(1, one, first), With(2, other, second)];
        LeadMergePreview merged = LeadMerge.Preview(leads);
        Assert.Equal(Math.Max(one, other), merged.Result!.CustomFields!["priority"].AsNumber);
        Assert.Equal(first.Union(second).Order(StringComparer.Ordinal), merged.Result.CustomFields["tags"].AsChoices!.Order(StringComparer.Ordinal));
        MergeChoices chosen = new() { Fields = new Dictionary<string, LeadId> { ["custom.tags"] = leads[1].Id, ["custom.priority"] = leads[1].Id } };
        LeadSnapshot byHand = LeadMerge.Preview(leads, chosen).Result!;
        Assert.Equal((FieldValue.Of(second), FieldValue.Of(other)), (byHand.CustomFields!["tags"], byHand.CustomFields["priority"]));

        static string[] Tags(string[] texts) => [.. texts.Where(t => !string.IsNullOrWhiteSpace(t)).Append("x").Distinct(StringComparer.Ordinal)];

        static Lead With(int number, byte priority, string[] tags) => Lead.Capture(
            LeadId.From(Some.Guid(number)), Some.Details, LeadSource.Web, Custody.OwnedBy(Some.Anna), Some.Start,
            customFields: CustomFields.Empty.With("priority", FieldValue.Of(priority)).With("tags", FieldValue.Of(tags)));
    }

    [Fact]
    public void Every_reason_against_a_merge_is_named_and_nothing_changes()
    {
        Lead one = Some.OwnedLead(1);
        LeadMergePreview refused = LeadMerge.Apply([one], new MergeChoices { Survivor = Some.OwnedLead(7).Id, Fields = new Dictionary<string, LeadId> { ["colour"] = one.Id } }, Some.Day(9));
        Assert.Equal(["lead.merge-needs-two", "lead.merge-unknown-lead", "lead.merge-unknown-field"], refused.Refusals.Select(r => r.Code));
        Assert.Equal(LeadStatus.New, one.Status);
    }

    [Fact]
    public void A_merge_is_not_undone_after_something_changed()
    {
        Lead one = Some.OwnedLead(1);
        Lead other = Some.OwnedLead(2);
        LeadMergePreview merged = LeadMerge.Apply([one, other], null, Some.Day(9));
        (Lead survivor, Lead loser) = merged.Survivor == one.Id ? (one, other) : (other, one);
        Assert.Equal("lead.merged-lead-missing", Assert.Single(LeadMerge.Undo(survivor, [], Some.Day(9)).Refusals).Code);
        survivor.FollowUp(new(Some.Day(10), Some.Anna, FollowUpKind.Call, FollowUpOutcome.Reached));
        Assert.Equal("lead.changed-since-merge", Assert.Single(LeadMerge.Undo(survivor, [loser], Some.Day(11)).Refusals).Code);
        Assert.Equal("lead.nothing-merged", Assert.Single(LeadMerge.Undo(loser, [], Some.Day(11)).Refusals).Code);
    }

    private static string State(Lead lead) => (lead.ToSnapshot() with { EventCount = 0 }).ToJson();
}
