using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrmCore.Cli.Pipelines;
using CrmCore.Cli.Scoring;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.MachineLearning;
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

    public static Command Create() => new("score", CliTexts.Get("score.about") + "\ncrmcore score train --db crm.db") { Train(), Apply(), Explain() };

    private static Command Train()
    {
        Option<DatabasePlace> database = SharedOptions.ExistingDatabase();
        Option<FileInfo?> model = Model();
        Option<DateTimeOffset?> asOf = SharedOptions.AsOf();
        Option<bool> json = SharedOptions.Json();
        Command command = new("train", CliTexts.Get("score.train.about") + "\ncrmcore score train --db crm.db") { database, model, asOf, json };
        command.SetAction((parsed, cancellationToken) => OnAsync(parsed.GetRequiredValue(database), async db =>
        {
            string path = PathOf(parsed.GetValue(model), parsed.GetRequiredValue(database));
            List<OpportunitySnapshot> deals = await db.Opportunities.ReadOpportunitiesAsync(null, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
            (TrainingResult result, Dataset data, IReadOnlyList<LeakWarning> warnings) = DealScoring.Train(deals, parsed.GetValue(asOf) ?? TimeProvider.System.GetUtcNow());
            Output output = new(parsed.GetValue(json));
            foreach (LeakWarning warning in warnings)
            {
                output.Warning(CliTexts.Get("score.left-out", ("warning", warning.Text.In())));
            }

            if (!GradientBoostingTrainer.IsAvailable)
            {
                output.Warning(CliTexts.Get("score.no-trees"));
            }

            (await PipelineChoice.OfAsync(db, deals.ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false)).TellMissing(output);

            if (result.Model is not { } trained)
            {
                foreach (Refusal refusal in result.Refusals)
                {
                    Output.Error(refusal.Describe());
                }

                return ExitCodes.Failure;
            }

            await File.WriteAllTextAsync(path, trained.ToJson(), cancellationToken).ConfigureAwait(false);
            output.Step(CliTexts.Get("step.trained"), CliTexts.Get(
                "score.trained",
                ("version", trained.Version),
                ("moments", CliTexts.Count("moments", data.Count)),
                ("deals", CliTexts.Count("deals.closed", data.Groups.ToArray().Distinct().Count()))));
            output.Detail(result.Choice?.In() ?? "");
            output.Step(CliTexts.Get("step.wrote"), path);
            Write(parsed.GetValue(json), new JsonObject { ["model"] = path, ["version"] = trained.Version, ["rows"] = data.Count, ["choice"] = result.Choice?.ToString() });
            return ExitCodes.Success;
        }));
        return command;
    }

    private static Command Apply()
    {
        Option<DatabasePlace> database = SharedOptions.ExistingDatabase();
        Option<FileInfo?> model = Model();
        Option<DateTimeOffset?> asOf = SharedOptions.AsOf();
        Option<bool> json = SharedOptions.Json();
        Command command = new("apply", CliTexts.Get("score.apply.about") + "\ncrmcore score apply --db crm.db") { database, model, asOf, json };
        command.SetAction((parsed, cancellationToken) => OnAsync(parsed.GetRequiredValue(database), async db =>
        {
            if (DealScoring.Load(PathOf(parsed.GetValue(model), parsed.GetRequiredValue(database)), parsed.GetRequiredValue(database)) is not { } calculator)
            {
                return ExitCodes.Failure;
            }

            DateTimeOffset at = parsed.GetValue(asOf) ?? TimeProvider.System.GetUtcNow();
            OpportunityQuery open = new() { Kinds = new HashSet<StageKind> { StageKind.Open } };
            List<(OpportunitySnapshot Deal, WinProbability Chance)> scored = [];
            await foreach (OpportunitySnapshot deal in db.Opportunities.ReadOpportunitiesAsync(open, cancellationToken).ConfigureAwait(false))
            {
                scored.Add((deal, calculator.Estimate(deal, at)));
            }

            scored.Sort(static (a, b) => b.Chance.Value.CompareTo(a.Chance.Value) is not 0 and int by ? by : a.Deal.Id.CompareTo(b.Deal.Id));
            Output output = new(parsed.GetValue(json));
            PipelineChoice choice = await PipelineChoice.OfAsync(db, scored.Select(s => s.Deal).ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false);
            choice.TellMissing(output);
            output.Table(
                [CliTexts.Get("score.column.id"), CliTexts.Get("score.column.deal"), CliTexts.Get("table.stage"), CliTexts.Get("score.column.chance"), CliTexts.Get("score.column.reasons")],
                scored.Select(s => (IReadOnlyList<string>)[s.Deal.Id.ToString(), s.Deal.Name, choice.Catalog.StageOf(s.Deal).In(), Output.Percent(s.Chance.Value.Value), string.Join(CliTexts.Get("clause.separator"), s.Chance.Reasons.Take(3).Select(r => r.Text.In()))]),
                3);
            Write(parsed.GetValue(json), new JsonArray([.. scored.Select(s => ToJson(s.Deal, s.Chance, 3))]));
            return ExitCodes.Success;
        }));
        return command;
    }

    private static Command Explain()
    {
        Argument<string> id = new("ID") { Description = CliTexts.Get("score.argument.id") };
        Option<DatabasePlace> database = SharedOptions.ExistingDatabase();
        Option<FileInfo?> model = Model();
        Option<DateTimeOffset?> asOf = SharedOptions.AsOf();
        Option<bool> json = SharedOptions.Json();
        Command command = new("explain", CliTexts.Get("score.explain.about") + "\ncrmcore score explain 019a7c1e-2f00-7000-8000-000000000001 --db crm.db") { id, database, model, asOf, json };
        command.SetAction((parsed, cancellationToken) => OnAsync(parsed.GetRequiredValue(database), async db =>
        {
            if (DealScoring.Load(PathOf(parsed.GetValue(model), parsed.GetRequiredValue(database)), parsed.GetRequiredValue(database)) is not { } calculator)
            {
                return ExitCodes.Failure;
            }

            OpportunitySnapshot? deal = await db.Opportunities.ReadOpportunitiesAsync(null, cancellationToken)
                .FirstOrDefaultAsync(o => o.Id.ToString() == parsed.GetRequiredValue(id), cancellationToken).ConfigureAwait(false);
            if (deal is null)
            {
                Output.Error(CliTexts.Get("score.no-deal", ("id", parsed.GetRequiredValue(id))));
                return ExitCodes.Failure;
            }

            WinProbability chance = calculator.Estimate(deal, parsed.GetValue(asOf) ?? TimeProvider.System.GetUtcNow());
            Output output = new(parsed.GetValue(json));
            output.Title(CliTexts.Get("score.deal", ("deal", deal.Name), ("chance", Output.Percent(chance.Value.Value))));
            output.Line(CliTexts.Get("score.basis", ("version", chance.Version), ("moments", CliTexts.Count("moments", chance.Evidence)), ("start", Figure(chance.Start))));
            output.Table([CliTexts.Get("score.column.reason"), CliTexts.Get("score.column.adds")], chance.Reasons.Select(r => (IReadOnlyList<string>)[r.Text.In(), Figure(r.Contribution)]), 1);
            Write(parsed.GetValue(json), ToJson(deal, chance, int.MaxValue));
            return ExitCodes.Success;
        }));
        return command;
    }

    public static Option<FileInfo?> Model() => new("--model") { Description = CliTexts.Get("score.option.model"), HelpName = "FILE.json" };

    /// <summary>The file of the model: the one named, else the one beside the database.</summary>
    public static string PathOf(FileInfo? model, DatabasePlace database) => model?.FullName ?? database.Beside(".model.json");

    private static async Task<int> OnAsync(DatabasePlace file, Func<CrmDatabase, Task<int>> work)
    {
        if (!SharedOptions.Exists(file))
        {
            return ExitCodes.Failure;
        }

        using CrmDatabase database = CrmDatabase.Open(file.FullName);
        return await work(database).ConfigureAwait(false);
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
