using CrmCore.Delivery;
using CrmCore.Leads;
using CrmCore.Leads.Merging;
using CrmCore.Matching;
using CrmCore.Merging;
using CrmCore.Qualification;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Leads;

/// <summary>Corrections of what is known of a lead.</summary>
public class LeadDetailsTests
{
    [Fact]
    public void A_correction_names_the_fields_and_not_what_is_in_them()
    {
        Lead lead = Some.OwnedLead();
        LeadDetails corrected = new()
        {
            Name = new("Clara Steiner"),
            Company = "Rot GmbH",
            Title = "CFO",
            Email = EmailAddress.Parse("clara@rot.example"),
            Phone = new("+49 89 1234567"),
            Industry = "Logistics",
            City = "Ulm",
            Country = "DE",
            Description = "Met in Hannover",
        };
        lead.ChangeDetails(corrected, Some.Day(1), Some.Bo).EnsureSucceeded();

        Assert.Equal((corrected, Some.Day(1)), (lead.Details, lead.ChangedAt));
        LeadDetailsChanged fact = Assert.IsType<LeadDetailsChanged>(lead.PendingEvents[^1]);
        Assert.Equal(new(lead.Id, ["name", "company", "title", "email", "phone", "industry", "city", "country", "description"]) { Sequence = 2, At = Some.Day(1), By = Some.Bo }, fact);
        string sent = CloudEvent.From(fact, "/crm").ToJson();
        Assert.Equal(fact, CloudEvent.FromJson(sent).ToEvent());
        Assert.DoesNotContain("Steiner", sent, StringComparison.Ordinal);

        lead.ChangeDetails(corrected with { Title = null }, Some.Day(2)).EnsureSucceeded();
        Assert.Equal(["title"], Assert.IsType<LeadDetailsChanged>(lead.PendingEvents[^1]).Fields);
        Assert.Equal(FieldValue.None, lead.Get("title"));
    }

    [Fact]
    public void Custom_fields_are_set_one_by_one_or_all_together()
    {
        Lead lead = Some.OwnedLead();
        lead.SetCustomField("size", FieldValue.Of(7), Some.Day(1), Some.Anna).EnsureSucceeded();
        Assert.Equal(FieldValue.Of(7), lead.Get("custom.size"));
        lead.SetCustomFields(CustomFields.Empty.With("region", FieldValue.Of("south")).With("渠道", FieldValue.Of(true)), Some.Day(2)).EnsureSucceeded();
        lead.SetCustomField("region", FieldValue.None, Some.Day(3)).EnsureSucceeded();
        Assert.Equal(
            [["custom.size"], ["custom.region", "custom.size", "custom.渠道"], ["custom.region"]],
            lead.PendingEvents.OfType<LeadDetailsChanged>().Select(e => e.Fields));
        Assert.Equal(["渠道"], lead.CustomFields.Select(f => f.Key));
        Assert.Throws<ArgumentException>(() => lead.SetCustomField(" ", FieldValue.Of(1), Some.Day(4)));
        Assert.Throws<ArgumentNullException>(() => lead.SetCustomFields(null!, Some.Day(4)));
        Assert.Throws<ArgumentNullException>(() => lead.ChangeDetails(null!, Some.Day(4)));
    }

    [Fact]
    public void Where_nothing_differs_nothing_happens_but_another_way_of_writing_is_a_difference()
    {
        Lead lead = Some.OwnedLead();
        string before = lead.ToSnapshot().ToJson();
        lead.ChangeDetails(Some.Details with { }, Some.Day(1)).EnsureSucceeded();
        lead.SetCustomField("size", FieldValue.None, Some.Day(1)).EnsureSucceeded();
        lead.SetCustomFields(CustomFields.Empty, Some.Day(1)).EnsureSucceeded();
        Assert.Equal((before, 1), (lead.ToSnapshot().ToJson(), lead.PendingEvents.Count));

        lead.ChangeDetails(Some.Details with { Email = EmailAddress.Parse("Clara <clara@blau.example>") }, Some.Day(1)).EnsureSucceeded();
        Assert.Equal(["email"], Assert.IsType<LeadDetailsChanged>(lead.PendingEvents[^1]).Fields);
        Assert.Equal("Clara <clara@blau.example>", lead.Details.Email!.Entered);
    }

    [Fact]
    public void A_correction_is_no_follow_up()
    {
        Lead lead = Some.OwnedLead();
        LeadProtection protection = new() { Pool = Some.Pool, Since = Some.Start, RecycleAt = Some.Day(30), RemindDays = 3 };
        lead.Protect(protection).EnsureSucceeded();
        lead.ChangeDetails(Some.Details with { City = "Ulm" }, Some.Day(9), Some.Anna).EnsureSucceeded();
        lead.SetCustomField("size", FieldValue.Of(7), Some.Day(9), Some.Anna).EnsureSucceeded();
        Assert.Equal((LeadStatus.New, protection, null, Some.Start), (lead.Status, lead.Protection, lead.FirstResponseAt, lead.CustodySince));
        Lead pooled = Some.PooledLead();
        pooled.ChangeDetails(Some.Details with { City = "Ulm" }, Some.Day(9)).EnsureSucceeded();
        Assert.Equal((Some.Start, Some.Pool), (pooled.EnteredPoolAt, pooled.Pool));
    }

    [Fact]
    public void A_late_correction_does_not_turn_back_when_it_changed()
    {
        Lead lead = Some.OwnedLead();
        lead.Qualify(Some.Day(5)).EnsureSucceeded();
        lead.ChangeDetails(Some.Details with { City = "Ulm" }, Some.Day(3)).EnsureSucceeded();
        Assert.Equal((Some.Day(5), Some.Day(3)), (lead.ChangedAt, lead.PendingEvents[^1].At));
    }

    [Fact]
    public void Who_is_found_by_an_address_can_become_reachable_and_qualified()
    {
        Lead lead = Some.OwnedLead(details: new() { Company = "Blau" });
        Condition reachable = ReadyRules.Reachable.Condition;
        Assert.False(reachable.IsMet(lead));
        lead.ChangeDetails(lead.Details with { Email = EmailAddress.Parse("clara@blau.example") }, Some.Day(1)).EnsureSucceeded();
        Assert.True(reachable.IsMet(lead));
    }

    [Fact]
    public void It_is_found_by_what_is_known_now()
    {
        PartyIndex index = new();
        Lead lead = Some.OwnedLead(1);
        index.Add(lead.ToSnapshot());
        LeadDetails other = new() { Name = new("Wang Xiaoming"), Email = EmailAddress.Parse("wang@rot.example"), Company = "Rot" };
        lead.ChangeDetails(other, Some.Day(1)).EnsureSucceeded();
        index.Add(lead.ToSnapshot());
        Assert.Empty(index.Find(Some.OwnedLead(2).ToSnapshot(), MatchClass.Likely));
        Assert.Equal(lead.Id.Value, Assert.Single(index.Find(Some.OwnedLead(2, other).ToSnapshot(), MatchClass.Likely)).Party.Id);
    }

    [Fact]
    public void What_names_nobody_what_has_ended_and_what_was_not_yet_there_is_not_corrected()
    {
        LeadDetails better = Some.Details with { City = "Ulm" };
        Lead lead = Some.OwnedLead();
        Refused(lead, l => l.ChangeDetails(new() { Company = " ", City = "Ulm" }, Some.Day(1)), "lead.names-nobody");
        Refused(lead, l => l.ChangeDetails(better, Some.Day(-1)), "lead.before-captured");
        Refused(lead, l => l.ChangeDetails(new(), Some.Day(-1)), "lead.before-captured", "lead.names-nobody");
        Refused(lead, l => l.SetCustomField("size", FieldValue.Of(1), Some.Day(-1)), "lead.before-captured");

        Lead converted = Some.QualifiedLead(2);
        converted.Qualify(Some.Start).EnsureSucceeded();
        converted.MarkConverted(new("r", null, null, OpportunityId.From(Some.Guid(2)), Some.Day(1), Some.Anna)).EnsureSucceeded();
        Lead merged = Some.OwnedLead(3);
        LeadMerge.Apply([lead, merged], new() { Survivor = lead.Id }, Some.Day(1)).EnsureSucceeded();
        foreach (Lead ended in (Lead[])[converted, merged])
        {
            Refused(ended, l => l.ChangeDetails(better, Some.Day(2)), "lead.not-open");
            Refused(ended, l => l.ChangeDetails(l.Details, Some.Day(2)), "lead.not-open");
            Refused(ended, l => l.SetCustomFields(CustomFields.Empty.With("size", FieldValue.Of(1)), Some.Day(2)), "lead.not-open");
        }

        Lead junk = Some.OwnedLead(4);
        junk.Disqualify("wrong number", Some.Day(1)).EnsureSucceeded();
        junk.ChangeDetails(better, Some.Day(2)).EnsureSucceeded();
        Assert.Equal((better, LeadStatus.Disqualified, "wrong number"), (junk.Details, junk.Status, junk.DisqualifiedReason));
    }

    [Fact]
    public void A_merge_is_not_undone_over_a_correction_made_since()
    {
        Lead lead = Some.OwnedLead(1);
        Lead merged = Some.OwnedLead(2);
        LeadMerge.Apply([lead, merged], new() { Survivor = lead.Id }, Some.Day(1)).EnsureSucceeded();
        lead.ChangeDetails(lead.Details with { City = "Ulm" }, Some.Day(2)).EnsureSucceeded();
        Assert.Equal("lead.changed-since-merge", Assert.Single(LeadMerge.Undo(lead, [merged], Some.Day(3)).Refusals).Code);
        Assert.Equal("Ulm", lead.Details.City);
    }

    [Law]
    public void A_correction_and_the_correction_back_give_the_same_lead(Lead lead, PersonName name, EmailAddress email, PhoneNumber phone, CustomFields fields, UserId user)
    {
        LeadSnapshot before = lead.ToSnapshot();
        LeadDetails details = lead.Details;
        CustomFields custom = lead.CustomFields;
        int events = lead.PendingEvents.Count;
        DateTimeOffset at = lead.ChangedAt;
        LeadChange there = lead.ChangeDetails(details with { Name = name, Email = email, Phone = phone }, at, user);
        LeadChange set = lead.SetCustomFields(fields, at, user);
        Lead stored = Lead.FromSnapshot(LeadSnapshot.FromJson(lead.ToSnapshot().ToJson()));
        Assert.Equal(lead.ToSnapshot().ToJson(), stored.ToSnapshot().ToJson());
        LeadChange back = lead.ChangeDetails(details, at, user);
        LeadChange reset = lead.SetCustomFields(custom, at, user);

        bool isOver = lead.Status is LeadStatus.Converted or LeadStatus.Merged;
        Assert.All((LeadChange[])[there, set, back, reset], c => Assert.Equal(isOver, !c.Succeeded));
        Assert.Equal(before.ToJson(), (lead.ToSnapshot() with { EventCount = before.EventCount }).ToJson());
        Assert.Equal(Enumerable.Range(1, lead.PendingEvents.Count).Select(i => (long)i), lead.PendingEvents.Select(e => e.Sequence));
        IReadOnlyList<string>[] told = [.. lead.PendingEvents.Skip(events).Select(e => Assert.IsType<LeadDetailsChanged>(e).Fields)];
        Assert.Equal(isOver ? 0 : told.Length / 2 * 2, told.Length);
        Assert.All(told, Assert.NotEmpty);
        Assert.Equal(told.Take(told.Length / 2), told.Skip(told.Length / 2));
    }

    private static void Refused(Lead lead, Func<Lead, LeadChange> change, params string[] codes)
    {
        string before = lead.ToSnapshot().ToJson();
        int events = lead.PendingEvents.Count;
        Assert.Equal(codes, change(lead).Refusals.Select(r => r.Code));
        Assert.Equal((before, events), (lead.ToSnapshot().ToJson(), lead.PendingEvents.Count));
    }
}
