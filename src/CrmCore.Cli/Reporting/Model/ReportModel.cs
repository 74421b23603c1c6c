namespace CrmCore.Cli.Reporting;

/// <summary>
/// All that the page shows, as plain data. A part that is left out hides its section.
/// Every card's stage is among the stages. Lists are complete: a section shows the head of a long one and says how many more there are.
/// </summary>
internal sealed record ReportModel
{
    public required LocalizedText Title { get; init; }

    /// <summary>The moment that all ages and forecasts refer to, in the offset in which it is shown.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>ISO 4217 code of every amount in the report.</summary>
    public required string Currency { get; init; }

    public KeyFigures? Figures { get; init; }
    public IReadOnlyList<ForecastRow> ForecastByPeriod { get; init; } = [];
    public IReadOnlyList<ForecastRow> ForecastByOwner { get; init; } = [];
    public ForecastRange? Range { get; init; }
    public CalibrationFigures? Calibration { get; init; }
    public IReadOnlyList<StageFigures> Stages { get; init; } = [];
    public IReadOnlyList<BoardCard> Cards { get; init; } = [];
    public IReadOnlyList<FunnelRow> Funnel { get; init; } = [];
    public IReadOnlyList<ReasonCount> WinReasons { get; init; } = [];
    public IReadOnlyList<ReasonCount> LossReasons { get; init; } = [];
    public IReadOnlyList<SourceWinRate> WinRateBySource { get; init; } = [];
    public VelocityFigures? Velocity { get; init; }
    public HealthFigures? Health { get; init; }
    public IReadOnlyList<WinLossRow> ClosedByStage { get; init; } = [];
    public IReadOnlyList<WinLossRow> ClosedBySize { get; init; } = [];
    public IReadOnlyList<WinLossRow> ClosedByCompetitor { get; init; } = [];
    public IReadOnlyList<LeadConversionRow> LeadConversion { get; init; } = [];
    public IReadOnlyList<LeadCount> LeadsBySource { get; init; } = [];
    public IReadOnlyList<LeadCount> LeadsByStatus { get; init; } = [];
    public IReadOnlyList<WaitingLead> WaitingLeads { get; init; } = [];
    public IReadOnlyList<PoolLoad> Pools { get; init; } = [];
    public IReadOnlyList<OwnerLoad> Owners { get; init; } = [];
    public IReadOnlyList<RecyclingLead> Recycling { get; init; } = [];
    public IReadOnlyList<DuplicateCluster> Duplicates { get; init; } = [];
    public IReadOnlyList<DataNote> Notes { get; init; } = [];
}
