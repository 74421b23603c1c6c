namespace CrmCore.Qualification.Frameworks;

/// <summary>One thing that a qualification framework wants to know, such as the budget.</summary>
/// <param name="Key">The key, by which answers name it; frameworks that share an element share its key.</param>
/// <param name="Name">The name for people.</param>
/// <param name="Definition">What counts as an answer.</param>
/// <param name="Questions">Questions to ask for it; at least one, the best first.</param>
public sealed record FrameworkElement(string Key, LocalizedText Name, LocalizedText Definition, IReadOnlyList<LocalizedText> Questions)
{
    /// <summary>Its share of the score, 0 to 1,000,000; 1 unless set. With 0 it is asked for but not counted.</summary>
    public decimal Weight { get; init; } = 1;

    /// <summary>What a weak answer is worth, 0 to 1; 0.5 unless set. A confirmed one is worth 1, none or a contradicted one 0.</summary>
    public decimal WeakShare { get; init; } = 0.5m;

    /// <summary>Whether a contradicted answer disqualifies.</summary>
    public bool HardFail { get; init; }

    /// <summary>After how many days an answer is stale and counts one level less, 1 to 36,500; null means never.</summary>
    public int? StaleAfterDays { get; init; }

    internal decimal ShareOf(AnswerLevel level) => level switch
    {
        AnswerLevel.Weak => WeakShare,
        AnswerLevel.Confirmed => 1,
        _ => 0,
    };
}
