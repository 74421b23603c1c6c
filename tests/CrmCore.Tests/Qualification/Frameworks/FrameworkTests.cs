using CrmCore.Qualification;
using CrmCore.Qualification.Frameworks;
using CrmCore.Qualification.Questions;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Qualification.Frameworks;

public class FrameworkTests
{
    [Fact]
    public void The_ready_frameworks_are_complete_in_both_languages_and_ask_open_questions()
    {
        Assert.Equal(["bant", "anum", "champ", "meddic", "meddicc", "meddpicc", "gpctba-ci", "spiced"], ReadyFrameworks.All.Select(f => f.Key));
        foreach (FrameworkElement element in ReadyFrameworks.All.SelectMany(f => f.Elements))
        {
            Assert.All([element.Name, element.Definition, .. element.Questions], t => Assert.Contains(LocalizedText.SimplifiedChinese, t.Texts.Keys));
            Assert.All(element.Questions.SelectMany(q => q.Texts.Values), q => Assert.True(QuestionClassifier.Classify(q).Kind is QuestionKind.Open or QuestionKind.Probing, q));
        }
    }

    [Fact]
    public void A_framework_survives_its_JSON() =>
        Assert.All(ReadyFrameworks.All, f => Assert.Equal(f.ToJson(), Framework.FromJson(f.ToJson()).ToJson()));

    [Fact]
    public void The_score_is_the_weighted_share_of_what_is_known()
    {
        Discovery discovery = Discovery.Empty
            .With(new Answer(Answer.Budget, AnswerLevel.Confirmed, "50,000", Some.Start))
            .With(new Answer(Answer.Timing, AnswerLevel.Weak, "Spring", Some.Start))
            .With(Need.Explicit("Fast", Some.Start));
        FrameworkAssessment bant = ReadyFrameworks.Bant.Assess(discovery, Some.Start);
        Assert.Equal(50, bant.Score);
        Assert.Equal(["need", "authority", "timing"], bant.Gaps.Select(g => g.Element.Key).Order().OrderBy(k => k == "need" ? 0 : 1));
        Assert.Empty(bant.Contradictions);
    }

    [Fact]
    public void An_old_answer_is_stale_and_counts_one_level_less()
    {
        Discovery discovery = Discovery.Empty.With(new Answer(Answer.Timing, AnswerLevel.Confirmed, "Spring", Some.Start));
        ElementAssessment fresh = ReadyFrameworks.Bant.Assess(discovery, Some.Day(90)).Elements[3];
        ElementAssessment old = ReadyFrameworks.Bant.Assess(discovery, Some.Day(91)).Elements[3];
        Assert.Equal((AnswerLevel.Confirmed, false), (fresh.Level, fresh.IsStale));
        Assert.Equal((AnswerLevel.Weak, true, TimeSpan.FromDays(91)), (old.Level, old.IsStale, old.Age));
    }

    [Fact]
    public void Answers_against_each_other_are_told()
    {
        Discovery discovery = Discovery.Empty
            .With(new Answer(Answer.Budget, AnswerLevel.Confirmed, "Approved", Some.Start))
            .With(new Answer(Answer.Budget, AnswerLevel.Contradicted, "Frozen", Some.Day(1)));
        Assert.Equal("budget", Assert.Single(ReadyFrameworks.Bant.Assess(discovery, Some.Day(1)).Contradictions).Element.Key);
        Assert.Empty(ReadyFrameworks.Bant.Assess(discovery, Some.Start).Contradictions);
    }

    [Fact]
    public void Every_defect_is_told_at_once()
    {
        DefinitionException e = Assert.Throws<DefinitionException>(() => Framework.FromJson("""
            {"key":"","version":0,"elements":[
              {"key":"a","name":"A","definition":"d","questions":["q"],"weight":0},
              {"key":"a","questions":[],"weight":0,"weakShare":2,"staleAfterDays":0},
              {"name":"C","definition":"d","questions":["q"],"weight":-1}]}
            """));
        Assert.Equal(
            ["bad-stale-days", "bad-version", "bad-weak-share", "bad-weight", "blank-key", "blank-key", "duplicate-key", "no-definition", "no-name", "no-name", "no-questions", "zero-weight"],
            e.Defects.Select(d => d.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_weights_of_all_elements_make_the_whole()
    {
        Framework framework = new("f", 1, "F", [Element("a") with { Weight = 10 }, Element("b") with { Weight = 30 }, Element("c") with { Weight = 0 }]);
        Discovery discovery = Discovery.Empty.With(new Answer("a", AnswerLevel.Confirmed, "yes", Some.Start)).With(new Answer("gone", AnswerLevel.Confirmed, "yes", Some.Start));
        Assert.Equal(25, framework.Assess(discovery, Some.Start).Score);
        Assert.Equal((AnswerLevel.Confirmed, AnswerLevel.Unknown), (framework.LevelOf("a", discovery, Some.Start), framework.LevelOf("gone", discovery, Some.Start)));
    }

    [Fact]
    public void An_element_is_disputed_by_its_own_answers_alone()
    {
        Discovery discovery = Discovery.Empty
            .With(new Answer(Answer.Budget, AnswerLevel.Contradicted, "Frozen", Some.Start))
            .With(new Answer(Answer.Budget, AnswerLevel.Unknown, "Not asked", Some.Start))
            .With(new Answer(Answer.Timing, AnswerLevel.Confirmed, "Spring", Some.Start));
        Assert.Empty(ReadyFrameworks.Bant.Assess(discovery, Some.Start).Contradictions);
        Assert.Equal("budget", Assert.Single(ReadyFrameworks.Bant.Assess(discovery.With(new Answer(Answer.Budget, AnswerLevel.Weak, "Perhaps", Some.Start)), Some.Start).Contradictions).Element.Key);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("0.25", 25)]
    [InlineData("0.5", 50)]
    [InlineData("1", 100)]
    public void A_weak_answer_is_worth_the_share_of_its_element_also_after_JSON(string share, int score)
    {
        Discovery discovery = Discovery.Empty.With(new Answer("a", AnswerLevel.Weak, "perhaps", Some.Start));
        Framework framework = new("f", 1, "F", [Element("a") with { WeakShare = decimal.Parse(share, System.Globalization.CultureInfo.InvariantCulture), StaleAfterDays = 1 }]);
        string json = framework.ToJson();
        Assert.Equal(share != "0.5", json.Contains("weakShare", StringComparison.Ordinal));
        Assert.All([framework, Framework.FromJson(json)], f => Assert.Equal(score, f.Assess(discovery, Some.Start).Score));
        Assert.All([framework, Framework.FromJson(json)], f => Assert.Equal(0, f.Assess(discovery, Some.Day(1.5)).Score));
    }

    [Fact]
    public void A_framework_has_elements_and_no_empty_ones()
    {
        Assert.Equal([("elements", "no-elements")], Defects("[]"));
        Assert.Equal([("elements[0]", "wrong-kind"), ("elements[1]", "wrong-kind")], Defects("""[null,7,{"name":"A","definition":"d","questions":["q"]}]"""));
        Assert.Equal([("elements[0].key", "blank-key")], Defects("""[{"name":"A","definition":"d","questions":["q"]}]"""));
        Assert.Throws<ArgumentNullException>("element", () => new Framework("f", 1, "F", [null!]));

        static IEnumerable<(string, string)> Defects(string elements) =>
            Assert.Throws<DefinitionException>(() => Framework.FromJson($$"""{"key":"f","version":1,"name":"F","elements":{{elements}}}""")).Defects.Select(d => (d.Path, d.Code));
    }

    [Fact]
    public void Weights_and_days_that_could_not_be_reckoned_with_are_refused()
    {
        Framework most = new("f", 1, "F", [Element("a") with { Weight = 1_000_000, StaleAfterDays = 36_500 }, Element("b") with { Weight = 1_000_000 }]);
        Assert.Equal(50, most.Assess(Discovery.Empty.With(new Answer("a", AnswerLevel.Confirmed, "yes", Some.Start)), Some.Start).Score);
        DefinitionException e = Assert.Throws<DefinitionException>(() => new Framework("f", 1, "F", [Element("a") with { Weight = decimal.MaxValue, StaleAfterDays = int.MaxValue }, Element("b") with { Weight = decimal.MaxValue }]));
        Assert.Equal([("elements[0].weight", "bad-weight"), ("elements[0].staleAfterDays", "bad-stale-days"), ("elements[1].weight", "bad-weight")], e.Defects.Select(d => (d.Path, d.Code)));
    }

    private static FrameworkElement Element(string key) => new(key, key, "What counts", ["What?"]);
}
