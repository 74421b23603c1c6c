using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Privacy;
using CrmCore.Qualification;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Privacy;

public class SharedDealTests
{
    private static readonly Need Hers = Need.Explicit("Less work", Some.Day(1), quote: "I am overworked", saidBy: "Mrs. Price");

    private static readonly Need FromHerLead = Need.Explicit("Faster reports", Some.Day(1));

    private static readonly Need Carls = Need.Implied("Costs too much", Some.Day(2), saidBy: "Carl Weber");

    private static readonly Answer Nobodys = new(Answer.Budget, AnswerLevel.Confirmed, "Anna Price says 50,000; priced in May", Some.Day(3));

    private static PersonOnStore Person()
    {
        PersonOnStore person = new();
        FollowUp call = new(Some.Day(1), Some.Bo, FollowUpKind.Call, FollowUpOutcome.Reached, "she is ill", "ask about her health");
        person.Lead = person.Lead with { Discovery = new([FromHerLead, Carls]), FollowUps = [call] };
        person.Deal = person.Deal with
        {
            Name = "Carl Weber's warehouse",
            Description = "Carl wants it by May, Anna doesn't",
            BuyingRoles =
            [
                new("A. P.", BuyingRoleKind.User, Stance.Against, Influence.Low, PersonOnStore.ContactId),
                new("Carl Weber", BuyingRoleKind.EconomicBuyer, Stance.Against, Influence.High),
                new("Anna", BuyingRoleKind.Gatekeeper),
                new("Anna Weber", BuyingRoleKind.Influencer),
            ],
            Discovery = new(
            [
                Hers, FromHerLead, Carls, Nobodys,
                new RoleHint("Carl", "economic-buyer", Some.Day(3), "signs for 100,000"), new RoleHint("Anna Price", "user", Some.Day(3)),
                new Correction(Hers.Id, "was a joke", Some.Day(4)), new Correction(Nobodys.Id, "Anna took it back", Some.Day(4)),
            ]),
            Activities = [new("call", Some.Day(1), Some.Bo, "she is ill"), new("call", Some.Day(2), Some.Bo, "Carl decides, not Anna")],
            NextStep = new("Visit Carl", new(2026, 2, 1)),
        };
        return person;
    }

    [Fact]
    public async Task Erasing_keeps_what_is_others()
    {
        PersonOnStore person = await Person().EraseAsync();
        OpportunitySnapshot left = person.Deal;
        Assert.Null(left.Contact);
        Assert.Equal(["Carl Weber", "Anna Weber"], left.BuyingRoles!.Select(r => r.Person));
        Assert.Equal("Carl wants it by May, - doesn't", left.Description);
        Assert.Equal([null, "Carl decides, not -"], left.Activities!.Select(a => a.Note));
        Assert.Equal(("Visit Carl", "Carl Weber's warehouse"), (left.NextStep!.What, left.Name));

        DiscoveryNote[] notes = [.. left.Discovery!.Notes];
        Assert.Equal(4, notes.Length);
        Assert.Equal(Carls, notes[0]);
        Answer answer = Assert.Single(notes.OfType<Answer>());
        Assert.Equal(("- says 50,000; priced in May", Nobodys.Id), (answer.Statement, answer.Id));
        Assert.Equal("Carl", Assert.Single(notes.OfType<RoleHint>()).Person);
        Correction correction = Assert.Single(notes.OfType<Correction>());
        Assert.Equal((Nobodys.Id, "- took it back"), (correction.Note, correction.Reason));
        Assert.Null(person.Lead.Discovery);
    }

    [Fact]
    public async Task Handing_over_tells_nothing_of_others()
    {
        PersonalData data = await Person().ExportAsync();
        PersonalOpportunity deal = Assert.Single(data.Opportunities);
        Assert.True(deal.IsShared && deal.IsContact);
        Assert.Equal((null, null, null, null), (deal.Name, deal.Description, deal.NextStep, deal.Amount));
        Assert.Equal(["A. P.", "Anna"], deal.BuyingRoles!.Select(r => r.Person));
        Assert.Equal(["she is ill"], deal.Activities!.Select(a => a.Note));
        Assert.Equal(3, deal.Discovery!.Notes.Count);
        Assert.DoesNotContain("Carl", data.ToJson(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("overworked", data.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deal_of_the_person_alone_is_handed_over_whole()
    {
        PersonOnStore person = new();
        person.Deal = person.Deal with { Description = "for her flat", Discovery = new([Hers]), Activities = [new("call", Some.Day(1), Some.Bo, "in a hurry")], NextStep = new("call", new(2026, 2, 1)) };
        PersonalOpportunity deal = Assert.Single((await person.ExportAsync()).Opportunities);
        Assert.False(deal.IsShared);
        Assert.Equal(("Blau - Anna Price", "for her flat", Some.Eur(5)), (deal.Name, deal.Description, deal.Amount!.Value));
        Assert.Equal((1, 1, "call"), (deal.Discovery!.Notes.Count, deal.Activities!.Count, deal.NextStep!.What));
    }

    [Fact]
    public async Task Of_an_account_only_what_is_the_persons_is_handed_over()
    {
        PersonOnStore person = new();
        person.Account = person.Account with { Phone = new("0151 2345678"), CustomFields = new Dictionary<string, FieldValue> { ["chair"] = FieldValue.Of("Carl"), ["contact"] = FieldValue.Of("Anna Price") } };
        PersonalAccount account = Assert.Single((await person.ExportAsync()).Accounts);
        Assert.Equal(("Blau", "0151 2345678"), (account.Name, account.Phone!.Entered));
        Assert.Equal(["contact"], account.CustomFields!.Keys);
    }

    public static TheoryData<DiscoveryNote> NotesOfAllKinds { get; } =
    [
        new Need(NeedLayer.Implied, "Anna", Some.Day(1), "Anna", "Carl") { Aspect = "trust", Confidence = 0.5m, PromotedFrom = "a", Under = "b", RaisedBy = "c", Evidence = "mail of Anna" },
        new Answer("budget", AnswerLevel.Confirmed, "Anna", Some.Day(1), "Carl"),
        new AskedQuestion("Anna", "Anna?", Some.Day(1), "Anna", "Carl") { Accepted = true, Override = CrmCore.Qualification.Questions.QuestionKind.Open },
        new SpinNote(SpinType.Problem, "Anna?", Some.Day(1), "Anna", "Carl") { Need = "a" },
        new FabeNote("Anna", "Anna", "Anna", "Anna", Some.Day(1), "Carl") { ProofKind = EvidenceKind.Test, ProofSource = "Anna", Need = "a", Product = "p", Accepted = true },
        new RoleHint("Carl", "user", Some.Day(1), "Anna", "Carl"),
        new CallNote(CallOutcome.Advance, Some.Day(1), "Carl") { Action = "call Anna", ActionBy = "Anna", ActionDue = new(2026, 2, 1) },
    ];

    [Theory]
    [MemberData(nameof(NotesOfAllKinds))]
    public async Task Every_kind_of_note_loses_the_name_and_nothing_else(DiscoveryNote note)
    {
        PersonOnStore person = new();
        person.Deal = person.Deal with { Discovery = new([note]) };
        DiscoveryNote left = Assert.Single((await person.EraseAsync()).Deal.Discovery!.Notes);
        Assert.Equal((note.Id, note.At, note.SaidBy, note.GetType()), (left.Id, left.At, left.SaidBy, left.GetType()));
        string before = (person.Deal with { Discovery = new([note]) }).ToJson();
        string now = person.Deal.ToJson();
        Assert.Contains("Anna", before, StringComparison.Ordinal);
        Assert.Contains($",\"key\":\"{note.Id}\"", now, StringComparison.Ordinal);
        Assert.Equal(before.Replace("Anna", "-", StringComparison.Ordinal), now.Replace($",\"key\":\"{note.Id}\"", "", StringComparison.Ordinal));
    }
}
