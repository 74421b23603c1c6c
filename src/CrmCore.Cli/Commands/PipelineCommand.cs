using System.CommandLine;
using System.Globalization;
using CrmCore.Cli.Pipelines;
using CrmCore.Cli.Terminal;
using CrmCore.Pipelines;

namespace CrmCore.Cli.Commands;

/// <summary><c>crmcore pipeline show|check|diff|new</c>.</summary>
internal static class PipelineCommand
{
    public static Command Create() => new("pipeline", "Show, check, compare and begin pipelines, each a JSON file.\ncrmcore pipeline check pipeline.json")
    {
        Show(),
        Check(),
        Diff(),
        New(),
    };

    private static Command Show()
    {
        Argument<string> file = File("FILE", "The pipeline's JSON file, or the key of a template such as solution-sale.");
        Option<string> format = new("--format") { Description = "How: table, mermaid, dot or json.", DefaultValueFactory = static _ => "table" };
        format.AcceptOnlyFromAmong("table", "mermaid", "dot", "json");
        Option<bool> all = new("--all-moves") { Description = "Draw every move, not only those on and to the ends." };
        Command command = new("show", "Print a pipeline as a table, a diagram or JSON.\ncrmcore pipeline show pipeline.json --format mermaid --lang zh") { file, format, all };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(file);
            Pipeline? pipeline = ReadyPipelines.All.FirstOrDefault(p => p.Key == path && !System.IO.File.Exists(path));
            if (pipeline is null && !PipelineFile.TryRead(path, out pipeline))
            {
                return ExitCodes.Failure;
            }

            CultureInfo culture = CultureInfo.CurrentUICulture;
            DiagramOptions options = (parsed.GetValue(all) ? DiagramOptions.Whole : new()) with { Culture = culture };
            switch (parsed.GetRequiredValue(format))
            {
                case "mermaid":
                    Console.Out.Write(PipelineDiagram.ToMermaid(pipeline, options));
                    break;
                case "dot":
                    Console.Out.Write(PipelineDiagram.ToDot(pipeline, options));
                    break;
                case "json":
                    Console.Out.WriteLine(pipeline.ToJson());
                    break;
                default:
                    ShowTable(pipeline, culture);
                    break;
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static Command Check()
    {
        Argument<string> file = File("FILE", "The pipeline's JSON file.");
        Option<bool> json = SharedOptions.Json();
        Command command = new("check", "List everything that is wrong with a pipeline; exit code 1 where anything is.\ncrmcore pipeline check pipeline.json") { file, json };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(file);
            Output output = new(parsed.GetValue(json));
            IReadOnlyList<Defect> defects = PipelineFile.Read(path, out Pipeline? pipeline);
            output.Json(new(path, defects.Count == 0, defects), PipelineReportJson.Default.CheckReport);
            foreach (Defect defect in defects)
            {
                Output.Error($"{path}: {defect}");
            }

            output.Line(pipeline is not null
                ? $"{path}: pipeline {pipeline}, {Output.Plural(pipeline.Stages.Count, "stage")}, {Output.Plural(pipeline.Moves.Count, "move")}, {Output.Plural(pipeline.Gates.Count, "gate")}: no defect."
                : $"{path}: {Output.Plural(defects.Count, "defect")}.");
            return defects.Count == 0 ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;
    }

    private static Command Diff()
    {
        Argument<string> before = File("OLD", "The JSON file of the version before.");
        Argument<string> after = File("NEW", "The JSON file of the version after.");
        Option<bool> json = SharedOptions.Json();
        Command command = new("diff", "Compare two pipelines by what they mean.\ncrmcore pipeline diff pipeline-v1.json pipeline-v2.json") { before, after, json };
        command.SetAction(parsed =>
        {
            bool both = PipelineFile.TryRead(parsed.GetRequiredValue(before), out Pipeline? old);
            both &= PipelineFile.TryRead(parsed.GetRequiredValue(after), out Pipeline? @new);
            if (!both)
            {
                return ExitCodes.Failure;
            }

            Output output = new(parsed.GetValue(json));
            IReadOnlyList<PipelineChange> changes = PipelineDiff.Between(old!, @new!);
            output.Json([.. changes.Select(c => new DiffLine(c.Kind.ToString(), c.Part, c.Before, c.After))], PipelineReportJson.Default.IReadOnlyListDiffLine);
            foreach (PipelineChange change in changes)
            {
                output.Line(change.ToString());
            }

            if (changes.Count == 0)
            {
                output.Line("No difference.");
            }
            else if (old!.Reference == @new!.Reference)
            {
                output.Warning($"Both are {old.Reference}: a changed pipeline needs a new version, because opportunities remember theirs.");
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static Command New()
    {
        string[] keys = [.. ReadyPipelines.All.Select(p => p.Key)];
        Option<string> template = new("--template") { Description = $"What to begin with: {string.Join(", ", keys)}.", DefaultValueFactory = static _ => "solution-sale" };
        template.AcceptOnlyFromAmong(keys);
        Option<string?> key = new("--key") { Description = "The key of the new pipeline; by default the template's.", HelpName = "KEY" };
        Option<string?> file = new("--out") { Description = "The file to write; by default standard output. A file that exists is not overwritten.", HelpName = "FILE" };
        Command command = new("new", "Write the JSON of a template, to be changed and checked.\ncrmcore pipeline new --template light --key mine --out pipeline.json") { template, key, file };
        command.SetAction(parsed =>
        {
            PipelineDefinition definition = ReadyPipelines.All.First(p => p.Key == parsed.GetRequiredValue(template)).Definition;
            definition = definition with { Key = parsed.GetValue(key) ?? definition.Key };
            IReadOnlyList<Defect> defects = Pipeline.Check(definition);
            foreach (Defect defect in defects)
            {
                Output.Error(defect.ToString());
            }

            return defects.Count > 0 ? ExitCodes.Failure : Write(definition.ToJson(), parsed.GetValue(file));
        });
        return command;
    }

    private static int Write(string json, string? path)
    {
        if (path is null)
        {
            Console.Out.WriteLine(json);
            return ExitCodes.Success;
        }

        try
        {
            using StreamWriter writer = new(new FileStream(path, FileMode.CreateNew));
            writer.WriteLine(json);
            return ExitCodes.Success;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Output.Error(failure.Message);
            return ExitCodes.Failure;
        }
    }

    private static void ShowTable(Pipeline pipeline, CultureInfo culture)
    {
        Output output = new(json: false);
        output.Title($"{pipeline.Name.In(culture)} ({pipeline})");
        output.Table(
            ["Stage", "Key", "Kind", "%", "Category", "Days", "Rots", "To enter", "To leave", "Moves"],
            pipeline.Stages.Select(s => (IReadOnlyList<string>)
            [
                s.Name.In(culture),
                s.Key,
                s.Kind.ToString(),
                s.Probability.Percent.ToString("0.##", CultureInfo.InvariantCulture),
                s.Category.ToString(),
                s.ExpectedDays?.ToString(CultureInfo.InvariantCulture) ?? "",
                s.RotDays?.ToString(CultureInfo.InvariantCulture) ?? "",
                string.Join(", ", s.EntryGates),
                string.Join(", ", s.ExitGates),
                string.Join(", ", pipeline.MovesFrom(s.Key).Select(m => m.To)),
            ]),
            3,
            5,
            6);
        foreach (Gate gate in pipeline.Gates)
        {
            output.Line($"{gate}: {gate.Refusal.Describe(culture)}");
        }
    }

    private static Argument<string> File(string name, string description) => new(name) { Description = description };
}
