namespace CrmCore.Qualification;

/// <summary>A question worth asking next, and why.</summary>
/// <param name="Rule">The key of the rule that its answer would meet.</param>
/// <param name="Question">The question.</param>
/// <param name="Gain">By how many points of the score, 0 to 100, a good answer would raise the verdict.</param>
/// <param name="Unblocks">Whether that rule blocks today.</param>
/// <param name="Qualifies">Whether meeting that rule alone would qualify the lead.</param>
public sealed record NextQuestion(string Rule, LocalizedText Question, decimal Gain, bool Unblocks, bool Qualifies)
{
    /// <summary>Why, for people.</summary>
    /// <param name="texts">The texts; null takes those that are shipped.</param>
    /// <param name="culture">The language; null means the current UI culture.</param>
    public string Why(System.Globalization.CultureInfo? culture = null, CrmTexts? texts = null) => (texts ?? CrmTexts.Default).Describe(
        new Refusal(Qualifies ? "qualification.next-qualifies" : Unblocks ? "qualification.next-unblocks" : "qualification.next-gains", ("rule", Rule), ("gain", Gain)),
        culture ?? System.Globalization.CultureInfo.CurrentUICulture);
}

/// <summary>Finds the questions that would move a verdict most.</summary>
internal static class NextQuestions
{
    public static IReadOnlyList<NextQuestion> For(QualificationPolicy policy, QualificationVerdict verdict, QualificationFacts known)
    {
        int blockers = verdict.Blockers.Count();
        List<NextQuestion> questions = [];
        foreach (QualificationRule rule in policy.Rules)
        {
            if (rule.Condition.IsMet(known))
            {
                continue;
            }

            decimal gain = policy.ShareOf(rule.Weight);
            bool unblocks = rule.Severity == FindingSeverity.Blocker;
            bool qualifies = !verdict.IsQualified && blockers == (unblocks ? 1 : 0) && verdict.Score + gain >= policy.Threshold;
            if (rule.Question is not null)
            {
                questions.Add(new(rule.Key, rule.Question, gain, unblocks, qualifies));
            }
        }

        return [.. questions.OrderByDescending(q => q.Qualifies).ThenByDescending(q => q.Unblocks).ThenByDescending(q => q.Gain)];
    }
}
