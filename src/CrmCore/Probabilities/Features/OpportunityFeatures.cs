using CrmCore.Opportunities;
using CrmCore.Probabilities.Training;
using CrmCore.Qualification;

namespace CrmCore.Probabilities.Features;

/// <summary>
/// Features of opportunities as of an instant, replayed from their histories: what happened later is not seen. Fields without a history (source, campaign, custom
/// fields) are taken as they are stored: name only those that are filled in early, and run <see cref="LeakCheck"/>.
/// </summary>
public static class OpportunityFeatures
{
    /// <summary>The features to start with.</summary>
    public static FeatureSet<OpportunitySnapshot> Default { get; } = new(
        Category("stage", "Stage", "阶段", static (o, at) => FieldValue.Of(Entry(o, at)?.To)),
        Number("amount", "Amount", "金额", static (o, at) => Entry(o, at)?.Amount is { } amount ? FieldValue.Of(amount.Amount) : FieldValue.None),
        Category("currency", "Currency", "币种", static (o, at) => FieldValue.Of(Entry(o, at)?.Amount?.Currency.Code)),
        Category("owner", "Owner", "负责人", static (o, at) => FieldValue.Of(Entry(o, at)?.Owner?.Value)),
        Category("source", "Source", "来源", static (o, _) => SourceNames.Of(o.Source)),
        Category("campaign", "Campaign", "活动", static (o, _) => FieldValue.Of(o.Source?.Campaign)),
        Number("days-open", "Days open", "已开启天数", static (o, at) => Days(o.CreatedAt, at)),
        Number("days-in-stage", "Days in stage", "所处阶段天数", static (o, at) => Days(EnteredAt(o, at), at)),
        Number("days-since-change", "Days since the last change", "距上次变更天数", static (o, at) => Days(Entry(o, at)?.At ?? o.CreatedAt, at)),
        Number("days-to-close-date", "Days to the expected close date", "距预计成交天数", static (o, at) => Entry(o, at)?.CloseDate is { } date ? FieldValue.Of(date.DayNumber - DateOnly.FromDateTime(at.UtcDateTime).DayNumber) : FieldValue.None),
        Number("pushes", "Times the close date was pushed", "预计成交推迟次数", static (o, at) => FieldValue.Of(Pushes(o, at))),
        Number("moves-back", "Moves back", "回退次数", static (o, at) => FieldValue.Of(Count(o, at, static e => e.Move == Pipelines.MoveKind.Back))),
        Number("amount-changes", "Changes of the amount", "金额变更次数", static (o, at) => FieldValue.Of(Count(o, at, static e => e.Kind == HistoryKind.AmountChanged))),
        Number("needs.explicit", "Explicit needs", "显性需求数", static (o, at) => FieldValue.Of(DiscoveryFeatures.Needs(o.Discovery, at, NeedLayer.Explicit))),
        Number("needs.implied", "Implied needs", "隐性需求数", static (o, at) => FieldValue.Of(DiscoveryFeatures.Needs(o.Discovery, at, NeedLayer.Implied))),
        Number("needs.quoted", "Needs in the buyer's words", "买方原话需求数", static (o, at) => FieldValue.Of(DiscoveryFeatures.Quoted(o.Discovery, at))),
        Number("roles", "Roles found at the buyer's", "已发现的买方角色数", static (o, at) => FieldValue.Of(DiscoveryFeatures.Roles(o.Discovery, at))),
        Flag("role.economic-buyer", "Economic buyer found", "已找到拍板人", static (o, at) => DiscoveryFeatures.HasRole(o.Discovery, at, "economic-buyer")),
        Flag("role.champion", "Champion found", "已找到内部支持者", static (o, at) => DiscoveryFeatures.HasRole(o.Discovery, at, "champion")),
        Number("calls.advances", "Calls that moved the sale on", "推进销售的通话次数", static (o, at) => FieldValue.Of(DiscoveryFeatures.Advances(o.Discovery, at))),
        Category("calls.last", "Outcome of the last call", "最近一次通话结果", static (o, at) => CallOutcomes.Of(DiscoveryFeatures.LastCall(o.Discovery, at))),
        Flag("next-step.agreed", "A next step is agreed", "已约定下一步", static (o, at) => DiscoveryFeatures.LastCall(o.Discovery, at)?.ActionDue is { } due && due >= DateOnly.FromDateTime(at.UtcDateTime)),
        Number("activities", "Activities", "活动次数", static (o, at) => FieldValue.Of(Activities(o, at))),
        Number("days-since-touch", "Days since the last call or activity", "距上次联系天数", static (o, at) => LastTouch(o, at) is { } touch ? Days(touch, at) : FieldValue.None),
        Answered(Answer.Budget, "Budget", "预算"),
        Answered(Answer.Authority, "Authority", "决策权"),
        Answered(Answer.Timing, "Timing", "时间"));

    /// <summary>
    /// Features without a history of their own, taken as they are stored: competitors, buying roles, line items, whether a next step is planned. Take those that your
    /// people fill in early; <see cref="LeakCheck"/> warns of the others.
    /// </summary>
    public static IReadOnlyList<FeatureDefinition<OpportunitySnapshot>> AsStored { get; } =
    [
        Number("stored.competitors", "Competitors", "竞争对手数", static (o, _) => FieldValue.Of(o.Competitors?.Count ?? 0)),
        Number("stored.buying-roles", "Buying roles named", "已登记的买方角色数", static (o, _) => FieldValue.Of(o.BuyingRoles?.Count ?? 0)),
        Number("stored.line-items", "Line items", "产品行数", static (o, _) => FieldValue.Of(o.LineItems?.Count ?? 0)),
        Flag("stored.next-step", "A next step is planned", "已计划下一步", static (o, _) => o.NextStep is not null),
    ];

    /// <summary>How well an element of a qualification framework is answered: weak, confirmed or contradicted.</summary>
    public static FeatureDefinition<OpportunitySnapshot> Answered(string element, string english, string chinese) =>
        Category("answers." + element, english, chinese, (o, at) => DiscoveryFeatures.Level(o.Discovery, at, element));

    /// <summary>A custom field, as it is stored.</summary>
    public static FeatureDefinition<OpportunitySnapshot> Custom(string key, FeatureKind kind, LocalizedText? label = null) =>
        new("custom." + key, kind, label ?? key, (o, _) => o.CustomFields is { } fields && fields.TryGetValue(key, out FieldValue value) ? value : FieldValue.None);

    internal static FieldValue Days(DateTimeOffset from, DateTimeOffset to) => FieldValue.Of((decimal)Math.Round(Math.Max(0, (to - from).TotalDays), 4));

    /// <summary>How it stood at an instant: the last row of its history not after it.</summary>
    private static HistoryEntry? Entry(OpportunitySnapshot opportunity, DateTimeOffset at)
    {
        for (int i = opportunity.History.Count - 1; i >= 0; i--)
        {
            if (opportunity.History[i].At <= at)
            {
                return opportunity.History[i];
            }
        }

        return null;
    }

    private static DateTimeOffset EnteredAt(OpportunitySnapshot opportunity, DateTimeOffset at)
    {
        for (int i = opportunity.History.Count - 1; i >= 0; i--)
        {
            HistoryEntry entry = opportunity.History[i];
            if (entry.At <= at && entry.Kind is HistoryKind.Created or HistoryKind.Moved)
            {
                return entry.At;
            }
        }

        return opportunity.CreatedAt;
    }

    private static int Pushes(OpportunitySnapshot opportunity, DateTimeOffset at)
    {
        int pushes = 0;
        DateOnly? before = null;
        for (int i = 0; i < opportunity.History.Count && opportunity.History[i].At <= at; i++)
        {
            DateOnly? date = opportunity.History[i].CloseDate;
            pushes += before is { } earlier && date is { } later && later > earlier ? 1 : 0;
            before = date ?? before;
        }

        return pushes;
    }

    private static int Count(OpportunitySnapshot opportunity, DateTimeOffset at, Func<HistoryEntry, bool> counts)
    {
        int count = 0;
        for (int i = 0; i < opportunity.History.Count && opportunity.History[i].At <= at; i++)
        {
            count += counts(opportunity.History[i]) ? 1 : 0;
        }

        return count;
    }

    private static int Activities(OpportunitySnapshot opportunity, DateTimeOffset at)
    {
        int count = 0;
        for (int i = 0; i < (opportunity.Activities?.Count ?? 0); i++)
        {
            count += opportunity.Activities![i].At <= at ? 1 : 0;
        }

        return count;
    }

    private static DateTimeOffset? LastTouch(OpportunitySnapshot opportunity, DateTimeOffset at)
    {
        DateTimeOffset? last = DiscoveryFeatures.LastCall(opportunity.Discovery, at)?.At;
        for (int i = 0; i < (opportunity.Activities?.Count ?? 0); i++)
        {
            DateTimeOffset then = opportunity.Activities![i].At;
            last = then <= at && (last is null || then > last) ? then : last;
        }

        return last;
    }

    private static FeatureDefinition<OpportunitySnapshot> Flag(string name, string english, string chinese, Func<OpportunitySnapshot, DateTimeOffset, bool> read) =>
        new(name, FeatureKind.Numeric, new(english, chinese), (o, at) => FieldValue.Of(read(o, at)));

    private static FeatureDefinition<OpportunitySnapshot> Number(string name, string english, string chinese, FeatureReader<OpportunitySnapshot> read) =>
        new(name, FeatureKind.Numeric, new(english, chinese), read);

    private static FeatureDefinition<OpportunitySnapshot> Category(string name, string english, string chinese, FeatureReader<OpportunitySnapshot> read) =>
        new(name, FeatureKind.Categorical, new(english, chinese), read);
}
