using System.Globalization;
using CrmCore.Cli.Pipelines;
using CrmCore.Cli.Scoring;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Forecasting;
using CrmCore.Forecasting.Accounting;
using CrmCore.Forecasting.Distributions;
using CrmCore.Opportunities;

namespace CrmCore.Cli.Forecasts;

/// <summary><c>crmcore forecast replay</c> at work.</summary>
internal sealed class ReplayRun(CrmDatabase database, FiscalCalendar calendar, DateTimeOffset at, Output output)
{
    /// <param name="quarters">How many quarters that are over.</param>
    /// <param name="expects">Whether to count on deals that are not there yet.</param>
    /// <param name="cancellationToken">Stops the replay.</param>
    public async Task<int> RunAsync(int quarters, bool expects, CancellationToken cancellationToken)
    {
        List<OpportunitySnapshot> all = await database.Opportunities.ReadOpportunitiesAsync(null, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        Currency currency = await database.CurrencyAsync(cancellationToken).ConfigureAwait(false);
        PipelineChoice choice = await PipelineChoice.OfAsync(database, all.ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false);
        List<ForecastPeriod> periods = [];
        ForecastPeriod period = calendar.Of(DateOnly.FromDateTime(at.UtcDateTime), PeriodKind.Quarter);
        for (int i = 0; i < quarters; i++)
        {
            periods.Insert(0, period = calendar.Previous(period, PeriodKind.Quarter));
        }

        ReplayPlan plan = new(currency, choice.Catalog, periods, at) { ExpectsBusiness = expects, ByOwner = false };
        List<ReplayedForecast> replayed = [];
        foreach (ReplayedForecast forecast in ForecastReplay.Run(all, plan, TimedChances.Replayed(choice.Catalog)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            replayed.Add(forecast);
        }

        ForecastAccuracy model = ForecastAccuracy.Of([.. replayed.Select(r => r.Outcome!)]);
        ForecastAccuracy flat = ForecastAccuracy.Of([.. replayed.Select(r => r.BaseRateOutcome!)]);
        CorrelationEstimate? correlation = CorrelationEstimate.From(replayed.GroupBy(r => r.Forecast.Period).Select(g => g.First().Chances)).Estimate;
        ReplayReport report = new(
            currency.Code,
            expects,
            [.. model.ByHorizon.Prepend(model.Total).Zip(flat.ByHorizon.Prepend(flat.Total), static (m, b) => new AccuracyPair(m, b))],
            [.. replayed.Select(r => new WeekReport(r.Forecast, r.BaseRate, r.Actual?.Amount, r.NotYetThere?.Amount))],
            correlation is null ? null : new(correlation.Value, correlation.Low, correlation.High, correlation.Periods, correlation.IsTrustworthy));
        Show(report, model.Total);
        choice.TellMissing(output);
        output.Json(report, ForecastReportJson.Default.ReplayReport);
        return ExitCodes.Success;
    }

    private void Show(ReplayReport report, AccuracyLine total)
    {
        output.Title(CliTexts.Get("forecast.replay.heading", ("forecasts", total.Forecasts), ("periods", total.Periods), ("currency", report.Currency)));
        output.Table(
            [CliTexts.Get("forecast.replay.horizon"), CliTexts.Get("forecast.replay.forecasts"), CliTexts.Get("forecast.replay.actual"), CliTexts.Get("forecast.replay.bias"), CliTexts.Get("forecast.replay.error"), CliTexts.Get("forecast.replay.coverage"), CliTexts.Get("forecast.replay.base-bias"), CliTexts.Get("forecast.replay.base-error"), CliTexts.Get("forecast.replay.base-coverage")],
            report.Accuracy.Select(a => (IReadOnlyList<string>)
            [
                a.Model.Key == "all" ? CliTexts.Get("forecast.replay.all") : a.Model.Key, $"{a.Model.Forecasts}", a.Model.Actual.Amount.ToString("#,0", CultureInfo.InvariantCulture),
                Output.Percent(a.Model.RelativeBias), Output.Percent(a.Model.RelativeError), Output.Percent(a.Model.Coverage),
                Output.Percent(a.BaseRate.RelativeBias), Output.Percent(a.BaseRate.RelativeError), Output.Percent(a.BaseRate.Coverage),
            ]),
            1, 2, 3, 4, 5, 6, 7, 8);
        output.Line(report.ExpectsBusiness ? CliTexts.Get("forecast.replay.whole") : CliTexts.Get("forecast.replay.known"));
        if (!total.IsTrustworthy)
        {
            output.Warning(CliTexts.Get("forecast.replay.few", ("periods", total.Periods)));
        }

        if (report.Correlation is { } correlation)
        {
            output.Line(CliTexts.Get("forecast.replay.correlation", ("value", Output.Percent(correlation.Value)), ("low", Output.Percent(correlation.Low)), ("high", Output.Percent(correlation.High)), ("periods", correlation.Periods)));
        }
    }
}
