namespace CrmCore.Qualification.Questions;

/// <summary>What the wording of a question says of its kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Confidence">How sure that is, 0 to 1: the share of questions with that cue which had that kind, roughly; 0 where there was nothing to go by.</param>
/// <param name="Cue">What decided it, as a stable code such as <c>en.wh-word</c> or <c>zh.yes-no-particle</c>; <c>none</c> for an empty text.</param>
public readonly record struct QuestionClassification(QuestionKind Kind, double Confidence, string Cue);
