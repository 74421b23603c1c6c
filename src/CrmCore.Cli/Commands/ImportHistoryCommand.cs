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
        Argument<string> file = new("FILE") { Description = "A CSV file of events: case, time, stage." };
        Option<string?> pipelineFile = new("--pipeline") { Description = "The pipeline's JSON file; by default the solution sale.", HelpName = "FILE" };
        Option<string?> caseColumn = new("--case") { Description = "The column of the case.", HelpName = "COLUMN" };
        Option<string?> timeColumn = new("--time") { Description = "The column of the instant; without an offset it is taken as UTC.", HelpName = "COLUMN" };
        Option<string?> stageColumn = new("--stage") { Description = "The column of the stage's key.", HelpName = "COLUMN" };
        Option<bool> json = SharedOptions.Json();
        Command command = new(
            "history",
            "Replay real stage histories against a pipeline: where cases ended, the time in each stage, and everything that left the definition. Writes nothing.\ncrmcore import history events.csv --pipeline pipeline.json --stage activity")
        {
            file, pipelineFile, caseColumn, timeColumn, stageColumn, json,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            Pipeline? pipeline = ReadyPipelines.SolutionSale;
            if (parsed.GetValue(pipelineFile) is { } path && !PipelineFile.TryRead(path, out pipeline))
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
            output.Warning($"and {problems.Count - ShownProblems} more rows that could not be read");
        }

        output.Step("replayed", $"{Output.Plural(report.Cases, "case")}, {Output.Plural((int)report.Events, "event")} against {report.Pipeline}");
        output.Step("ended in", string.Join(", ", report.EndedIn.Select(e => $"{e.Key} {e.Value}")));
        output.Step("ended as", string.Join(", ", report.EndedAs.Select(e => $"{e.Key} {e.Value}")));
        output.Title("Time in stages, in days, over all visits");
        output.Table(
            ["Stage", "Cases", "Mean", "Total"],
            report.Stages.Select(s => (IReadOnlyList<string>)[s.Stage, Whole(s.Cases), Days(s.MeanDays), Days(s.TotalDays)]),
            1,
            2,
            3);
        output.Title($"What left the definition: {Output.Plural(report.CasesWithDeviations, "case")} of {report.Cases}");
        output.Table(
            ["What", "From", "To", "Count"],
            report.Deviations.Select(d => (IReadOnlyList<string>)[d.Kind, d.From ?? "", d.To, Whole(d.Count)]),
            3);
        if (report.WithoutStage.Count > 0)
        {
            output.Warning($"{Output.Plural(report.WithoutStage.Count, "case")} without any event of a known stage: {string.Join(", ", report.WithoutStage.Take(ShownProblems))}");
        }
    }

    private static string Whole(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Days(double days) => days.ToString("#,0.00", CultureInfo.InvariantCulture);
}
