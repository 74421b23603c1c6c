namespace CrmCore.Qualification;

/// <summary>Rules to build policies from; a policy in JSON names them by <c>"use"</c>.</summary>
public static class ReadyRules
{
    /// <summary>There is an e-mail address or a phone number.</summary>
    public static QualificationRule Reachable { get; } = new(
        "reachable",
        Condition.Any(Condition.Present("email"), Condition.Present("phone"), Condition.Present("contact")),
        FindingSeverity.Blocker,
        20,
        new("There is no way to reach the contact.", "没有任何联系方式。"),
        new("Find an e-mail address or a phone number.", "请补充邮箱或电话。"),
        new("How can I best reach you?", "怎样联系您最方便？"));

    /// <summary>A need is on record in the buyer's own words.</summary>
    public static QualificationRule NeedQuoted { get; } = new(
        "need-quoted",
        Condition.Present("needs.quoted"),
        FindingSeverity.Blocker,
        20,
        new("No need is on record in the buyer's own words.", "没有记录客户原话表达的需求。"),
        new("Ask an open question, and write down the answer word by word.", "请用开放式问题提问，并记下客户原话。"),
        new("What makes you look into this now?", "您现在为什么考虑这件事？"));

    /// <summary>The buyer has said what they want.</summary>
    public static QualificationRule NeedExplicit { get; } = new(
        "need-explicit",
        Condition.Present("needs.explicit"),
        FindingSeverity.Blocker,
        25,
        new("The buyer has not said what they want (no explicit need).", "客户还没有明确说出想要什么（没有显性需求）。"),
        new("Get the buyer to say what a solution would be worth.", "请引导客户自己说出解决之后的价值。"),
        new("If you could change one thing about it, what would it be?", "如果只改变一点，您最希望改变什么？"));

    /// <summary>Some need is on record.</summary>
    public static QualificationRule NeedKnown { get; } = new(
        "need-known",
        Condition.Present("needs"),
        FindingSeverity.Blocker,
        50,
        new("No need is on record.", "没有记录任何需求。"),
        new("Find out what the buyer is looking for.", "请了解客户的需求。"),
        new("What are you looking for?", "您在找什么样的方案？"));

    /// <summary>The budget is known, at least by hearsay.</summary>
    public static QualificationRule BudgetKnown { get; } = new(
        "budget-known",
        Condition.OneOf("answers.budget", "weak", "confirmed"),
        FindingSeverity.Warning,
        20,
        new("The budget is not known.", "尚不清楚预算。"),
        new("Find out where the money comes from.", "请了解资金如何安排。"),
        new("How is something like this usually paid for at your company?", "这类项目在贵公司一般怎么安排预算？"));

    /// <summary>It is known when the buyer wants it, at least by hearsay.</summary>
    public static QualificationRule TimingKnown { get; } = new(
        "timing-known",
        Condition.OneOf("answers.timing", "weak", "confirmed"),
        FindingSeverity.Warning,
        15,
        new("It is not known when the buyer wants to use it.", "尚不清楚客户希望何时投入使用。"),
        new("Find out the date, and what depends on it.", "请了解时间要求及其原因。"),
        new("By when should it be in use, and what happens if it is later?", "希望什么时候投入使用，晚了会怎样？"));

    /// <summary>It is known who decides, at least by hearsay.</summary>
    public static QualificationRule AuthorityKnown { get; } = new(
        "authority-known",
        Condition.OneOf("answers.authority", "weak", "confirmed"),
        FindingSeverity.Warning,
        15,
        new("It is not known who decides.", "尚不清楚由谁做决定。"),
        new("Find out how the last such decision was made.", "请了解上一次类似决定是怎么做的。"),
        new("Who else has a say before you can sign?", "签约之前还需要谁同意？"));

    /// <summary>The lead was contacted at least once.</summary>
    public static QualificationRule FollowedUp { get; } = new(
        "followed-up",
        Condition.AtLeast("follow-ups", 1),
        FindingSeverity.Warning,
        20,
        new("Nobody has contacted the lead yet.", "还没有人跟进过这条线索。"),
        new("Call them.", "请先联系客户。"));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<QualificationRule> All { get; } =
        [Reachable, NeedQuoted, NeedExplicit, NeedKnown, BudgetKnown, TimingKnown, AuthorityKnown, FollowedUp];
}
