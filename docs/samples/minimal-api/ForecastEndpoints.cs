using CrmCore;
using CrmCore.Forecasting;
using CrmCore.Opportunities;
using CrmCore.Probabilities;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MinimalApi;

public sealed record ForecastView(string Period, string Currency, decimal Won, decimal Weighted, decimal Expected, int OpenDeals, IReadOnlyDictionary<string, decimal> ExpectedByOwner);

/// <summary>What a period will bring.</summary>
public static class ForecastEndpoints
{
    private static readonly LocalizedText WrongQuestion = new("Write a period such as 2026, 2026-Q1 or 2026-03, and a currency such as EUR.", "请填写期间（例如 2026、2026-Q1、2026-03）和货币（例如 CNY）。");

    public static void MapForecast(this IEndpointRouteBuilder app) =>
        app.MapGet("/forecast", ForecastAsync).WithTags("Forecast").ProducesProblem(StatusCodes.Status409Conflict);

    // docs:begin api-forecast
    private static async Task<Results<Ok<ForecastView>, ValidationProblem, ProblemHttpResult>> ForecastAsync(
        string period, string currency, IOpportunityReader deals, IWinProbabilityCalculator calculator, TimeProvider clock, CancellationToken token)
    {
        if (!FiscalCalendar.Gregorian.TryParse(period, out ForecastPeriod days) | !Currency.TryParse(currency, out Currency money))
        {
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["query"] = [WrongQuestion.In()] });
        }

        ForecastPlan plan = new(money, days) { At = clock.GetUtcNow() };
        ForecastResult result = await Forecast.ForAsync(plan, deals.ReadOpportunitiesAsync(cancellationToken: token), calculator, token);
        if (!result.Succeeded)
        {
            return Problems.Refused(result);   // an exchange rate is missing: every one of them is listed
        }

        Forecast forecast = result.Forecasts[0];
        ForecastLine total = forecast.Total;
        return TypedResults.Ok(new ForecastView(
            FiscalCalendar.Gregorian.NameOf(days), currency, total.Won.Amount, total.Weighted.Amount, total.Expected.Amount, total.OpenCount,
            forecast.ByOwner.ToDictionary(o => o.Key.Value, o => o.Value.Expected.Amount)));
    }
    // docs:end api-forecast
}
