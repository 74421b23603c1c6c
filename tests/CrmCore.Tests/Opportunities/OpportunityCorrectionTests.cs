using CrmCore.Delivery;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Opportunities;

/// <summary>Corrections of what a deal is called, whose it is, and of the host's own fields.</summary>
public class OpportunityCorrectionTests
{
    private static readonly AccountId Blau = AccountId.From(Some.Guid(20));

    private static readonly ContactId Clara = ContactId.From(Some.Guid(30));

    [Fact]
    public void Each_part_is_set_cleared_and_told()
    {
        Opportunity deal = Some.Deal();
        deal.Rename("  Robots ", Some.Day(1), Some.Anna).EnsureSucceeded();
        deal.SetAccount(Blau, Some.Day(2), Some.Anna).EnsureSucceeded();
        deal.SetContact(Clara, Some.Day(3), Some.Anna).EnsureSucceeded();
        deal.SetDescription("Ten robots", Some.Day(4), Some.Anna).EnsureSucceeded();
        deal.SetCustomFields(CustomFields.Empty.With("tier", FieldValue.Of("gold")), Some.Day(5), Some.Anna).EnsureSucceeded();
        Assert.Equal(("Robots", Blau, Clara, "Ten robots"), (deal.Name, deal.Account, deal.Contact, deal.Description));
        Assert.Equal(FieldValue.Of("gold"), deal.Get("custom.tier"));
        Assert.Equal(["name", "account", "contact", "description", "custom-fields"], Parts(deal));
        Assert.Equal((Some.Day(5), 1), (deal.ChangedAt, deal.History.Count));
        Assert.All(deal.PendingEvents, e => Assert.Equal(e, CloudEvent.FromJson(CloudEvent.From(e, "/crm").ToJson()).ToEvent()));
        Assert.Equal(deal.ToSnapshot().ToJson(), Opportunity.FromSnapshot(OpportunitySnapshot.FromJson(deal.ToSnapshot().ToJson())).ToSnapshot().ToJson());

        deal.SetAccount(null, Some.Day(6)).EnsureSucceeded();
        deal.SetContact(null, Some.Day(6)).EnsureSucceeded();
        deal.SetDescription(" ", Some.Day(6)).EnsureSucceeded();
        deal.SetCustomField("tier", FieldValue.None, Some.Day(6)).EnsureSucceeded();
        Assert.Equal((null, null, null, 0), (deal.Account, deal.Contact, deal.Description, deal.CustomFields.Count));
    }

    [Fact]
    public void Where_nothing_differs_nothing_happens()
    {
        Opportunity deal = Some.Deal();
        deal.SetCustomField("tier", FieldValue.Of("gold"), Some.Day(1)).EnsureSucceeded();
        string before = deal.ToSnapshot().ToJson();
        Assert.All(
            (OpportunityChange[])
            [
                deal.Rename("Deal 1 ", Some.Day(2)), deal.SetAccount(null, Some.Day(2)), deal.SetContact(null, Some.Day(2)), deal.SetDescription("", Some.Day(2)),
                deal.SetCustomField("tier", FieldValue.Of("gold"), Some.Day(2)), deal.SetCustomFields(CustomFields.Empty.With("tier", FieldValue.Of("gold")), Some.Day(2)),
            ],
            c => Assert.True(c.Succeeded));
        Assert.Equal((before, 2), (deal.ToSnapshot().ToJson(), deal.PendingEvents.Count));
    }

    [Fact]
    public void A_gate_on_a_field_opens_when_the_field_is_filled()
    {
        Pipeline pipeline = Pipeline.Define("named", "Named").Open("talk", "Talk", 10)
            .Open("offer", "Offer", 50, s => s.Enter(new Gate("account", Condition.Present("account"), new("Set the account.", "请设置客户。"))))
            .Won("won", "Won").Lost("lost", "Lost").Build();
        Opportunity deal = Opportunity.Create(new(OpportunityId.From(Some.Guid(1)), "Deal"), pipeline, Some.Start);
        Assert.Equal("gate.account", Assert.Single(deal.MoveTo("offer", pipeline, Some.Day(1), Some.Anna).Refusals).Code);
        deal.SetAccount(Blau, Some.Day(1)).EnsureSucceeded();
        Assert.True(deal.MoveTo("offer", pipeline, Some.Day(1), Some.Anna).Succeeded);
    }

    [Fact]
    public void A_closed_deal_a_blank_name_and_an_earlier_instant_are_refused()
    {
        Opportunity deal = Some.Deal();
        string before = deal.ToSnapshot().ToJson();
        Assert.Equal(["opportunity.name-missing"], Codes(deal.Rename(" ", Some.Day(1))));
        Assert.Equal(["opportunity.before-last-change", "opportunity.name-missing"], Codes(deal.Rename("", Some.Day(-1))));
        Assert.Equal(["opportunity.too-many"], Codes(deal.SetCustomFields(CustomFields.From(Enumerable.Range(0, 1001).Select(i => KeyValuePair.Create($"k{i}", FieldValue.Of(i)))), Some.Day(1))));
        Assert.Throws<ArgumentNullException>(() => deal.Rename(null!, Some.Day(1)));
        Assert.Throws<ArgumentNullException>(() => deal.SetCustomFields(null!, Some.Day(1)));
        Assert.Throws<ArgumentException>(() => deal.SetAccount(default(AccountId), Some.Day(1)));
        Assert.Throws<ArgumentException>(() => deal.SetContact(default(ContactId), Some.Day(1)));
        Assert.Equal((before, 1), (deal.ToSnapshot().ToJson(), deal.PendingEvents.Count));

        Opportunity closed = Some.ClosedDeal(2, StageKind.Lost);
        Assert.All(
            (OpportunityChange[])
            [
                closed.Rename("Robots", Some.Day(20)), closed.SetAccount(Blau, Some.Day(20)), closed.SetContact(Clara, Some.Day(20)), closed.SetDescription("x", Some.Day(20)),
                closed.SetCustomFields(CustomFields.Empty, Some.Day(20)),
            ],
            c => Assert.Equal(["opportunity.closed"], Codes(c)));
    }

    [Law]
    public void A_correction_and_the_correction_back_give_the_same_deal(Opportunity deal, AccountId account, ContactId contact, PersonName name, CustomFields fields)
    {
        OpportunitySnapshot before = deal.ToSnapshot();
        int events = deal.PendingEvents.Count;
        DateTimeOffset at = deal.ChangedAt;
        OpportunityChange[] changes =
        [
            deal.Rename(name.Full, at), deal.SetAccount(account, at), deal.SetContact(contact, at), deal.SetDescription(name.Full, at), deal.SetCustomFields(fields, at),
            deal.Rename(before.Name, at), deal.SetAccount(before.Account, at), deal.SetContact(before.Contact, at), deal.SetDescription(before.Description, at),
            deal.SetCustomFields(CustomFields.From(before.CustomFields), at),
        ];
        Assert.All(changes, c => Assert.Equal(deal.IsOpen, c.Succeeded));
        Assert.Equal(before.ToJson(), (deal.ToSnapshot() with { EventCount = before.EventCount }).ToJson());
        Assert.Equal(Enumerable.Range(1, deal.PendingEvents.Count).Select(i => (long)i), deal.PendingEvents.Select(e => e.Sequence));
        string[] told = [.. Parts(deal).Skip(events - deal.PendingEvents.Take(events).Count(e => e is not OpportunityDetailsChanged))];
        Assert.Equal(told.Take(told.Length / 2), told.Skip(told.Length / 2));
        Assert.True(deal.IsOpen ? told.Length >= 6 : told.Length == 0);
    }

    private static IEnumerable<string> Parts(Opportunity deal) => deal.PendingEvents.OfType<OpportunityDetailsChanged>().Select(e => e.Part);

    private static IEnumerable<string> Codes(Outcome outcome) => outcome.Refusals.Select(r => r.Code);
}
