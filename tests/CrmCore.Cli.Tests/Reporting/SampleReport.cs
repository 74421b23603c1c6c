using System.Globalization;
using CrmCore.Cli.Reporting;
using CrmCore.Pipelines;

namespace CrmCore.Cli.Tests.Reporting;

/// <summary>A made-up but coherent model: amounts and counts of the stages, the figures and the board agree.</summary>
internal static class SampleReport
{
    private static readonly DateTimeOffset AsOf = new(2026, 11, 23, 8, 0, 0, TimeSpan.FromHours(8));

    private static readonly (string Key, string English, string Chinese, double Probability)[] OpenStages =
    [
        ("consultation", "Product consultation", "产品咨询", 0.2),
        ("quotation", "Quotation", "报价", 0.4),
        ("evaluation", "Solution evaluation", "方案评估", 0.7),
        ("negotiation", "Contract negotiation", "合同谈判", 0.9),
    ];

    private static readonly string[] Accounts =
    [
        "Northwind Instruments", "杭州云杉信息技术有限公司", "Contoso Logistics GmbH", "深圳市前海智造股份有限公司", "Alpine & Sons Ltd", "上海明远医疗器械集团", "Fabrikam Energy", "成都蜀道物流有限公司",
        "Blue Yonder Airlines and Ground Handling Services International Inc.", "苏州精工电子", "Tailspin Toys", "北京中科数据服务有限公司",
    ];

    private static readonly string[] Deals =
    [
        "Warehouse rollout", "CRM 二期扩容", "Service contract 2027", "智能仓储一期", "Analytics platform for the whole European sales organisation", "数据中台建设", "Fleet tracking", "年度维保续签",
    ];

    private static readonly string[] People = ["Maria Keller", "王志强", "James O'Neill", "李娜", "Priya Raman", "陈晓明", "Tom Becker", "赵雪"];

    private static readonly DealMark Rotting = new("rotting", new("Rotting", "停滞"), Severity.Warning);
    private static readonly DealMark ClosePassed = new("close-date-passed", new("Close date passed", "预计成交日已过"), Severity.Alarm);
    private static readonly DealMark NoNextStep = new("no-next-step", new("No next step", "无下一步"), Severity.Info);

    public static ReportModel Build(int opportunities)
    {
        Random random = new(17);
        BoardCard[] cards = [.. Enumerable.Range(0, opportunities).Select(index => Card(index, random))];
        StageFigures[] stages = [.. OpenStages.Select(stage => Stage(stage, cards)), .. ClosedStages()];
        decimal open = cards.Sum(card => card.Amount ?? 0);
        decimal weighted = stages.Where(stage => stage.Kind == StageKind.Open).Sum(stage => stage.Weighted);
        return new ReportModel
        {
            Title = new("Sales report, North and East Asia", "销售周报（北亚与东亚）"),
            AsOf = AsOf,
            Currency = "USD",
            Figures = new(open, cards.Length, weighted, new("Q4 2026", "2026 年第四季度"), 1_284_500, 37, 2_000_000, 138, 93, 67.4, 214, 96),
            ForecastByPeriod = Periods(open, weighted),
            ForecastByOwner = [.. People.Select((person, index) => Forecast($"owner-{index}", LocalizedText.FromString(person), 190_000 - (index * 19_000), open / 9, weighted / (8 + index), index == 5 ? null : 400_000))],
            Range = new(new("Q4 2026", "2026 年第四季度"), [.. Enumerable.Range(0, 8).Select(week => new RangeWeek(new DateOnly(2026, 10, 1).AddDays(7 * week), 160_000 * week, 900_000 + (90_000 * week), 1_500_000 + (20_000 * week), 2_200_000 - (40_000 * week), 1_400_000))], 2_000_000, 0.31),
            Calibration = new([.. Enumerable.Range(0, 8).Select(bin => new CalibrationShare(bin / 10.0, (bin + 1) / 10.0, 120 - (10 * bin), (bin + 0.5) / 10, Math.Max(0, (bin / 10.0) - 0.02)))], 680, 4, true),
            Stages = stages,
            Cards = cards,
            Funnel = SampleAnalysis.Funnel,
            Velocity = SampleAnalysis.Velocity,
            Health = SampleAnalysis.Health(cards),
            ClosedByStage = SampleAnalysis.ByStage,
            ClosedBySize = SampleAnalysis.BySize,
            ClosedByCompetitor = SampleAnalysis.ByCompetitor,
            LeadConversion = SampleAnalysis.LeadConversion,
            WinReasons = [new("solution", new("Fits the process", "方案契合流程"), 54, 1_920_000), new("service", new("Local service", "本地化服务"), 41, 1_100_000), new("price", new("Price", "价格"), 27, 640_000), new("reference", new("Reference customer", "标杆客户"), 16, 520_000)],
            LossReasons = [new("price", new("Price", "价格"), 31, 1_410_000), new("competition", new("Competition", "竞争对手"), 22, 1_730_000), new("no-decision-maker", new("No access to the decision maker", "未接触到决策人"), 14, 610_000), new("budget", new("Budget", "预算不足"), 11, 380_000), new("missing-feature", new("Missing feature", "功能缺失"), 9, 455_000), new("unresponsive", new("Unresponsive", "客户失联"), 6, 98_000)],
            WinRateBySource = [new("referral", new("Referral", "转介绍"), 38, 14), new("existing", new("Existing customer", "老客户"), 44, 21), new("event", new("Marketing event", "市场活动"), 25, 22), new("phone", new("Phone consultation", "电话咨询"), 19, 19), new("web", new("Web", "网站"), 10, 14), new("cold", new("Cold outreach", "陌生拜访"), 2, 3)],
            LeadsBySource = [new("web", new("Web", "网站"), 412), new("event", new("Marketing event", "市场活动"), 268), new("phone", new("Phone consultation", "电话咨询"), 187), new("interview", new("Consumer interview", "客户访谈"), 74), new("referral", new("Referral", "转介绍"), 61), new("cold", new("Cold outreach", "陌生拜访"), 33)],
            LeadsByStatus = [new("new", new("New", "新建"), 163), new("working", new("Working", "跟进中"), 287), new("nurturing", new("Nurturing", "培育中"), 118), new("qualified", new("Qualified", "已合格"), 51), new("converted", new("Converted", "已转化"), 231), new("disqualified", new("Disqualified", "不合格"), 185)],
            WaitingLeads = [.. Enumerable.Range(0, 214).Select(Waiting)],
            Pools = [new("apac", new("Asia Pacific", "亚太公海"), 96, 61, 8, 34), new("emea", new("Europe", "欧洲公海"), 41, 23, 5, 19), new("events", new("Trade fair, spring", "春季展会"), 26, 96, 3, 0)],
            Owners = [.. People.Select((person, index) => new OwnerLoad($"owner-{index}", person, 31 - (index * 3), index == 6 ? null : 30, 24 - index, 910_000 - (index * 74_000), index * 2 % 7))],
            Recycling = [.. Enumerable.Range(0, 25).Select(index => new RecyclingLead(People[index % 8], Accounts[index % 12], People[(index + 1) % 8], new("Europe", "欧洲公海"), new DateOnly(2026, 11, 24).AddDays(index / 2), index / 2))],
            Duplicates = [.. Enumerable.Range(0, 15).Select(Duplicate)],
            Notes =
            [
                new("history", new("The historical win rate rests on 231 closed deals of the last 24 months.", "历史赢单率基于近 24 个月 231 个已关闭商机。"), Severity.Info),
                new("not-enough-data", new("Not enough data to learn a win probability for cold outreach (5 closed, 40 won and 40 lost needed): the stage's usual probability is used.", "陌生拜访来源数据不足（仅 5 个已关闭，需赢单和输单各 40 个），改用阶段默认赢率。"), Severity.Warning),
                new("no-amount", new("12 open opportunities have no amount and count as zero.", "12 个进行中的商机没有金额，按零计算。"), Severity.Warning),
            ],
        };
    }

    private static BoardCard Card(int index, Random random)
    {
        var stage = OpenStages[index % OpenStages.Length];
        int age = random.Next(1, 90);
        DateOnly today = DateOnly.FromDateTime(AsOf.Date);
        DateOnly close = today.AddDays(random.Next(-12, 120));
        DealMark[] marks = [.. Marks(close < today, age > 75, index % 13 == 5)];
        ProbabilityReason[] reasons = index % 2 == 0
            ? [new(new("The economic buyer is known", "已确认经济决策人"), true), new(new($"{age} days in this stage", $"在本阶段停留 {age} 天"), false)]
            : [];
        return new BoardCard(
            stage.Key,
            Deals[random.Next(Deals.Length)] + " #" + (index + 1).ToString(CultureInfo.InvariantCulture),
            Accounts[random.Next(Accounts.Length)],
            People[random.Next(People.Length)],
            index % 41 == 40 ? null : random.Next(4, 400) * 500m,
            Math.Clamp(stage.Probability + (random.Next(-15, 15) / 100.0), 0.02, 0.98),
            age,
            close,
            marks,
            reasons);
    }

    private static IEnumerable<DealMark> Marks(bool closePassed, bool rotting, bool noNextStep)
    {
        if (closePassed)
        {
            yield return ClosePassed;
        }

        if (rotting)
        {
            yield return Rotting;
        }

        if (noNextStep)
        {
            yield return NoNextStep;
        }
    }

    private static StageFigures Stage((string Key, string English, string Chinese, double Probability) stage, BoardCard[] all)
    {
        BoardCard[] cards = [.. all.Where(card => card.StageKey == stage.Key)];
        return new(
            stage.Key,
            new(stage.English, stage.Chinese),
            StageKind.Open,
            cards.Length,
            cards.Sum(card => card.Amount ?? 0),
            cards.Sum(card => Math.Round((card.Amount ?? 0) * (decimal)(card.Probability ?? 0), 2)),
            stage.Probability,
            cards.Length == 0 ? null : cards.Average(card => card.AgeDays));
    }

    private static StageFigures[] ClosedStages() =>
    [
        new("won", new("Won", "赢单"), StageKind.Won, 138, 4_180_000, 4_180_000, 1, null),
        new("lost", new("Lost", "输单"), StageKind.Lost, 93, 4_683_000, 0, 0, null),
        new("invalid", new("Invalid", "无效"), StageKind.Invalid, 17, 212_000, 0, null, null),
    ];

    private static ForecastRow[] Periods(decimal open, decimal weighted) =>
    [
        Forecast("2026-10", new("Oct 2026", "2026年10月"), 702_000, 0, 0, 650_000),
        Forecast("2026-11", new("Nov 2026", "2026年11月"), 582_500, open * 0.12m, weighted * 0.15m, 650_000),
        Forecast("2026-12", new("Dec 2026", "2026年12月"), 0, open * 0.3m, weighted * 0.3m, 700_000),
        Forecast("2027-01", new("Jan 2027", "2027年1月"), 0, open * 0.24m, weighted * 0.2m, 600_000),
        Forecast("2027-02", new("Feb 2027", "2027年2月"), 0, open * 0.18m, weighted * 0.12m, 600_000),
        Forecast("2027-03", new("Mar 2027", "2027年3月"), 0, open * 0.1m, weighted * 0.08m, 650_000),
    ];

    private static ForecastRow Forecast(string key, LocalizedText name, decimal won, decimal open, decimal weighted, decimal? quota) =>
        new(key, name, won, open * 0.3m, open * 0.25m, open * 0.45m, weighted, won + weighted, quota);

    private static WaitingLead Waiting(int index)
    {
        LeadFinding budget = new("budget-unknown", new("Budget is unknown.", "预算未知。"), new("Ask what is set aside for this year.", "询问本年度预算安排。"), Severity.Warning);
        LeadFinding need = new("no-explicit-need", new("No explicit need was stated.", "客户尚未明确表达需求。"), new("Ask a need-payoff question: what would it be worth if the report took an hour?", "提出需求-效益问题：如果报表只需一小时，会带来什么价值？"), Severity.Alarm);
        LeadFinding touch = new("no-follow-up", new("No follow-up for 30 days.", "30 天没有跟进。"), new("Call before the protection ends.", "在保护期结束前联系客户。"), Severity.Info);
        LeadFinding[] findings = (index % 3) switch
        {
            0 => [need, budget],
            1 => [budget],
            _ => [touch, budget],
        };
        return new(
            People[index % People.Length],
            Accounts[(index * 5) % Accounts.Length],
            new("Marketing event", "市场活动"),
            index % 4 == 0 ? new("Asia Pacific (pool)", "亚太公海") : LocalizedText.FromString(People[(index + 3) % People.Length]),
            96 - (index * 7 % 90),
            findings);
    }

    private static DuplicateCluster Duplicate(int index) => new(
        index % 3 == 0 ? CrmCore.Matching.MatchClass.Same : CrmCore.Matching.MatchClass.Likely,
        index % 2 == 0 ? [new("same e-mail", "邮箱相同"), new("similar company name", "公司名称相似")] : [new("same phone", "电话相同")],
        [
            new(new("Lead", "线索"), People[index % 8], Accounts[index % 12], "m.keller@northwind.example", People[(index + 1) % 8], true),
            new(new("Contact", "联系人"), People[index % 8].ToUpperInvariant(), Accounts[index % 12], "+86 571 8888 0000", null, false),
        ]);
}
