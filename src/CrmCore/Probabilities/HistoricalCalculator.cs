using System.Globalization;
using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Probabilities;

/// <summary>
/// The share of the deals that reached a stage and were won, drawn towards the overall win rate by a Beta prior so that small numbers don't shout:
/// (won + k x overall) / (closed + k), k estimated from how much the stages differ. A won deal counts as having reached every open stage, a lost one the furthest it stood in and all before it;
/// invalid ones count nowhere. Immutable, thread-safe.
/// </summary>
public sealed class HistoricalCalculator : IWinProbabilityCalculator
{
    private readonly Pipeline _pipeline;
    private readonly IWinProbabilityCalculator _fallback;
    private readonly int[] _won;
    private readonly int[] _lost;
    private readonly BetaPrior _prior;
    private readonly WinProbability[] _answers;

    private HistoricalCalculator(Pipeline pipeline, IWinProbabilityCalculator fallback, int[] won, int[] lost)
    {
        _pipeline = pipeline;
        _fallback = fallback;
        _won = won;
        _lost = lost;
        _prior = BetaPrior.Of(won, lost) with { Mean = won[0] + lost[0] == 0 ? 0.5 : (double)won[0] / (won[0] + lost[0]) };
        _answers = [.. Enumerable.Range(0, won.Length).Select(Answer)];
    }

    /// <summary>How many won deals, and how many lost ones, are the least to answer from.</summary>
    public const int LeastDeals = 40;

    /// <inheritdoc/>
    public string Name => "historical";

    /// <summary>How many won deals it was trained on.</summary>
    public int WonCount => _won[0];

    /// <summary>How many lost deals it was trained on.</summary>
    public int LostCount => _lost[0];

    /// <summary>Whether it has data enough to answer itself.</summary>
    public bool HasEnoughData => WonCount >= LeastDeals && LostCount >= LeastDeals;

    /// <summary>Counts the closed deals of one pipeline; open ones, invalid ones and those of other pipelines are passed over.</summary>
    /// <param name="pipeline">The pipeline; deals of its other versions count where their stages have the same keys.</param>
    /// <param name="opportunities">The deals.</param>
    /// <param name="fallback">Answers where there are not enough data, or the deal is of another pipeline.</param>
    /// <param name="cancellationToken">Stops the counting.</param>
    public static async Task<HistoricalCalculator> TrainAsync(
        Pipeline pipeline, IAsyncEnumerable<OpportunitySnapshot> opportunities, IWinProbabilityCalculator fallback, CancellationToken cancellationToken = default)
    {
        Guard.Against.Null(pipeline);
        Guard.Against.Null(opportunities);
        Guard.Against.Null(fallback);
        int open = pipeline.OfKind(StageKind.Open).Count();
        int[] won = new int[open];
        int[] lost = new int[open];
        await foreach (OpportunitySnapshot opportunity in opportunities.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (opportunity.Pipeline.Key != pipeline.Key || opportunity.StageKind is StageKind.Open or StageKind.Invalid)
            {
                continue;
            }

            int furthest = opportunity.StageKind == StageKind.Won ? open - 1 : Furthest(opportunity, pipeline);
            int[] counts = opportunity.StageKind == StageKind.Won ? won : lost;
            for (int stage = 0; stage <= furthest; stage++)
            {
                counts[stage]++;
            }
        }

        return new(pipeline, fallback, won, lost);
    }

    /// <inheritdoc/>
    public WinProbability Estimate(OpportunitySnapshot record)
    {
        OpportunitySnapshot opportunity = Guard.Against.Null(record);
        int stage = StageOf(opportunity);
        if (opportunity.StageKind != StageKind.Open)
        {
            return _fallback.Estimate(opportunity);
        }

        if (!HasEnoughData || stage < 0)
        {
            return _fallback.Estimate(opportunity) with { InsteadOf = Name };
        }

        return _answers[stage];
    }

    /// <inheritdoc/>
    public void Estimate(ReadOnlySpan<OpportunitySnapshot> records, DateTimeOffset at, Span<double> estimates)
    {
        for (int i = 0; i < records.Length; i++)
        {
            if (HasEnoughData && records[i].StageKind == StageKind.Open && StageOf(records[i]) is >= 0 and int stage)
            {
                estimates[i] = _answers[stage].Value.Value;
            }
            else
            {
                _fallback.Estimate(records.Slice(i, 1), at, estimates.Slice(i, 1));
            }
        }
    }

    /// <summary>The interval that holds a stage's true win rate with 90% credibility; null for a stage of another pipeline.</summary>
    public (double Low, double High)? CredibleInterval(string stage) =>
        _pipeline.IndexOf(stage) is >= 0 and int s && s < _won.Length ? _prior.CredibleInterval(_won[s], _lost[s]) : null;

    private WinProbability Answer(int stage)
    {
        int closed = _won[stage] + _lost[stage];
        double overall = _prior.Mean;
        double value = _prior.Posterior(_won[stage], _lost[stage]);
        (double low, double high) = _prior.CredibleInterval(_won[stage], _lost[stage]);
        string range = string.Create(CultureInfo.InvariantCulture, $"{100 * low:0.#}% .. {100 * high:0.#}%");
        string counts = string.Create(CultureInfo.InvariantCulture, $"{_won[stage]} / {closed}");
        Stage at = _pipeline.Stages[stage];
        ProbabilityReason reason = new(
            new(
                $"Of the closed deals that reached {at.Name}, {_won[stage]} of {closed} were won; 90% interval {range}.",
                $"到达“{at.Name.In(CultureInfo.GetCultureInfo(LocalizedText.SimplifiedChinese))}”的已关闭商机中，赢单 {counts}；90% 可信区间 {range}。"),
            value - overall);
        return new(new(value), Name, string.Create(CultureInfo.InvariantCulture, $"{_pipeline.Reference}, {WonCount + LostCount} deals"), closed, [reason]) { Start = overall };
    }

    private int StageOf(OpportunitySnapshot opportunity) => opportunity.Pipeline.Key == _pipeline.Key ? _pipeline.IndexOf(opportunity.Stage) : -1;

    private static int Furthest(OpportunitySnapshot opportunity, Pipeline pipeline)
    {
        int furthest = 0;
        foreach (HistoryEntry entry in opportunity.History)
        {
            if (pipeline.Find(entry.To) is { IsOpen: true } stage)
            {
                furthest = Math.Max(furthest, pipeline.IndexOf(stage.Key));
            }
        }

        return furthest;
    }
}
