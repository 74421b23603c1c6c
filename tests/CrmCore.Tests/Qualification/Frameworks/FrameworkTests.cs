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
}
