using CrmCore.Qualification;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Qualification;

public class DiscoveryTests
{
    [Law]
    public void As_of_an_instant_later_notes_are_not_seen(int[] hours, int now)
    {
        Discovery discovery = Discovery.Empty;
        foreach (int hour in hours)
        {
            discovery = hour % 2 == 0
                ? discovery.With(Need.Explicit($"Need {hour}", Some.Start.AddHours(hour)))
                : discovery.With(new Answer(Answer.Budget, AnswerLevel.Weak, $"Answer {hour}", Some.Start.AddHours(hour)));
        }

        DateTimeOffset instant = Some.Start.AddHours(now);
        Discovery then = discovery.AsOf(instant);
        Assert.All(then.Needs, n => Assert.True(n.At <= instant));
        Assert.All(then.Answers, a => Assert.True(a.At <= instant));
        Assert.Equal(hours.Count(h => h <= now), then.Needs.Count + then.Answers.Count);
        Assert.Equal(then.Needs, then.AsOf(instant).Needs);
    }

    [Fact]
    public void Adding_leaves_the_one_before_as_it_was()
    {
        Discovery one = Discovery.Empty.With(Need.Explicit("Speed", Some.Start));
        Discovery two = one.With(Need.Implied("Trust", Some.Start, quote: "Who else uses it?"));
        Assert.Single(one.Needs);
        Assert.Equal(2, two.Needs.Count);
        Assert.Empty(Discovery.Empty.Needs);
    }

    [Fact]
    public void Its_facts_count_needs_and_tell_the_last_answer()
    {
        Discovery discovery = Discovery.Empty
            .With(Need.Explicit("Speed", Some.Start, quote: "It takes three days."))
            .With(Need.Implied("Trust", Some.Start))
            .With(new Need(NeedLayer.Deep, "A promotion", Some.Start))
            .With(new Answer(Answer.Budget, AnswerLevel.Confirmed, "50,000", Some.Start))
            .With(new Answer(Answer.Budget, AnswerLevel.Contradicted, "Frozen", Some.Day(1)));
        Assert.Equal(FieldValue.Of(3m), discovery.Get("needs"));
        Assert.Equal(FieldValue.Of(1m), discovery.Get("needs.explicit"));
        Assert.Equal(FieldValue.Of(1m), discovery.Get("needs.implied"));
        Assert.Equal(FieldValue.Of(1m), discovery.Get("needs.deep"));
        Assert.Equal(FieldValue.Of(1m), discovery.Get("needs.quoted"));
        Assert.Equal(FieldValue.Of("contradicted"), discovery.Get("answers.budget"));
        Assert.Equal(FieldValue.Of("confirmed"), discovery.AsOf(Some.Start).Get("answers.budget"));
        Assert.Equal(FieldValue.None, discovery.Get("answers.timing"));
        Assert.Equal(FieldValue.None, discovery.Get("weather"));
        Assert.Equal(AnswerLevel.Unknown, discovery.LevelOf(Answer.Authority));
    }

    [Fact]
    public void Blank_and_endless_notes_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Need.Explicit(" ", Some.Start));
        Assert.Throws<ArgumentException>(() => Need.Explicit(new string('n', 4001), Some.Start));
        Assert.Throws<ArgumentException>(() => new Answer("", AnswerLevel.Weak, "x", Some.Start));
        Assert.Throws<ArgumentException>(() => new Answer(new string('e', 101), AnswerLevel.Weak, "x", Some.Start));
        Assert.ThrowsAny<ArgumentException>(() => new Need((NeedLayer)9, "x", Some.Start));
        Assert.Null(Need.Explicit("x", Some.Start, quote: " ", saidBy: "").Quote);
    }

    [Fact]
    public void Notes_are_optional_and_two_discoveries_differ_by_them()
    {
        Assert.True(new Discovery(null).IsEmpty);
        Discovery one = new([Need.Explicit("Speed", Some.Start)]);
        Discovery other = new([Need.Explicit("Trust", Some.Start)]);
        Assert.NotEqual(one, other);
        Assert.NotEqual(one.GetHashCode(), other.GetHashCode());
    }

    [Fact]
    public void Each_correction_takes_its_own_note_out()
    {
        Discovery discovery = new(
        [
            Need.Explicit("Speed", Some.Start) with { Key = "speed" },
            Need.Explicit("Trust", Some.Start) with { Key = "trust" },
            Need.Explicit("Price", Some.Start),
            new Correction("speed", "misheard", Some.Day(1)),
            new Correction("trust", "another buyer", Some.Day(2)),
        ]);
        Assert.Equal(["Price"], discovery.Needs.Select(n => n.Statement));
        Assert.Equal(["Trust", "Price"], discovery.AsOf(Some.Day(1)).Needs.Select(n => n.Statement));
    }
}
