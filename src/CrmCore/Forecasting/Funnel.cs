using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Forecasting;

/// <summary>How many deals reached a stage.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Reached">How many deals reached it or passed it.</param>
public sealed record FunnelStep(Stage Stage, int Reached);

/// <summary>How many deals came how far: a skipped stage counts as passed, a won deal reached every open stage.</summary>
public static class Funnel
{
    /// <summary>The open stages of a pipeline in order, then its won stages together as the last step.</summary>
    public static IReadOnlyList<FunnelStep> Of(IEnumerable<OpportunitySnapshot> opportunities, Pipeline pipeline)
    {
        Guard.Against.Null(opportunities);
        Stage[] open = [.. Guard.Against.Null(pipeline).OfKind(StageKind.Open)];
        int[] reached = new int[open.Length + 1];
        foreach (OpportunitySnapshot opportunity in opportunities.Where(o => o.Pipeline.Key == pipeline.Key && o.StageKind != StageKind.Invalid))
        {
            int furthest = opportunity.StageKind == StageKind.Won
                ? open.Length
                : opportunity.History.Select(h => pipeline.Find(h.To)).Where(s => s is { IsOpen: true }).Select(s => pipeline.IndexOf(s!.Key)).DefaultIfEmpty(0).Max();
            for (int step = 0; step <= furthest; step++)
            {
                reached[step]++;
            }
        }

        return [.. open.Append(pipeline.OfKind(StageKind.Won).First()).Select((s, i) => new FunnelStep(s, reached[i]))];
    }
}
