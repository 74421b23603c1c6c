using CrmCore.Cli.Reporting.Sections;

namespace CrmCore.Cli.Reporting;

internal static class ReportSections
{
    /// <summary>From top to bottom.</summary>
    public static IReadOnlyList<Section> InOrder { get; } =
    [
        new FiguresSection(),
        new ForecastSection(),
        new RangeSection(),
        new CalibrationSection(),
        new VelocitySection(),
        new HealthSection(),
        new StagesSection(),
        new BoardSection(),
        new FunnelSection(),
        new ReasonsSection(),
        new SourcesSection(),
        new WaitingSection(),
        new LoadSection(),
        new RecyclingSection(),
        new DuplicatesSection(),
        new NotesSection(),
    ];
}
