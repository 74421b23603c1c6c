using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Qualification;

namespace CrmCore.Tests.Support;

/// <summary>Fixed values that examples are made of.</summary>
public static class Some
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public static readonly UserId Anna = new("anna");

    public static readonly UserId Bo = new("bo");

    public static readonly PoolId Pool = new("default");

    public static readonly LeadDetails Details = new()
    {
        Name = new("Clara Stein"),
        Company = "Blau Logistik GmbH",
        Email = EmailAddress.Parse("clara@blau.example"),
    };

    public static Pipeline Sale => ReadyPipelines.SolutionSale;

    public static DateTimeOffset Day(double days) => Start.AddDays(days);

    public static Guid Guid(int number) => new(number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

    public static Money Eur(decimal amount) => new(amount, Currency.Eur);

    public static Lead OwnedLead(int number = 1, LeadDetails? details = null) =>
        Lead.Capture(LeadId.From(Guid(number)), details ?? Details, LeadSource.Web, Custody.OwnedBy(Anna), Start);

    public static Lead PooledLead(int number = 1) =>
        Lead.Capture(LeadId.From(Guid(number)), Details, LeadSource.Web, Custody.InPool(Pool), Start);

    public static Lead QualifiedLead(int number = 1)
    {
        Lead lead = OwnedLead(number);
        lead.Discover(Need.Explicit("Reports by Monday", Start, quote: "I need the report by Monday.")).EnsureSucceeded();
        lead.Discover(new Answer(Answer.Budget, AnswerLevel.Confirmed, "50,000 are set aside", Start)).EnsureSucceeded();
        return lead;
    }

    public static Opportunity Deal(int number = 1, Money? amount = null, DateOnly? closeDate = null, UserId? owner = null) =>
        Opportunity.Create(
            new(OpportunityId.From(Guid(number)), $"Deal {number}") { Amount = amount, CloseDate = closeDate, Owner = owner }, Sale, Start);

    public static Opportunity ClosedDeal(int number, StageKind kind, decimal amount = 100, string furthest = "evaluation", int day = 10) =>
        Opportunity.TakeOver(
            new(OpportunityId.From(Guid(number)), $"Deal {number}") { Amount = Eur(amount), Owner = Anna },
            Sale,
            Start,
            new PastMove(furthest, Day(day - 1)),
            new PastMove(Sale.OfKind(kind).First().Key, Day(day), "price"));
}
