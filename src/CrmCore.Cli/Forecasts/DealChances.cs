using CrmCore.Forecasting;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities;
using CrmCore.Probabilities.Timing;

namespace CrmCore.Cli.Forecasts;

/// <summary>The chances that the stored deals allow: to be won at all by the win rates of the stages, by dates by the time-aware calculator; where either lacks data, the defaults of the stages.</summary>
internal sealed record DealChances(IWinProbabilityCalculator Calculator, PeriodChances InPeriod)
{
    public static async Task<DealChances> OfAsync(PipelineCatalog pipelines, IReadOnlyList<OpportunitySnapshot> all, DateTimeOffset at, CancellationToken cancellationToken)
    {
        StageDefaultCalculator defaults = new(pipelines);
        HistoricalCalculator historical = await HistoricalCalculator.TrainAsync(pipelines.Default, all.ToAsyncEnumerable(), defaults, cancellationToken).ConfigureAwait(false);
        IWinProbabilityCalculator calculator = historical.HasEnoughData ? historical : defaults;
        TimeAwareResult timed = TimeAwareCalculator.Train(pipelines.Default, all, at);
        IWinProbabilityCalculator byDate = timed.Model is { } model ? new TimeAwareCalculator(pipelines.Default, model, calculator) : calculator;
        return new(calculator, new(byDate, SlippingModel.Train(all, at)));
    }
}
