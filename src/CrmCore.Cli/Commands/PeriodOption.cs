using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CrmCore.Cli.Terminal;
using CrmCore.Forecasting;

namespace CrmCore.Cli.Commands;

/// <summary>The option <c>--period</c>: a year, a quarter, a month, or two days.</summary>
internal static class PeriodOption
{
    public static Option<ForecastPeriod?> Create() => new("--period")
    {
        Description = CliTexts.Get("option.period"),
        HelpName = "2026-Q1",
        CustomParser = static result => Read(result),
    };

    /// <summary>The period of a text; null where it is none.</summary>
    public static ForecastPeriod? Parse(string text)
    {
        string[] ends = text.Split("..");
        if (ends.Length == 2 && Day(ends[0]) is { } first && Day(ends[1]) is { } last && first <= last)
        {
            return new(first, last);
        }

        return text.Length switch
        {
            4 when Day(text + "-01-01") is { } january => new(january, january.AddYears(1).AddDays(-1)),
            7 when text[4..6] == "-Q" && text[6] is >= '1' and <= '4' && Day(text[..4] + "-01-01") is { } january => ForecastPeriod.QuarterOf(january.AddMonths(3 * (text[6] - '1'))),
            7 when Day(text + "-01") is { } month => ForecastPeriod.MonthOf(month),
            _ => null,
        };
    }

    private static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) && day.Year < 9999 ? day : null;

    private static ForecastPeriod? Read(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (Parse(text) is { } period)
        {
            return period;
        }

        result.AddError(CliTexts.Get("option.period.bad", ("text", text)));
        return null;
    }
}
