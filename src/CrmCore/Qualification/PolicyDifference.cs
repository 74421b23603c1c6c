namespace CrmCore.Qualification;

/// <summary>One thing that two policies say differently.</summary>
/// <param name="Path">Where: <c>threshold</c>, <c>name</c>, <c>frameworks</c>, <c>rules.KEY</c>, or a part of a rule such as <c>rules.KEY.weight</c>.</param>
/// <param name="Before">What the first says; null where it has no such rule.</param>
/// <param name="After">What the second says; null where it has no such rule.</param>
public sealed record PolicyDifference(string Path, string? Before, string? After)
{
    /// <summary>Path, before and after on one line.</summary>
    public override string ToString() => $"{Path}: {Before ?? "-"} -> {After ?? "-"}";

    internal static IReadOnlyList<PolicyDifference> Between(QualificationPolicy before, QualificationPolicy after)
    {
        List<PolicyDifference> differences = [];
        Compare("name", Words(before.Name), Words(after.Name));
        Compare("threshold", $"{before.Threshold}", $"{after.Threshold}");
        Compare("frameworks", string.Join(", ", before.Frameworks.Select(f => f.Key)), string.Join(", ", after.Frameworks.Select(f => f.Key)));
        foreach (QualificationRule rule in before.Rules)
        {
            if (after.Rules.FirstOrDefault(r => r.Key == rule.Key) is { } other)
            {
                string path = $"rules.{rule.Key}";
                Compare(path + ".when", rule.Condition.ToJson(), other.Condition.ToJson());
                Compare(path + ".severity", $"{rule.Severity}", $"{other.Severity}");
                Compare(path + ".weight", $"{rule.Weight}", $"{other.Weight}");
                Compare(path + ".text", Words(rule.Text), Words(other.Text));
                Compare(path + ".advice", Words(rule.Advice), Words(other.Advice));
                Compare(path + ".question", Words(rule.Question), Words(other.Question));
            }
            else
            {
                differences.Add(new($"rules.{rule.Key}", rule.Condition.ToJson(), null));
            }
        }

        differences.AddRange(after.Rules.Where(r => before.Rules.All(b => b.Key != r.Key)).Select(r => new PolicyDifference($"rules.{r.Key}", null, r.Condition.ToJson())));
        return differences;

        void Compare(string path, string? left, string? right)
        {
            if (left != right)
            {
                differences.Add(new(path, left, right));
            }
        }
    }

    private static string? Words(LocalizedText? text) => text is null ? null : string.Join(" / ", text.Texts.Values);
}
