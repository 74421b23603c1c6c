using CrmCore.Qualification.Frameworks;

namespace CrmCore.Qualification;

/// <summary>Policies to start with.</summary>
public static class ReadyPolicies
{
    /// <summary>
    /// The article's: somebody can be reached, a need is on record in the buyer's own words, at least one need is explicit; and budget or timing is known. A
    /// lead that lacks one of the last two is qualified with a warning.
    /// </summary>
    public static QualificationPolicy Default { get; } = new(
        "default",
        1,
        new("Need, budget and timing", "需求、预算与时间"),
        [ReadyRules.Reachable, ReadyRules.NeedQuoted, ReadyRules.NeedExplicit, ReadyRules.BudgetKnown, ReadyRules.TimingKnown],
        80);

    /// <summary>Somebody can be reached and some need is on record; that nobody has called yet is a warning.</summary>
    public static QualificationPolicy Light { get; } = new(
        "light",
        1,
        new("Reachable, with a need", "可联系且有需求"),
        [ReadyRules.Reachable with { Weight = 30 }, ReadyRules.NeedKnown, ReadyRules.FollowedUp],
        80);

    /// <summary>By BANT: reachable, no budget refused, and two thirds of the framework's score.</summary>
    public static QualificationPolicy Bant { get; } = Of(ReadyFrameworks.Bant, 66);

    /// <summary>By MEDDIC: reachable, and two thirds of the framework's score.</summary>
    public static QualificationPolicy Meddic { get; } = Of(ReadyFrameworks.Meddic, 66);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<QualificationPolicy> All { get; } = [Default, Light, Bant, Meddic];

    /// <summary>
    /// A policy of a framework: reachable (blocker), the framework's score (blocker), no hard fail (blocker where the framework has one), and each element
    /// known (warning, by its weight).
    /// </summary>
    /// <param name="framework">The framework; it gives key, name and questions.</param>
    /// <param name="minimumScore">The framework's score, above 0 to 100, that a qualified lead reaches.</param>
    public static QualificationPolicy Of(Framework framework, decimal minimumScore)
    {
        Guard.Against.Null(framework);
        List<QualificationRule> rules =
        [
            ReadyRules.Reachable,
            new(
                $"{framework.Key}-score",
                Condition.AtLeast($"frameworks.{framework.Key}.score", minimumScore),
                FindingSeverity.Blocker,
                40,
                new($"The score by {framework.Name} is below {minimumScore}.", $"{framework.Name.In(Chinese)} 得分低于 {minimumScore}。"),
                new("Close the largest gaps of the framework.", "请先补上框架中最大的缺口。")),
        ];
        foreach (FrameworkElement element in framework.Elements)
        {
            string fact = $"frameworks.{framework.Key}.{element.Key}";
            string name = element.Name.ToString();
            if (element.HardFail)
            {
                rules.Add(new(
                    $"{element.Key}-not-refused",
                    Condition.Not(Condition.Equal(fact, "contradicted")),
                    FindingSeverity.Blocker,
                    10,
                    new($"{name}: what was found speaks against it.", $"{element.Name.In(Chinese)}：已知情况与之相反。"),
                    new("Clear it up or let the lead go.", "请澄清，否则放弃这条线索。"),
                    element.Questions[^1]));
            }

            if (element.Weight > 0)
            {
                rules.Add(new(
                    $"{element.Key}-known",
                    Condition.OneOf(fact, "weak", "confirmed"),
                    FindingSeverity.Warning,
                    10 * element.Weight,
                    new($"{name} is not known.", $"{element.Name.In(Chinese)}未知。"),
                    new(element.Definition.ToString(), element.Definition.In(Chinese)),
                    element.Questions[0]));
            }
        }

        return new(framework.Key, 1, framework.Name, rules, 60, [framework]);
    }

    private static System.Globalization.CultureInfo Chinese => System.Globalization.CultureInfo.GetCultureInfo(LocalizedText.SimplifiedChinese);
}
