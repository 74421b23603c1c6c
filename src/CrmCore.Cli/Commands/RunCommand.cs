using System.CommandLine;
using CrmCore.Cli.Engine;
using CrmCore.Cli.Pipelines;
using CrmCore.Cli.Qualifying;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Qualification;

namespace CrmCore.Cli.Commands;

/// <summary><c>crmcore run</c>.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        Option<DatabasePlace> database = SharedOptions.ExistingDatabase();
        Option<string?> pipeline = SharedOptions.Pipeline(CliTexts.Get("option.pipeline.into"));
        Option<string> policy = SharedOptions.Policy();
        Option<DateTimeOffset?> asOf = SharedOptions.AsOf();
        Option<bool> json = SharedOptions.Json();
        Command command = new(
            "run",
            CliTexts.Get("run.about") + "\ncrmcore run --db crm.db\ncrmcore run --db crm.db --policy bant --pipeline pipeline.json")
        {
            database, pipeline, policy, asOf, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            DatabasePlace file = parsed.GetRequiredValue(database);
            if (!SharedOptions.Exists(file) || QualificationPolicyFile.Read(parsed.GetRequiredValue(policy)) is not { } rules)
            {
                return ExitCodes.Failure;
            }

            using CrmDatabase crm = CrmDatabase.Open(file.FullName);
            Output output = new(parsed.GetValue(json));
            PipelineChoice? choice = await PipelineChoice.ForNewDealsAsync(crm, parsed.GetValue(pipeline), cancellationToken).ConfigureAwait(false);
            if (choice is null || !await choice.StartHereAsync(crm, isDryRun: false, dealsNameTheirs: false, output, cancellationToken).ConfigureAwait(false))
            {
                return ExitCodes.Failure;
            }

            TimeProvider clock = parsed.GetValue(asOf) is { } at ? new FixedClock(at) : TimeProvider.System;
            IReadOnlyList<OpportunitySnapshot> deals = await RunAsync(crm, file.Name, choice.Catalog, rules, clock, output, cancellationToken).ConfigureAwait(false);
            choice.Before(deals).TellMissing(output);
            return ExitCodes.Success;
        });
        return command;
    }

    /// <summary>Runs a pass and tells of it; returns the deals that there are afterwards.</summary>
    private static async Task<IReadOnlyList<OpportunitySnapshot>> RunAsync(
        CrmDatabase database, string name, PipelineCatalog pipelines, QualificationPolicy policy, TimeProvider clock, Output output, CancellationToken cancellationToken)
    {
        Currency currency = await database.CurrencyAsync(cancellationToken).ConfigureAwait(false);
        EnginePass pass = new(database, pipelines, policy, currency, clock);
        PassResult result = await output.ProgressAsync(
            CliTexts.Get("run.progress", ("file", name)),
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
        Tell(output, result, pass);
        output.Json(result, EngineJson.Default.PassResult);
        return pass.Deals;
    }

    private static void Tell(Output output, PassResult result, EnginePass pass)
    {
        output.Step(CliTexts.Get("step.duplicates"), CliTexts.Get(
            "result.duplicates",
            ("groups", CliTexts.Count("groups", result.DuplicateGroups)),
            ("later", CliTexts.Count("entries.later", result.DuplicateLeads)),
            ("leads", CliTexts.Count("leads", result.Leads))));
        output.Step(CliTexts.Get("step.qualified"), CliTexts.Get(
            "result.qualified", ("qualified", result.Qualified), ("leads", CliTexts.Count("leads.open", result.OpenLeads))));
        foreach ((string code, int count) in result.Findings.OrderByDescending(f => f.Value))
        {
            output.Detail(count, pass.TextOfFinding(code).In());
        }

        output.Step(CliTexts.Get("step.converted"), CliTexts.Get(
            "result.converted", ("converted", result.Conversion.Converted), ("linked", result.Conversion.Linked)));
        foreach ((string code, int count) in result.Conversion.Refused)
        {
            output.Detail(count, CliTexts.Get("run.refused", ("why", pass.ExampleOf(code).Describe())));
        }

        output.Step(CliTexts.Get("step.win-rate"), CliTexts.Get(
            "result.win-rate",
            ("rate", Output.Percent(result.WinRate.Value)),
            ("won", result.WinRate.Won),
            ("lost", result.WinRate.Lost),
            ("opportunities", CliTexts.Count("opportunities", result.Opportunities))));
        output.Step(CliTexts.Get("step.probability"), result.Evidence > 0
            ? CliTexts.Get("result.probability.historical", ("deals", CliTexts.Count("deals.closed", result.Evidence)))
            : CliTexts.Get("result.probability.defaults"));
        pass.Rates!.Tell(output);
        output.Step(CliTexts.Get("step.forecast"), ForecastText.Of(result.Forecast));
    }
}
