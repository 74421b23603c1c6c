using CrmCore.Cli.Scoring;
using CrmCore.Forecasting;
using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Cli.Forecasts;

/// <summary>The chances that the stored deals allow: to be won at all by the win rates of the stages, by dates by the time-aware calculator; where either lacks data, the defaults of the stages.</summary>
internal sealed record DealChances(WinRates Rates, PeriodChances InPeriod)
{
    public static async Task<DealChances> OfAsync(PipelineCatalog pipelines, IReadOnlyList<OpportunitySnapshot> all, DateTimeOffset at, CancellationToken cancellationToken)
    {
        WinRates rates = await WinRates.LearnAsync(pipelines, all, cancellationToken).ConfigureAwait(false);
        return new(rates, TimedChances.Learn(pipelines, all, at, rates.Calculator));
    }
}
