namespace CrmCore.Health;

/// <summary>Checks to build health policies from. Their limits are habits of the trade, not findings of research: a host sets its own.</summary>
public static class ReadyHealthChecks
{
    /// <summary>The expected close date has passed.</summary>
    public static HealthCheck CloseDatePassed { get; } = new()
    {
        Key = "close-date-passed",
        Name = new("Close date passed", "成交日已过"),
        When = Condition.AtMost("health.days-to-close", -1),
        Severity = HealthSeverity.Alarm,
        Text = new("The expected close date passed {health.days-to-close} d ago.", "预计成交日已过 {health.days-to-close} 天。"),
        Advice = new("Agree on a new date with the buyer, or close the deal.", "请与客户重新约定日期，或关闭商机。"),
    };

    /// <summary>The next step should have been done.</summary>
    public static HealthCheck NextStepOverdue { get; } = new()
    {
        Key = "next-step-overdue",
        Name = new("Next step overdue", "下一步逾期"),
        When = Condition.AtMost("health.days-to-next-step", -1),
        Severity = HealthSeverity.Alarm,
        Text = new("The next step is {health.days-to-next-step} d overdue: {health.next-step}", "下一步已逾期 {health.days-to-next-step} 天：{health.next-step}"),
        Advice = new("Do it today, or reschedule it.", "请今天完成，或重新安排。"),
    };

    /// <summary>It stands in its stage longer than the stage's rule allows.</summary>
    public static HealthCheck Rotting { get; } = new()
    {
        Key = "rotting",
        Name = new("Rotting", "停滞"),
        When = Condition.AtLeast("health.rotting-days", 0),
        Severity = HealthSeverity.Warning,
        Text = new("Rotting: {health.stage-days} d in this stage.", "停滞：在本阶段已 {health.stage-days} 天。"),
        Advice = new("Ask what the buyer still needs to move on, or close the deal.", "请了解客户推进还缺什么，或关闭商机。"),
    };

    /// <summary>Nothing was done for 14 days.</summary>
    public static HealthCheck Silent { get; } = new()
    {
        Key = "silent",
        Name = new("Silent", "无互动"),
        When = Condition.AtLeast("health.silent-days", 14),
        Severity = HealthSeverity.Warning,
        Text = new("Silent for {health.silent-days} d.", "已 {health.silent-days} 天没有互动。"),
        Advice = new("Call the buyer.", "请联系客户。"),
    };

    /// <summary>The expected close date was put off three times.</summary>
    public static HealthCheck Pushed { get; } = new()
    {
        Key = "pushed",
        Name = new("Pushed", "多次推迟"),
        When = Condition.AtLeast("close-date-pushes", 3),
        Severity = HealthSeverity.Warning,
        Text = new("The close date was pushed {close-date-pushes} times.", "预计成交日已推迟 {close-date-pushes} 次。"),
        Advice = new("Find out what is holding the buyer back before you promise another date.", "再次承诺日期之前，请先弄清客户为何迟疑。"),
    };

    /// <summary>The amount lies a fifth or more below the highest it had.</summary>
    public static HealthCheck AmountCut { get; } = new()
    {
        Key = "amount-cut",
        Name = new("Amount cut", "金额减少"),
        When = Condition.AtLeast("health.amount-cut", 0.2m),
        Severity = HealthSeverity.Warning,
        Text = new("The amount was cut by {health.amount-cut}.", "金额已减少 {health.amount-cut}。"),
        Advice = new("Check whether the need shrank or only the budget.", "请确认是需求缩小了，还是只是预算减少。"),
    };

    /// <summary>Nothing is planned.</summary>
    public static HealthCheck NoNextStep { get; } = new()
    {
        Key = "no-next-step",
        Name = new("No next step", "无下一步"),
        When = Condition.Not(Condition.Present("next-step")),
        Severity = HealthSeverity.Warning,
        Text = new("No next step is planned.", "没有安排下一步。"),
        Advice = new("Agree on the next step with the buyer, with a date.", "请与客户约定下一步及日期。"),
    };

    /// <summary>The next step is due today.</summary>
    public static HealthCheck NextStepDue { get; } = new()
    {
        Key = "next-step-due",
        Name = new("Step due today", "今日到期"),
        When = Condition.Equal("health.days-to-next-step", FieldValue.Of(0)),
        Severity = HealthSeverity.Info,
        Text = new("The next step is due today: {health.next-step}", "下一步今天到期：{health.next-step}"),
        Advice = new("Do it.", "请完成。"),
    };

    /// <summary>At most one person of the buyer's side is known.</summary>
    public static HealthCheck SingleContact { get; } = new()
    {
        Key = "single-contact",
        Name = new("Single contact", "单一联系人"),
        When = Condition.AtMost("health.people", 1),
        Severity = HealthSeverity.Info,
        Text = new("Only one person on the buyer's side is known.", "客户方只有一位联系人。"),
        Advice = new("Get to know a second person who has a say.", "请再认识一位有发言权的人。"),
    };

    /// <summary>Nobody is known who releases the money or decides, on a deal that is more likely than not to come to that.</summary>
    public static HealthCheck NoEconomicBuyer { get; } = new()
    {
        Key = "no-economic-buyer",
        Name = new("No economic buyer", "无决策人"),
        When = Condition.All(
            Condition.AtLeast("probability", 0.4m),
            Condition.Not(Condition.Any(
                Condition.Present("roles.economic-buyer"),
                Condition.Present("roles.decision-maker"),
                Condition.OneOf("answers.economic-buyer", "weak", "confirmed")))),
        Severity = HealthSeverity.Info,
        Text = new("It is not known who approves the budget.", "还不清楚谁批准预算。"),
        Advice = new("Ask who signs, and meet them.", "请了解谁签字，并与其见面。"),
    };

    /// <summary>No champion on the buyer's side.</summary>
    public static HealthCheck NoChampion { get; } = new()
    {
        Key = "no-champion",
        Name = new("No champion", "无内部支持者"),
        When = Condition.All(
            Condition.AtLeast("probability", 0.4m),
            Condition.Not(Condition.Any(Condition.Present("roles.champion"), Condition.OneOf("answers.champion", "weak", "confirmed")))),
        Severity = HealthSeverity.Info,
        Text = new("No champion on the buyer's side.", "客户内部没有支持者。"),
        Advice = new("Find somebody who gains by it and give them what they need to speak for it.", "请找到能从中受益的人，并为其提供内部说服所需的材料。"),
    };

    /// <summary>The buyer has not said what they want.</summary>
    public static HealthCheck NoExplicitNeed { get; } = new()
    {
        Key = "no-explicit-need",
        Name = new("No explicit need", "无显性需求"),
        When = Condition.Not(Condition.Present("needs.explicit")),
        Severity = HealthSeverity.Info,
        Text = new("The buyer has not said what they want (no explicit need).", "客户还没有明确说出想要什么（没有显性需求）。"),
        Advice = new("Get the buyer to say what a solution would be worth.", "请引导客户自己说出解决之后的价值。"),
    };

    /// <summary>All of them, in the order in which findings of one severity are listed.</summary>
    public static IReadOnlyList<HealthCheck> All { get; } =
    [
        CloseDatePassed, NextStepOverdue, Rotting, Silent, Pushed, AmountCut, NoNextStep, NextStepDue, SingleContact, NoEconomicBuyer, NoChampion, NoExplicitNeed,
    ];
}
