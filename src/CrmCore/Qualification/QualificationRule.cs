namespace CrmCore.Qualification;

/// <summary>What an unmet rule means.</summary>
public enum FindingSeverity
{
    /// <summary>It lowers the score and is reported.</summary>
    Warning = 0,

    /// <summary>It alone keeps the lead from being qualified.</summary>
    Blocker = 1,
}

/// <summary>A named rule of a policy.</summary>
/// <param name="Key">The stable key, such as <c>need-quoted</c>.</param>
/// <param name="Condition">What must be met.</param>
/// <param name="Severity">What it means when it is not.</param>
/// <param name="Weight">Its share of the score, above 0 and at most 1,000,000.</param>
/// <param name="Text">What is missing, for people.</param>
/// <param name="Advice">What to do next.</param>
/// <param name="Question">What to ask the buyer next; null if no question would meet it.</param>
public sealed record QualificationRule(
    string Key, Condition Condition, FindingSeverity Severity, decimal Weight, LocalizedText Text, LocalizedText Advice, LocalizedText? Question = null);
