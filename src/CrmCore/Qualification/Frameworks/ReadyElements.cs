namespace CrmCore.Qualification.Frameworks;

/// <summary>The elements that the ready frameworks are made of.</summary>
internal static class ReadyElements
{
    public static FrameworkElement Budget { get; } = new(
        Answer.Budget,
        new("Budget", "预算"),
        new("The money for it is there, or it is known how it will be found.", "资金已经落实，或已明确来源。"),
        [new("How is something like this usually paid for at your company?", "这类项目在贵公司一般怎么安排预算？"), new("What has been set aside for it this year?", "今年为此预留了多少预算？")])
    { HardFail = true, StaleAfterDays = 180 };

    public static FrameworkElement Authority { get; } = new(
        Answer.Authority,
        new("Authority", "决策权"),
        new("It is known who decides, and they are reached.", "已明确谁做决定，并能接触到此人。"),
        [new("Who else has a say before you can sign?", "签约之前还需要谁同意？"), new("How was the last decision of this kind made?", "上一次类似的决定是怎么做出来的？")])
    { StaleAfterDays = 365 };

    public static FrameworkElement Need { get; } = new(
        "need",
        new("Need", "需求"),
        new("The buyer has said what they want or what hurts.", "客户已经说出想要什么，或哪里有困难。"),
        [new("What makes you look into this now?", "您现在为什么考虑这件事？"), new("If you could change one thing about it, what would it be?", "如果只改变一点，您最希望改变什么？")]);

    public static FrameworkElement Timing { get; } = new(
        Answer.Timing,
        new("Timing", "时间"),
        new("It is known by when the buyer wants it, and why then.", "已明确客户希望何时完成，以及为什么是那时。"),
        [new("By when should it be in use, and what happens if it is later?", "希望什么时候投入使用，晚了会怎样？"), new("What has to happen before that date?", "在那之前要完成哪些事？")])
    { StaleAfterDays = 90 };

    public static FrameworkElement Challenges { get; } = new(
        "challenges",
        new("Challenges", "挑战"),
        new("The difficulties that the buyer wants to be rid of.", "客户希望解决的困难。"),
        [new("What stands in the way of your plans today?", "目前是什么妨碍了您的计划？"), new("What have you tried so far?", "到现在为止您试过哪些办法？")]);

    public static FrameworkElement Priority { get; } = new(
        "priority",
        new("Prioritization", "优先级"),
        new("It is known how it ranks among the buyer's other plans.", "已明确它在客户各项计划中的位置。"),
        [new("Where does this stand among the things you want to do this year?", "在您今年要做的事情里，这件事排在什么位置？")])
    { StaleAfterDays = 90 };

    public static FrameworkElement Metrics { get; } = new(
        "metrics",
        new("Metrics", "量化指标"),
        new("The gain in numbers that the buyer expects.", "客户期望的收益，用数字表示。"),
        [new("What figure should be better afterwards, and by how much?", "做完之后哪个数字应该变好，好多少？")]);

    public static FrameworkElement EconomicBuyer { get; } = new(
        "economic-buyer",
        new("Economic buyer", "经济决策者"),
        new("The person who can release the money is known and was spoken to.", "已知道并接触到能够批准资金的人。"),
        [new("Who releases the money for this in the end?", "这笔钱最后由谁批准？")]);

    public static FrameworkElement DecisionCriteria { get; } = new(
        "decision-criteria",
        new("Decision criteria", "决策标准"),
        new("What the offers will be compared by.", "客户用哪些标准比较各家方案。"),
        [new("What will you compare the offers by?", "您会用哪些标准来比较各家方案？")]);

    public static FrameworkElement DecisionProcess { get; } = new(
        "decision-process",
        new("Decision process", "决策流程"),
        new("The steps and people from here to a decision.", "从现在到做出决定的步骤和人。"),
        [new("What are the steps between today and a decision?", "从今天到做出决定，中间有哪些步骤？")]);

    public static FrameworkElement PaperProcess { get; } = new(
        "paper-process",
        new("Paper process", "合同流程"),
        new("What legal, purchasing and security have to do before a signature.", "签字之前法务、采购和安全部门要做的事。"),
        [new("What has to pass through legal and purchasing, and how long does that take?", "法务和采购要走哪些流程，一般需要多久？")]);

    public static FrameworkElement Pain { get; } = new(
        "pain",
        new("Identified pain", "痛点"),
        new("What hurts, and what it costs to leave it.", "痛点是什么，不解决的代价有多大。"),
        [new("What happens if everything stays as it is?", "如果一切照旧会怎么样？"), new("What does the problem cost you in a month?", "这个问题一个月要花掉您多少钱？")]);

    public static FrameworkElement Champion { get; } = new(
        "champion",
        new("Champion", "内部支持者"),
        new("Somebody of influence inside sells it for you.", "客户内部有影响力的人在为您推动。"),
        [new("Who in your company would gain most from it?", "贵公司里谁会从中受益最多？")]);

    public static FrameworkElement Competition { get; } = new(
        "competition",
        new("Competition", "竞争"),
        new("It is known what else the buyer could do, nothing included.", "已明确客户的其他选择，包括什么都不做。"),
        [new("What other ways are you looking at?", "您还在看哪些别的办法？")])
    { StaleAfterDays = 60 };

    public static FrameworkElement Goals { get; } = new(
        "goals",
        new("Goals", "目标"),
        new("What the buyer wants to reach, in numbers.", "客户想达到的目标，用数字表示。"),
        [new("What do you want to have reached a year from now?", "一年后您希望达到什么目标？")]);

    public static FrameworkElement Plans { get; } = new(
        "plans",
        new("Plans", "计划"),
        new("How the buyer means to get there today.", "客户目前打算怎样达到目标。"),
        [new("How do you plan to get there?", "您打算怎么达到这个目标？")]);

    public static FrameworkElement NegativeConsequences { get; } = new(
        "negative-consequences",
        new("Negative consequences", "负面后果"),
        new("What follows if the goal is missed.", "达不到目标会有什么后果。"),
        [new("What would follow if you missed the goal?", "如果达不到目标，会有什么后果？")]);

    public static FrameworkElement PositiveImplications { get; } = new(
        "positive-implications",
        new("Positive implications", "正面影响"),
        new("What becomes possible when the goal is reached.", "达到目标后会带来什么。"),
        [new("What would become possible once you got there?", "达到目标之后会带来哪些好处？")]);

    public static FrameworkElement Situation { get; } = new(
        "situation",
        new("Situation", "现状"),
        new("The facts about the buyer that matter for the offer.", "与方案有关的客户现状。"),
        [new("How do you do it today?", "你们现在是怎么做的？")]);

    public static FrameworkElement Impact { get; } = new(
        "impact",
        new("Impact", "影响"),
        new("What solving it is worth to the buyer, in numbers and to people.", "解决之后对客户的价值，包括数字和人。"),
        [new("What would it be worth to have that solved?", "解决这个问题对您有多大价值？")]);

    public static FrameworkElement CriticalEvent { get; } = new(
        "critical-event",
        new("Critical event", "关键事件"),
        new("The date by which it must work, and what happens otherwise.", "必须完成的时间点，以及错过的后果。"),
        [new("What date must not be missed, and why?", "哪个时间点不能错过，为什么？")])
    { StaleAfterDays = 90 };

    public static FrameworkElement Decision { get; } = new(
        "decision",
        new("Decision", "决策"),
        new("Who decides, how, and by what criteria.", "谁决定、怎么决定、用什么标准。"),
        [new("How will the decision be made, and by whom?", "这个决定会怎么做，由谁来做？")]);
}
