using System.CommandLine;
using CrmCore.Cli.Forecasts;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Forecasting;

namespace CrmCore.Cli.Commands;

/// <summary><c>crmcore forecast</c> and <c>crmcore forecast replay</c>.</summary>
internal static class ForecastCommand
{
    public static Command Create()
    {
        Option<DatabasePlace> database = SharedOptions.ExistingDatabase();
        Option<string?> period = new("--period") { Description = CliTexts.Get("forecast.option.period"), HelpName = "PERIOD" };
        Option<string> by = GroupingOption.Create();
        Option<FileInfo?> quota = new("--quota") { Description = CliTexts.Get("forecast.option.quota"), HelpName = "FILE" };
        Option<string[]> whatIf = new("--what-if") { Description = CliTexts.Get("forecast.option.what-if"), HelpName = "SUPPOSITION" };
        Option<double> correlation = new("--correlation") { Description = CliTexts.Get("forecast.option.correlation"), HelpName = "0..0.95" };
        Option<int> yearStart = YearStart();
        Option<DateTimeOffset?> asOf = SharedOptions.AsOf();
        Option<bool> json = SharedOptions.Json();
        correlation.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and <= 0.95))
            {
                result.AddError(CliTexts.Get("forecast.option.correlation.bad"));
            }
        });
        Command command = new(
            "forecast",
            CliTexts.Get("forecast.about") + "\ncrmcore forecast --db crm.db --period 2027-Q1 --by owner --quota quotas.csv\ncrmcore forecast --db crm.db --what-if win-rate:+5 --what-if hire:1")
        {
            database, period, by, quota, whatIf, correlation, yearStart, asOf, json, Replay(),
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            DatabasePlace file = parsed.GetRequiredValue(database);
            if (!SharedOptions.Exists(file))
            {
                return ExitCodes.Failure;
            }

            FiscalCalendar calendar = FiscalCalendar.StartingIn(parsed.GetValue(yearStart));
            DateTimeOffset at = parsed.GetValue(asOf) ?? TimeProvider.System.GetUtcNow();
            ForecastPeriod days = calendar.Of(DateOnly.FromDateTime(at.UtcDateTime), PeriodKind.Quarter);
            if (parsed.GetValue(period) is { } text && !calendar.TryParse(text, out days))
            {
                Output.Error(CliTexts.Get("forecast.option.period.bad", ("text", text)));
                return ExitCodes.Failure;
            }

            using CrmDatabase crm = CrmDatabase.Open(file.FullName);
            ForecastQuestion question = new(calendar, days, GroupingOption.Parse(parsed.GetRequiredValue(by))!, parsed.GetValue(quota), parsed.GetValue(whatIf) ?? [], parsed.GetValue(correlation), at);
            return await new ForecastRun(crm, question, new Output(parsed.GetValue(json))).RunAsync(cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private static Command Replay()
    {
        Option<DatabasePlace> database = SharedOptions.ExistingDatabase();
        Option<int> quarters = new("--quarters") { Description = CliTexts.Get("forecast.option.quarters"), HelpName = "N", DefaultValueFactory = static _ => 4 };
        Option<bool> expected = new("--expected") { Description = CliTexts.Get("forecast.option.expected") };
        Option<int> yearStart = YearStart();
        Option<DateTimeOffset?> asOf = SharedOptions.AsOf();
        Option<bool> json = SharedOptions.Json();
        quarters.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is not (>= 1 and <= 40))
            {
                result.AddError(CliTexts.Get("forecast.option.quarters.bad"));
            }
        });
        Command command = new("replay", CliTexts.Get("forecast.replay.about") + "\ncrmcore forecast replay --db crm.db --quarters 4")
        {
            database, quarters, expected, yearStart, asOf, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            DatabasePlace file = parsed.GetRequiredValue(database);
            if (!SharedOptions.Exists(file))
            {
                return ExitCodes.Failure;
            }

            using CrmDatabase crm = CrmDatabase.Open(file.FullName);
            ReplayRun run = new(crm, FiscalCalendar.StartingIn(parsed.GetValue(yearStart)), parsed.GetValue(asOf) ?? TimeProvider.System.GetUtcNow(), new Output(parsed.GetValue(json)));
            return await run.RunAsync(parsed.GetValue(quarters), parsed.GetValue(expected), cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private static Option<int> YearStart()
    {
        Option<int> option = new("--year-starts") { Description = CliTexts.Get("forecast.option.year-starts"), HelpName = "MONTH", DefaultValueFactory = static _ => 1 };
        option.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is not (>= 1 and <= 12))
            {
                result.AddError(CliTexts.Get("forecast.option.year-starts.bad"));
            }
        });
        return option;
    }
}
