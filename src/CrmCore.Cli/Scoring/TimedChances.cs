using CrmCore.Cli.Pipelines;
using CrmCore.Forecasting;
using CrmCore.Forecasting.Accounting;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities;

namespace CrmCore.Cli.Scoring;

/// <summary>The chances to be won by dates, learned for each pipeline from its own deals.</summary>
internal static class TimedChances
{
    /// <summary>The chances that some deals tell of as they were known at an instant.</summary>
    /// <param name="pipelines">The pipelines.</param>
    /// <param name="known">The deals.</param>
    /// <param name="at">The instant.</param>
    /// <param name="fallback">Answers where a pipeline lacks data.</param>
    public static PeriodChances Learn(PipelineCatalog pipelines, IReadOnlyList<OpportunitySnapshot> known, DateTimeOffset at, IWinProbabilityCalculator fallback)
    {
        ILookup<string, OpportunitySnapshot> byPipeline = known.ToLookup(d => d.Pipeline.Key);
        Dictionary<string, IWinProbabilityCalculator> calculators = [];
        foreach (Pipeline pipeline in pipelines.Current().Where(p => byPipeline.Contains(p.Key)))
        {
            if (TimeAwareCalculator.Train(pipeline, byPipeline[pipeline.Key], at).Model is { } model)
            {
                calculators.Add(pipeline.Key, new TimeAwareCalculator(pipeline, model, fallback));
            }
        }

        return new(calculators.Count > 0 ? new PipelineCalculators("time-aware", calculators, fallback) : fallback, SlippingModel.Train(known, at));
    }

    /// <summary>The same for a replay, learned anew at each instant; where a pipeline lacks data, the defaults of its stages.</summary>
    public static ChancesAsOf Replayed(PipelineCatalog pipelines)
    {
        StageDefaultCalculator defaults = new(pipelines);
        return (known, at) => Learn(pipelines, known, at, defaults);
    }
}
