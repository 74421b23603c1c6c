using System.Text.Json;
using CrmCore.Leads;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Leads;

/// <summary>Holds a lead against a plain model of it over any sequence of things that are tried on it.</summary>
public class LeadModelTests
{
    [Law]
    public void It_has_exactly_one_owner_or_pool_whatever_is_tried(LeadStep[] steps)
    {
        Lead lead = Some.PooledLead();
        Model model = new(LeadStatus.New, Custody.InPool(Some.Pool), 0);
        foreach (LeadStep step in steps)
        {
            bool succeeded = step.ApplyTo(lead).Succeeded;
            model = succeeded ? model.After(step) : model;
            Assert.True(lead.Owner is null ^ lead.Pool is null);
            Assert.Equal(model, new Model(lead.Status, lead.Custody, lead.FollowUps.Count));
        }
    }

    [Law]
    public void A_refused_change_changes_nothing_and_an_accepted_one_is_seen(LeadStep[] steps)
    {
        Lead lead = Some.OwnedLead();
        foreach (LeadStep step in steps)
        {
            string before = lead.ToSnapshot().ToJson();
            int events = lead.PendingEvents.Count;
            DateTimeOffset changed = lead.ChangedAt;
            LeadChange change = step.ApplyTo(lead);
            Assert.Equal(change.Succeeded, change.Refusals.Count == 0);
            Assert.Equal(change.Succeeded, before != lead.ToSnapshot().ToJson());
            Assert.Equal(change.Succeeded, events < lead.PendingEvents.Count);
            Assert.True(lead.ChangedAt >= changed);
            Assert.All(change.Refusals, r => Assert.NotEqual(r.Code, r.Describe()));
        }
    }

    [Law]
    public void Who_held_it_follows_one_another_without_gap_or_overlap(LeadStep[] steps)
    {
        Lead lead = Some.OwnedLead();
        foreach (LeadStep step in steps)
        {
            step.ApplyTo(lead);
        }

        Assert.All(lead.Holdings, h => Assert.True(h.To is null || h.From <= h.To));
        Assert.All(lead.Holdings.Zip(lead.Holdings.Skip(1)), pair => Assert.True(pair.First.To <= pair.Second.From));
    }

    [Law]
    public void Its_events_are_numbered_without_a_gap(Lead lead)
    {
        Assert.Equal(Enumerable.Range(1, lead.PendingEvents.Count).Select(i => (long)i), lead.PendingEvents.Select(e => e.Sequence));
        Assert.Equal(lead.PendingEvents.Count, lead.ToSnapshot().EventCount);
        Assert.All(lead.PendingEvents, e => Assert.Equal($"{lead.Id}/{e.Sequence}", e.EventId));
    }

    [Law]
    public void Its_events_replay_to_its_status_and_custody(Lead lead)
    {
        LeadStatus status = LeadStatus.New;
        Custody custody = default;
        foreach (DomainEvent e in lead.PendingEvents)
        {
            (status, custody) = e switch
            {
                LeadCaptured captured => (status, captured.Custody),
                LeadStatusChanged changed when changed.From == status => (changed.To, custody),
                LeadCustodyChanged moved when moved.From == custody => (status, moved.To),
                LeadFollowedUp or LeadDiscovered or LeadTouched or LeadConverted or LeadDetailsChanged => (status, custody),
                _ => throw new InvalidOperationException($"{e} does not follow {status}, {custody}."),
            };
        }

        Assert.Equal((lead.Status, lead.Custody), (status, custody));
    }

    [Law]
    public void A_snapshot_is_the_whole_of_it(Lead lead)
    {
        string json = lead.ToSnapshot().ToJson();
        Lead again = Lead.FromSnapshot(LeadSnapshot.FromJson(json));
        Assert.Equal(json, again.ToSnapshot().ToJson());
        Assert.Empty(again.PendingEvents);
        foreach (string fact in (string[])["email", "phone", "name", "company", "source", "campaign", "status", "owner", "pool", "follow-ups", "needs.quoted", "custom.size"])
        {
            Assert.Equal(lead.Get(fact), again.Get(fact));
        }
    }

    [Fact]
    public void What_names_nobody_is_no_lead()
    {
        Assert.Throws<ArgumentException>(() => Some.OwnedLead(details: new() { Company = " ", City = "Berlin" }));
        Assert.Throws<ArgumentException>(() => Lead.Capture(default, Some.Details, LeadSource.Web, Custody.OwnedBy(Some.Anna), Some.Start));
        Assert.Throws<ArgumentException>(() => Lead.Capture(LeadId.From(Some.Guid(1)), Some.Details, LeadSource.Web, default, Some.Start));
        Assert.Throws<ArgumentException>(() => new Custody(Some.Anna, Some.Pool));
        Assert.Throws<ArgumentException>(() => new Custody(null, null));
        Assert.ThrowsAny<JsonException>(() => LeadSnapshot.FromJson("{}"));
        Assert.ThrowsAny<JsonException>(() => LeadSnapshot.FromJson("null"));
    }

    private sealed record Model(LeadStatus Status, Custody Custody, int FollowUps)
    {
        public Model After(LeadStep step) => step.Act switch
        {
            LeadAct.FollowUp => this with { Status = Status == LeadStatus.New ? LeadStatus.Working : Status, FollowUps = FollowUps + 1 },
            LeadAct.Nurture => this with { Status = LeadStatus.Nurturing },
            LeadAct.Work or LeadAct.Reopen => this with { Status = LeadStatus.Working },
            LeadAct.Qualify => this with { Status = LeadStatus.Qualified },
            LeadAct.Disqualify => this with { Status = LeadStatus.Disqualified },
            LeadAct.Convert => this with { Status = LeadStatus.Converted },
            LeadAct.Assign => this with { Custody = Custody.OwnedBy(step.User) },
            LeadAct.Release => this with { Custody = Custody.InPool(step.Pool) },
            _ => this,
        };
    }
}
