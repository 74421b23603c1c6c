using System.Text.Json;
using CrmCore.Tests.Support;

namespace CrmCore.Tests;

public class ConditionTests
{
    [Law]
    public void A_condition_round_trips_through_json(Condition condition, TestFacts facts)
    {
        Condition again = Condition.FromJson(condition.ToJson());
        Assert.Equal(condition, again);
        Assert.Equal(condition.GetHashCode(), again.GetHashCode());
        Assert.Equal(condition.IsMet(facts), again.IsMet(facts));
        Assert.Equal(condition.Facts, again.Facts);
        Assert.Equal(condition, JsonSerializer.Deserialize<Condition>(JsonSerializer.Serialize(condition)));
    }

    [Law]
    public void The_laws_of_De_Morgan_hold(Condition a, Condition b, TestFacts facts)
    {
        Assert.Equal(Condition.Not(Condition.All(a, b)).IsMet(facts), Condition.Any(Condition.Not(a), Condition.Not(b)).IsMet(facts));
        Assert.Equal(Condition.Not(Condition.Any(a, b)).IsMet(facts), Condition.All(Condition.Not(a), Condition.Not(b)).IsMet(facts));
        Assert.Equal(a.IsMet(facts), Condition.Not(Condition.Not(a)).IsMet(facts));
        Assert.Equal(a.IsMet(facts) && b.IsMet(facts), Condition.All(a, b).IsMet(facts));
        Assert.Equal(a.IsMet(facts) || b.IsMet(facts), Condition.Any(a, b).IsMet(facts));
    }

    [Fact]
    public void Comparisons_say_what_their_names_say()
    {
        TestFacts facts = new(
            ("amount", FieldValue.Of(100m)),
            ("zero", FieldValue.Of(0m)),
            ("no", FieldValue.Of(false)),
            ("stage", FieldValue.Of("Quotation")),
            ("tags", FieldValue.Of(["north", "Key"])),
            ("day", FieldValue.Of(new DateOnly(2026, 3, 31))));
        Assert.True(Condition.Present("amount").IsMet(facts));
        Assert.False(Condition.Present("zero").IsMet(facts));
        Assert.False(Condition.Present("no").IsMet(facts));
        Assert.False(Condition.Present("unknown").IsMet(facts));
        Assert.True(Condition.AtLeast("amount", 100).IsMet(facts));
        Assert.False(Condition.AtLeast("amount", 100.01m).IsMet(facts));
        Assert.True(Condition.AtMost("amount", 100).IsMet(facts));
        Assert.False(Condition.AtMost("unknown", 100).IsMet(facts));
        Assert.True(Condition.AtLeast("day", FieldValue.Of(new DateOnly(2026, 3, 31))).IsMet(facts));
        Assert.False(Condition.AtLeast("day", 1).IsMet(facts));
        Assert.True(Condition.Equal("stage", "quotation").IsMet(facts));
        Assert.True(Condition.Equal("tags", "key").IsMet(facts));
        Assert.False(Condition.Equal("tags", "south").IsMet(facts));
        Assert.True(Condition.OneOf("stage", "x", "QUOTATION").IsMet(facts));
        Assert.True(Condition.OneOf("tags", "x", "north").IsMet(facts));
        Assert.False(Condition.OneOf("amount", "100").IsMet(facts));
        Assert.True(Condition.Contains("stage", "TAT").IsMet(facts));
        Assert.False(Condition.Contains("amount", "1").IsMet(facts));
    }

    [Fact]
    public void A_value_that_does_not_suit_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Condition.AtLeast("stage", FieldValue.Of("a")));
        Assert.Throws<ArgumentException>(() => Condition.Equal("stage", FieldValue.None));
        Assert.Throws<ArgumentException>(() => Condition.OneOf("stage"));
        Assert.Throws<ArgumentException>(() => Condition.Contains("stage", " "));
        Assert.Throws<ArgumentException>(() => Condition.Present(" "));
        Assert.Throws<ArgumentException>(() => Condition.All());
        Assert.Throws<ArgumentNullException>(() => Condition.Any(Condition.Present("a"), null!));
    }

    [Fact]
    public void Nesting_ends_at_its_limit()
    {
        Condition deep = Condition.Present("a");
        string json = deep.ToJson();
        for (int depth = 2; depth <= Condition.MaximumDepth; depth++)
        {
            deep = depth % 2 == 0 ? Condition.Not(deep) : Condition.All(deep);
            json = depth % 2 == 0 ? $$"""{"not":{{json}}}""" : $$"""{"all":[{{json}}]}""";
        }

        Assert.Equal(deep, Condition.FromJson(json));
        Assert.Throws<ArgumentException>(() => Condition.Not(deep));
        Assert.Throws<ArgumentException>(() => Condition.Any(deep));
        Assert.Throws<JsonException>(() => Condition.FromJson($$"""{"not":{{json}}}"""));
        Assert.Throws<JsonException>(() => Condition.FromJson(new string('[', 100_000)));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("[]", "Expected a condition")]
    [InlineData("{}", "either a comparison")]
    [InlineData("""{"fact":"a","is":"above","value":1}""", "'above' is not a comparison; known are present, equal")]
    [InlineData("""{"fact":"a","is":"at-least","value":"1"}""", "of kind Text does not suit \"at-least\" of the fact 'a'")]
    [InlineData("""{"fact":"a","is":"at-least"}""", "of kind None")]
    [InlineData("""{"fact":"a","value":1}""", "of kind Number does not suit \"present\"")]
    [InlineData("""{"fact":"","is":"present"}""", "either a comparison")]
    [InlineData("""{"fact":"a","is":"present","when":1}""", "no member 'when'")]
    [InlineData("""{"all":[]}""", "at least one condition")]
    [InlineData("""{"any":{"fact":"a"}}""", "take a list")]
    [InlineData("""{"all":[{"fact":"a"}],"any":[{"fact":"a"}]}""", "only one of")]
    [InlineData("""{"all":[{"fact":"a"}],"fact":"a"}""", "either a comparison")]
    [InlineData("""{"not":[{"fact":"a"}]}""", "Expected a condition")]
    [InlineData("""{"fact":"a"} {"fact":"b"}""", "")]
    [InlineData("""{"fact":"a","is":"one-of","value":["x",1]}""", "texts that are not blank")]
    public void Bad_json_is_refused_with_a_message_that_says_why(string json, string message)
    {
        JsonException e = Assert.ThrowsAny<JsonException>(() => Condition.FromJson(json));
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    [Law]
    public void Judging_allocates_nothing(Condition condition, TestFacts facts)
    {
        condition.IsMet(facts);
        long before = GC.GetAllocatedBytesForCurrentThread();
        condition.IsMet(facts);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
