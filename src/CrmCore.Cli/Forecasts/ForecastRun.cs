using CrmCore.Cli.Pipelines;
using CrmCore.Cli.Scoring;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Forecasting;
using CrmCore.Forecasting.Distributions;
using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Cli.Forecasts;

/// <summary>What is asked of <c>forecast</c>.</summary>
internal sealed record ForecastQuestion(FiscalCalendar Calendar, ForecastPeriod Period, ForecastGrouping By, FileInfo? Quotas, IReadOnlyList<string> WhatIf, double Correlation, DateTimeOffset At);

/// <summary><c>crmcore forecast</c> at work.</summary>
internal sealed class ForecastRun(CrmDatabase database, ForecastQuestion question, Output output)
{
    private const int DealsShown = 5;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        List<OpportunitySnapshot> all = await database.Opportunities.ReadOpportunitiesAsync(null, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        Currency currency = await database.CurrencyAsync(cancellationToken).ConfigureAwait(false);
        PipelineChoice choice = await PipelineChoice.OfAsync(database, all.ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false);
        DealChances chances = await DealChances.OfAsync(choice.Catalog, all, question.At, cancellationToken).ConfigureAwait(false);
        ForecastPlan plan = new(currency, question.Period) { At = question.At, GroupBy = [question.By] };
        ForecastResult result = Forecast.For(plan, all, chances.Rates.Calculator);
        if (!result.Succeeded)
        {
            foreach (Refusal refusal in result.Refusals)
            {
                Output.Error(refusal.Describe());
            }

            return ExitCodes.Failure;
        }

        PeriodOutlook outlook = PeriodOutlook.Of(plan, all, chances.InPeriod).Outlook!;
        if (QuotaFile.Read(question.Quotas, question.Calendar, currency) is not { } quotas || new WhatIfText(all, outlook).Read(question.WhatIf) is not { } supposed)
        {
            return ExitCodes.Failure;
        }

        DistributionOptions options = new() { Correlation = question.Correlation };
        ForecastDistribution range = ForecastDistribution.Of(outlook, options);
        Money? quota = quotas.Total(question.Period);
        IReadOnlyList<DealLeverage> matter = range.Method == DistributionMethod.Exact && range.DealCount > 0 ? range.Leverage(quota ?? range.P50, DealsShown) : [];
        ForecastDistribution? after = question.WhatIf.Count > 0 ? ForecastDistribution.Of(supposed.Apply(outlook), options) : null;
        ForecastReport report = Report(result, chances, range, quota, quotas, matter, after);
        Show(report, chances.Rates, await NamesAsync(choice.Catalog, cancellationToken).ConfigureAwait(false));
        choice.TellMissing(output);
        output.Json(report, ForecastReportJson.Default.ForecastReport);
        return ExitCodes.Success;
    }

    private ForecastReport Report(
        ForecastResult result, DealChances chances, ForecastDistribution range, Money? quota, QuotaPlan quotas, IReadOnlyList<DealLeverage> matter, ForecastDistribution? after)
    {
        Forecast forecast = result.Forecasts[0];
        RangeReport Range(ForecastDistribution d) => new(
            $"{d.Method}", d.Won.Amount, d.Mean.Amount, d.P10.Amount, d.P50.Amount, d.P90.Amount, d.DealCount, d.Correlation, d.Resolution.Amount, d.RoundingBound.Round().Amount, d.Draws, chances.InPeriod.Slipping.Evidence);
        double? chance = quota is { } q ? range.ChanceToReach(q) : null;
        double? chanceAfter = quota is { } all && after is not null ? after.ChanceToReach(all) : null;
        return new(
            question.Calendar.NameOf(forecast.Period),
            question.At,
            forecast.Total.Won.Currency.Code,
            chances.Rates.Calculator.Name,
            chances.InPeriod.Calculator,
            Line(forecast.Total),
            [.. ((ForecastCategory[])[ForecastCategory.Closed, ForecastCategory.Commit, ForecastCategory.BestCase, ForecastCategory.Pipeline])
                .Select(c => new CategoryReport(DomainWords.Of(c), Line(forecast.Of(c)), Line(forecast.Of(c, CategoryRollUp.Cumulative))))],
            [.. forecast.Groups[question.By.Name].Select(g => Group(g, g.Key is { } key && question.By.Name == "owner" ? quotas.Of(new(key), forecast.Period) : null))],
            Range(range),
            quota?.Amount,
            chance,
            [.. matter.Select(m => new LeverageReport(m.Deal.Id.ToString(), m.Deal.Name, m.Deal.Amount.Amount, m.Deal.Chance, m.IfWon, m.IfLost, m.IfSlipped))],
            after is null ? null : new(question.WhatIf, Range(after), (after.Mean - range.Mean).Amount, chanceAfter, chanceAfter - chance),
            forecast.WithoutAmount,
            result.WithoutDate,
            Line(forecast.Omitted));
    }

    private static LineReport Line(ForecastLine line) => new(line.Won.Amount, line.Weighted.Round().Amount, line.Expected.Round().Amount, line.Open.Amount, line.WonCount, line.OpenCount, line.Recurring?.Open.Amount);

    private static GroupReport Group(ForecastGroup group, Money? quota)
    {
        QuotaAttainment? attainment = quota is { } q ? new(q, group.Line) : null;
        return new(group.Key, Line(group.Line), quota?.Amount, attainment?.Attainment, attainment?.Gap.Amount, attainment?.Coverage);
    }

    private void Show(ForecastReport report, WinRates rates, Func<string, string> nameOf)
    {
        output.Title(CliTexts.Get("forecast.heading", ("period", report.Period), ("currency", report.Currency)));
        output.Step(CliTexts.Get("step.forecast"), CliTexts.Get(
            "forecast.total", ("won", Figure(report.Total.Won)), ("weighted", Figure(report.Total.Weighted)), ("expected", Figure(report.Total.Expected)), ("open", Figure(report.Total.Open))));
        output.Step(CliTexts.Get("forecast.range"), CliTexts.Get(
            "forecast.range.text", ("p10", Figure(report.Range.P10)), ("p50", Figure(report.Range.P50)), ("p90", Figure(report.Range.P90)), ("mean", Figure(report.Range.Mean)), ("deals", report.Range.Deals)));
        output.Detail(report.Range.Correlation == 0 ? CliTexts.Get("forecast.independent") : CliTexts.Get("forecast.correlated", ("correlation", Output.Percent(report.Range.Correlation))));
        output.Detail(CliTexts.Get("forecast.calculators", ("calculator", report.Calculator), ("byDate", report.ChancesBy)));
        rates.Tell(output);
        if (report.Range.SlippingEvidence == 0 && report.ChancesBy != "time-aware")
        {
            output.Warning(CliTexts.Get("forecast.slipping.assumed"));
        }

        if (report.Quota is { } quota)
        {
            output.Step(CliTexts.Get("forecast.quota"), CliTexts.Get("forecast.quota.text", ("quota", Figure(quota)), ("chance", Output.Percent(report.ChanceToReach))));
        }

        output.Table(
            [CliTexts.Get("forecast.category"), CliTexts.Get("forecast.column.amount"), CliTexts.Get("forecast.column.cumulative"), CliTexts.Get("forecast.column.deals")],
            report.Categories.Select(c => (IReadOnlyList<string>)[c.Category, Figure(c.Single.Won + c.Single.Open), Figure(c.Cumulative.Won + c.Cumulative.Open), $"{c.Single.WonCount + c.Single.OpenCount}"]),
            1, 2, 3);
        ShowGroups(report, nameOf);
        ShowDeals(report);
        if (report.WhatIf is { } supposed)
        {
            output.Title(CliTexts.Get("forecast.what-if", ("suppositions", string.Join(CliTexts.Get("clause.separator"), supposed.Suppositions))));
            output.Step(CliTexts.Get("forecast.range"), CliTexts.Get(
                "forecast.range.text", ("p10", Figure(supposed.After.P10)), ("p50", Figure(supposed.After.P50)), ("p90", Figure(supposed.After.P90)), ("mean", Figure(supposed.After.Mean)), ("deals", supposed.After.Deals)));
            output.Detail(CliTexts.Get("forecast.what-if.difference", ("mean", Signed(supposed.MeanDifference)), ("chance", Output.Percent(supposed.ChanceDifference))));
        }

        foreach ((string text, int count) in new[]
        {
            (CliTexts.Get("forecast.without-amount", ("count", report.WithoutAmount)), report.WithoutAmount),
            (CliTexts.Get("forecast.without-date", ("count", report.WithoutDate)), report.WithoutDate),
            (CliTexts.Get("forecast.omitted", ("count", report.Omitted.OpenCount)), report.Omitted.OpenCount),
        })
        {
            if (count > 0)
            {
                output.Warning(text);
            }
        }
    }

    /// <summary>How people know a group by its key.</summary>
    private async Task<Func<string, string>> NamesAsync(PipelineCatalog pipelines, CancellationToken cancellationToken)
    {
        if (question.By.Name == ForecastGrouping.Account.Name)
        {
            Dictionary<AccountId, string> accounts = await database.AccountNamesAsync(cancellationToken).ConfigureAwait(false);
            Dictionary<string, string> names = accounts.ToDictionary(a => a.Key.ToString(), a => a.Value);
            return key => names.GetValueOrDefault(key, key);
        }

        return question.By.Name == ForecastGrouping.Stage.Name ? key => pipelines.NameOf(key).In() : static key => key;
    }

    private void ShowGroups(ForecastReport report, Func<string, string> nameOf) => output.Table(
        [DomainWords.Of(question.By), CliTexts.Get("forecast.column.won"), CliTexts.Get("forecast.column.weighted"), CliTexts.Get("forecast.column.expected"), CliTexts.Get("forecast.column.open"), CliTexts.Get("forecast.quota"), CliTexts.Get("forecast.column.attainment"), CliTexts.Get("forecast.column.gap"), CliTexts.Get("forecast.column.coverage")],
        report.Groups.OrderByDescending(g => g.Line.Expected).Select(g => (IReadOnlyList<string>)
        [
            g.Key is null ? "-" : nameOf(g.Key), Figure(g.Line.Won), Figure(g.Line.Weighted), Figure(g.Line.Expected), Figure(g.Line.Open), Figure(g.Quota), Output.Percent(g.Attainment), Figure(g.Gap), g.Coverage?.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture) ?? "-",
        ]),
        1, 2, 3, 4, 5, 6, 7, 8);

    private void ShowDeals(ForecastReport report)
    {
        if (report.Matter.Count > 0)
        {
            output.Line(report.Quota is null ? CliTexts.Get("forecast.matter.median") : CliTexts.Get("forecast.matter"));
            output.Table(
                [CliTexts.Get("score.column.deal"), CliTexts.Get("forecast.column.amount"), CliTexts.Get("score.column.chance"), CliTexts.Get("forecast.column.if-won"), CliTexts.Get("forecast.column.if-lost"), CliTexts.Get("forecast.column.if-slipped")],
                report.Matter.Select(m => (IReadOnlyList<string>)[m.Name, Figure(m.Amount), Output.Percent(m.Chance), Output.Percent(m.IfWon), Output.Percent(m.IfLost), Output.Percent(m.IfSlipped)]),
                1, 2, 3, 4, 5);
        }
    }

    private static string Figure(decimal? amount) => amount?.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture) ?? "-";

    private static string Signed(decimal amount) => amount.ToString("+#,0;-#,0;0", System.Globalization.CultureInfo.InvariantCulture);
}
