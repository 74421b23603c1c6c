using System.CommandLine;
using System.Globalization;
using CrmCore.Cli.Pipelines;
using CrmCore.Cli.Terminal;
using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Cli.Commands;

/// <summary><c>crmcore import history FILE</c>.</summary>
internal static class ImportHistoryCommand
{
    private const int ShownProblems = 20;

    public static Command Create()
    {
        Argument<string> file = new("FILE") { Description = CliTexts.Get("history.argument.file") };
        Option<string?> pipelineFile = new("--pipeline") { Description = CliTexts.Get("history.option.pipeline"), HelpName = "FILE|KEY" };
        Option<string?> caseColumn = new("--case") { Description = CliTexts.Get("history.option.case"), HelpName = "COLUMN" };
        Option<string?> timeColumn = new("--time") { Description = CliTexts.Get("history.option.time"), HelpName = "COLUMN" };
        Option<string?> stageColumn = new("--stage") { Description = CliTexts.Get("history.option.stage"), HelpName = "COLUMN" };
        Option<bool> json = SharedOptions.Json();
        Command command = new(
            "history",
            CliTexts.Get("history.about") + "\ncrmcore import history events.csv --pipeline pipeline.json --stage activity")
        {
            file, pipelineFile, caseColumn, timeColumn, stageColumn, json,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            Pipeline? pipeline = ReadyPipelines.SolutionSale;
            if (parsed.GetValue(pipelineFile) is { } path && !PipelineFile.TryFind(path, new PipelineCatalog(ReadyPipelines.All), out pipeline))
            {
                return Task.FromResult(ExitCodes.Failure);
            }

            HistoryFile? history = HistoryFile.TryOpen(parsed.GetRequiredValue(file), parsed.GetValue(caseColumn), parsed.GetValue(timeColumn), parsed.GetValue(stageColumn), out string? problem);
            if (history is null)
            {
                Output.Error(problem!);
                return Task.FromResult(ExitCodes.Failure);
            }

            StageReplay replay = new(pipeline);
            history.ReadInto(replay, cancellationToken);
            HistoryReport report = history.Report(replay, pipeline);
            Output output = new(parsed.GetValue(json));
            output.Json(report, PipelineReportJson.Default.HistoryReport);
            Print(output, report, history.Problems);
            return Task.FromResult(history.Problems.Count > 0 ? ExitCodes.SomeRejected : ExitCodes.Success);
        });
        return command;
    }

    private static void Print(Output output, HistoryReport report, List<string> problems)
    {
        foreach (string line in problems.Take(ShownProblems))
        {
            output.Warning(line);
        }

        if (problems.Count > ShownProblems)
        {
            output.Warning(CliTexts.Count("history.hidden", problems.Count - ShownProblems));
        }

        output.Step(CliTexts.Get("step.replayed"), CliTexts.Get(
            "history.replayed",
            ("cases", CliTexts.Count("cases", report.Cases)),
            ("events", CliTexts.Count("events", (int)report.Events)),
            ("pipeline", report.Pipeline)));
        output.Step(CliTexts.Get("step.ended-in"), Listed(report.EndedIn.Select(e => (e.Key, e.Value))));
        output.Step(CliTexts.Get("step.ended-as"), Listed(report.EndedAs.Select(e => (DomainWords.Of(Enum.Parse<StageKind>(e.Key)), e.Value))));
        output.Title(CliTexts.Get("history.times"));
        output.Table(
            [CliTexts.Get("table.stage"), CliTexts.Get("history.column.cases"), CliTexts.Get("history.column.mean"), CliTexts.Get("history.column.total")],
            report.Stages.Select(s => (IReadOnlyList<string>)[s.Stage, Whole(s.Cases), Days(s.MeanDays), Days(s.TotalDays)]),
            1,
            2,
            3);
        output.Title(CliTexts.Get("history.deviations", ("cases", CliTexts.Count("cases", report.CasesWithDeviations)), ("all", report.Cases)));
        output.Table(
            [CliTexts.Get("history.column.what"), CliTexts.Get("history.column.from"), CliTexts.Get("history.column.to"), CliTexts.Get("history.column.count")],
            report.Deviations.Select(d => (IReadOnlyList<string>)[DomainWords.Of(Enum.Parse<DeviationKind>(d.Kind)), d.From ?? "", d.To, Whole(d.Count)]),
            3);
        if (report.WithoutStage.Count > 0)
        {
            output.Warning(CliTexts.Get(
                "history.without-stage.which",
                ("cases", CliTexts.Count("history.without-stage", report.WithoutStage.Count)),
                ("names", string.Join(CliTexts.Get("list.separator"), report.WithoutStage.Take(ShownProblems)))));
        }
    }

    private static string Listed(IEnumerable<(string Name, int Count)> items) =>
        string.Join(CliTexts.Get("list.separator"), items.Select(i => CliTexts.Get("import.state", ("name", i.Name), ("count", i.Count))));

    private static string Whole(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Days(double days) => days.ToString("#,0.00", CultureInfo.InvariantCulture);
}
