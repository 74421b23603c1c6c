using CrmCore.Qualification.Questions;

namespace CrmCore.Tests.Qualification.Questions;

/// <summary>What of a question's form says nothing about its kind, and what does.</summary>
public class QuestionFormTests
{
    [Theory]
    [InlineData("Red or blue, please?", "Red or blue?", QuestionKind.Closed)]
    [InlineData("Red or blue, please??", "Red or blue?", QuestionKind.Closed)]
    [InlineData("The price is what, thank you?", "The price is what?", QuestionKind.Open)]
    [InlineData("Hi, thanks, your timeline?", "Your timeline?", QuestionKind.Open)]
    [InlineData("价格呢，谢谢？", "价格呢？", QuestionKind.Open)]
    public void Polite_words_before_a_question_mark_and_one_after_another_change_nothing(string polite, string plain, QuestionKind kind)
    {
        Assert.Equal(kind, QuestionClassifier.Classify(plain).Kind);
        Assert.Equal(QuestionClassifier.Classify(plain), QuestionClassifier.Classify(polite));
    }

    [Theory]
    [InlineData('\u2019')]
    [InlineData('\u2018')]
    [InlineData('`')]
    [InlineData('\u00B4')]
    [InlineData('\uFF07')]
    public void Every_apostrophe_is_one(char apostrophe)
    {
        Assert.Equal(QuestionKind.Closed, QuestionClassifier.Classify($"Don{apostrophe}t you have a budget?").Kind);
        Assert.Equal(QuestionKind.Confirm, QuestionClassifier.Classify($"You ship daily, isn{apostrophe}t it?").Kind);
        Assert.Equal(QuestionClassifier.Classify("I'd love to hear what you think"), QuestionClassifier.Classify($"I{apostrophe}d love to hear what you think"));
    }

    [Theory]
    [InlineData("Do you still use version 2.5 of the software?", QuestionKind.Closed)]
    [InlineData("How did you reach 99.5 percent?", QuestionKind.Open)]
    [InlineData("Are you on v2.5 of the software already?", QuestionKind.Closed)]
    [InlineData("So you lose 1.5 days every single week, right?", QuestionKind.Confirm)]
    [InlineData("你们现在用的是2.5版还是3.0版？", QuestionKind.Closed)]
    [InlineData("We lost 2.What do you need?", QuestionKind.Open)]
    [InlineData("We ship daily.What do you need?", QuestionKind.Open)]
    public void A_point_within_a_number_ends_no_sentence(string question, QuestionKind kind) => Assert.Equal(kind, QuestionClassifier.Classify(question).Kind);

    [Fact]
    public void Of_a_long_text_the_first_200_and_the_last_300_characters_count()
    {
        const string Reference = "You mentioned returns. ";
        const string Question = "What do they cost a year?";
        string talk = string.Concat(Enumerable.Repeat("We ship. ", 60));
        Assert.Equal(QuestionKind.Probing, QuestionClassifier.Classify(Reference + Question).Kind);
        Assert.Equal(QuestionKind.Probing, QuestionClassifier.Classify(Reference + talk + Question).Kind);
        Assert.Equal(QuestionKind.Probing, QuestionClassifier.Classify(talk + Reference + Question).Kind);
        Assert.Equal(QuestionKind.Open, QuestionClassifier.Classify(talk + Reference + talk + Question).Kind);
    }
}
