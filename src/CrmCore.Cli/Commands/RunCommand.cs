using System.CommandLine;
using System.Globalization;
using CrmCore.Cli.Engine;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Pipelines;
using CrmCore.Qualification;

namespace CrmCore.Cli.Commands;

/// <summary><c>crmcore run</c>.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        Option<FileInfo> database = SharedOptions.Database();
        Option<DateTimeOffset?> asOf = SharedOptions.AsOf();
        Option<bool> json = SharedOptions.Json();
        Command command = new(
            "run",
            "One pass over what is stored: duplicates, qualification, conversion of what qualifies, probability, forecast. Safe to repeat.\nExample: crmcore run --db crm.db")
        {
            database, asOf, json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(database), parsed.GetValue(asOf) is { } at ? new FixedClock(at) : TimeProvider.System, new Output(parsed.GetValue(json)), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo file, TimeProvider clock, Output output, CancellationToken cancellationToken)
    {
        if (!file.Exists)
        {
            Output.Error($"{file}: no such database. Import something first: crmcore import leads leads.csv --db {file.Name}");
            return ExitCodes.Failure;
        }

        using CrmDatabase database = CrmDatabase.Open(file.FullName);
        Currency currency = await database.CurrencyAsync(cancellationToken).ConfigureAwait(false);
        EnginePass pass = new(database, new PipelineCatalog(ReadyPipelines.SolutionSale), ReadyPolicies.Default, currency, clock);
        PassResult result = await output.ProgressAsync(
            "Running",
            progress => pass.RunAsync(
                (what, share) =>
                {
                    progress(share);
                    if (!output.IsInteractive)
                    {
                        output.Line("  " + what);
                    }
                },
                cancellationToken)).ConfigureAwait(false);
        Tell(output, result);
        output.Json(result, EngineJson.Default.PassResult);
        return ExitCodes.Success;
    }

    private static void Tell(Output output, PassResult result)
    {
        output.Step("Duplicates", $"{Output.Plural(result.DuplicateGroups, "group")} with {Output.Plural(result.DuplicateLeads, "later entry", "later entries")} among {Output.Plural(result.Leads, "lead")}");
        output.Step("Qualified", $"{result.Qualified:#,0} of {Output.Plural(result.OpenLeads, "open lead")}");
        foreach ((string code, int count) in result.Findings.OrderByDescending(f => f.Value))
        {
            output.Detail($"{count,8:#,0}  {code}");
        }

        output.Step("Converted", $"{result.Conversion.Converted:#,0}, {result.Conversion.Linked:#,0} of them to an account that was known");
        foreach ((string code, int count) in result.Conversion.Refused)
        {
            output.Detail($"{count,8:#,0}  refused: {code}");
        }

        output.Step("Win rate", string.Create(CultureInfo.InvariantCulture, $"{Output.Percent(result.WinRate.Value)} ({result.WinRate.Won:#,0} won, {result.WinRate.Lost:#,0} lost) of {Output.Plural(result.Opportunities, "opportunity", "opportunities")}"));
        output.Step("Probability", result.Evidence > 0 ? $"{result.Calculator}, from {Output.Plural(result.Evidence, "closed deal")}" : $"{result.Calculator}: not enough closed deals for estimates of your own");
        output.Step("Forecast", $"{result.Forecast.Period}: {Output.Money(result.Forecast.Total.Won)} won + {Output.Money(result.Forecast.Total.Weighted)} weighted = {Output.Money(result.Forecast.Total.Expected)}");
    }
}
