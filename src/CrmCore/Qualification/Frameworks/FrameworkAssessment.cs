namespace CrmCore.Qualification.Frameworks;

/// <summary>How a discovery stands by a framework at an instant.</summary>
/// <param name="Framework">The framework's key.</param>
/// <param name="At">The instant.</param>
/// <param name="Score">Sum of weight times level over sum of weights, as 0 to 100, one decimal.</param>
/// <param name="Elements">Each element, in the framework's order.</param>
public sealed record FrameworkAssessment(string Framework, DateTimeOffset At, decimal Score, IReadOnlyList<ElementAssessment> Elements)
{
    /// <summary>Whether an element that must not be contradicted is.</summary>
    public bool IsDisqualified => Elements.Any(e => e.Element.HardFail && e.Level == AnswerLevel.Contradicted);

    /// <summary>The elements that are not confirmed, the heaviest first.</summary>
    public IEnumerable<ElementAssessment> Gaps => Elements.Where(e => e.Level != AnswerLevel.Confirmed).OrderByDescending(e => e.Element.Weight * (1 - e.Element.ShareOf(e.Level)));

    /// <summary>The elements whose answers contradict each other.</summary>
    public IEnumerable<ElementAssessment> Contradictions => Elements.Where(e => e.IsDisputed);
}

/// <summary>How one element stands.</summary>
/// <param name="Element">The element.</param>
/// <param name="Level">Its level, an old answer counted one level less.</param>
/// <param name="Answer">The answer that gives it; null where there is none, or notes of another kind gave it.</param>
/// <param name="Age">How old that answer is; null where there is none.</param>
/// <param name="IsStale">Whether it is older than the element allows.</param>
/// <param name="IsDisputed">Whether some answers support it and others contradict it.</param>
public sealed record ElementAssessment(FrameworkElement Element, AnswerLevel Level, Answer? Answer, TimeSpan? Age, bool IsStale, bool IsDisputed);
