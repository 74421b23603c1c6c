using System.CommandLine;
using CrmCore.Cli.Converting;
using CrmCore.Cli.Pipelines;
using CrmCore.Cli.Qualifying;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;

namespace CrmCore.Cli.Commands;

/// <summary><c>crmcore convert</c> and <c>crmcore revert</c>.</summary>
internal static class ConvertCommand
{
    public static Command Create()
    {
        Option<DatabasePlace> database = SharedOptions.ExistingDatabase();
        Option<string?> lead = Lead();
        Option<bool> all = new("--all-qualified") { Description = CliTexts.Get("convert.option.all") };
        Option<bool> plan = new("--plan") { Description = CliTexts.Get("convert.option.plan") };
        Option<FileInfo?> policy = new("--policy") { Description = CliTexts.Get("convert.option.policy"), HelpName = "FILE.json" };
        Option<string> qualification = SharedOptions.Qualification();
        Option<string?> pipeline = SharedOptions.Pipeline(CliTexts.Get("convert.option.pipeline"));
        Option<string?> by = new("--by") { Description = CliTexts.Get("convert.option.by"), HelpName = "USER" };
        Option<string?> owner = new("--owner") { Description = CliTexts.Get("convert.option.owner"), HelpName = "USER" };
        Option<string?> reason = new("--override") { Description = CliTexts.Get("convert.option.override"), HelpName = "REASON" };
        Option<string?> key = new("--key") { Description = CliTexts.Get("convert.option.key"), HelpName = "KEY" };
        Option<bool> json = SharedOptions.Json();
        Command command = new("convert", CliTexts.Get("convert.about") + "\ncrmcore convert --all-qualified --plan --db crm.db")
        {
            lead, all, plan, policy, qualification, pipeline, by, owner, reason, key, database, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (!SharedOptions.Exists(parsed.GetRequiredValue(database))
                || ConversionPolicyFile.Read(parsed.GetValue(policy)) is not { } rules
                || QualificationPolicyFile.Read(parsed.GetRequiredValue(qualification)) is not { } standard)
            {
                return ExitCodes.Failure;
            }

            if (parsed.GetValue(lead) is null == !parsed.GetValue(all))
            {
                Output.Error(CliTexts.Get("convert.which"));
                return ExitCodes.Failure;
            }

            ConversionWishes wishes = new(User(parsed.GetValue(by)), User(parsed.GetValue(owner)), parsed.GetValue(reason), parsed.GetValue(key));
            using CrmDatabase crm = CrmDatabase.Open(parsed.GetRequiredValue(database).FullName);
            Output output = new(parsed.GetValue(json));
            PipelineChoice? choice = await PipelineChoice.ForNewDealsAsync(crm, parsed.GetValue(pipeline), cancellationToken).ConfigureAwait(false);
            if (choice is null || !await choice.StartHereAsync(crm, parsed.GetValue(plan), dealsNameTheirs: false, output, cancellationToken).ConfigureAwait(false))
            {
                return ExitCodes.Failure;
            }

            ConversionRun run = await ConversionRun.OpenAsync(crm, rules, standard, choice.Catalog, wishes, output, cancellationToken).ConfigureAwait(false);
            return await run.RunAsync(parsed.GetValue(lead), parsed.GetValue(plan), cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    public static Command CreateRevert()
    {
        Option<DatabasePlace> database = SharedOptions.ExistingDatabase();
        Option<string?> lead = Lead();
        lead.Required = true;
        Option<string> by = new("--by") { Description = CliTexts.Get("revert.option.by"), Required = true, HelpName = "USER" };
        Option<string> reason = new("--reason") { Description = CliTexts.Get("revert.option.reason"), Required = true, HelpName = "TEXT" };
        Option<bool> force = new("--force") { Description = CliTexts.Get("revert.option.force") };
        Option<bool> plan = new("--plan") { Description = CliTexts.Get("convert.option.plan") };
        Option<FileInfo?> policy = new("--policy") { Description = CliTexts.Get("convert.option.policy"), HelpName = "FILE.json" };
        Option<bool> json = SharedOptions.Json();
        Command command = new("revert", CliTexts.Get("revert.about") + "\ncrmcore revert --db crm.db --lead 4711 --by anna --reason \"wrong company\"")
        {
            lead, by, reason, force, plan, policy, database, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (!SharedOptions.Exists(parsed.GetRequiredValue(database)) || ConversionPolicyFile.Read(parsed.GetValue(policy)) is not { } rules)
            {
                return ExitCodes.Failure;
            }

            using CrmDatabase crm = CrmDatabase.Open(parsed.GetRequiredValue(database).FullName);
            RevertRun run = new(crm, rules, new Output(parsed.GetValue(json)));
            return await run.RunAsync(
                parsed.GetRequiredValue(lead)!,
                new(parsed.GetRequiredValue(by)),
                parsed.GetRequiredValue(reason),
                parsed.GetValue(force),
                parsed.GetValue(plan),
                cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private static Option<string?> Lead() => new("--lead") { Description = CliTexts.Get("convert.option.lead"), HelpName = "ID" };

    private static UserId? User(string? name) => string.IsNullOrWhiteSpace(name) ? null : new UserId(name);
}
