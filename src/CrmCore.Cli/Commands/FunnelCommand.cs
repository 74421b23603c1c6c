using System.CommandLine;
using CrmCore.Cli.Analysis;
using CrmCore.Cli.Pipelines;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Forecasting;
using CrmCore.Leads;
using CrmCore.Opportunities;

namespace CrmCore.Cli.Commands;

/// <summary><c>crmcore funnel</c>.</summary>
internal static class FunnelCommand
{
    public static Command Create()
    {
        Option<DatabasePlace> database = SharedOptions.ExistingDatabase();
        Option<string?> pipeline = SharedOptions.Pipeline(CliTexts.Get("option.pipeline.shown"));
        Option<ForecastPeriod?> period = PeriodOption.Create();
        Option<FunnelBasis> basis = ChoiceOption.Of<FunnelBasis>("--basis", CliTexts.Get("funnel.option.basis"));
        Option<LeadDimension> by = ChoiceOption.Of<LeadDimension>("--leads-by", CliTexts.Get("funnel.option.leads-by"));
        Option<DateTimeOffset?> asOf = SharedOptions.AsOf();
        Option<bool> json = SharedOptions.Json();
        Command command = new("funnel", CliTexts.Get("funnel.about") + "\ncrmcore funnel --db crm.db --period 2026-Q1") { database, pipeline, period, basis, by, asOf, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            DatabasePlace file = parsed.GetRequiredValue(database);
            if (!SharedOptions.Exists(file))
            {
                return ExitCodes.Failure;
            }

            using CrmDatabase crm = CrmDatabase.Open(file.FullName);
            List<OpportunitySnapshot> deals = await crm.Opportunities.ReadOpportunitiesAsync(null, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
            PipelineChoice? choice = (await PipelineChoice.OfAsync(crm, deals.ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false)).With(parsed.GetValue(pipeline));
            if (choice is null)
            {
                return ExitCodes.Failure;
            }

            List<LeadSnapshot> captured = await crm.Leads.ReadLeadsAsync(null, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
            DateTimeOffset at = parsed.GetValue(asOf) ?? TimeProvider.System.GetLocalNow();
            Funnel funnel = Funnel.Of(deals, choice.Pipeline, at, parsed.GetValue(basis), parsed.GetValue(period));
            LeadConversionAnalysis leads = LeadConversionAnalysis.Of(captured, at, parsed.GetValue(period));
            LeadDimension dimension = parsed.GetValue(by);
            Output output = new(parsed.GetValue(json));
            choice.TellShown(output);
            choice.TellMissing(output);
            FunnelText.Write(output, funnel, dimension, leads);
            output.Json(FunnelResult.Of(funnel, choice.Pipeline.Key, at, dimension, leads.By(dimension)), AnalysisJson.Default.FunnelResult);
            return ExitCodes.Success;
        });
        return command;
    }
}
