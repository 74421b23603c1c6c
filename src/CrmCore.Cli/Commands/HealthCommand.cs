using System.CommandLine;
using CrmCore.Cli.Analysis;
using CrmCore.Cli.Pipelines;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Health;
using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Cli.Commands;

/// <summary><c>crmcore health</c>.</summary>
internal static class HealthCommand
{
    public static Command Create()
    {
        Option<DatabasePlace> database = SharedOptions.ExistingDatabase();
        Option<string?> owner = new("--owner") { Description = CliTexts.Get("health.option.owner"), HelpName = "USER" };
        Option<FileInfo?> definition = new("--policy") { Description = CliTexts.Get("health.option.policy"), HelpName = "FILE.json" };
        Option<int> top = new("--top") { Description = CliTexts.Get("health.option.top"), DefaultValueFactory = static _ => 5, HelpName = "N" };
        Option<DateTimeOffset?> asOf = SharedOptions.AsOf();
        Option<bool> json = SharedOptions.Json();
        Command command = new("health", CliTexts.Get("health.about") + "\ncrmcore health --db crm.db --owner anna") { database, owner, definition, top, asOf, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            DatabasePlace file = parsed.GetRequiredValue(database);
            if (!SharedOptions.Exists(file) || Read(parsed.GetValue(definition)) is not { } policy)
            {
                return ExitCodes.Failure;
            }

            using CrmDatabase crm = CrmDatabase.Open(file.FullName);
            OpportunityQuery query = new() { Kinds = new HashSet<StageKind> { StageKind.Open }, Owner = parsed.GetValue(owner) is { } user ? new UserId(user) : null };
            List<OpportunitySnapshot> deals = await crm.Opportunities.ReadOpportunitiesAsync(query, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
            Dictionary<AccountId, string> accounts = await crm.AccountNamesAsync(cancellationToken).ConfigureAwait(false);
            DateTimeOffset at = parsed.GetValue(asOf) ?? TimeProvider.System.GetLocalNow();
            PipelineChoice choice = await PipelineChoice.OfAsync(crm, deals.ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false);
            HealthList list = HealthList.Of(deals, choice.Catalog, policy, at);
            Output output = new(parsed.GetValue(json));
            choice.TellMissing(output);
            HealthText.Write(output, list, policy, choice.Catalog, accounts.GetValueOrDefault, Math.Max(1, parsed.GetValue(top)), at);
            output.Json(HealthResult.Of(list, policy, at, accounts.GetValueOrDefault), AnalysisJson.Default.HealthResult);
            return ExitCodes.Success;
        });
        return command;
    }

    /// <summary>The policy of a file, the ready one without a file; null where the file is wrong, and then that has been said.</summary>
    private static HealthPolicy? Read(FileInfo? file)
    {
        if (file is null)
        {
            return HealthPolicy.Default;
        }

        try
        {
            return HealthPolicy.FromJson(File.ReadAllText(file.FullName));
        }
        catch (DefinitionException wrong)
        {
            foreach (Defect defect in wrong.Defects)
            {
                Output.Error($"{file}: {defect}");
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Output.Error(Failures.OfFile(failure, file.ToString()));
        }

        return null;
    }
}
