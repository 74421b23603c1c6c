using System.Globalization;
using System.Text.Json;
using CrmCore.Leads;
using CrmCore.Tests.Support;

namespace CrmCore.Tests;

public class RefusalTests
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");

    [Fact]
    public void A_refusal_speaks_both_languages()
    {
        Refusal refusal = new("lead.status-not-allowed", ("from", LeadStatus.New), ("to", LeadStatus.Converted));
        Assert.Equal("A lead cannot go from New to Converted.", refusal.Describe(CultureInfo.InvariantCulture));
        Assert.Contains("Converted", refusal.Describe(Chinese), StringComparison.Ordinal);
        Assert.NotEqual(refusal.Describe(CultureInfo.InvariantCulture), refusal.Describe(Chinese));
    }

    [Fact]
    public void Parameters_are_filled_once()
    {
        Refusal refusal = new("lead.status-not-allowed", ("from", "{to}"), ("to", "{from}"));
        Assert.Equal("A lead cannot go from {to} to {from}.", refusal.Describe(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_missing_parameter_stays_visible_and_a_brace_is_a_brace()
    {
        Assert.Equal("A lead cannot go from {from} to {to}.", new Refusal("lead.status-not-allowed").Describe(CultureInfo.InvariantCulture));
        Assert.Equal("50 { of", new Refusal("own.rule", text: "50 { of").Describe());
    }

    [Fact]
    public void An_unknown_code_is_its_own_text()
    {
        Assert.Equal("host.rule", new Refusal("host.rule").Describe());
        Assert.Equal("lead.no-such-rule", new Refusal("lead.no-such-rule").Describe());
        Assert.Equal("plain", new Refusal("plain").Describe());
    }

    [Fact]
    public void Parameters_depend_on_no_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Refusal refusal = new("x.y", ("n", 1.5m), ("at", Some.Start), ("nothing", null));
            Assert.Equal("1.5", refusal.Parameters["n"]);
            Assert.Equal("2026-01-05 09:00 +00:00", refusal.Parameters["at"]);
            Assert.Equal("", refusal.Parameters["nothing"]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_refusal_round_trips_through_json_and_is_equal_by_its_parts()
    {
        Refusal refusal = new("lead.status-not-allowed", ("from", "a"), ("to", "b"));
        Assert.Equal(refusal, JsonSerializer.Deserialize<Refusal>(JsonSerializer.Serialize(refusal)));
        Assert.Equal(refusal, new Refusal("lead.status-not-allowed", ("to", "b"), ("from", "a")));
        Assert.NotEqual(refusal, new Refusal("lead.status-not-allowed", ("to", "b")));
    }

    [Fact]
    public void A_caller_to_whom_a_refusal_is_a_fault_gets_an_exception_that_lists_it()
    {
        Lead lead = Some.OwnedLead();
        RefusedException e = Assert.Throws<RefusedException>(() => lead.Reopen(Some.Start).EnsureSucceeded());
        Assert.Equal("lead.not-disqualified", Assert.Single(e.Refusals).Code);
        Assert.Contains("lead.not-disqualified", e.Message, StringComparison.Ordinal);
    }
}
