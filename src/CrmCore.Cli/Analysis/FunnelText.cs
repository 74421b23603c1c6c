using CrmCore.Cli.Terminal;
using CrmCore.Forecasting;

namespace CrmCore.Cli.Analysis;

/// <summary>Prints a funnel and what became of the leads.</summary>
internal static class FunnelText
{
    private const int BarWidth = 12;
    private const int GroupsShown = 15;
    private const double Month = 30;

    public static void Write(Output output, Funnel funnel, LeadDimension by, LeadConversionAnalysis leads)
    {
        output.Title(Heading(funnel));
        output.Table(
            [
                CliTexts.Get("table.stage"), CliTexts.Get("funnel.column.deals"), CliTexts.Get("funnel.column.share"), CliTexts.Get("funnel.column.passed"), CliTexts.Get("analysis.column.interval"),
                CliTexts.Get("funnel.column.month"), CliTexts.Get("funnel.column.next"), CliTexts.Get("funnel.column.here"), CliTexts.Get("funnel.column.lost"), CliTexts.Get("table.open"),
            ],
            funnel.Steps.Select((step, i) => Row(step, i == funnel.Steps.Count - 1)),
            1, 3, 4, 5, 6, 7, 8, 9);
        output.Line(CliTexts.Get("funnel.note"));
        if (funnel.Invalid > 0)
        {
            output.Line(CliTexts.Get("funnel.invalid", ("deals", CliTexts.Count("opportunities", funnel.Invalid))));
        }

        if (leads.Total.Rate.Leads > 0)
        {
            WriteLeads(output, by, leads);
        }

        output.Line(CliTexts.Get("analysis.few", ("count", SmallGroups.Threshold)));
    }

    private static string Heading(Funnel funnel) => (funnel.Basis, funnel.Period) switch
    {
        (_, null) => CliTexts.Get("funnel.title"),
        (FunnelBasis.Cohort, { } period) => CliTexts.Get("funnel.title.cohort", ("period", period)),
        (_, { } period) => CliTexts.Get("funnel.title.period", ("period", period)),
    };

    private static string[] Row(FunnelStep step, bool isLast) =>
    [
        step.Stage.Name.In(),
        AnalysisText.Count(step.Reached),
        $"{Bar.Of(step.Share, BarWidth)} {AnalysisText.Share(step.Share)}",
        isLast ? "" : AnalysisText.Share(step.Conversion, step.IsSmall),
        isLast ? "" : AnalysisText.Range(step.ConversionInterval()),
        isLast ? "" : AnalysisText.Share(step.ToNext.ShareBy(Month)),
        isLast ? "" : AnalysisText.Days(step.ToNext.MedianDays),
        isLast ? "" : AnalysisText.Days(step.TimeHere.Median),
        isLast ? "" : AnalysisText.Count(step.Lost),
        isLast ? "" : AnalysisText.Count(step.Pending),
    ];

    private static void WriteLeads(Output output, LeadDimension by, LeadConversionAnalysis leads)
    {
        IReadOnlyList<LeadConversionGroup> groups = leads.By(by);
        output.Title(CliTexts.Get("funnel.leads.title"));
        output.Table(
            [
                DomainWords.Of(by), CliTexts.Get("pool.column.leads"), CliTexts.Get("funnel.column.converted"), CliTexts.Get("funnel.column.rate"), CliTexts.Get("analysis.column.interval"), CliTexts.Get("funnel.column.median"),
            ],
            groups.Take(GroupsShown).Select(g => Row(GroupNames.Of(by, g.Key).In(), g)).Append(Row(CliTexts.Get("analysis.all"), leads.Total)),
            1, 2, 4, 5);
        if (groups.Count > GroupsShown)
        {
            output.Line(CliTexts.Get("analysis.more", ("count", groups.Count - GroupsShown)));
        }
    }

    private static string[] Row(string name, LeadConversionGroup group) =>
    [
        name,
        AnalysisText.Count(group.Rate.Leads),
        AnalysisText.Count(group.Rate.Converted),
        $"{Bar.Of(group.Rate.Value, BarWidth)} {AnalysisText.Share(group.Rate.Value, group.Rate.IsSmall)}",
        AnalysisText.Range(group.Rate.Interval()),
        AnalysisText.Days(group.Time.MedianDays),
    ];
}
