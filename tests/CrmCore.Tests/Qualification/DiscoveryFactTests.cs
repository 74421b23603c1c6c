using CrmCore.Qualification;
using CrmCore.Qualification.Questions;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Qualification;

public class DiscoveryFactTests
{
    private static readonly DateTimeOffset At = Some.Start;

    [Fact]
    public void Every_kind_of_note_is_counted()
    {
        Discovery discovery = Discovery.Empty
            .With(Need.Implied("Slow", At, "We wait.") with { Key = "slow" })
            .With(Need.Implied("Costly", At))
            .With(new Need(NeedLayer.Implied, "Late", At) { Key = "late" }.Promote("On time", "I want it on time.", At))
            .With(new AskedQuestion("a", "What happens?", At) { Override = QuestionKind.Open })
            .With(new AskedQuestion("a", "And then?", At) { Override = QuestionKind.Probing })
            .With(new AskedQuestion("a", "Is it so?", At) { Override = QuestionKind.Closed })
            .With(new AskedQuestion("a", "Right?", At) { Override = QuestionKind.Confirm })
            .With(new AskedQuestion("a", "Right, right?", At) { Override = QuestionKind.Confirm })
            .With(new SpinNote(SpinType.Situation, "How many?", At))
            .With(new SpinNote(SpinType.Problem, "What is slow?", At)).With(new SpinNote(SpinType.Problem, "What else?", At))
            .With(new SpinNote(SpinType.Implication, "What does it cost?", At))
            .With(new SpinNote(SpinType.NeedPayoff, "What would it save?", At))
            .With(new FabeNote("f", "a", "b", "e", At)).With(new FabeNote(null, "a", "b", "e", At)).With(new FabeNote("f", null, "b", "e", At)).With(new FabeNote("f", "a", null, "e", At)).With(new FabeNote("f", "a", "b", null, At))
            .With(new RoleHint("Li", "champion", At)).With(new RoleHint("Wu", "champion", At)).With(new RoleHint("Wu", "user", At))
            .With(new CallNote(CallOutcome.Order, At)).With(new CallNote(CallOutcome.Advance, At)).With(new CallNote(CallOutcome.NoSale, At)).With(new CallNote(CallOutcome.Continuation, At));
        Assert.Equal(
            [3, 1, 2, 0, 2, 1, 5, 1, 1, 1, 2, 1, 2, 1, 1, 5, 1, 2, 1, 0, 4, 2],
            new[]
            {
                "needs", "needs.explicit", "needs.implied", "needs.deep", "needs.quoted", "needs.promoted", "questions", "questions.open", "questions.probing", "questions.closed", "questions.confirm",
                "spin.situation", "spin.problem", "spin.implication", "spin.need-payoff", "fabe", "fabe.complete", "roles.champion", "roles.user", "roles.buyer", "calls", "calls.success",
            }.Select(f => (int)discovery.Get(f).AsNumber!.Value));
        Assert.Equal("continuation", discovery.Get("calls.last").AsText);
    }

    [Theory]
    [InlineData(CallOutcome.NoSale, "no-sale")]
    [InlineData(CallOutcome.Continuation, "continuation")]
    [InlineData(CallOutcome.Advance, "advance")]
    [InlineData(CallOutcome.Order, "order")]
    public void The_last_call_tells_its_outcome(CallOutcome outcome, string word) =>
        Assert.Equal(word, Discovery.Empty.With(new CallNote(CallOutcome.NoSale, At)).With(new CallNote(outcome, At)).Get("calls.last").AsText);

    [Fact]
    public void Where_the_buyer_stands_follows_from_the_notes()
    {
        Discovery discovery = Discovery.Empty;
        Assert.Equal((BuyerPhase.Problem, "problem"), (discovery.Phase, discovery.Get("phase").AsText));
        discovery = discovery.With(Need.Implied("Slow", At));
        Assert.Equal(BuyerPhase.Problem, discovery.Phase);
        discovery = discovery.With(Need.Explicit("Fast", At));
        Assert.Equal((BuyerPhase.SolutionSought, "solution-sought"), (discovery.Phase, discovery.Get("phase").AsText));
        Assert.Equal(BuyerPhase.SolutionSought, discovery.With(new FabeNote("f", null, null, null, At) { Accepted = false }).Phase);
        Assert.Equal(BuyerPhase.SolutionSettled, Confirmed(discovery, "solution").Phase);
        Assert.Equal(BuyerPhase.SolutionSettled, Confirmed(discovery, "decision-criteria").Phase);
        discovery = discovery.With(new FabeNote("f", null, null, null, At) { Accepted = true });
        Assert.Equal((BuyerPhase.SolutionSettled, "solution-settled"), (discovery.Phase, discovery.Get("phase").AsText));
        Assert.Equal(BuyerPhase.SolutionSettled, Confirmed(Confirmed(discovery, Answer.Budget), Answer.Authority).Phase);
        Assert.Equal(BuyerPhase.SolutionSettled, Confirmed(Confirmed(discovery, Answer.Budget), Answer.Timing).Phase);
        Assert.Equal(BuyerPhase.SolutionSettled, Confirmed(Confirmed(discovery, Answer.Timing), Answer.Authority).Phase);
        Assert.Equal((BuyerPhase.Purchase, "purchase"), Confirmed(Confirmed(Confirmed(discovery, Answer.Budget), Answer.Authority), Answer.Timing) is var ready ? (ready.Phase, ready.Get("phase").AsText) : default);
        Assert.Equal(BuyerPhase.Purchase, Discovery.Empty.With(new CallNote(CallOutcome.Order, At)).Phase);

        static Discovery Confirmed(Discovery discovery, string element) => discovery.With(new Answer(element, AnswerLevel.Confirmed, "yes", At));
    }

    [Fact]
    public void The_best_answer_since_the_last_that_contradicted_it_counts()
    {
        Discovery discovery = Discovery.Empty;
        Assert.Equal(
            [AnswerLevel.Unknown, AnswerLevel.Weak, AnswerLevel.Confirmed, AnswerLevel.Confirmed, AnswerLevel.Contradicted, AnswerLevel.Weak],
            new[] { AnswerLevel.Unknown, AnswerLevel.Weak, AnswerLevel.Confirmed, AnswerLevel.Weak, AnswerLevel.Contradicted, AnswerLevel.Weak }
                .Select(level => (discovery = discovery.With(new Answer("budget", level, "so", At))).LevelOf("budget")));
        Assert.Equal(["weak", "confirmed", "contradicted"], new[] { AnswerLevel.Weak, AnswerLevel.Confirmed, AnswerLevel.Contradicted }.Select(l => Discovery.Empty.With(new Answer("x", l, "so", At)).Get("answers.x").AsText));
    }

    [Fact]
    public void Needs_and_hints_count_for_elements_of_their_own()
    {
        Discovery explicitNeed = Discovery.Empty.With(Need.Explicit("Fast", At, "Make it fast."));
        Assert.Equal([AnswerLevel.Confirmed, AnswerLevel.Unknown, AnswerLevel.Unknown], new[] { "need", "pain", "challenges" }.Select(explicitNeed.LevelOf));
        Discovery implied = Discovery.Empty.With(Need.Implied("Slow", At));
        Assert.Equal([AnswerLevel.Weak, AnswerLevel.Weak, AnswerLevel.Weak, AnswerLevel.Unknown], new[] { "need", "pain", "challenges", "budget" }.Select(implied.LevelOf));
        Discovery deep = implied.With(new Need(NeedLayer.Deep, "Afraid", At, "I fear the board."));
        Assert.Equal([AnswerLevel.Confirmed, AnswerLevel.Confirmed], new[] { "pain", "challenges" }.Select(deep.LevelOf));
        Assert.Equal(AnswerLevel.Contradicted, deep.With(new Answer("pain", AnswerLevel.Contradicted, "none", At)).LevelOf("pain"));
        Assert.Equal(AnswerLevel.Confirmed, deep.With(new Answer("pain", AnswerLevel.Weak, "some", At)).LevelOf("pain"));
        Discovery hinted = Discovery.Empty.With(new RoleHint("Li", "champion", At));
        Assert.Equal([AnswerLevel.Weak, AnswerLevel.Unknown], new[] { "champion", "user" }.Select(hinted.LevelOf));
    }

    [Fact]
    public void An_old_answer_counts_one_level_less_and_a_contradiction_stays_one()
    {
        Discovery discovery = Discovery.Empty.With(new Answer("budget", AnswerLevel.Confirmed, "yes", At));
        TimeSpan month = TimeSpan.FromDays(30);
        Assert.Equal(AnswerLevel.Confirmed, discovery.LevelOf("budget", At.AddDays(30), month, out _));
        Assert.Equal(AnswerLevel.Weak, discovery.LevelOf("budget", At.AddDays(30).AddTicks(1), month, out Answer? decisive));
        Assert.Equal("yes", decisive!.Statement);
        Assert.Equal(AnswerLevel.Weak, discovery.With(new Answer("budget", AnswerLevel.Weak, "perhaps", At.AddDays(40))).LevelOf("budget", At.AddDays(40), month, out decisive));
        Assert.Equal("yes", decisive!.Statement);
        Assert.Equal(AnswerLevel.Contradicted, discovery.With(new Answer("budget", AnswerLevel.Contradicted, "no", At)).LevelOf("budget", At.AddDays(90), month, out _));
        Assert.Equal(AnswerLevel.Unknown, Discovery.Empty.LevelOf("budget", At, month, out decisive));
        Assert.Null(decisive);
    }

    [Theory]
    [InlineData("needs", true)]
    [InlineData("needs.promoted", true)]
    [InlineData("calls.last", true)]
    [InlineData("phase", true)]
    [InlineData("answers.anything", true)]
    [InlineData("roles.anything", true)]
    [InlineData("needs.felt", false)]
    [InlineData("company", false)]
    [InlineData("", false)]
    public void Its_facts_are_known_by_name(string fact, bool known)
    {
        Assert.Equal(known, Discovery.Knows(fact));
        Assert.Equal(known || fact == "needs.felt", Discovery.Owns(fact));
        Assert.Equal(FieldValue.None, known && fact is not ("answers.anything" or "calls.last") ? FieldValue.None : Discovery.Empty.Get(fact));
    }

    [Theory]
    [InlineData("spin.problem")]
    [InlineData("fabe")]
    [InlineData("fabe.complete")]
    [InlineData("questions")]
    [InlineData("questions.open")]
    [InlineData("calls")]
    [InlineData("calls.success")]
    public void Its_facts_are_its_own(string fact) => Assert.True(Discovery.Owns(fact) && Discovery.Knows(fact));
}
