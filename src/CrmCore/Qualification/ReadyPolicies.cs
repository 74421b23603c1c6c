namespace CrmCore.Qualification;

/// <summary>Policies to start with.</summary>
public static class ReadyPolicies
{
    /// <summary>
    /// Somebody can be reached, a need is on record in the buyer's own words, at least one need is explicit; and budget or timing is known. A lead
    /// that lacks one of the last two is qualified with a warning.
    /// </summary>
    public static QualificationPolicy Default { get; } = new(
        "default",
        1,
        new("Need, budget and timing", "需求、预算与时间"),
        [
            new(
                "reachable",
                Condition.Any(Condition.Present("email"), Condition.Present("phone")),
                FindingSeverity.Blocker,
                20,
                new("There is no way to reach the contact.", "没有任何联系方式。"),
                new("Find an e-mail address or a phone number.", "请补充邮箱或电话。")),
            new(
                "need-quoted",
                Condition.Present("needs.quoted"),
                FindingSeverity.Blocker,
                20,
                new("No need is on record in the buyer's own words.", "没有记录客户原话表达的需求。"),
                new("Ask: what makes you look into this now?", "可以问：您现在为什么考虑这件事？")),
            new(
                "need-explicit",
                Condition.Present("needs.explicit"),
                FindingSeverity.Blocker,
                25,
                new("The buyer has not said what they want (no explicit need).", "客户还没有明确说出想要什么（没有显性需求）。"),
                new("Ask: if you could change one thing about it, what would it be?", "可以问：如果只改变一点，您最希望改变什么？")),
            new(
                "budget-known",
                Condition.OneOf("answers.budget", "weak", "confirmed"),
                FindingSeverity.Warning,
                20,
                new("The budget is not known.", "预算未知。"),
                new("Ask: how is something like this usually paid for at your company?", "可以问：这类项目在贵公司一般怎么安排预算？")),
            new(
                "timing-known",
                Condition.OneOf("answers.timing", "weak", "confirmed"),
                FindingSeverity.Warning,
                15,
                new("It is not known when the buyer wants it.", "客户希望何时完成未知。"),
                new("Ask: by when should it be in use, and what happens if it is later?", "可以问：希望什么时候投入使用？晚了会怎样？")),
        ],
        80);
}
