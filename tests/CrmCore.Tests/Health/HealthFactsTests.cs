using System.Globalization;
using CrmCore.Health;
using CrmCore.Opportunities;
using CrmCore.Qualification;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Health;

public class HealthFactsTests
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(Some.Day(40).DateTime);

    private static readonly HealthPolicy Working = new(HealthPolicy.Default.Definition with
    {
        Calendar = WorkingCalendar.Office("office", "UTC") with { Holidays = [new(2026, 1, 6)] },
    });

    [Fact]
    public void A_deal_that_nothing_is_known_of_is_marked_for_each_thing_that_is_missing() =>
        Assert.Equal(
            ["rotting", "silent", "no-next-step", "single-contact", "no-explicit-need"],
            Codes(HealthPolicy.Default.Judge(Some.Deal(), Some.Sale, Some.Day(40))));

    [Fact]
    public void A_deal_that_is_looked_after_is_not_marked()
    {
        Opportunity deal = Healthy();
        Assert.Empty(HealthPolicy.Default.Judge(deal, Some.Sale, Some.Day(3)));
        Assert.Equal(deal.IsOpen, HealthPolicy.Default.Judge(deal.ToSnapshot(), Some.Sale, Some.Day(400)).Count > 0);
    }

    [Fact]
    public void Dates_that_have_passed_are_alarms_and_come_first()
    {
        Opportunity deal = Healthy(closeDate: Today.AddDays(-5));
        deal.PlanNextStep(new("Send the contract", Today.AddDays(-2)), Some.Day(3)).EnsureSucceeded();
        IReadOnlyList<HealthFinding> findings = HealthPolicy.Default.Judge(deal, Some.Sale, Some.Day(40));
        Assert.Equal(["close-date-passed", "next-step-overdue"], Codes(findings.Where(f => f.Severity == HealthSeverity.Alarm)));
        Assert.Equal("The expected close date passed 5 d ago.", findings[0].Text.ToString());
        Assert.Equal("下一步已逾期 2 天：Send the contract", findings[1].Text.In(CultureInfo.GetCultureInfo("zh-Hans")));
        Assert.Contains("next-step-due", Codes(HealthPolicy.Default.Judge(deal, Some.Sale, Some.Day(38))));
    }

    [Fact]
    public void Pushes_and_cuts_are_told_with_their_size()
    {
        Opportunity deal = Healthy(Some.Eur(1_000), Today);
        for (int push = 1; push <= 3; push++)
        {
            deal.SetCloseDate(Today.AddDays(30 * push), Some.Sale, Some.Day(3)).EnsureSucceeded();
        }

        deal.SetAmount(Some.Eur(2_000), Some.Sale, Some.Day(3)).EnsureSucceeded();
        deal.SetAmount(Some.Eur(1_500), Some.Sale, Some.Day(3)).EnsureSucceeded();
        IReadOnlyList<HealthFinding> findings = HealthPolicy.Default.Judge(deal, Some.Sale, Some.Day(4));
        Assert.Equal(["The close date was pushed 3 times.", "The amount was cut by 25%."], findings.Select(f => f.Text.ToString()));
        deal.SetAmount(null, Some.Sale, Some.Day(4)).EnsureSucceeded();
        Assert.Contains(HealthPolicy.Default.Judge(deal, Some.Sale, Some.Day(4)), f => f.Text.ToString() == "The amount was cut by 100%.");
    }

    [Fact]
    public void A_planned_step_suspends_rotting_where_the_policy_says_so()
    {
        Opportunity deal = Some.Deal();
        deal.PlanNextStep(new("Visit", Today.AddDays(1)), Some.Day(1)).EnsureSucceeded();
        HealthPolicy suspending = new(HealthPolicy.Default.Definition with { NextStepSuspendsRotting = true });
        Assert.Contains("rotting", Codes(HealthPolicy.Default.Judge(deal, Some.Sale, Some.Day(40))));
        Assert.DoesNotContain("rotting", Codes(suspending.Judge(deal, Some.Sale, Some.Day(40))));
        Assert.Contains("rotting", Codes(suspending.Judge(deal, Some.Sale, Some.Day(42))));
    }

    [Fact]
    public void A_calendar_counts_working_days()
    {
        // Created on Monday 5 January, the Tuesday is a holiday: 14 working days later it is Monday the 26th.
        Opportunity deal = Some.Deal();
        Assert.DoesNotContain("silent", Codes(Working.Judge(deal, Some.Sale, new(2026, 1, 23, 12, 0, 0, TimeSpan.Zero))));
        HealthFinding silent = Working.Judge(deal, Some.Sale, new(2026, 1, 26, 0, 0, 0, TimeSpan.Zero)).Single(f => f.Code == "silent");
        Assert.Equal("Silent for 14 d.", silent.Text.ToString());
    }

    [Fact]
    public void Contacts_and_names_are_people_once_each()
    {
        ContactId clara = ContactId.From(Some.Guid(1));
        Assert.Equal(0, People(null));
        Assert.Equal(1, People(clara));
        Assert.Equal(1, People(clara, new BuyingRole("Clara", BuyingRoleKind.Champion, Contact: clara)));
        Assert.Equal(1, People(clara, new BuyingRole("Clara Stein", BuyingRoleKind.Champion), new BuyingRole("clara stein", BuyingRoleKind.User)));
        Assert.Equal(2, People(clara, new BuyingRole("Bert", BuyingRoleKind.Champion, Contact: ContactId.From(Some.Guid(2)))));
        Assert.Equal(2, People(null, new BuyingRole("Bert", BuyingRoleKind.Champion), new BuyingRole("Clara", BuyingRoleKind.EconomicBuyer)));
    }

    [Law]
    public void Without_a_calendar_the_marks_are_those_of_the_deal(Opportunity deal, byte days)
    {
        DateTimeOffset at = deal.ChangedAt.AddDays(days / 4.0);
        OpportunityMarks marks = deal.Marks(Some.Sale, at);
        string[] codes = [.. Codes(HealthPolicy.Default.Judge(deal, Some.Sale, at))];
        Assert.Equal(marks.IsRotting, codes.Contains("rotting"));
        Assert.Equal(marks.HasNoNextStep, codes.Contains("no-next-step"));
        Assert.Equal(marks.IsNextStepOverdue, codes.Contains("next-step-overdue"));
        Assert.Equal(marks.HasCloseDatePassed, codes.Contains("close-date-passed"));
        Assert.Equal(deal.IsOpen && marks.CloseDatePushes >= 3, codes.Contains("pushed"));
    }

    [Law]
    public void A_closed_deal_has_no_findings_and_the_same_deal_has_the_same(Opportunity deal, byte days)
    {
        DateTimeOffset at = deal.ChangedAt.AddDays(days);
        Assert.Equal(HealthPolicy.Default.Judge(deal, Some.Sale, at), HealthPolicy.Default.Judge(deal.ToSnapshot(), Some.Sale, at));
        Assert.True(deal.IsOpen || HealthPolicy.Default.Judge(deal, Some.Sale, at).Count == 0);
    }

    private static IEnumerable<string> Codes(IEnumerable<HealthFinding> findings) => findings.Select(f => f.Code);

    private static int People(ContactId? main, params BuyingRole[] roles)
    {
        Opportunity deal = Opportunity.Create(new(OpportunityId.From(Some.Guid(1)), "D") { Contact = main }, Some.Sale, Some.Start);
        deal.SetBuyingRoles(roles, Some.Start).EnsureSucceeded();
        HealthPolicy policy = new(HealthPolicy.Default.Definition with
        {
            Checks = [ReadyHealthChecks.Silent with { When = Condition.AtLeast("health.people", 0), Text = "{health.people}" }],
        });
        return int.Parse(policy.Judge(deal, Some.Sale, Some.Start).Single().Text.ToString(), CultureInfo.InvariantCulture);
    }

    private static Opportunity Healthy(Money? amount = null, DateOnly? closeDate = null)
    {
        Opportunity deal = Some.Deal(1, amount, closeDate);
        deal.Discover(Need.Explicit("Reports by Monday", Some.Start, quote: "I need the report by Monday.")).EnsureSucceeded();
        deal.SetBuyingRoles([new("Clara", BuyingRoleKind.EconomicBuyer), new("Bert", BuyingRoleKind.Champion)], Some.Day(1)).EnsureSucceeded();
        deal.Log(new("call", Some.Day(2)), Some.Day(2)).EnsureSucceeded();
        deal.PlanNextStep(new("Visit", Today), Some.Day(2)).EnsureSucceeded();
        return deal;
    }
}
