using System.CommandLine;
using CrmCore.Cli.Pools;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Pools;

namespace CrmCore.Cli.Commands;

/// <summary><c>crmcore pool</c> and its subcommands.</summary>
internal static class PoolCommand
{
    private static readonly Option<FileInfo> Database = SharedOptions.Database();
    private static readonly Option<FileInfo?> Definitions = new("--pools") { Description = "A JSON file with the pools' rules: one definition or an array. Without it, the default pool.", HelpName = "FILE.json" };
    private static readonly Option<string?> PoolKey = new("--pool") { Description = "The key of the pool; without it, the first one.", HelpName = "KEY" };
    private static readonly Option<DateTimeOffset?> AsOf = SharedOptions.AsOf();
    private static readonly Option<bool> Json = SharedOptions.Json();

    public static Command Create() => new("pool", "Lead pools: who owns how much, claim, release, and recycle what is due.\ncrmcore pool status --db crm.db")
    {
        Status(), Claim(), Release(), Recycle(),
    };

    private static Command Status() => Leaf(
        "status",
        "Show the leads of each pool, what each person owns, and what falls back within a week.\ncrmcore pool status --db crm.db --as-of 2026-11-20",
        [],
        (run, _, token) => run.StatusAsync(token));

    private static Command Claim()
    {
        Option<string> by = By();
        Option<string?> lead = Lead();
        Option<int> count = new("--count") { Description = "Without --lead: claim so many, those that wait longest first.", DefaultValueFactory = static _ => 1, HelpName = "N" };
        return Leaf(
            "claim",
            "Claim leads from a pool for somebody; every rule against it is named.\ncrmcore pool claim --db crm.db --by anna --count 5",
            [by, lead, count],
            (run, parsed, token) => run.ClaimAsync(new(parsed.GetRequiredValue(by)), parsed.GetValue(lead), parsed.GetValue(count), token));
    }

    private static Command Release()
    {
        Option<string> by = By();
        Option<string?> lead = Lead();
        lead.Required = true;
        Option<string> reason = new("--reason") { Description = "Why.", Required = true, HelpName = "TEXT" };
        return Leaf(
            "release",
            "Put a lead back into a pool.\ncrmcore pool release --db crm.db --lead 4711 --by anna --reason \"no answer\"",
            [by, lead, reason],
            (run, parsed, token) => run.ReleaseAsync(new(parsed.GetRequiredValue(by)), parsed.GetRequiredValue(lead)!, parsed.GetRequiredValue(reason), token));
    }

    private static Command Recycle()
    {
        Option<bool> dryRun = new("--dry-run") { Description = "Tell what would be recycled, and do nothing." };
        return Leaf(
            "recycle",
            "Recycle the leads whose protection is over, each with the rule, clock and date that fired; remind, wake, and protect leads that were never under rules. Safe to repeat.\ncrmcore pool recycle --db crm.db --as-of 2026-11-20",
            [dryRun],
            (run, parsed, token) => run.RecycleAsync(parsed.GetValue(dryRun), token));
    }

    private static Option<string> By() => new("--by") { Description = "Who does it.", Required = true, HelpName = "USER" };

    private static Option<string?> Lead() => new("--lead") { Description = "The lead: its id, or the key it was imported under.", HelpName = "ID" };

    private static Command Leaf(string name, string description, Option[] options, Func<PoolRun, ParseResult, CancellationToken, Task<int>> run)
    {
        Command command = new(name, description) { Database, Definitions, PoolKey, AsOf, Json };
        foreach (Option option in options)
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            FileInfo file = parsed.GetRequiredValue(Database);
            if (!file.Exists)
            {
                Output.Error($"{file}: no such database. Import something first: crmcore import leads leads.csv --db {file.Name}");
                return ExitCodes.Failure;
            }

            if (PoolFile.Read(parsed.GetValue(Definitions)) is not { } pools)
            {
                return ExitCodes.Failure;
            }

            Pool? pool = parsed.GetValue(PoolKey) is { } key ? pools.Find(new(key)) : pools.Default;
            if (pool is null)
            {
                Output.Error($"There is no pool '{parsed.GetValue(PoolKey)}'; there are {string.Join(", ", pools.All)}.");
                return ExitCodes.Failure;
            }

            using CrmDatabase database = CrmDatabase.Open(file.FullName);
            FixedClock clock = new(parsed.GetValue(AsOf) ?? TimeProvider.System.GetUtcNow());
            return await run(new PoolRun(database, pools, pool, clock, new Output(parsed.GetValue(Json))), parsed, cancellationToken).ConfigureAwait(false);
        });
        return command;
    }
}
