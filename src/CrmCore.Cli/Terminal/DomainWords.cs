using CrmCore.Assignment;
using CrmCore.Forecasting;
using CrmCore.Matching;
using CrmCore.Merging;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Pools;
using CrmCore.Qualification.Questions;

namespace CrmCore.Cli.Terminal;

/// <summary>The words of the domain for people, in the language of the user.</summary>
internal static class DomainWords
{
    public static string Of(StageKind kind) => kind switch
    {
        StageKind.Won => CliTexts.Get("kind.won"),
        StageKind.Lost => CliTexts.Get("kind.lost"),
        StageKind.Invalid => CliTexts.Get("kind.invalid"),
        _ => CliTexts.Get("kind.open"),
    };

    public static string Of(ForecastCategory category) => category switch
    {
        ForecastCategory.Pipeline => CliTexts.Get("category.pipeline"),
        ForecastCategory.BestCase => CliTexts.Get("category.best-case"),
        ForecastCategory.Commit => CliTexts.Get("category.commit"),
        ForecastCategory.Closed => CliTexts.Get("category.closed"),
        _ => CliTexts.Get("category.omitted"),
    };

    public static string Of(DeviationKind kind) => kind switch
    {
        DeviationKind.StartsElsewhere => CliTexts.Get("deviation.starts-elsewhere"),
        DeviationKind.NoSuchMove => CliTexts.Get("deviation.no-such-move"),
        DeviationKind.Repeated => CliTexts.Get("deviation.repeated"),
        DeviationKind.OutOfOrder => CliTexts.Get("deviation.out-of-order"),
        _ => CliTexts.Get("deviation.unknown-stage"),
    };

    public static string Of(QuestionKind kind) => kind switch
    {
        QuestionKind.Open => CliTexts.Get("question.open"),
        QuestionKind.Probing => CliTexts.Get("question.probing"),
        QuestionKind.Closed => CliTexts.Get("question.closed"),
        _ => CliTexts.Get("question.confirm"),
    };

    public static string Of(RecycleAction action) => action switch
    {
        RecycleAction.Recycled => CliTexts.Get("recycle.recycled"),
        RecycleAction.Postponed => CliTexts.Get("recycle.postponed"),
        _ => CliTexts.Get("recycle.kept"),
    };

    public static string Of(LeadClock clock) => clock switch
    {
        LeadClock.Claimed => CliTexts.Get("clock.claimed"),
        LeadClock.Assigned => CliTexts.Get("clock.assigned"),
        LeadClock.LastFollowUp => CliTexts.Get("clock.last-follow-up"),
        LeadClock.EnteredPool => CliTexts.Get("clock.entered-pool"),
        LeadClock.LastWonDeal => CliTexts.Get("clock.last-won-deal"),
        _ => CliTexts.Get("clock.created"),
    };

    /// <summary>Why whoever was chosen was chosen.</summary>
    public static string Of(AssignmentStrategy strategy) => strategy switch
    {
        AssignmentStrategy.LoadBalanced => CliTexts.Get("strategy.load-balanced"),
        AssignmentStrategy.Weighted => CliTexts.Get("strategy.weighted"),
        _ => CliTexts.Get("strategy.round-robin"),
    };

    public static string Of(PassOverReason reason) => reason switch
    {
        PassOverReason.Absent => CliTexts.Get("passed.absent"),
        PassOverReason.NotAtWork => CliTexts.Get("passed.not-at-work"),
        PassOverReason.LacksSkill => CliTexts.Get("passed.lacks-skill"),
        PassOverReason.Full => CliTexts.Get("passed.full"),
        PassOverReason.QuotaReached => CliTexts.Get("passed.quota"),
        PassOverReason.LessFree => CliTexts.Get("passed.less-free"),
        PassOverReason.AheadOfShare => CliTexts.Get("passed.ahead"),
        PassOverReason.NotOfRule => CliTexts.Get("passed.not-of-rule"),
        _ => CliTexts.Get("passed.waits"),
    };

    public static string Of(PartyKind kind) => kind switch
    {
        PartyKind.Contact => CliTexts.Get("party.contact"),
        PartyKind.Account => CliTexts.Get("party.account"),
        _ => CliTexts.Get("party.lead"),
    };

    public static string Of(LeadDimension dimension) => dimension switch
    {
        LeadDimension.Campaign => CliTexts.Get("dimension.campaign"),
        LeadDimension.Owner => CliTexts.Get("dimension.owner"),
        _ => CliTexts.Get("dimension.source"),
    };

    /// <summary>What deals are grouped by; a field of the host is called as it is.</summary>
    public static string Of(ForecastGrouping grouping) => grouping.Name switch
    {
        "owner" => CliTexts.Get("dimension.owner"),
        "source" => CliTexts.Get("dimension.source"),
        "pipeline" => CliTexts.Get("grouping.pipeline"),
        "stage" => CliTexts.Get("grouping.stage"),
        "product" => CliTexts.Get("grouping.product"),
        "account" => CliTexts.Get("grouping.account"),
        string field => field,
    };

    public static string Of(WinLossDimension dimension) => dimension switch
    {
        WinLossDimension.Competitor => CliTexts.Get("dimension.competitor"),
        WinLossDimension.Stage => CliTexts.Get("dimension.stage"),
        WinLossDimension.Source => CliTexts.Get("dimension.source"),
        WinLossDimension.Campaign => CliTexts.Get("dimension.campaign"),
        WinLossDimension.Owner => CliTexts.Get("dimension.owner"),
        WinLossDimension.Size => CliTexts.Get("dimension.size"),
        _ => CliTexts.Get("dimension.reason"),
    };

    public static string Of(VelocityPart part) => part switch
    {
        VelocityPart.Value => CliTexts.Get("velocity.part.value"),
        VelocityPart.WinRate => CliTexts.Get("velocity.part.win-rate"),
        VelocityPart.Cycle => CliTexts.Get("velocity.part.cycle"),
        _ => CliTexts.Get("velocity.part.opportunities"),
    };

    public static string Of(VelocityCount count) => count switch
    {
        VelocityCount.Created => CliTexts.Get("velocity.count.created"),
        VelocityCount.Closed => CliTexts.Get("velocity.count.closed"),
        VelocityCount.Worked => CliTexts.Get("velocity.count.worked"),
        _ => CliTexts.Get("velocity.count.open"),
    };

    public static string Of(Averaging averaging) => averaging == Averaging.Median ? CliTexts.Get("averaging.median") : CliTexts.Get("averaging.mean");

    /// <summary>How sure it is that so many leads are the same.</summary>
    public static string Of(MatchClass weakest, int leads) => weakest switch
    {
        MatchClass.Same => CliTexts.Get("duplicates.group.same", ("leads", CliTexts.Count("leads", leads))),
        MatchClass.Likely => CliTexts.Get("duplicates.group.likely", ("leads", CliTexts.Count("leads", leads))),
        _ => CliTexts.Get("duplicates.group.possible", ("leads", CliTexts.Count("leads", leads))),
    };
}
