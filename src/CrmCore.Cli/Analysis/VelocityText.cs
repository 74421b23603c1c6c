using System.Globalization;
using CrmCore.Cli.Terminal;
using CrmCore.Forecasting;
using CrmCore.Pipelines;

namespace CrmCore.Cli.Analysis;

/// <summary>Prints a velocity, its levers, and who and what won and lost.</summary>
internal static class VelocityText
{
    private const int BarWidth = 16;
    private const int GroupsShown = 15;

    public static void Write(Output output, Velocity velocity, VelocityDefinition definition, double more)
    {
        output.Title(definition.Period is { } period ? CliTexts.Get("velocity.title.period", ("period", period)) : CliTexts.Get("velocity.title"));
        output.Line(velocity.PerDay is { } perDay ? CliTexts.Get("velocity.per-day", ("amount", Precise(perDay))) : CliTexts.Get("velocity.unknown"));
        output.Table(
            [CliTexts.Get("velocity.column.part"), CliTexts.Get("velocity.column.value"), CliTexts.Get("velocity.column.rests"), CliTexts.Get("velocity.column.then", ("more", Output.Percent(more))), CliTexts.Get("velocity.column.gain")],
            Rows(velocity, definition, more),
            1, 3, 4);
    }

    public static void Write(Output output, WinLossDimension by, WinLossAnalysis analysis, PipelineCatalog pipelines)
    {
        if (analysis.Total.Rate.Closed == 0)
        {
            return;
        }

        IReadOnlyList<WinLossGroup> groups = [.. analysis.By(by).Where(g => by != WinLossDimension.Reason || g.Rate.Lost > 0)];
        output.Title(CliTexts.Get("velocity.groups.title"));
        if (by == WinLossDimension.Reason)
        {
            output.Table(
                [DomainWords.Of(by), CliTexts.Get("kind.lost"), CliTexts.Get("velocity.column.of-lost"), CliTexts.Get("velocity.column.lost")],
                groups.Take(GroupsShown).Select(g => ReasonRow(GroupNames.Of(by, g.Key, pipelines).In(), g, analysis.Total)).Append(ReasonRow(CliTexts.Get("analysis.all"), analysis.Total, analysis.Total)),
                1, 3);
        }
        else
        {
            output.Table(
                [DomainWords.Of(by), CliTexts.Get("kind.won"), CliTexts.Get("kind.lost"), CliTexts.Get("velocity.column.rate"), CliTexts.Get("analysis.column.interval"), CliTexts.Get("velocity.column.won"), CliTexts.Get("velocity.column.lost")],
                groups.Take(GroupsShown).Select(g => Row(by == WinLossDimension.Size && g.Key is { } band ? GroupNames.OfBand(band, static a => AnalysisText.Count((int)a)) : GroupNames.Of(by, g.Key, pipelines).In(), g))
                    .Append(Row(CliTexts.Get("analysis.all"), analysis.Total)),
                1, 2, 4, 5, 6);
            output.Line(CliTexts.Get("analysis.few", ("count", SmallGroups.Threshold)));
        }

        if (groups.Count > GroupsShown)
        {
            output.Line(CliTexts.Get("analysis.more", ("count", groups.Count - GroupsShown)));
        }
    }

    private static IEnumerable<string[]> Rows(Velocity velocity, VelocityDefinition definition, double more)
    {
        IReadOnlyList<VelocityLever> levers = velocity.Levers(more);
        yield return [DomainWords.Of(VelocityPart.Opportunities), AnalysisText.Count(velocity.Opportunities), DomainWords.Of(definition.Count), .. Lever(VelocityPart.Opportunities)];
        yield return
        [
            DomainWords.Of(VelocityPart.Value), velocity.Value is { } value ? Output.Money(value) : AnalysisText.None,
            CliTexts.Get("velocity.rests.value", ("average", DomainWords.Of(definition.Value)), ("count", velocity.ValuedCount)), .. Lever(VelocityPart.Value),
        ];
        yield return
        [
            DomainWords.Of(VelocityPart.WinRate), AnalysisText.Share(velocity.WinRate, velocity.Closed.IsSmall),
            CliTexts.Get("velocity.rests.rate", ("won", velocity.Closed.Won), ("closed", velocity.Closed.Closed), ("range", AnalysisText.Range(velocity.Closed.Interval()))), .. Lever(VelocityPart.WinRate),
        ];
        yield return
        [
            DomainWords.Of(VelocityPart.Cycle), AnalysisText.Days(velocity.CycleDays),
            CliTexts.Get("velocity.rests.cycle", ("average", DomainWords.Of(definition.Cycle)), ("count", velocity.Cycles.Count), ("half", AnalysisText.Days(velocity.Cycles.Median)), ("most", AnalysisText.Days(velocity.Cycles.Quantile(0.9)))),
            .. Lever(VelocityPart.Cycle),
        ];

        string[] Lever(VelocityPart part) => levers.FirstOrDefault(l => l.Part == part) is { } lever ? [Precise(lever.PerDay), "+" + Precise(lever.Gain)] : ["", ""];
    }

    private static string[] ReasonRow(string name, WinLossGroup group, WinLossGroup all)
    {
        double share = all.Rate.Lost == 0 ? 0 : (double)group.Rate.Lost / all.Rate.Lost;
        return [name, AnalysisText.Count(group.Rate.Lost), $"{Bar.Of(share, BarWidth)} {AnalysisText.Share(share)}", Output.Money(group.Lost)];
    }

    private static string[] Row(string name, WinLossGroup group) =>
    [
        name,
        AnalysisText.Count(group.Rate.Won),
        AnalysisText.Count(group.Rate.Lost),
        $"{Bar.Of(group.Rate.Value, BarWidth)} {AnalysisText.Share(group.Rate.Value, group.Rate.IsSmall)}",
        AnalysisText.Range(group.Rate.Interval()),
        Output.Money(group.Won),
        Output.Money(group.Lost),
    ];

    /// <summary>Small amounts a day to the smallest unit.</summary>
    private static string Precise(Money amount) => amount.Amount < 10_000
        ? string.Create(CultureInfo.InvariantCulture, $"{amount.Currency} {amount.Round().Amount:#,0.00}")
        : Output.Money(amount);
}
