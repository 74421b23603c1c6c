namespace CrmCore.Qualification.Questions;

/// <summary>
/// Recognises the kind of a question from its wording, in Chinese and English. Where a text holds several questions the last one decides; what was said
/// before it can make it a follow-up or a confirmation. It is a rule of thumb: its confidence says how good, and a person may say otherwise
/// (the note of a question keeps that apart). Surrounding white space, punctuation width, letter case, greetings and polite words change nothing.
/// Of a text of more than 500 characters the first 200 and the last 300 count. Pure, thread-safe, allocates nothing.
/// </summary>
public static class QuestionClassifier
{
    /// <summary>The kind of a question.</summary>
    /// <param name="question">The question as it was asked; a question mark is not needed. An empty text gives confidence 0.</param>
    public static QuestionClassification Classify(ReadOnlySpan<char> question)
    {
        Span<char> buffer = stackalloc char[QuestionText.BufferLength];
        QuestionText text = QuestionText.Read(question, buffer);
        if (text.Whole.Trim(" ?.,").IsEmpty)
        {
            return new(QuestionKind.Open, 0, "none");
        }

        return text.IsChinese ? ChineseQuestions.Classify(text) : EnglishQuestions.Classify(text);
    }
}
