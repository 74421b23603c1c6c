using CrmCore.Conversion;
using CrmCore.Conversion.Policies;
using CrmCore.Health;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Probabilities.Features;
using CrmCore.Probabilities.Training;
using CrmCore.Qualification;
using CrmCore.Qualification.Questions;
using CrmCore.Tests.Support;

namespace CrmCore.Tests;

/// <summary>The facts that gates and rules are written in: each documented name has its value, and no other name has one.</summary>
public class FactTests
{
    private static readonly ContactId Clara = ContactId.From(Some.Guid(7));

    private static readonly AccountId Blau = AccountId.From(Some.Guid(8));

    private static readonly (string Fact, FieldValue Value)[] OfDiscovery =
    [
        ("needs", FieldValue.Of(3)), ("needs.explicit", FieldValue.Of(1)), ("needs.implied", FieldValue.Of(1)), ("needs.deep", FieldValue.Of(1)),
        ("needs.quoted", FieldValue.Of(1)), ("needs.promoted", FieldValue.Of(0)),
        ("questions", FieldValue.Of(4)), ("questions.open", FieldValue.Of(1)), ("questions.probing", FieldValue.Of(1)), ("questions.closed", FieldValue.Of(1)), ("questions.confirm", FieldValue.Of(1)),
        ("spin.situation", FieldValue.Of(1)), ("spin.problem", FieldValue.Of(1)), ("spin.implication", FieldValue.Of(1)), ("spin.need-payoff", FieldValue.Of(2)),
        ("fabe", FieldValue.Of(2)), ("fabe.complete", FieldValue.Of(1)), ("roles.champion", FieldValue.Of(1)), ("roles.user", FieldValue.Of(0)),
        ("calls", FieldValue.Of(2)), ("calls.success", FieldValue.Of(1)), ("calls.last", FieldValue.Of("advance")), ("phase", FieldValue.Of("solution-settled")),
        ("answers.budget", FieldValue.Of("confirmed")), ("answers.timing", FieldValue.Of("contradicted")), ("answers.authority", FieldValue.Of("weak")), ("answers.pain", FieldValue.Of("weak")),
        ("answers.nothing", FieldValue.None),
    ];

    private static readonly (string Fact, FieldValue Value)[] OfDeal =
    [
        ("amount", FieldValue.Of(180)), ("currency", FieldValue.Of("EUR")), ("close-date", FieldValue.Of(new DateOnly(2026, 3, 1))), ("close-date-pushes", FieldValue.Of(1)),
        ("stage", FieldValue.Of("inquiry")), ("probability", FieldValue.Of(0.2m)), ("owner", FieldValue.Of("anna")), ("name", FieldValue.Of("Deal")),
        ("account", FieldValue.Of(Blau.ToString())), ("contact", FieldValue.Of(Clara.ToString())), ("source", FieldValue.Of("Web")), ("campaign", FieldValue.Of("spring")),
        ("line-items", FieldValue.Of(2)), ("products", FieldValue.Of(["GTX"])), ("recurring", FieldValue.Of(10)), ("splits", FieldValue.Of(2)),
        ("roles", FieldValue.Of(["champion", "user"])), ("roles.champion", FieldValue.Of(2)), ("roles.user", FieldValue.Of(1)), ("roles.blocker", FieldValue.Of(0)),
        ("competitors", FieldValue.Of(["Rot", "Grün"])), ("competitors.winner", FieldValue.Of("Grün")), ("activities", FieldValue.Of(2)), ("activities.call", FieldValue.Of(1)), ("activities.fax", FieldValue.Of(0)),
        ("last-touch", FieldValue.Of(new DateOnly(2026, 1, 6))), ("next-step", FieldValue.Of(new DateOnly(2026, 1, 20))), ("custom.size", FieldValue.Of("large")), ("custom.other", FieldValue.None),
    ];

    private static readonly (string Fact, FieldValue Value)[] OfLead =
    [
        ("email", FieldValue.Of("clara@blau.example")), ("phone", FieldValue.Of("+4930123456")), ("name", FieldValue.Of("Clara Stein")), ("company", FieldValue.Of("Blau Logistik GmbH")),
        ("title", FieldValue.Of("CFO")), ("industry", FieldValue.Of("logistics")), ("city", FieldValue.Of("Berlin")), ("country", FieldValue.Of("DE")), ("source", FieldValue.Of("Web")),
        ("campaign", FieldValue.Of("spring")), ("status", FieldValue.Of("Working")), ("owner", FieldValue.Of("anna")), ("pool", FieldValue.None), ("follow-ups", FieldValue.Of(1)),
        ("custom.size", FieldValue.Of("large")),
    ];

    private static readonly (string Fact, FieldValue Value)[] OfHealth =
    [
        .. OfDeal,
        ("health.age-days", FieldValue.Of(10)), ("health.stage-days", FieldValue.Of(10)), ("health.rotting-days", FieldValue.None), ("health.silent-days", FieldValue.Of(9)),
        ("health.days-to-close", FieldValue.Of(45)), ("health.days-to-next-step", FieldValue.Of(5)), ("health.next-step", FieldValue.Of("A demonstration")), ("health.people", FieldValue.Of(3)),
        ("health.amount-cut", FieldValue.Of(0)),
    ];

    private static readonly (string Fact, FieldValue Value)[] OfConversion =
    [
        .. OfLead.Where(f => f.Fact != "owner"),
        ("by", FieldValue.Of("bo")), ("by.teams", FieldValue.Of(["north"])), ("owner", FieldValue.Of("anna")), ("owner.teams", FieldValue.Of(["north", "south"])), ("owner.same-team", FieldValue.Of(true)),
        ("verdict.qualified", FieldValue.Of(false)), ("verdict.score", FieldValue.Of(12)), ("verdict.findings", FieldValue.Of(["need-known"])), ("verdict.blockers", FieldValue.Of(["need-known"])),
        ("request.account", FieldValue.Of("create")), ("request.contact", FieldValue.Of("none")), ("request.opportunity", FieldValue.Of("create")),
    ];

    public static TheoryData<string> Subjects { get; } = ["discovery", "deal", "lead", "health", "conversion"];

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Every_documented_fact_has_its_value(string subject)
    {
        (Func<string, FieldValue> get, (string Fact, FieldValue Value)[] known) = Subject(subject);
        Assert.All(known, k => Assert.Equal(k.Value, get(k.Fact)));
    }

    /// <summary>One letter changed, left out or added, and there is no such fact; a rule that misspells one never passes by accident.</summary>
    [Theory]
    [MemberData(nameof(Subjects))]
    public void A_misspelt_fact_has_no_value(string subject)
    {
        (Func<string, FieldValue> get, (string Fact, FieldValue Value)[] known) = Subject(subject);
        HashSet<string> names = [.. OfDiscovery.Concat(known).Select(k => k.Fact)];
        string[] free = ["answers.", "roles.", "activities.", "custom."];
        foreach (string name in names.Where(n => !free.Any(n.StartsWith)))
        {
            IEnumerable<string> misspelt = Enumerable.Range(0, name.Length)
                .SelectMany(i => "abcdefghijklmnopqrstuvwxyz-.".Select(c => name[..i] + c + name[(i + 1)..]).Append(name.Remove(i, 1)).Append(name.Insert(i, "x"))).Append(name + "x").Append(name.ToUpperInvariant());
            Assert.All(misspelt.Where(m => !names.Contains(m)), m => Assert.True(get(m).IsNone, $"'{m}' has the value {get(m)}."));
        }
    }

    [Fact]
    public void What_is_not_there_has_no_value()
    {
        Opportunity bare = Some.Deal();
        Assert.All(["amount", "currency", "close-date", "owner", "account", "contact", "source", "campaign", "recurring", "competitors.winner", "last-touch", "next-step", "calls.last"], f => Assert.True(bare.Get(f).IsNone, f));
        Lead lead = Lead.Capture(LeadId.From(Some.Guid(1)), new() { Company = "Blau" }, LeadSource.Unknown, Custody.InPool(Some.Pool), Some.Start);
        Assert.All(["email", "phone", "name", "title", "industry", "city", "country", "campaign", "owner"], f => Assert.True(lead.Get(f).IsNone, f));
        Assert.Equal(FieldValue.Of("default"), lead.Get("pool"));
        Assert.Throws<ArgumentNullException>(() => bare.Get(null!));
        Assert.Throws<ArgumentNullException>(() => Discovery.Empty.Get(null!));
    }

    /// <summary>What models learn from is read of a record that has everything and of one that has nothing: a number, a text, or none, as the feature says.</summary>
    [Fact]
    public void Every_feature_reads_full_and_bare_records()
    {
        FeatureDefinition<OpportunitySnapshot>[] ofDeals =
            [.. OpportunityFeatures.Default.Features, .. OpportunityFeatures.AsStored, OpportunityFeatures.Answered(Answer.Budget, "Budget", "预算"), OpportunityFeatures.Custom("size", FeatureKind.Categorical)];
        FeatureDefinition<LeadSnapshot>[] ofLeads = [.. LeadFeatures.Default.Features, LeadFeatures.Answered(Answer.Budget, "Budget", "预算"), LeadFeatures.Custom("size", FeatureKind.Categorical)];
        OpportunitySnapshot full = Deal().ToSnapshot() with { Discovery = Noted() };
        LeadSnapshot worked = Worked().ToSnapshot() with { Discovery = Noted() };
        LeadSnapshot bare = Lead.Capture(LeadId.From(Some.Guid(1)), new() { Company = "Blau" }, LeadSource.Unknown, Custody.InPool(Some.Pool), Some.Start).ToSnapshot();
        Assert.All(ofDeals, f => Fits(f.Kind, f.Read(full, Some.Day(10))));
        Assert.All(ofDeals, f => Fits(f.Kind, f.Read(Some.Deal().ToSnapshot(), Some.Day(10))));
        Assert.All(ofLeads, f => Fits(f.Kind, f.Read(worked, Some.Day(10))));
        Assert.All(ofLeads, f => Fits(f.Kind, f.Read(bare, Some.Day(10))));
        Assert.Equal(FieldValue.Of("large"), ofLeads[^1].Read(worked, Some.Day(10)));
        Assert.True(ofDeals.Count(f => !f.Read(full, Some.Day(10)).IsNone) > ofDeals.Count(f => !f.Read(Some.Deal().ToSnapshot(), Some.Day(10)).IsNone));

        static void Fits(FeatureKind kind, FieldValue value) => Assert.True(value.IsNone || kind != FeatureKind.Numeric || value.AsNumber is not null || value.AsFlag is not null, $"{value} for {kind}");
    }

    [Fact]
    public void Names_for_people_are_there_in_both_languages()
    {
        LocalizedText[] names = [.. Enum.GetValues<LeadStatus>().Select(LeadNames.NameOf), .. Enum.GetValues<LeadSourceKind>().Select(LeadNames.NameOf), .. CloseReasons.All.Select(CloseReasons.NameOf)];
        Assert.All(names, n => Assert.NotEqual(n.In(System.Globalization.CultureInfo.GetCultureInfo("en")), n.In(System.Globalization.CultureInfo.GetCultureInfo("zh-Hans"))));
        Assert.Throws<ArgumentOutOfRangeException>(() => LeadNames.NameOf((LeadStatus)99));
        Assert.Throws<ArgumentOutOfRangeException>(() => LeadNames.NameOf((LeadSourceKind)99));
    }

    [Fact]
    public void The_last_call_speaks_for_the_calls()
    {
        (CallOutcome Outcome, string Word)[] words = [(CallOutcome.NoSale, "no-sale"), (CallOutcome.Continuation, "continuation"), (CallOutcome.Advance, "advance"), (CallOutcome.Order, "order")];
        Assert.Equal(Enum.GetValues<CallOutcome>().Order(), words.Select(w => w.Outcome).Order());
        Assert.All(words, w => Assert.Equal(FieldValue.Of(w.Word), Discovery.Empty.With(new CallNote(w.Outcome, Some.Start) { Action = "a demonstration" }).Get("calls.last")));
    }

    internal static (Func<string, FieldValue> Get, (string Fact, FieldValue Value)[] Known) Subject(string subject) => subject switch
    {
        "discovery" => (Noted().Get, OfDiscovery),
        "deal" => (Deal().Get, OfDeal),
        "health" => (new HealthFacts(Deal(), Some.Sale, HealthPolicy.Default, Some.Day(10)).Get, OfHealth),
        "conversion" => (OfPolicy().Get, OfConversion),
        _ => (Worked().Get, OfLead),
    };

    private static ConversionFacts OfPolicy()
    {
        ConversionPolicy policy = new(ConversionPolicy.Default.Definition with { Teams = new Dictionary<string, IReadOnlyList<UserId>> { ["north"] = [Some.Anna, Some.Bo], ["south"] = [Some.Anna] } });
        QualificationVerdict verdict = new("light", 1, Some.Start, false, 12, [new("need-known", FindingSeverity.Blocker, "No need", "Ask")]);
        return new(policy, Worked(), Some.Bo, Some.Anna, verdict, new(LeadId.From(Some.Guid(1)), "r1", Some.Bo) { Contact = ConversionTarget<ContactId>.None });
    }

    private static Discovery Noted()
    {
        DateTimeOffset at = Some.Start;
        DiscoveryNote[] notes =
        [
            Need.Explicit("Reports by Monday", at, quote: "I need the report by Monday."),
            Need.Implied("Reports take days", at),
            new Need(NeedLayer.Deep, "To be trusted", at),
            Asked("What do you report?", QuestionKind.Open), Asked("Which part takes longest?", QuestionKind.Probing), Asked("Is it monthly?", QuestionKind.Closed), Asked("So it is the report?", QuestionKind.Confirm),
            new SpinNote(SpinType.Situation, "How many people?", at), new SpinNote(SpinType.Problem, "What is slow?", at), new SpinNote(SpinType.Implication, "What does it cost?", at),
            new SpinNote(SpinType.NeedPayoff, "What would help?", at), new SpinNote(SpinType.NeedPayoff, "Why would it help?", at),
            new FabeNote("cache", "fast", "a free Monday", "report 7", at), new FabeNote("cache", null, "a free Monday", "report 7", at),
            new RoleHint("Dora", "champion", at),
            new CallNote(CallOutcome.Continuation, at), new CallNote(CallOutcome.Advance, at) { Action = "a demonstration" },
            new Answer(Answer.Budget, AnswerLevel.Confirmed, "50,000", at), new Answer(Answer.Timing, AnswerLevel.Contradicted, "never", at), new Answer(Answer.Authority, AnswerLevel.Weak, "he says", at),
            new Answer("decision-criteria", AnswerLevel.Confirmed, "price", at),
        ];
        return notes.Aggregate(Discovery.Empty, (d, n) => d.With(n));

        AskedQuestion Asked(string text, QuestionKind kind) => new("reports", text, at) { Override = kind };
    }

    private static Opportunity Deal()
    {
        DateTimeOffset at = Some.Day(1);
        Opportunity deal = Opportunity.Create(
            new(OpportunityId.From(Some.Guid(1)), "Deal")
            {
                Account = Blau,
                Contact = Clara,
                CloseDate = new(2026, 2, 1),
                Owner = Some.Anna,
                Source = new(LeadSourceKind.Web, null, "spring"),
                CustomFields = CustomFields.Empty.With("size", FieldValue.Of("large")),
            },
            Some.Sale,
            Some.Start);
        deal.SetCloseDate(new(2026, 3, 1), Some.Sale, at).EnsureSucceeded();
        deal.SetLineItems([new("GTX", 2, Some.Eur(50)), new("GTX", 1, Some.Eur(100), 20)], at).EnsureSucceeded();
        deal.SetRecurring(new(Some.Eur(120), 12), at).EnsureSucceeded();
        deal.SetSplits([new(Some.Anna, 60), new(Some.Bo, 40)], at).EnsureSucceeded();
        deal.SetBuyingRoles([new("Clara", BuyingRoleKind.Champion), new("Dora", BuyingRoleKind.Champion), new("Emil", BuyingRoleKind.User)], at).EnsureSucceeded();
        deal.SetCompetitors([new("Rot"), new("Grün", CompetitorStatus.Winner)], at).EnsureSucceeded();
        deal.Log(new("call", at), at).EnsureSucceeded();
        deal.Log(new("mail", Some.Start), at).EnsureSucceeded();
        deal.PlanNextStep(new("A demonstration", new(2026, 1, 20)), at).EnsureSucceeded();
        return deal;
    }

    private static Lead Worked()
    {
        LeadDetails details = Some.Details with { Phone = new("+49 30 123456"), Title = "CFO", Industry = "logistics", City = "Berlin", Country = "DE" };
        Lead lead = Lead.Capture(
            LeadId.From(Some.Guid(1)), details, new(LeadSourceKind.Web, null, "spring"), Custody.OwnedBy(Some.Anna), Some.Start, customFields: CustomFields.Empty.With("size", FieldValue.Of("large")));
        lead.Work(Some.Start).EnsureSucceeded();
        lead.FollowUp(new(Some.Start, Some.Anna, FollowUpKind.Call, FollowUpOutcome.Reached)).EnsureSucceeded();
        return lead;
    }
}
