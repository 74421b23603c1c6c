using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrmCore.Cli.Scoring;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities;
using CrmCore.Probabilities.Features;
using CrmCore.Probabilities.Training;

namespace CrmCore.Cli.Commands;

/// <summary><c>crmcore score train|apply|explain</c>.</summary>
internal static class ScoreCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create() => new("score", "Learn from the closed deals that are stored, and tell the open ones' chances with reasons.") { Train(), Apply(), Explain() };

    private static Command Train()
    {
        Option<FileInfo> database = SharedOptions.Database();
        Option<FileInfo?> model = Model();
        Option<DateTimeOffset?> asOf = SharedOptions.AsOf();
        Option<bool> json = SharedOptions.Json();
        Command command = new("train", "Train on the closed deals and write the model to a file.\ncrmcore score train --db crm.db") { database, model, asOf, json };
        command.SetAction((parsed, cancellationToken) => GuardedAsync(parsed.GetRequiredValue(database), async db =>
        {
            string path = PathOf(parsed.GetValue(model), parsed.GetRequiredValue(database));
            (TrainingResult result, Dataset data, IReadOnlyList<LeakWarning> warnings) = await DealScoring.TrainAsync(db, parsed.GetValue(asOf) ?? TimeProvider.System.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            Output output = new(parsed.GetValue(json));
            foreach (LeakWarning warning in warnings)
            {
                output.Warning($"{warning.Text.In()} Left out.");
            }

            if (result.Model is not { } trained)
            {
                foreach (Refusal refusal in result.Refusals)
                {
                    Output.Error(refusal.Describe());
                }

                return ExitCodes.Failure;
            }

            await File.WriteAllTextAsync(path, trained.ToJson(), cancellationToken).ConfigureAwait(false);
            output.Step("Trained", $"{trained.Version} on {Output.Plural(data.Count, "moment")} of {Output.Plural(data.Groups.ToArray().Distinct().Count(), "closed deal")}");
            output.Detail(result.Choice ?? "");
            output.Step("Wrote", path);
            Write(parsed.GetValue(json), new JsonObject { ["model"] = path, ["version"] = trained.Version, ["rows"] = data.Count, ["choice"] = result.Choice });
            return ExitCodes.Success;
        }));
        return command;
    }

    private static Command Apply()
    {
        Option<FileInfo> database = SharedOptions.Database();
        Option<FileInfo?> model = Model();
        Option<DateTimeOffset?> asOf = SharedOptions.AsOf();
        Option<bool> json = SharedOptions.Json();
        Command command = new("apply", "Show each open deal with its chance and the strongest reasons, likeliest first.\ncrmcore score apply --db crm.db") { database, model, asOf, json };
        command.SetAction((parsed, cancellationToken) => GuardedAsync(parsed.GetRequiredValue(database), async db =>
        {
            LearnedWinProbability calculator = DealScoring.Load(PathOf(parsed.GetValue(model), parsed.GetRequiredValue(database)));
            DateTimeOffset at = parsed.GetValue(asOf) ?? TimeProvider.System.GetUtcNow();
            OpportunityQuery open = new() { Kinds = new HashSet<StageKind> { StageKind.Open } };
            List<(OpportunitySnapshot Deal, WinProbability Chance)> scored = [];
            await foreach (OpportunitySnapshot deal in db.Opportunities.ReadOpportunitiesAsync(open, cancellationToken).ConfigureAwait(false))
            {
                scored.Add((deal, calculator.Estimate(deal, at)));
            }

            scored.Sort(static (a, b) => b.Chance.Value.CompareTo(a.Chance.Value) is not 0 and int by ? by : a.Deal.Id.CompareTo(b.Deal.Id));
            new Output(parsed.GetValue(json)).Table(
                ["id", "deal", "stage", "chance", "reasons"],
                scored.Select(s => (IReadOnlyList<string>)[s.Deal.Id.ToString(), s.Deal.Name, s.Deal.Stage, Output.Percent(s.Chance.Value.Value), string.Join("; ", s.Chance.Reasons.Take(3).Select(r => r.Text.In()))]),
                3);
            Write(parsed.GetValue(json), new JsonArray([.. scored.Select(s => ToJson(s.Deal, s.Chance, 3))]));
            return ExitCodes.Success;
        }));
        return command;
    }

    private static Command Explain()
    {
        Argument<string> id = new("ID") { Description = "The deal's id." };
        Option<FileInfo> database = SharedOptions.Database();
        Option<FileInfo?> model = Model();
        Option<DateTimeOffset?> asOf = SharedOptions.AsOf();
        Option<bool> json = SharedOptions.Json();
        Command command = new("explain", "Show why one deal has its chance.\ncrmcore score explain 019a7c1e-2f00-7000-8000-000000000001 --db crm.db") { id, database, model, asOf, json };
        command.SetAction((parsed, cancellationToken) => GuardedAsync(parsed.GetRequiredValue(database), async db =>
        {
            LearnedWinProbability calculator = DealScoring.Load(PathOf(parsed.GetValue(model), parsed.GetRequiredValue(database)));
            OpportunitySnapshot? deal = await db.Opportunities.ReadOpportunitiesAsync(null, cancellationToken)
                .FirstOrDefaultAsync(o => o.Id.ToString() == parsed.GetRequiredValue(id), cancellationToken).ConfigureAwait(false);
            if (deal is null)
            {
                Output.Error($"There is no deal {parsed.GetRequiredValue(id)}; crmcore score apply lists the open ones.");
                return ExitCodes.Failure;
            }

            WinProbability chance = calculator.Estimate(deal, parsed.GetValue(asOf) ?? TimeProvider.System.GetUtcNow());
            Output output = new(parsed.GetValue(json));
            output.Title($"{deal.Name}: {Output.Percent(chance.Value.Value)}");
            output.Line($"{chance.Version}, {Output.Plural(chance.Evidence, "moment")} of closed deals; reasons in log-odds, starting from {Figure(chance.Start)}");
            output.Table(["reason", "adds"], chance.Reasons.Select(r => (IReadOnlyList<string>)[r.Text.In(), Figure(r.Contribution)]), 1);
            Write(parsed.GetValue(json), ToJson(deal, chance, int.MaxValue));
            return ExitCodes.Success;
        }));
        return command;
    }

    private static Option<FileInfo?> Model() => new("--model") { Description = "The model file; beside the database unless it is named.", HelpName = "FILE.json" };

    private static string PathOf(FileInfo? model, FileInfo database) => model?.FullName ?? Path.ChangeExtension(database.FullName, ".model.json");

    private static async Task<int> GuardedAsync(FileInfo file, Func<CrmDatabase, Task<int>> work)
    {
        if (!file.Exists)
        {
            Output.Error($"{file}: no such database. Import something first: crmcore import opportunities deals.csv --db {file.Name}");
            return ExitCodes.Failure;
        }

        try
        {
            using CrmDatabase database = CrmDatabase.Open(file.FullName);
            return await work(database).ConfigureAwait(false);
        }
        catch (FileNotFoundException missing)
        {
            Output.Error($"There is no model {missing.FileName}; train one first: crmcore score train --db {file.Name}");
        }
        catch (Exception wrong) when (wrong is JsonException or DefinitionException)
        {
            Output.Error($"The model does not fit: {wrong.Message}");
        }

        return ExitCodes.Failure;
    }

    private static JsonObject ToJson(OpportunitySnapshot deal, WinProbability chance, int reasons) => new()
    {
        ["id"] = deal.Id.ToString(),
        ["name"] = deal.Name,
        ["stage"] = deal.Stage,
        ["probability"] = chance.Value.Value,
        ["calculator"] = chance.Calculator,
        ["version"] = chance.Version,
        ["evidence"] = chance.Evidence,
        ["start"] = chance.Start,
        ["reasons"] = new JsonArray([.. chance.Reasons.Take(reasons).Select(r => new JsonObject { ["text"] = r.Text.In(), ["log_odds"] = r.Contribution })]),
    };

    private static void Write(bool json, JsonNode node)
    {
        if (json)
        {
            Console.Out.WriteLine(node.ToJsonString(Indented));
        }
    }

    private static string Figure(double? value) => value is { } v ? v.ToString("+0.000;-0.000;0", CultureInfo.InvariantCulture) : "-";
}
