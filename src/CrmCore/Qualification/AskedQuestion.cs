using System.Text.Json.Serialization;
using CrmCore.Qualification.Questions;

namespace CrmCore.Qualification;

/// <summary>A question that was put to the buyer, on a topic, and what they answered. Immutable.</summary>
public sealed record AskedQuestion : DiscoveryNote
{
    /// <summary>A question.</summary>
    /// <param name="topic">What it is about, such as <c>returns</c>; the funnel is one for each topic.</param>
    /// <param name="text">The question as it was asked.</param>
    /// <param name="at">When it was asked.</param>
    /// <param name="reply">What the buyer answered; null if they didn't or it was not noted.</param>
    /// <param name="saidBy">Who answered.</param>
    /// <param name="notedBy">Who noted it.</param>
    /// <exception cref="ArgumentException">Topic or text is blank, or a text is too long (topic 200, others 4,000 characters).</exception>
    public AskedQuestion(string topic, string text, DateTimeOffset at, string? reply = null, string? saidBy = null, UserId? notedBy = null)
        : base(at, saidBy, notedBy)
    {
        Topic = Required(topic, MaximumNameLength, nameof(topic));
        Text = Required(text, MaximumTextLength, nameof(text));
        Reply = Optional(reply, MaximumTextLength, nameof(reply));
    }

    /// <summary>What it is about.</summary>
    public string Topic { get; }

    /// <summary>The question.</summary>
    public string Text { get; }

    /// <summary>What the buyer answered, or null.</summary>
    public string? Reply { get; }

    /// <summary>Whether the buyer agreed, for a question that confirms; null if not known.</summary>
    public bool? Accepted { get; init; }

    /// <summary>The kind that a person says it has, where the wording misleads; null leaves it to the wording.</summary>
    public QuestionKind? Override { get; init; }

    /// <summary>Its kind: as a person said, else by its wording.</summary>
    [JsonIgnore]
    public QuestionKind Kind => Override ?? QuestionClassifier.Classify(Text).Kind;

    private protected override string Content => Text;
}
