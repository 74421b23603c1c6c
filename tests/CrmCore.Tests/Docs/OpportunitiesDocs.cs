using CrmCore.InMemory;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Docs;

/// <summary>The code of <c>docs/opportunities.md</c>.</summary>
public class OpportunitiesDocs
{
    [Fact]
    public async Task A_deal_and_its_details()
    {
        TestClock clock = new();
        InMemoryStore store = new();
        (UserId anna, UserId bo) = (Some.Anna, Some.Bo);
        AccountId account = AccountId.New(clock);

        // docs:begin opportunities-create
        Pipeline pipeline = ReadyPipelines.SolutionSale;
        DateTimeOffset monday = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
        Opportunity deal = Opportunity.Create(
            new(OpportunityId.New(clock), "Three robots") { Account = account, Owner = anna, Amount = new Money(40_000, Currency.Eur), CloseDate = new(2026, 3, 31) },
            pipeline,
            monday,
            by: anna);
        await using IUnitOfWork unit = store.Begin();
        unit.Opportunities.Add(deal);
        await unit.CommitAsync();
        // docs:end opportunities-create
        Assert.Equal("inquiry", deal.Stage);

        // docs:begin opportunities-items
        OpportunityChange byHand = deal.SetAmount(new Money(45_000, Currency.Eur), pipeline, monday.AddDays(1), anna);
        OpportunityChange items = deal.SetLineItems(
            [
                new LineItem("robot", 3, new Money(14_000, Currency.Eur), DiscountPercent: 5),
                new LineItem("installation", 1, new Money(2_500, Currency.Eur)),
            ],
            monday.AddDays(2),
            anna);
        Money? amount = deal.Amount;                                                                          // 42,400.00 EUR
        OpportunityChange refused = deal.SetAmount(new Money(40_000, Currency.Eur), pipeline, monday.AddDays(3));
        deal.SetRecurring(new RecurringRevenue(new Money(3_600, Currency.Eur), Months: 12), monday.AddDays(3));   // 300 EUR a month, beside the amount
        // docs:end opportunities-items
        Assert.True(byHand.Succeeded && items.Succeeded);
        Assert.Equal(new Money(42_400, Currency.Eur), amount);
        Assert.Equal("opportunity.amount-from-line-items", Assert.Single(refused.Refusals).Code);
        Assert.Equal(new Money(300, Currency.Eur), deal.Recurring!.Monthly);

        // docs:begin opportunities-people
        deal.SetSplits([new OwnerSplit(anna, 70), new OwnerSplit(bo, 30)], monday.AddDays(3));
        deal.SetBuyingRoles(
            [
                new BuyingRole("Clara Stein", BuyingRoleKind.Champion, Stance.For, Influence.Medium),
                new BuyingRole("Emil Braun", BuyingRoleKind.EconomicBuyer),
            ],
            monday.AddDays(3));
        deal.SetCompetitors([new Competitor("Rot AG", Position: CompetitorPosition.Level) { Strengths = "Lower price" }], monday.AddDays(3));
        // docs:end opportunities-people
        Assert.Equal(2, deal.Splits.Count);
        Assert.Equal(FieldValue.Of(1), deal.Get("roles.economic-buyer"));

        // docs:begin opportunities-activities
        deal.PlanNextStep(new NextStep("Demo on site", Due: new(2026, 1, 14)), monday.AddDays(3), anna);
        deal.Log(new Activity("demo", monday.AddDays(9), anna, "Two pickers and the manager were there"), monday.AddDays(9), completesNextStep: true);
        // docs:end opportunities-activities
        Assert.Null(deal.NextStep);
        Assert.Equal(monday.AddDays(9), deal.LastTouch);

        // docs:begin opportunities-history
        deal.SetCloseDate(new(2026, 4, 30), pipeline, monday.AddDays(10), anna);
        HistoryEntry last = deal.History[^1];                                 // CloseDateChanged by anna, with everything that held afterwards
        int pushes = deal.CloseDatePushes;                                    // 1
        OpportunityState? before = deal.AsOf(monday.AddDays(1));              // amount 45,000, close date 31 March
        // docs:end opportunities-history
        Assert.Equal((HistoryKind.CloseDateChanged, Some.Anna), (last.Kind, last.By!.Value));
        Assert.Equal(1, pushes);
        Assert.Equal((new Money(45_000, Currency.Eur), new DateOnly(2026, 3, 31)), (before!.Amount, before.CloseDate));

        // docs:begin opportunities-marks
        OpportunityMarks marks = deal.Marks(pipeline, monday.AddDays(120));
        bool toLookAt = marks.HasNoNextStep && marks.HasCloseDatePassed;
        // docs:end opportunities-marks
        Assert.True(toLookAt && marks.Any);

        // docs:begin opportunities-read
        OpportunityQuery open = new() { Kinds = new HashSet<StageKind> { StageKind.Open }, Account = account, ClosesBefore = new(2026, 7, 1), Limit = 50 };
        List<OpportunitySnapshot> deals = await store.ReadOpportunitiesAsync(open).ToListAsync();
        // docs:end opportunities-read
        Assert.Equal(deal.Id, Assert.Single(deals).Id);
    }
}
