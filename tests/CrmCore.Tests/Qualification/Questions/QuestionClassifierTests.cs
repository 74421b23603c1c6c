using System.Text;
using CrmCore.Qualification.Questions;
using CrmCore.Tests.Architecture;
using CrmCore.Tests.Support;
using Xunit.Abstractions;

namespace CrmCore.Tests.Qualification.Questions;

public class QuestionClassifierTests(ITestOutputHelper output)
{
    private static readonly LabelledQuestion[] All = [.. LabelledQuestion.Tuned, .. LabelledQuestion.HeldOut];

    [Fact]
    public void The_test_set_has_questions_of_every_kind_in_both_languages_each_once()
    {
        Assert.True(All.Length >= 400);
        Assert.Equal(All.Length, All.DistinctBy(q => q.Text).Count());
        Assert.All(All.GroupBy(q => (q.Kind, q.Language)), g => Assert.True(g.Count() >= 35, $"{g.Key}: {g.Count()}"));
        Assert.Equal(8, All.Select(q => (q.Kind, q.Language)).Distinct().Count());
    }

    [Theory]
    [InlineData("tuned", 0.97)]
    [InlineData("held-out", 0.93)]
    public void Most_kinds_are_recognised(string set, double least)
    {
        IReadOnlyList<LabelledQuestion> questions = set == "tuned" ? LabelledQuestion.Tuned : LabelledQuestion.HeldOut;
        output.WriteLine(Matrix(questions));
        int right = questions.Count(q => QuestionClassifier.Classify(q.Text).Kind == q.Kind);
        Assert.True(right >= least * questions.Count, $"{right} of {questions.Count}");
        foreach (QuestionKind kind in Enum.GetValues<QuestionKind>())
        {
            int labelled = questions.Count(q => q.Kind == kind);
            int found = questions.Count(q => QuestionClassifier.Classify(q.Text).Kind == kind);
            int both = questions.Count(q => q.Kind == kind && QuestionClassifier.Classify(q.Text).Kind == kind);
            Assert.True(both >= 0.9 * labelled && both >= 0.9 * found, $"{kind}: recall {both}/{labelled}, precision {both}/{found}");
        }
    }

    [Theory]
    [InlineData("tuned")]
    [InlineData("held-out")]
    public void The_page_shows_the_measured_matrix(string set)
    {
        string page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs/qualification.md"));
        Assert.Contains(Matrix(set == "tuned" ? LabelledQuestion.Tuned : LabelledQuestion.HeldOut), page, StringComparison.Ordinal);
    }

    [Fact]
    public void White_space_width_case_and_politeness_change_nothing()
    {
        foreach (LabelledQuestion question in All)
        {
            QuestionClassification plain = QuestionClassifier.Classify(question.Text);
            bool chinese = question.Language == "zh";
            string[] same =
            [
                $"  \t{question.Text}  ",
                question.Text.Replace("?", "？", StringComparison.Ordinal).Replace(",", "，", StringComparison.Ordinal),
                question.Text.Replace("？", "?", StringComparison.Ordinal).Replace("，", ",", StringComparison.Ordinal),
                question.Text.ToUpperInvariant(),
                chinese ? "请问" + question.Text : "Please, " + question.Text,
                chinese ? "您好，" + question.Text : "Excuse me, " + question.Text,
                chinese ? question.Text + "谢谢！" : question.Text + " Thank you!",
            ];
            Assert.All(same, s => Assert.True(plain.Kind == QuestionClassifier.Classify(s).Kind, $"{plain} but {QuestionClassifier.Classify(s)}: {s}"));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("?!。")]
    [InlineData("🙂🙂🙂")]
    public void Nothing_to_go_by_gives_no_confidence(string text)
    {
        Assert.Equal(new(QuestionKind.Open, 0, "none"), QuestionClassifier.Classify(text));
    }

    [Law]
    public void Any_text_gets_a_kind(string? text)
    {
        QuestionClassification found = QuestionClassifier.Classify(text);
        Assert.InRange(found.Confidence, 0, 1);
        Assert.True(Enum.IsDefined(found.Kind));
        Assert.NotEmpty(found.Cue);
    }

    [Theory]
    [InlineData("\0\u0001\u202E\u2066")]
    [InlineData("هل لديكم ميزانية؟")]
    [InlineData("\uD800 broken \uDC00 pairs")]
    [InlineData("您 uses SAP 吗 or 用友 ?")]
    public void Strange_texts_are_no_fault(string text) => Assert.InRange(QuestionClassifier.Classify(text).Confidence, 0, 1);

    [Fact]
    public void Of_an_endless_text_the_end_decides()
    {
        string talk = string.Concat(Enumerable.Repeat("We have been in this business for long. ", 30_000));
        Assert.True(talk.Length > 1_000_000);
        Assert.Equal(QuestionKind.Closed, QuestionClassifier.Classify(talk + "Do you have a budget?").Kind);
        Assert.Equal(QuestionKind.Open, QuestionClassifier.Classify(talk + "What is your budget?").Kind);
    }

    [Fact]
    public void It_allocates_nothing()
    {
        long Allocated()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            foreach (LabelledQuestion question in All)
            {
                QuestionClassifier.Classify(question.Text);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated();
        Assert.Equal(0, Allocated());
    }

    private static string Matrix(IReadOnlyList<LabelledQuestion> questions)
    {
        StringBuilder text = new("| labelled \\ found | open | probing | closed | confirm | recall |\n| --- | --- | --- | --- | --- | --- |\n");
        int[,] counts = new int[4, 4];
        foreach (LabelledQuestion question in questions)
        {
            counts[(int)question.Kind, (int)QuestionClassifier.Classify(question.Text).Kind]++;
        }

        for (int row = 0; row < 4; row++)
        {
            int sum = Enumerable.Range(0, 4).Sum(c => counts[row, c]);
            text.Append(FormattableString.Invariant($"| {((QuestionKind)row).ToString().ToLowerInvariant()} | {counts[row, 0]} | {counts[row, 1]} | {counts[row, 2]} | {counts[row, 3]} | {100.0 * counts[row, row] / sum:0.0}% |\n"));
        }

        string[] precision = [.. Enumerable.Range(0, 4).Select(c => FormattableString.Invariant($"{100.0 * counts[c, c] / Enumerable.Range(0, 4).Sum(r => counts[r, c]):0.0}%"))];
        int right = Enumerable.Range(0, 4).Sum(i => counts[i, i]);
        return text.Append(FormattableString.Invariant($"| precision | {string.Join(" | ", precision)} | **{right} of {questions.Count}: {100.0 * right / questions.Count:0.0}%** |\n")).ToString();
    }
}
