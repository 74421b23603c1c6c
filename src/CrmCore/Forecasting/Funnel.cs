using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Forecasting;

/// <summary>What a funnel's period is of.</summary>
public enum FunnelBasis
{
    /// <summary>The deals that were created in it, and all that became of them since. No step is wider than the one before it.</summary>
    Cohort = 0,

    /// <summary>What happened in it, whenever the deals were created: stages reached, passed, lost from. A later step can be wider.</summary>
    Period = 1,
}

/// <summary>
/// How many deals came how far through a pipeline: a skipped stage counts as passed, going back takes nothing away, a deal that is won now reached every
/// open stage. Invalid deals are left out. A stage counts from the first time it was reached. Immutable.
/// </summary>
public sealed record Funnel
{
    private Funnel(FunnelBasis basis, ForecastPeriod? period, IReadOnlyList<FunnelStep> steps, int invalid)
    {
        Basis = basis;
        Period = period;
        Steps = steps;
        Invalid = invalid;
    }

    /// <summary>What the period is of.</summary>
    public FunnelBasis Basis { get; }

    /// <summary>The period; null means all days.</summary>
    public ForecastPeriod? Period { get; }

    /// <summary>The open stages in order, then the won stages together.</summary>
    public IReadOnlyList<FunnelStep> Steps { get; }

    /// <summary>How many deals entered the first stage or passed it over.</summary>
    public int Entered => Steps[0].Reached;

    /// <summary>How many were won.</summary>
    public int Won => Steps[^1].Reached;

    /// <summary>How many were lost from any stage.</summary>
    public int Lost => Steps.Sum(s => s.Lost);

    /// <summary>How many deals were left out because they are invalid.</summary>
    public int Invalid { get; }

    /// <summary>The funnel of all deals, up to an instant.</summary>
    /// <param name="opportunities">The deals; those of another pipeline are passed over. Their order does not matter.</param>
    /// <param name="pipeline">The pipeline; deals of its other versions count in the stages that both have.</param>
    /// <param name="at">The present instant: what a history tells of later is not known yet.</param>
    /// <param name="basis">What the period is of.</param>
    /// <param name="period">The period, as days in UTC; null means all days.</param>
    public static Funnel Of(
        IEnumerable<OpportunitySnapshot> opportunities, Pipeline pipeline, DateTimeOffset at, FunnelBasis basis = FunnelBasis.Cohort, ForecastPeriod? period = null)
    {
        Guard.Against.Null(opportunities);
        Stage[] stages = [.. Guard.Against.Null(pipeline).OfKind(StageKind.Open), pipeline.OfKind(StageKind.Won).First()];
        FunnelCount[] counts = [.. stages.Select(_ => new FunnelCount())];
        int invalid = 0;
        foreach (OpportunitySnapshot opportunity in opportunities.Where(o => o.Pipeline.Key == pipeline.Key))
        {
            if (DealPath.Of(opportunity, pipeline, stages.Length, at) is not { } path || (basis == FunnelBasis.Cohort && !IsIn(opportunity.CreatedAt, period)))
            {
                continue;
            }

            if (path.Kind == StageKind.Invalid)
            {
                invalid++;
                continue;
            }

            for (int step = 0; step < counts.Length; step++)
            {
                counts[step].Add(path, step, at, i => basis == FunnelBasis.Cohort || IsIn(i, period));
            }
        }

        return new(basis, period, [.. counts.Select((c, i) => c.ToStep(stages[i], counts[0].Reached))], invalid);
    }

    private static bool IsIn(DateTimeOffset instant, ForecastPeriod? period) =>
        period is not { } days || days.Contains(DateOnly.FromDateTime(instant.UtcDateTime));
}
