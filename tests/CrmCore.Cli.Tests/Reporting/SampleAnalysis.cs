using CrmCore.Cli.Reporting;
using CrmCore.Forecasting;

namespace CrmCore.Cli.Tests.Reporting;

/// <summary>The made-up funnel, velocity, win and loss, and health of <see cref="SampleReport"/>.</summary>
internal static class SampleAnalysis
{
    private static readonly DealFinding Passed = new("close-date-passed", new("Close date passed", "成交日已过"), new("The expected close date passed 12 d ago.", "预计成交日已过 12 天。"), new("Agree on a new date with the buyer, or close the deal.", "请与客户重新约定日期，或关闭商机。"), Severity.Alarm);
    private static readonly DealFinding Rotting = new("rotting", new("Rotting", "停滞"), new("Rotting: 81 d in this stage.", "停滞：在本阶段已 81 天。"), new("Ask what the buyer still needs to move on, or close the deal.", "请了解客户推进还缺什么，或关闭商机。"), Severity.Warning);
    private static readonly DealFinding NoChampion = new("no-champion", new("No champion", "无内部支持者"), new("No champion on the buyer's side.", "客户内部没有支持者。"), new("Find somebody who gains by it.", "请找到能从中受益的人。"), Severity.Info);

    public static VelocityFigures Velocity { get; } = new(
        160, 30_290, 138, 138 / 231d, 0.53, 0.66, 231, 67.4, 61, 118, 43_000,
        [(VelocityPart.Opportunities, 4_300), (VelocityPart.Value, 4_300), (VelocityPart.WinRate, 4_300), (VelocityPart.Cycle, 4_778)]);

    public static IReadOnlyList<WinLossRow> ByStage { get; } =
    [
        Row("evaluation", new("Solution evaluation", "方案评估"), 96, 31), Row("quotation", new("Quotation", "报价"), 30, 41), Row("negotiation", new("Contract negotiation", "合同谈判"), 12, 5), Row("consultation", new("Product consultation", "产品咨询"), 0, 16),
    ];

    public static IReadOnlyList<WinLossRow> BySize { get; } = [Row("..10000", "..10000", 40, 30), Row("10000..60000", "10000..60000", 70, 40), Row("60000..", "60000..", 28, 20), Row(null, new("(not noted)", "（未记录）"), 0, 3)];

    public static IReadOnlyList<WinLossRow> ByCompetitor { get; } = [Row(null, new("(not noted)", "（未记录）"), 120, 60), Row("Rival", "Rival & Sons", 12, 25), Row("云图", "云图软件", 6, 8)];

    public static IReadOnlyList<LeadConversionRow> LeadConversion { get; } = [new(new("Web", "网站"), 412, 61, 0.148, 0.117, 0.185, false), new(new("Referral", "转介绍"), 61, 22, 0.361, 0.251, 0.486, false), new(new("Partner", "合作伙伴"), 9, 4, 0.444, 0.189, 0.733, true)];

    public static IReadOnlyList<FunnelRow> Funnel { get; } =
    [
        Step("consultation", new("Product consultation", "产品咨询"), 812, 547, 0.03), Step("quotation", new("Quotation", "报价"), 547, 336, 0.02), Step("evaluation", new("Solution evaluation", "方案评估"), 336, 201, 0.015),
        Step("negotiation", new("Contract negotiation", "合同谈判"), 201, 138, 0.04), new("won", new("Won", "赢单"), 138, 0.17),
    ];

    public static HealthFigures Health(IReadOnlyList<BoardCard> cards) => new(
        cards.Count,
        [new(Passed.Code, Passed.Name, Severity.Alarm, 14), new(Rotting.Code, Rotting.Name, Severity.Warning, 37), new(NoChampion.Code, NoChampion.Name, Severity.Info, 96)],
        [
            .. cards.GroupBy(card => card.Owner).Select(owner => new OwnerToDo(
                owner.Key,
                [.. owner.Select((card, index) => new DealToDo(card.Name, card.Account, card.Amount, new("Quotation", "报价"), index % 3 == 0 ? [Passed, Rotting, NoChampion] : index % 3 == 1 ? [Rotting, NoChampion] : [NoChampion]))
                    .OrderByDescending(deal => deal.Findings[0].Severity)])),
        ]);

    private static WinLossRow Row(string? key, LocalizedText name, int won, int lost)
    {
        WinRate rate = new(won, lost);
        return new(key, name, won, lost, rate.Value, rate.Interval()?.Low, rate.Interval()?.High, rate.IsSmall, won * 30_000m, lost * 45_000m);
    }

    private static FunnelRow Step(string key, LocalizedText name, int reached, int passed, double speed) => new(key, name, reached, reached / 812d)
    {
        Conversion = passed / (reached * 0.9),
        Low = (passed / (reached * 0.9)) - 0.04,
        High = (passed / (reached * 0.9)) + 0.04,
        MedianDaysToNext = 0.7 / speed,
        MedianDaysHere = 0.8 / speed,
        Lost = (int)(reached * 0.9) - passed,
        Pending = reached / 10,
        PassedBy = [.. FunnelRow.Days.Select(day => (double?)((double)passed / reached * (1 - Math.Exp(-speed * day))))],
    };
}
