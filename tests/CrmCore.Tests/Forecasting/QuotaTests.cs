using CrmCore.Forecasting;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Forecasting;

public class QuotaTests
{
    private static readonly FiscalCalendar Calendar = FiscalCalendar.Gregorian;

    [Fact]
    public void A_period_is_filled_by_the_quotas_within_it()
    {
        QuotaPlan plan = new(
            Of("2027-01", 10, "anna"), Of("2027-02", 20, "anna"), Of("2027-03", 30, "anna"), Of("2027-Q1", 100, "bo"), Of("2027-04", 40, "anna"),
            new Quota(Calendar.Parse("2027-Q1"), Some.Eur(7)) { Team = "north" });
        Assert.Equal(Some.Eur(60), plan.Of(Some.Anna, Calendar.Parse("2027-Q1")));
        Assert.Null(plan.Of(Some.Anna, Calendar.Parse("2027-Q2")));
        Assert.Null(plan.Of(Some.Bo, Calendar.Parse("2027-01")));
        Assert.Equal(Some.Eur(7), plan.Total(Calendar.Parse("2027-Q1")));
        Assert.Equal(Some.Eur(40), plan.Total(Calendar.Parse("2027-04")));
        Assert.Equal(plan.Quotas, QuotaPlan.FromJson(plan.ToJson()).Quotas);
    }

    [Fact]
    public void Everything_wrong_is_listed()
    {
        DefinitionException wrong = Assert.Throws<DefinitionException>(() => new QuotaPlan(Of("2027-Q1", 1, "anna"), Of("2027-Q1", 2, "anna"), Of("2027-Q1", 3, "bo") with { Team = "north" }));
        Assert.Equal(["duplicate-quota", "owner-and-team"], wrong.Defects.Select(d => d.Code));
        Assert.Throws<ArgumentOutOfRangeException>(() => Of("2027-Q1", -1, "anna"));
    }

    [Fact]
    public void Attainment_gap_and_coverage()
    {
        QuotaAttainment attainment = new(Some.Eur(1000), new(Some.Eur(400), Some.Eur(300), Some.Eur(1800), 3, 1));
        Assert.Equal((0.4, 0.7, Some.Eur(600), 3.0), (attainment.Attainment, attainment.ExpectedAttainment, attainment.Gap, attainment.Coverage));
        QuotaAttainment reached = attainment with { Quota = Some.Eur(400) };
        Assert.Equal((Some.Eur(0), (double?)null), (reached.Gap, reached.Coverage));
    }

    private static Quota Of(string period, decimal amount, string owner) => new(Calendar.Parse(period), Some.Eur(amount)) { Owner = new(owner) };

    [Fact]
    public void Everything_wrong_with_a_list_is_told_at_once()
    {
        DefinitionException wrong = Assert.Throws<DefinitionException>(() => QuotaPlan.FromJson("""
            [null,
             { "period": { "first": "2026-01-01", "last": "2026-03-31" }, "amount": { "amount": -1, "currency": "EUR" } },
             { "period": { "first": "2026-01-01", "last": "2025-03-31" }, "amount": { "amount": 1, "currency": "EUR" }, "owners": "anna" }]
            """));
        Assert.Equal(
            [("[0]", "wrong-kind"), ("[1]", "bad-value"), ("[2].period", "bad-value"), ("[2].owners", "unknown-member")],
            wrong.Defects.Select(d => (d.Path, d.Code)));
    }

    [Fact]
    public void Quotas_with_a_gap_or_beyond_a_period_do_not_fill_it()
    {
        ForecastPeriod quarter = Calendar.Parse("2027-Q1");
        Assert.Null(new QuotaPlan(Of("2027-01", 10, "anna"), Of("2027-03", 30, "anna")).Of(Some.Anna, quarter));
        Assert.Null(new QuotaPlan(Of("2027-02", 10, "anna"), Of("2027-03", 30, "anna")).Of(Some.Anna, quarter));
        Assert.Null(new QuotaPlan(Of("2027-01", 10, "anna"), Of("2027-02", 30, "anna")).Of(Some.Anna, quarter));
        Assert.Null(new QuotaPlan(Of("2026-12", 10, "anna"), Of("2027-Q2", 30, "anna")).Of(Some.Anna, quarter));
        Assert.Equal(Some.Eur(60), new QuotaPlan(Of("2027-03", 30, "anna"), Of("2027-01", 10, "anna"), Of("2027-02", 20, "anna"), Of("2027-Q2", 99, "anna")).Of(Some.Anna, quarter));
        Assert.Equal(Some.Eur(5), new QuotaPlan(Of("2027-01", 10, "anna"), Of("2027-02", 20, "anna"), Of("2027-03", 30, "anna"), Of("2027-Q1", 5, "anna")).Of(Some.Anna, quarter));
    }

    [Fact]
    public void A_quota_that_runs_beyond_the_period_is_passed_over_and_one_gap_among_many_is_a_gap()
    {
        ForecastPeriod quarter = Calendar.Parse("2027-Q1");
        Assert.Equal(Some.Eur(60), new QuotaPlan(Of("2027-01", 10, "anna"), Of("2027-02", 20, "anna"), Of("2027-03", 30, "anna"), Of("2027-03-01..2027-04-30", 99, "anna")).Of(Some.Anna, quarter));
        Assert.Null(new QuotaPlan(Of("2027-01", 10, "anna"), Of("2027-02", 20, "anna"), Of("2027-03-15..2027-03-31", 30, "anna")).Of(Some.Anna, quarter));
    }

    [Fact]
    public void Whose_quota_is_given_twice_is_said()
    {
        Quota house = new(Calendar.Parse("2027-Q1"), Some.Eur(1));
        Assert.StartsWith("'anna' has two", MessageOf(Of("2027-Q1", 1, "anna")), StringComparison.Ordinal);
        Assert.StartsWith("'north' has two", MessageOf(house with { Team = "north" }), StringComparison.Ordinal);
        Assert.StartsWith("'all' has two", MessageOf(house), StringComparison.Ordinal);

        static string MessageOf(Quota quota) => Assert.Throws<DefinitionException>(() => new QuotaPlan(quota, quota)).Defects.Single().Message;
    }

    [Fact]
    public void Quotas_are_of_one_currency()
    {
        Quota dollars = new(Calendar.Parse("2027-Q2"), new Money(1, Currency.Usd));
        DefinitionException wrong = Assert.Throws<DefinitionException>(() => new QuotaPlan(Of("2027-Q1", 1, "anna"), dollars));
        Assert.Equal(("quotas[1].amount.currency", "currencies-differ"), (wrong.Defects.Single().Path, wrong.Defects.Single().Code));
    }

    [Fact]
    public void The_house_has_its_own_quota_or_that_of_its_teams_or_of_its_owners()
    {
        ForecastPeriod quarter = Calendar.Parse("2027-Q1");
        Quota[] owners = [Of("2027-Q1", 10, "anna"), Of("2027-Q1", 20, "bo")];
        Quota[] teams = [new(quarter, Some.Eur(100)) { Team = "north" }, new(quarter, Some.Eur(200)) { Team = "south" }];
        Assert.Equal(Some.Eur(30), new QuotaPlan(owners).Total(quarter));
        Assert.Equal(Some.Eur(300), new QuotaPlan([.. owners, .. teams]).Total(quarter));
        Assert.Equal(Some.Eur(7), new QuotaPlan([.. owners, .. teams, new(quarter, Some.Eur(7))]).Total(quarter));
        Assert.Null(new QuotaPlan().Total(quarter));
        Assert.Equal((Some.Eur(200), (Money?)null), (new QuotaPlan(teams).OfTeam("south", quarter), new QuotaPlan(teams).OfTeam("west", quarter)));
    }

    [Fact]
    public void A_quota_has_a_currency_and_an_attainment_of_nothing_is_none()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Quota(Calendar.Parse("2027-Q1"), default));
        Assert.Equal(Some.Eur(0), new Quota(Calendar.Parse("2027-Q1"), Some.Eur(0)).Amount);
        QuotaAttainment nothing = new(Some.Eur(0), new(Some.Eur(400), Some.Eur(300), Some.Eur(1800), 3, 1));
        Assert.Equal((null, null, null, Some.Eur(0)), (nothing.Attainment, nothing.ExpectedAttainment, nothing.Coverage, nothing.Gap));
        DefinitionException wrong = Assert.Throws<DefinitionException>(() => new QuotaPlan(new Quota(Calendar.Parse("2027-Q1"), Some.Eur(1)), new Quota(Calendar.Parse("2027-Q1"), Some.Eur(2))));
        Assert.Equal("quotas[1].period", wrong.Defects.Single().Path);
    }
}
