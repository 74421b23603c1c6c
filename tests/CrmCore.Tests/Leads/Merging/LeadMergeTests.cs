using CrmCore.Leads;
using CrmCore.Leads.Merging;
using CrmCore.Qualification;
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
    public void City_and_country_are_of_one_lead_the_one_that_knows_both()
    {
        Lead country = Some.OwnedLead(1, new LeadDetails { Name = new("Anna Keller"), Country = "Austria" });
        Lead both = Some.OwnedLead(2, new LeadDetails { Name = new("Anna Keller"), City = "Ulm", Country = "Germany" });
        Lead blank = Some.OwnedLead(3, new LeadDetails { Name = new("Anna Keller"), City = " ", Country = "Norway" });
        LeadMergePreview merged = LeadMerge.Preview([country, both, blank], new MergeChoices { Survivor = country.Id });
        Assert.Equal(both.Id, merged.Fields.Single(f => f.Field == "place").From);
        Assert.Equal(("Ulm", "Germany"), (merged.Result!.Details.City, merged.Result.Details.Country));
    }

    [Fact]
    public void Of_leads_alike_in_all_else_the_lower_id_stays() =>
        Assert.Equal(Some.OwnedLead(1).Id, LeadMerge.Preview([Some.OwnedLead(2), Some.OwnedLead(1), Some.OwnedLead(3)]).Survivor);

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

    [Fact]
    public void What_happened_to_all_of_them_comes_in_order_of_time()
    {
        Lead survivor = Some.OwnedLead(1);
        Lead other = Lead.Capture(LeadId.From(Some.Guid(2)), Some.Details, new(LeadSourceKind.Referral), Custody.OwnedBy(Some.Bo), Some.Day(2));
        survivor.TouchedBy(new(LeadSourceKind.Partner), Some.Day(3));
        other.TouchedBy(new(LeadSourceKind.Web), Some.Day(4));
        survivor.FollowUp(Call(5)).EnsureSucceeded();
        other.FollowUp(Call(4)).EnsureSucceeded();
        other.FollowUp(Call(6)).EnsureSucceeded();
        other.Discover(Need.Explicit("Reports", Some.Day(6))).EnsureSucceeded();
        int before = survivor.Discovery.Needs.Count;

        LeadMergePreview merged = LeadMerge.Apply([other, survivor], new() { Survivor = survivor.Id }, Some.Day(9), Some.Anna);

        Assert.True(merged.Succeeded);
        Assert.Equal([Some.Day(4), Some.Day(5), Some.Day(6)], survivor.FollowUps.Select(f => f.At));
        Assert.Equal([(LeadSourceKind.Referral, Some.Day(2)), (LeadSourceKind.Partner, Some.Day(3)), (LeadSourceKind.Web, Some.Day(4))], survivor.Touches.Select(t => (t.Source.Kind, t.At)));
        Assert.Equal(before + 1, survivor.Discovery.Needs.Count);
        Assert.Equal(Some.Day(9), survivor.ChangedAt);
        Assert.Equal([other.Id], Assert.Single(survivor.Merges).Merged.Select(m => m.Lead));

        static FollowUp Call(int day) => new(Some.Day(day), Some.Anna, FollowUpKind.Call, FollowUpOutcome.Reached);
    }

    [Fact]
    public void Fields_of_the_host_are_told_in_the_order_of_their_names_and_blank_ones_are_passed_over()
    {
        Lead one = With(1, new() { Name = new("Anna Keller"), Title = " ", City = "Ulm" }, ("size", FieldValue.Of(3)), ("area", FieldValue.Of("north")));
        Lead other = With(2, new() { Name = new("Anna Keller"), Title = "Buyer", Country = "Germany", City = "Bonn" }, ("priority", FieldValue.Of("high")), ("size", FieldValue.Of(5)));

        LeadMergePreview merged = LeadMerge.Preview([one, other], new() { Survivor = one.Id });

        Assert.Equal(["custom.area", "custom.priority", "custom.size"], merged.Fields.Select(f => f.Field).Where(f => f.StartsWith("custom.", StringComparison.Ordinal)));
        Assert.Equal((FieldValue.Of("north"), FieldValue.Of("high"), FieldValue.Of(3)), (merged.Result!.CustomFields!["area"], merged.Result.CustomFields["priority"], merged.Result.CustomFields["size"]));
        Assert.Equal(("Buyer", "Bonn", "Germany"), (merged.Result.Details.Title, merged.Result.Details.City, merged.Result.Details.Country));
        Assert.Equal([("title", "Buyer", other.Id), ("place", "Bonn, Germany", other.Id)], merged.Fields.Where(f => f.Field is "title" or "place").OrderBy(f => f.Field == "place").Select(f => (f.Field, f.Value, f.From)));
        Assert.Equal(("description", null), merged.Fields.Where(f => f.Field == "description").Select(f => (f.Field, f.Value)).Single());
        Assert.Equal((null, null, null), (merged.Fields.Single(f => f.Field == "company").Value, merged.Fields.Single(f => f.Field == "company").From, merged.Result.FollowUps));

        static Lead With(int number, LeadDetails details, params (string Key, FieldValue Value)[] fields) => Lead.Capture(
            LeadId.From(Some.Guid(number)), details, LeadSource.Web, Custody.OwnedBy(Some.Anna), Some.Start,
            customFields: fields.Aggregate(CustomFields.Empty, (all, f) => all.With(f.Key, f.Value)));
    }

    [Fact]
    public void A_merge_of_a_merged_lead_is_undone_layer_by_layer()
    {
        (Lead one, Lead two, Lead three) = (Some.OwnedLead(1), Some.OwnedLead(2), Some.OwnedLead(3));
        Assert.True(LeadMerge.Apply([one, two], new() { Survivor = one.Id }, Some.Day(1)).Succeeded);
        Assert.True(LeadMerge.Apply([one, three], new() { Survivor = one.Id }, Some.Day(2)).Succeeded);
        Assert.Equal(2, one.Merges.Count);
        Assert.True(LeadMerge.Undo(one, [three], Some.Day(3)).Succeeded);
        Assert.Equal([two.Id], Assert.Single(one.Merges).Merged.Select(m => m.Lead));
        Assert.True(LeadMerge.Undo(one, [two], Some.Day(4)).Succeeded);
        Assert.Empty(one.Merges);
        Assert.Equal((LeadStatus.New, LeadStatus.New), (two.Status, three.Status));
    }

    [Fact]
    public void A_merged_lead_that_was_changed_is_not_restored()
    {
        (Lead one, Lead two) = (Some.OwnedLead(1), Some.OwnedLead(2));
        Assert.True(LeadMerge.Apply([one, two], new() { Survivor = one.Id }, Some.Day(1)).Succeeded);
        two = Lead.FromSnapshot(two.ToSnapshot() with { Touches = [new(LeadSource.Web, Some.Day(2))] });
        Assert.Equal(["lead.changed-since-merge"], LeadMerge.Undo(one, [two], Some.Day(3)).Refusals.Select(r => r.Code));
        Assert.Equal(LeadStatus.Merged, two.Status);
        Assert.Throws<ArgumentNullException>(() => LeadMerge.Undo(null!, [], Some.Day(3)));
        Assert.Throws<ArgumentNullException>(() => LeadMerge.Undo(one, null!, Some.Day(3)));
        Assert.Throws<ArgumentNullException>(() => LeadMerge.Preview(null!));
    }

    private static string State(Lead lead) => (lead.ToSnapshot() with { EventCount = 0, ChangedAt = default }).ToJson();
}
