using System.CommandLine;
using CrmCore.Cli.Analysis;
using CrmCore.Cli.Pipelines;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Forecasting;
using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Cli.Commands;

/// <summary><c>crmcore velocity</c>.</summary>
internal static class VelocityCommand
{
    public static Command Create()
    {
        Option<DatabasePlace> database = SharedOptions.ExistingDatabase();
        Option<string?> pipeline = SharedOptions.Pipeline(CliTexts.Get("option.pipeline.shown"));
        Option<ForecastPeriod?> period = PeriodOption.Create();
        Option<VelocityCount> count = ChoiceOption.Of<VelocityCount>("--count", CliTexts.Get("velocity.option.count"));
        Option<VelocityBasis> basis = ChoiceOption.Of<VelocityBasis>("--basis", CliTexts.Get("velocity.option.basis"));
        Option<Averaging> value = ChoiceOption.Of<Averaging>("--value", CliTexts.Get("velocity.option.value"));
        Option<Averaging> cycle = ChoiceOption.Of<Averaging>("--cycle", CliTexts.Get("velocity.option.cycle"));
        Option<string?> from = new("--cycle-from") { Description = CliTexts.Get("velocity.option.cycle-from"), HelpName = "STAGE" };
        Option<bool> lost = new("--lost-cycles") { Description = CliTexts.Get("velocity.option.lost-cycles") };
        Option<int> more = new("--more") { Description = CliTexts.Get("velocity.option.more"), DefaultValueFactory = static _ => 10, HelpName = "PERCENT" };
        more.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 99)
            {
                result.AddError(CliTexts.Get("velocity.more.bad"));
            }
        });
        Option<WinLossDimension> by = ChoiceOption.Of<WinLossDimension>("--by", CliTexts.Get("velocity.option.by"));
        Option<DateTimeOffset?> asOf = SharedOptions.AsOf();
        Option<bool> json = SharedOptions.Json();
        Command command = new("velocity", CliTexts.Get("velocity.about") + "\ncrmcore velocity --db crm.db --period 2026-Q1 --by owner") { database, pipeline, period, count, basis, value, cycle, from, lost, more, by, asOf, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            DatabasePlace file = parsed.GetRequiredValue(database);
            if (!SharedOptions.Exists(file))
            {
                return ExitCodes.Failure;
            }

            using CrmDatabase crm = CrmDatabase.Open(file.FullName);
            List<OpportunitySnapshot> all = await crm.Opportunities.ReadOpportunitiesAsync(null, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
            PipelineChoice? choice = (await PipelineChoice.OfAsync(crm, all.ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false)).With(parsed.GetValue(pipeline));
            if (choice is null)
            {
                return ExitCodes.Failure;
            }

            if (parsed.GetValue(from) is { } stage && choice.Pipeline.Find(stage) is null)
            {
                Output.Error(CliTexts.Get("velocity.stage.bad", ("stage", stage), ("stages", string.Join(", ", choice.Pipeline.OfKind(StageKind.Open)))));
                return ExitCodes.Failure;
            }

            VelocityDefinition definition = new()
            {
                Period = parsed.GetValue(period),
                Count = parsed.GetValue(count),
                Basis = parsed.GetValue(basis),
                Value = parsed.GetValue(value),
                Cycle = parsed.GetValue(cycle),
                CycleFrom = parsed.GetValue(from),
                CountsLostCycles = parsed.GetValue(lost),
            };
            OpportunitySnapshot[] deals = [.. all.Where(d => d.Pipeline.Key == choice.Pipeline.Key)];
            Currency currency = await crm.CurrencyAsync(cancellationToken).ConfigureAwait(false);
            DateTimeOffset at = parsed.GetValue(asOf) ?? TimeProvider.System.GetLocalNow();
            Velocity velocity = Velocity.Of(deals, currency, at, definition);
            WinLossAnalysis analysis = WinLossAnalysis.Of(deals, currency, at, definition.Period);
            double share = parsed.GetValue(more) / 100.0;
            Output output = new(parsed.GetValue(json));
            choice.TellShown(output);
            choice.TellMissing(output);
            VelocityText.Write(output, velocity, definition, share);
            VelocityText.Write(output, parsed.GetValue(by), analysis, choice.Catalog);
            output.Json(VelocityResult.Of(at, choice.Pipeline.Key, definition, currency, velocity, share, parsed.GetValue(by), analysis), AnalysisJson.Default.VelocityResult);
            return ExitCodes.Success;
        });
        return command;
    }
}
