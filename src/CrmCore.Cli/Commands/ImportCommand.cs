using System.CommandLine;
using CrmCore.Cli.Csv;
using CrmCore.Cli.Import;
using CrmCore.Cli.Pipelines;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Leads;
using CrmCore.Matching;
using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Cli.Commands;

/// <summary><c>crmcore import leads|opportunities FILE</c>.</summary>
internal static class ImportCommand
{
    public static Command Create() => new("import", CliTexts.Get("import.about"))
    {
        Kind("leads", CliTexts.Get("import.leads.about") + "\ncrmcore import leads leads.csv --duplicates block --db crm.db", LeadsAsync),
        Kind("opportunities", CliTexts.Get("import.opportunities.about") + "\ncrmcore import opportunities deals.csv --db crm.db --currency EUR --pipeline pipeline.json", OpportunitiesAsync),
        ImportHistoryCommand.Create(),
    };

    private static Command Kind(string name, string description, Func<ImportOptions, CrmDatabase, CancellationToken, Task<int>> run)
    {
        Argument<string> file = new("FILE") { Description = CliTexts.Get("import.argument.file") };
        Option<string?> map = new("--map") { Description = CliTexts.Get("import.option.map"), HelpName = "MAP.json" };
        Option<bool> suggest = new("--suggest-map") { Description = CliTexts.Get("import.option.suggest-map") };
        Option<DatabasePlace> database = SharedOptions.Database();
        Option<bool> dryRun = new("--dry-run") { Description = CliTexts.Get("import.option.dry-run") };
        Option<bool> json = SharedOptions.Json();
        Option<string?> source = new("--source") { Description = CliTexts.Get("import.option.source"), HelpName = "NAME" };
        Option<string> currency = new("--currency") { Description = CliTexts.Get("import.option.currency"), DefaultValueFactory = static _ => "EUR", HelpName = "CODE" };
        Option<string> duplicates = ChoiceOption.Of("--duplicates", CliTexts.Get("import.option.duplicates"), "allow", "allow", "warn", "block", "merge");
        Option<string?> pipeline = SharedOptions.Pipeline(CliTexts.Get("import.option.pipeline"));
        Option<DateTimeOffset?> asOf = SharedOptions.AsOf();
        Command command = new(name, description) { file, map, suggest, database, dryRun, source, asOf, json };
        if (name == "opportunities")
        {
            command.Add(currency);
            command.Add(pipeline);
        }
        else
        {
            command.Add(duplicates);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            ImportOptions options = new(
                parsed.GetRequiredValue(file),
                parsed.GetValue(map),
                parsed.GetValue(suggest),
                parsed.GetRequiredValue(database).FullName,
                parsed.GetValue(dryRun),
                parsed.GetValue(source),
                name == "opportunities" ? parsed.GetRequiredValue(currency) : "EUR",
                parsed.GetValue(asOf) is { } at ? new FixedClock(at) : TimeProvider.System,
                new Output(parsed.GetValue(json)))
            {
                Duplicates = name == "leads" ? Enum.Parse<DuplicateAction>(parsed.GetRequiredValue(duplicates), ignoreCase: true) : DuplicateAction.Allow,
                Pipeline = name == "opportunities" ? parsed.GetValue(pipeline) : null,
            };
            using CrmDatabase crm = CrmDatabase.OpenFor(options);
            return await run(options, crm, cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    /// <summary>Imports leads into an open database.</summary>
    public static async Task<int> LeadsAsync(ImportOptions options, CrmDatabase database, CancellationToken cancellationToken)
    {
        if (!ImportPlan.TryOpen(options, ImportTarget.Leads, out ImportPlan? plan, out int exitCode))
        {
            return exitCode;
        }

        CsvImport<LeadRecord> rows = CsvImport.Leads(plan.File, plan.Rows);
        LeadShape shape = new(options.SystemOf(plan.File), "default", options.Clock);
        DuplicateScreening? screening = options.Duplicates == DuplicateAction.Allow
            ? null
            : await DuplicateScreening.OpenAsync(options.Duplicates, database.Leads, database.Units, options.Clock, cancellationToken).ConfigureAwait(false);
        Importer<LeadRecord, Lead, LeadId> importer = new(plan.File, plan.Rows, rows, shape, database.Units, unit => unit.Leads, screening);
        return await ImportRun.RunAsync(options, plan, rows.Notes, shape.NameOf, async (report, progress) =>
            await importer.RunAsync(options.IsDryRun, static _ => { }, report, progress, cancellationToken).ConfigureAwait(false) with
            {
                Duplicates = screening?.Counts,
            }).ConfigureAwait(false);
    }

    /// <summary>Imports opportunities into an open database.</summary>
    public static async Task<int> OpportunitiesAsync(ImportOptions options, CrmDatabase database, CancellationToken cancellationToken)
    {
        if (!Currency.TryParse(options.Currency, out Currency currency))
        {
            Output.Error(CliTexts.Get("import.currency.bad", ("code", options.Currency)));
            return ExitCodes.Failure;
        }

        PipelineChoice? choice = await PipelineChoice.ForNewDealsAsync(database, options.Pipeline, cancellationToken).ConfigureAwait(false);
        if (choice is null)
        {
            return ExitCodes.Failure;
        }

        if (!ImportPlan.TryOpen(options, ImportTarget.Opportunities([.. choice.Catalog.Current().Select(TargetOf)]), out ImportPlan? plan, out int exitCode))
        {
            return exitCode;
        }

        bool namesPipelines = plan.Rows.Has(Fields.Pipeline);
        if (!await choice.StartHereAsync(database, options.IsDryRun, namesPipelines, options.Output, cancellationToken).ConfigureAwait(false))
        {
            return ExitCodes.Failure;
        }

        CustomerBook customers = new(options.Clock);
        await customers.LoadAsync(database.Customers, cancellationToken).ConfigureAwait(false);
        CsvImport<OpportunityRecord> rows = CsvImport.Opportunities(plan.File, plan.Rows);
        if (!plan.Rows.Has(Fields.Currency) && plan.Rows.Has(Fields.Amount))
        {
            options.Output.Line(CliTexts.Get("import.currency.assumed", ("currency", currency)));
        }

        OpportunityShape shape = new(options.SystemOf(plan.File), choice.Catalog, namesPipelines, currency, customers, options.Clock);
        Importer<OpportunityRecord, Opportunity, OpportunityId> importer = new(plan.File, plan.Rows, rows, shape, database.Units, unit => unit.Opportunities);
        return await ImportRun.RunAsync(options, plan, rows.Notes, shape.NameOf, (report, progress) =>
            importer.RunAsync(options.IsDryRun, customers.Stage, report, progress, cancellationToken)).ConfigureAwait(false);
    }

    private static TargetPipeline TargetOf(Pipeline pipeline) =>
        new(pipeline.Key, [.. pipeline.Name.Texts.Values], [.. pipeline.Stages.Select(s => new PipelineStage(s.Key, s.Kind, [.. s.Name.Texts.Values]))]);
}
