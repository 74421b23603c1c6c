using CrmCore.Pipelines;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Pipelines;

public class GatesTests
{
    private static readonly FieldValue Yes = FieldValue.Of("yes");

    [Theory]
    [InlineData("competitor", "competitors")]
    [InlineData("competitor", "move.competitor")]
    [InlineData("winner", "move.competitor")]
    [InlineData("winner", "competitors.winner")]
    [InlineData("quote-sent", "activities.quote-sent")]
    [InlineData("quote-sent", "host.quote-sent")]
    [InlineData("approval", "activities.approval-given")]
    [InlineData("approval", "host.approval-given")]
    public void Either_fact_meets_a_gate_that_names_two(string key, string fact)
    {
        Gate gate = Gates.Ready.Single(g => g.Key == key);
        Assert.True(IsMet(gate, (fact, Yes)));
        Assert.False(IsMet(gate));
    }

    [Fact]
    public void A_winner_is_asked_for_only_where_competition_is_the_reason()
    {
        (string, FieldValue) competition = ("move.reason", FieldValue.Of("competition"));
        Assert.True(IsMet(Gates.WinnerNamedIfCompetition, ("move.reason", FieldValue.Of("price"))));
        Assert.False(IsMet(Gates.WinnerNamedIfCompetition, competition));
        Assert.True(IsMet(Gates.WinnerNamedIfCompetition, competition, ("move.competitor", Yes)));
    }

    [Fact]
    public void Every_role_is_asked_for_not_one_of_them()
    {
        Gate gate = Gates.RolesCovered("economic-buyer", "champion");
        Assert.True(IsMet(gate, ("roles.economic-buyer", Yes), ("roles.champion", Yes)));
        Assert.False(IsMet(gate, ("roles.economic-buyer", Yes)));
        Assert.Equal("Find out who plays each of these roles: economic-buyer, champion.", gate.Refusal.Describe(new("en")));
    }

    [Theory]
    [InlineData(true, "weak", false, "Have the buyer confirm: budget.")]
    [InlineData(true, "confirmed", true, "Have the buyer confirm: budget.")]
    [InlineData(false, "weak", true, "Find out about: budget.")]
    [InlineData(false, "confirmed", true, "Find out about: budget.")]
    [InlineData(false, "unknown", false, "Find out about: budget.")]
    public void An_element_is_confirmed_or_at_least_heard_of(bool confirmed, string level, bool met, string advice)
    {
        Gate gate = Gates.ElementAnswered("budget", confirmed);
        Assert.Equal(met, IsMet(gate, ("answers.budget", FieldValue.Of(level))));
        Assert.Equal(advice, gate.Refusal.Describe(new("en")));
    }

    [Fact]
    public void Gates_are_joined_and_turned_round()
    {
        Gate both = Gates.AllOf("both", "Do both.", Gates.ActivityDone("demo"), Gates.ActivityDone("visit"));
        Gate either = Gates.AnyOf("either", "Do one of them.", Gates.ActivityDone("demo"), Gates.ActivityDone("visit"));
        (string, FieldValue) demo = ("activities.demo", Yes);
        Assert.False(IsMet(both, demo));
        Assert.True(IsMet(both, demo, ("activities.visit", Yes)));
        Assert.True(IsMet(either, demo));
        Assert.False(IsMet(either));
        Assert.False(IsMet(Gates.Not("no-demo", "No demonstration yet.", Gates.ActivityDone("demo")), demo));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_key_is_not_blank(string key) => Assert.Throws<ArgumentException>(() => new Gate(key, Condition.Present("x"), "Give x."));

    [Fact]
    public void A_key_has_at_most_100_characters()
    {
        Assert.Equal(100, new Gate(new('a', 100), Condition.Present("x"), "Give x.").Key.Length);
        Assert.Throws<ArgumentException>(() => new Gate(new('a', 101), Condition.Present("x"), "Give x."));
    }

    [Fact]
    public void Gates_differ_where_one_part_does()
    {
        Gate gate = Named("key", "x", "Give x.", "1");
        Assert.Equal(gate, Named("key", "x", "Give x.", "1"));
        Assert.NotEqual(gate, Named("other", "x", "Give x.", "1"));
        Assert.NotEqual(gate, Named("key", "y", "Give x.", "1"));
        Assert.NotEqual(gate, Named("key", "x", "Give it.", "1"));
        Assert.NotEqual(gate, Named("key", "x", "Give x.", "2"));
        Assert.False(gate.Equals(null));

        static Gate Named(string key, string fact, string advice, string limit) =>
            new(key, Condition.Present(fact), advice, new Dictionary<string, string> { ["limit"] = limit });
    }

    private static bool IsMet(Gate gate, params (string Name, FieldValue Value)[] facts) => gate.Condition.IsMet(new TestFacts(facts));
}
