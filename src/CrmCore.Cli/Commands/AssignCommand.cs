using System.CommandLine;
using System.Globalization;
using CrmCore.Assignment;
using CrmCore.Cli.Assigning;
using CrmCore.Cli.Pools;
using CrmCore.Cli.Qualifying;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Matching;
using CrmCore.Pools;

namespace CrmCore.Cli.Commands;

/// <summary><c>crmcore assign</c>.</summary>
internal static class AssignCommand
{
    private const string Allow = "allow";

    public static Command Create()
    {
        Option<DatabasePlace> database = SharedOptions.ExistingDatabase();
        Option<FileInfo> rules = new("--rules") { Description = CliTexts.Get("assign.option.rules"), Required = true, HelpName = "RULES.json" };
        Option<FileInfo?> pools = SharedOptions.Pools();
        Option<string?> poolKey = SharedOptions.Pool();
        Option<DateTimeOffset?> asOf = SharedOptions.AsOf();
        Option<bool> preview = new("--preview") { Description = CliTexts.Get("assign.option.preview") };
        Option<long> seed = new("--seed") { Description = CliTexts.Get("assign.option.seed"), HelpName = "N" };
        Option<string> qualification = SharedOptions.Qualification();
        Option<string[]> capacities = new("--capacity") { Description = CliTexts.Get("assign.option.capacity"), HelpName = "USER=N" };
        Option<string> duplicates = new("--duplicates") { Description = CliTexts.Get("assign.option.duplicates"), DefaultValueFactory = static _ => NameOf(MatchClass.Likely), HelpName = "CLASS" };
        duplicates.Accept(NameOf(MatchClass.Likely), NameOf(MatchClass.Same), Allow);
        Option<bool> explain = new("--explain") { Description = CliTexts.Get("assign.option.explain") };
        Option<bool> json = SharedOptions.Json();
        Command command = new("assign", CliTexts.Get("assign.about") + "\ncrmcore assign --db crm.db --rules rules.json --preview --explain")
        {
            database, rules, qualification, pools, poolKey, asOf, preview, seed, capacities, duplicates, explain, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            DatabasePlace file = parsed.GetRequiredValue(database);
            if (!SharedOptions.Exists(file)
                || !PoolFile.TryFind(parsed.GetValue(pools), parsed.GetValue(poolKey), out _, out Pool? pool)
                || !RulesFile.TryRead(parsed.GetRequiredValue(rules), parsed.GetValue(capacities) ?? [], out AssignmentPolicy? policy)
                || QualificationPolicyFile.Read(parsed.GetRequiredValue(qualification)) is not { } standard)
            {
                return ExitCodes.Failure;
            }

            using CrmDatabase crm = CrmDatabase.Open(file.FullName);
            FixedClock clock = new(parsed.GetValue(asOf) ?? TimeProvider.System.GetUtcNow());
            string hold = parsed.GetRequiredValue(duplicates);
            AssignRun run = new(crm, pool, policy, standard, clock, new Output(parsed.GetValue(json)));
            return await run.RunAsync(
                parsed.GetValue(preview),
                parsed.GetValue(seed),
                hold == Allow ? null : Enum.Parse<MatchClass>(hold, ignoreCase: true),
                parsed.GetValue(explain),
                cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private static string NameOf(MatchClass one) => one.ToString().ToLower(CultureInfo.InvariantCulture);
}
