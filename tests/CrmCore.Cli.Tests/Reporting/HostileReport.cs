using CrmCore.Cli.Reporting;
using CrmCore.Forecasting;
using CrmCore.Matching;
using CrmCore.Pipelines;

namespace CrmCore.Cli.Tests.Reporting;

/// <summary>A model in which every text that may come from outside tries to break out of its place.</summary>
internal static class HostileReport
{
    public const string Attack = "</script></style><img src=x onerror=\"document.title='owned'\">'\"`&{{7*7}}<!--";

    public static ReportModel Model { get; } = Build();

    private static ReportModel Build()
    {
        LocalizedText text = LocalizedText.FromString(Attack);
        return new ReportModel
        {
            Title = text,
            AsOf = DateTimeOffset.UnixEpoch,
            Currency = Attack,
            Figures = new(1, 1, 1, text, 1, 1, 1, 1, 1, 1, 1, 1),
            ForecastByPeriod = [new(Attack, text, 1, 2, 3, 4, 5, 6, 7)],
            ForecastByOwner = [new(Attack, text, 1, 2, 3, 4, 5, 6, null)],
            Range = new(text, [new(new(2026, 1, 5), 1, 2, 3, 4, 5)], 6, 0.5),
            Calibration = new([new(0, 0.1, 3, 0.05, 0.1)], 3, 1, false),
            Stages = [new(Attack, text, StageKind.Open, 1, 1, 1, 0.5, 1)],
            Cards = [new(Attack, Attack, Attack, Attack, 1, 0.5, 1, null, [new(Attack, text, Severity.Alarm)], [new(text, true)])],
            Funnel = [new(Attack, text, 1, 1)],
            WinReasons = [new(Attack, text, 1, 1)],
            LossReasons = [new(Attack, text, 1, 1)],
            WinRateBySource = [new(Attack, text, 1, 1)],
            Velocity = new(1, 1, 1, 0.5, 0.1, 0.9, 2, 1, 1, 1, 1, [(VelocityPart.WinRate, 1)]),
            Health = new(1, [new(Attack, text, Severity.Alarm, 1)], [new(Attack, [new(Attack, Attack, 1, text, [new(Attack, text, text, text, Severity.Alarm)])])]),
            ClosedByStage = [new(Attack, text, 1, 1, 0.5, 0.1, 0.9, true, 1, 1)],
            ClosedBySize = [new(null, text, 1, 1, 0.5, 0.1, 0.9, true, 1, 1)],
            ClosedByCompetitor = [new(Attack, text, 1, 1, 0.5, 0.1, 0.9, true, 1, 1)],
            LeadConversion = [new(text, 2, 1, 0.5, 0.1, 0.9, true)],
            LeadsBySource = [new(Attack, text, 1)],
            LeadsByStatus = [new(Attack, text, 1)],
            WaitingLeads = [new(Attack, Attack, text, text, 1, [new(Attack, text, text, Severity.Alarm)])],
            Pools = [new(Attack, text, 1, 1, 1, 1)],
            Owners = [new(Attack, Attack, 1, 1, 1, 1, 1)],
            Recycling = [new(Attack, Attack, Attack, text, new DateOnly(2026, 1, 1), 1)],
            Duplicates = [new(MatchClass.Same, [text], [new(text, Attack, Attack, Attack, Attack, true)])],
            Notes = [new(Attack, text, Severity.Alarm)],
        };
    }
}
