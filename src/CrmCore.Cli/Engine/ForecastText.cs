using CrmCore.Cli.Terminal;
using CrmCore.Forecasting;

namespace CrmCore.Cli.Engine;

/// <summary>A forecast in one line.</summary>
internal static class ForecastText
{
    public static string Of(Forecast forecast) => CliTexts.Get(
        "result.forecast",
        ("period", forecast.Period),
        ("won", Output.Money(forecast.Total.Won)),
        ("weighted", Output.Money(forecast.Total.Weighted)),
        ("expected", Output.Money(forecast.Total.Expected)));
}
