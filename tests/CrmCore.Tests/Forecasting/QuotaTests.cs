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
    public void A_quota_that_is_null_is_wrong_json() => Assert.Throws<System.Text.Json.JsonException>(() => QuotaPlan.FromJson("[null]"));
}
