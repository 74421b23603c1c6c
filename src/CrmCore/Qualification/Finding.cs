namespace CrmCore.Qualification;

/// <summary>A rule of a policy that is not met.</summary>
/// <param name="Code">The rule's key.</param>
/// <param name="Severity">Whether it blocks.</param>
/// <param name="Text">What is missing.</param>
/// <param name="Advice">What to do next.</param>
/// <param name="Question">What to ask next; null where no question would meet the rule.</param>
public sealed record Finding(string Code, FindingSeverity Severity, LocalizedText Text, LocalizedText Advice, LocalizedText? Question = null);
