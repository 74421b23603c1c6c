using CrmCore.Qualification.Questions;

namespace CrmCore.Tests.Qualification.Questions;

public class QuestionWordingTests
{
    [Theory]
    [InlineData("Initial thoughts?", QuestionKind.Open)]
    [InlineData("Budget approved?", QuestionKind.Closed)]
    [InlineData("Estimate how many hours a week you lose?", QuestionKind.Open)]
    [InlineData("Which is better for you Monday or Tuesday?", QuestionKind.Closed)]
    [InlineData("What systems or tools do you use today?", QuestionKind.Open)]
    [InlineData("Because?", QuestionKind.Probing)]
    [InlineData("You lose two days a week, doesn't that hurt?", QuestionKind.Closed)]
    [InlineData("You lose two days a week, wouldn't you say?", QuestionKind.Confirm)]
    public void English_questions_are_told_apart_by_their_wording(string question, QuestionKind kind) => Assert.Equal(kind, QuestionClassifier.Classify(question).Kind);

    [Theory]
    [InlineData("您是不是先介绍一下现在怎么处理退货？", QuestionKind.Open)]
    [InlineData("是不是介绍一下现在怎么处理退货？", QuestionKind.Open)]
    [InlineData("你们上个月试用了新系统，目前整体使用感受怎么样？", QuestionKind.Open)]
    [InlineData("新系统上线以后，效果怎么样？", QuestionKind.Open)]
    [InlineData("下周我们见一面，怎么样？", QuestionKind.Closed)]
    [InlineData("什么情况下系统还是会出错？", QuestionKind.Open)]
    [InlineData("您觉得哪种方式更合适按年还是按月付费？", QuestionKind.Closed)]
    [InlineData("多少有点贵吧？", QuestionKind.Confirm)]
    public void Chinese_questions_are_told_apart_by_their_wording(string question, QuestionKind kind) => Assert.Equal(kind, QuestionClassifier.Classify(question).Kind);

    [Fact]
    public void A_tag_by_itself_confirms_with_less_confidence_than_after_a_statement()
    {
        QuestionClassification bare = QuestionClassifier.Classify("Correct?");
        QuestionClassification said = QuestionClassifier.Classify("You ship daily, correct?");
        Assert.Equal((QuestionKind.Confirm, QuestionKind.Confirm), (bare.Kind, said.Kind));
        Assert.True(bare.Confidence < said.Confidence);
    }
}
