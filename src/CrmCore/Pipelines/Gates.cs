using System.Globalization;

namespace CrmCore.Pipelines;

/// <summary>
/// Ready gates. A buyer's act (a confirmed answer, an explicit need, an approval) beats a seller's act (a field filled in): prefer the former where
/// a stage is to mean something. The ones without parameters can be named in a definition's JSON without being written out.
/// </summary>
public static class Gates
{
    /// <summary>An amount is set.</summary>
    public static Gate Amount { get; } = new("amount", Condition.Present("amount"), new("Set the amount of the deal.", "请填写商机金额。"));

    /// <summary>An expected close date is set.</summary>
    public static Gate CloseDate { get; } = new("close-date", Condition.Present("close-date"), new("Set the expected close date.", "请填写预计成交日期。"));

    /// <summary>The move gives a reason.</summary>
    public static Gate Reason { get; } = new("reason", Condition.Present("move.reason"), new("Give a reason.", "请填写原因。"));

    /// <summary>An account is linked.</summary>
    public static Gate Account { get; } = new("account", Condition.Present("account"), new("Link the account that is buying.", "请关联客户。"));

    /// <summary>A main contact is linked.</summary>
    public static Gate Contact { get; } = new("contact", Condition.Present("contact"), new("Link the main contact.", "请关联联系人。"));

    /// <summary>Somebody owns the deal.</summary>
    public static Gate Owner { get; } = new("owner", Condition.Present("owner"), new("Give the deal an owner.", "请指定负责人。"));

    /// <summary>There is at least one line item.</summary>
    public static Gate LineItems { get; } = new("line-items", Condition.AtLeast("line-items", 1), new("Add the products to be sold.", "请添加产品明细。"));

    /// <summary>A next step is planned.</summary>
    public static Gate NextStepPlanned { get; } = new("next-step", Condition.Present("next-step"), new("Plan the next step.", "请安排下一步行动。"));

    /// <summary>The buyer said at least one need as a want.</summary>
    public static Gate NeedExplicit { get; } =
        new("need-explicit", Condition.AtLeast("needs.explicit", 1), new("Get the buyer to state what they want: ask what solving it would be worth.", "请引导客户说出显性需求：问问解决它对客户有什么价值。"));

    /// <summary>At least one competitor is noted on the deal, or named by the move.</summary>
    public static Gate CompetitorKnown { get; } = new(
        "competitor",
        Condition.Any(Condition.Present("competitors"), Condition.Present("move.competitor")),
        new("Find out who else the buyer is talking to.", "请了解竞争对手。"));

    /// <summary>The move names the competitor that won, or one is marked so.</summary>
    public static Gate WinnerNamed { get; } = new(
        "winner",
        Condition.Any(Condition.Present("move.competitor"), Condition.Present("competitors.winner")),
        new("Name the competitor that won.", "请填写胜出的竞争对手。"));

    /// <summary>The move names the competitor where its reason is <c>competition</c>; other reasons need none.</summary>
    public static Gate WinnerNamedIfCompetition { get; } = new(
        "winner-if-competition",
        Condition.Any(Condition.Not(Condition.Equal("move.reason", "competition")), WinnerNamed.Condition),
        new("It was lost to a competitor: name it.", "因竞争对手输单：请填写胜出的竞争对手。"));

    /// <summary>A quote was sent: an activity <c>quote-sent</c>, or the host's fact <c>host.quote-sent</c>.</summary>
    public static Gate QuoteSent { get; } = new(
        "quote-sent",
        Condition.Any(Condition.Present("activities.quote-sent"), Condition.Present("host.quote-sent")),
        new("Send the quote.", "请发送报价单。"));

    /// <summary>An approval was given: an activity <c>approval-given</c>, or the host's fact <c>host.approval-given</c>.</summary>
    public static Gate ApprovalGiven { get; } = new(
        "approval",
        Condition.Any(Condition.Present("activities.approval-given"), Condition.Present("host.approval-given")),
        new("Get the approval.", "请取得审批。"));

    /// <summary>The gates without parameters, in alphabetical order of their keys.</summary>
    public static IReadOnlyList<Gate> Ready { get; } =
    [
        Account, Amount, ApprovalGiven, CloseDate, CompetitorKnown, Contact, LineItems, NeedExplicit, NextStepPlanned, Owner, QuoteSent, Reason, WinnerNamed,
        WinnerNamedIfCompetition,
    ];

    /// <summary>A fact has a value.</summary>
    /// <param name="fact">The fact, such as <c>custom.budget-code</c>.</param>
    /// <param name="name">What people call it.</param>
    public static Gate FieldPresent(string fact, LocalizedText name) => new(
        $"field-{Guard.Against.NullOrWhiteSpace(fact)}",
        Condition.Present(fact),
        Bilingual(Guard.Against.Null(name), n => $"Fill in {n}.", n => $"请填写{n}。"),
        Parameters(("fact", fact)));

    /// <summary>The amount is at least so much, in the deal's own currency.</summary>
    public static Gate AmountAtLeast(decimal amount) => new(
        "amount-at-least",
        Condition.AtLeast("amount", amount),
        new("The amount is below {amount}.", "金额低于 {amount}。"),
        Parameters(("amount", amount.ToString(CultureInfo.InvariantCulture))));

    /// <summary>Each of these buying roles is known, such as <c>economic-buyer</c> and <c>champion</c>.</summary>
    public static Gate RolesCovered(params IReadOnlyList<string> roles) => new(
        "roles",
        Condition.All(Guard.Against.NullOrEmpty(roles).Select(r => Condition.Present($"roles.{r}"))),
        new("Find out who plays each of these roles: {roles}.", "请明确以下角色的人选：{roles}。"),
        Parameters(("roles", string.Join(", ", roles))));

    /// <summary>An element of a qualification framework is confirmed by the buyer, or is at least heard of.</summary>
    /// <param name="element">The element's key, such as <c>budget</c>.</param>
    /// <param name="confirmed">True asks for a confirmed answer; false is content with a weak one.</param>
    public static Gate ElementAnswered(string element, bool confirmed = true) => new(
        $"element-{Guard.Against.NullOrWhiteSpace(element)}",
        confirmed ? Condition.Equal($"answers.{element}", "confirmed") : Condition.OneOf($"answers.{element}", "weak", "confirmed"),
        confirmed
            ? new("Have the buyer confirm: {element}.", "请让客户确认：{element}。")
            : new("Find out about: {element}.", "请了解：{element}。"),
        Parameters(("element", element)));

    /// <summary>An activity of a kind was done, such as <c>demo</c>.</summary>
    public static Gate ActivityDone(string kind) => new(
        $"activity-{Guard.Against.NullOrWhiteSpace(kind)}",
        Condition.Present($"activities.{kind}"),
        new("Do this first: {activity}.", "请先完成：{activity}。"),
        Parameters(("activity", kind)));

    /// <summary>Several gates that must all be met, as one.</summary>
    public static Gate AllOf(string key, LocalizedText advice, params IEnumerable<Gate> gates) =>
        new(key, Condition.All(Guard.Against.Null(gates).Select(g => g.Condition)), advice);

    /// <summary>Several gates of which one must be met, as one.</summary>
    public static Gate AnyOf(string key, LocalizedText advice, params IEnumerable<Gate> gates) =>
        new(key, Condition.Any(Guard.Against.Null(gates).Select(g => g.Condition)), advice);

    /// <summary>The opposite of a gate.</summary>
    public static Gate Not(string key, LocalizedText advice, Gate gate) => new(key, Condition.Not(Guard.Against.Null(gate).Condition), advice);

    internal static Gate? Find(string key) => Ready.FirstOrDefault(g => g.Key == key);

    private static LocalizedText Bilingual(LocalizedText name, Func<string, string> english, Func<string, string> chinese) =>
        new(english(name.ToString()), chinese(name.In(CultureInfo.GetCultureInfo(LocalizedText.SimplifiedChinese))));

    private static Dictionary<string, string> Parameters((string Name, string Value) parameter) => new() { [parameter.Name] = parameter.Value };
}
