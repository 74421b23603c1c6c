using System.CommandLine;
using System.Globalization;
using CrmCore.Cli.Pipelines;
using CrmCore.Cli.Terminal;
using CrmCore.Pipelines;

namespace CrmCore.Cli.Commands;

/// <summary><c>crmcore pipeline show|check|diff|new</c>.</summary>
internal static class PipelineCommand
{
    public static Command Create() => new("pipeline", CliTexts.Get("pipeline.about") + "\ncrmcore pipeline check pipeline.json")
    {
        Show(),
        Check(),
        Diff(),
        New(),
    };

    private static Command Show()
    {
        Argument<string> file = File("FILE", CliTexts.Get("pipeline.argument.file-or-key"));
        Option<string> format = ChoiceOption.Of("--format", CliTexts.Get("pipeline.option.format"), "table", "table", "mermaid", "dot", "json");
        Option<bool> all = new("--all-moves") { Description = CliTexts.Get("pipeline.option.all-moves") };
        Command command = new("show", CliTexts.Get("pipeline.show.about") + "\ncrmcore pipeline show pipeline.json --format mermaid --lang zh") { file, format, all };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(file);
            if (!PipelineFile.TryFind(path, new PipelineCatalog(ReadyPipelines.All), out Pipeline? pipeline))
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
        Argument<string> file = File("FILE", CliTexts.Get("pipeline.argument.file"));
        Option<bool> json = SharedOptions.Json();
        Command command = new("check", CliTexts.Get("pipeline.check.about") + "\ncrmcore pipeline check pipeline.json") { file, json };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(file);
            Output output = new(parsed.GetValue(json));
            IReadOnlyList<Defect> defects = PipelineFile.Read(path, out Pipeline? pipeline);
            output.Json(new(path, defects.Count == 0, defects), PipelineReportJson.Default.CheckReport);
            foreach (Defect defect in defects)
            {
                Output.Error(PipelineFile.Describe(path, defect));
            }

            if (defects is [{ Code: PipelineFile.Unreadable }])
            {
                return ExitCodes.Failure;
            }

            output.Line(pipeline is not null
                ? CliTexts.Get(
                    "pipeline.sound",
                    ("file", path),
                    ("pipeline", pipeline),
                    ("stages", CliTexts.Count("stages", pipeline.Stages.Count)),
                    ("moves", CliTexts.Count("pipeline.moves", pipeline.Moves.Count)),
                    ("gates", CliTexts.Count("gates", pipeline.Gates.Count)))
                : CliTexts.Get("pipeline.defects", ("file", path), ("defects", CliTexts.Count("defects", defects.Count))));
            return defects.Count == 0 ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;
    }

    private static Command Diff()
    {
        Argument<string> before = File("OLD", CliTexts.Get("pipeline.argument.old"));
        Argument<string> after = File("NEW", CliTexts.Get("pipeline.argument.new"));
        Option<bool> json = SharedOptions.Json();
        Command command = new("diff", CliTexts.Get("pipeline.diff.about") + "\ncrmcore pipeline diff pipeline-v1.json pipeline-v2.json") { before, after, json };
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
                output.Line(CliTexts.Get("pipeline.same"));
            }
            else if (old!.Reference == @new!.Reference)
            {
                output.Warning(CliTexts.Get("pipeline.needs-version", ("pipeline", old.Reference)));
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static Command New()
    {
        string[] keys = [.. ReadyPipelines.All.Select(p => p.Key)];
        Option<string> template = new("--template") { Description = CliTexts.Get("pipeline.option.template", ("keys", string.Join(", ", keys))), DefaultValueFactory = static _ => "solution-sale", HelpName = "KEY" };
        template.Accept(keys);
        Option<string?> key = new("--key") { Description = CliTexts.Get("pipeline.option.key"), HelpName = "KEY" };
        Option<string?> file = new("--out") { Description = CliTexts.Get("pipeline.option.out"), HelpName = "FILE" };
        Command command = new("new", CliTexts.Get("pipeline.new.about") + "\ncrmcore pipeline new --template light --key mine --out pipeline.json") { template, key, file };
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
            Output.Error(System.IO.File.Exists(path) ? CliTexts.Get("pipeline.out.exists", ("file", path)) : failure is ArgumentException ? failure.Message : Failures.Explain(failure, path));
            return ExitCodes.Failure;
        }
    }

    private static void ShowTable(Pipeline pipeline, CultureInfo culture)
    {
        Output output = new(json: false);
        output.Title($"{pipeline.Name.In(culture)} ({pipeline})");
        output.Table(
            [
                CliTexts.Get("table.stage"),
                CliTexts.Get("pipeline.column.key"),
                CliTexts.Get("pipeline.column.kind"),
                "%",
                CliTexts.Get("pipeline.column.category"),
                CliTexts.Get("pipeline.column.days"),
                CliTexts.Get("pipeline.column.rots"),
                CliTexts.Get("pipeline.column.enter"),
                CliTexts.Get("pipeline.column.leave"),
                CliTexts.Get("pipeline.column.moves"),
            ],
            pipeline.Stages.Select(s => (IReadOnlyList<string>)
            [
                s.Name.In(culture),
                s.Key,
                DomainWords.Of(s.Kind),
                s.Probability.Percent.ToString("0.##", CultureInfo.InvariantCulture),
                DomainWords.Of(s.Category),
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
