using System.CommandLine;
using CrmCore.Cli.Pools;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Pools;

namespace CrmCore.Cli.Commands;

/// <summary><c>crmcore pool</c> and its subcommands.</summary>
internal static class PoolCommand
{
    private static readonly Option<DatabasePlace> Database = SharedOptions.ExistingDatabase();
    private static readonly Option<FileInfo?> Definitions = SharedOptions.Pools();
    private static readonly Option<string?> PoolKey = SharedOptions.Pool();
    private static readonly Option<DateTimeOffset?> AsOf = SharedOptions.AsOf();
    private static readonly Option<bool> Json = SharedOptions.Json();

    public static Command Create() => new("pool", CliTexts.Get("pool.about") + "\ncrmcore pool status --db crm.db")
    {
        Status(), Claim(), Release(), Recycle(),
    };

    private static Command Status() => Leaf(
        "status",
        CliTexts.Get("pool.status.about") + "\ncrmcore pool status --db crm.db --as-of 2026-11-20",
        [],
        (run, _, token) => run.StatusAsync(token));

    private static Command Claim()
    {
        Option<string> by = By();
        Option<string?> lead = Lead();
        Option<int> count = new("--count") { Description = CliTexts.Get("pool.option.count"), DefaultValueFactory = static _ => 1, HelpName = "N" };
        return Leaf(
            "claim",
            CliTexts.Get("pool.claim.about") + "\ncrmcore pool claim --db crm.db --by anna --count 5",
            [by, lead, count],
            (run, parsed, token) => run.ClaimAsync(new(parsed.GetRequiredValue(by)), parsed.GetValue(lead), parsed.GetValue(count), token));
    }

    private static Command Release()
    {
        Option<string> by = By();
        Option<string?> lead = Lead();
        lead.Required = true;
        Option<string> reason = new("--reason") { Description = CliTexts.Get("pool.option.reason"), Required = true, HelpName = "TEXT" };
        return Leaf(
            "release",
            CliTexts.Get("pool.release.about") + "\ncrmcore pool release --db crm.db --lead 4711 --by anna --reason \"no answer\"",
            [by, lead, reason],
            (run, parsed, token) => run.ReleaseAsync(new(parsed.GetRequiredValue(by)), parsed.GetRequiredValue(lead)!, parsed.GetRequiredValue(reason), token));
    }

    private static Command Recycle()
    {
        Option<bool> dryRun = new("--dry-run") { Description = CliTexts.Get("pool.option.dry-run") };
        return Leaf(
            "recycle",
            CliTexts.Get("pool.recycle.about") + "\ncrmcore pool recycle --db crm.db --as-of 2026-11-20",
            [dryRun],
            (run, parsed, token) => run.RecycleAsync(parsed.GetValue(dryRun), token));
    }

    private static Option<string> By() => new("--by") { Description = CliTexts.Get("pool.option.by"), Required = true, HelpName = "USER" };

    private static Option<string?> Lead() => new("--lead") { Description = CliTexts.Get("pool.option.lead"), HelpName = "ID" };

    private static Command Leaf(string name, string description, Option[] options, Func<PoolRun, ParseResult, CancellationToken, Task<int>> run)
    {
        Command command = new(name, description) { Database, Definitions, PoolKey, AsOf, Json };
        foreach (Option option in options)
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            DatabasePlace file = parsed.GetRequiredValue(Database);
            if (!SharedOptions.Exists(file))
            {
                return ExitCodes.Failure;
            }

            if (!PoolFile.TryFind(parsed.GetValue(Definitions), parsed.GetValue(PoolKey), out PoolCatalog? pools, out Pool? pool))
            {
                return ExitCodes.Failure;
            }

            using CrmDatabase database = CrmDatabase.Open(file.FullName);
            FixedClock clock = new(parsed.GetValue(AsOf) ?? TimeProvider.System.GetUtcNow());
            return await run(new PoolRun(database, pools, pool, clock, new Output(parsed.GetValue(Json))), parsed, cancellationToken).ConfigureAwait(false);
        });
        return command;
    }
}
