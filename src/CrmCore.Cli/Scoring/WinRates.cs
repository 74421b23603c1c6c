using CrmCore.Cli.Pipelines;
using CrmCore.Cli.Terminal;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities;

namespace CrmCore.Cli.Scoring;

/// <summary>The win rates of the stages, learned for each pipeline from its own closed deals; where these are too few, the defaults of its stages.</summary>
internal sealed class WinRates
{
    private WinRates(IWinProbabilityCalculator calculator, IReadOnlyList<PipelineEvidence> evidence)
    {
        Calculator = calculator;
        Evidence = evidence;
    }

    /// <summary>Estimates by them.</summary>
    public IWinProbabilityCalculator Calculator { get; }

    /// <summary>What each pipeline that deals stand in has, the one at hand first, which is there in any case.</summary>
    public IReadOnlyList<PipelineEvidence> Evidence { get; }

    /// <summary>How many closed deals the estimates rest on.</summary>
    public int Deals => Evidence.Where(e => e.IsEnough).Sum(e => e.Closed);

    /// <summary>Learns from some deals.</summary>
    public static async Task<WinRates> LearnAsync(PipelineCatalog pipelines, IEnumerable<OpportunitySnapshot> deals, CancellationToken cancellationToken)
    {
        StageDefaultCalculator defaults = new(pipelines);
        ILookup<string, OpportunitySnapshot> byPipeline = deals.ToLookup(d => d.Pipeline.Key);
        Dictionary<string, IWinProbabilityCalculator> calculators = [];
        List<PipelineEvidence> evidence = [];
        foreach (Pipeline pipeline in pipelines.Current().Where(p => p == pipelines.Default || byPipeline.Contains(p.Key)))
        {
            HistoricalCalculator learned =
                await HistoricalCalculator.TrainAsync(pipeline, byPipeline[pipeline.Key].ToAsyncEnumerable(), defaults, cancellationToken).ConfigureAwait(false);
            calculators.Add(pipeline.Key, learned);
            evidence.Add(new(pipeline.Key, learned.WonCount, learned.LostCount, learned.HasEnoughData));
        }

        return new(evidence.Exists(e => e.IsEnough) ? new PipelineCalculators("historical", calculators, defaults) : defaults, evidence);
    }

    /// <summary>Says what each pipeline has, where there are several.</summary>
    public void Tell(Output output)
    {
        foreach (PipelineEvidence one in Evidence.Count > 1 ? Evidence : [])
        {
            output.Detail(one.IsEnough
                ? CliTexts.Get("win-rates.learned", ("pipeline", one.Pipeline), ("won", one.Won), ("lost", one.Lost))
                : CliTexts.Get("win-rates.defaults", ("pipeline", one.Pipeline), ("won", one.Won), ("lost", one.Lost), ("least", HistoricalCalculator.LeastDeals)));
        }
    }
}
