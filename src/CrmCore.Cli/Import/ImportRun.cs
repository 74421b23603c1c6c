using CrmCore.Cli.Csv;
using CrmCore.Cli.Terminal;

namespace CrmCore.Cli.Import;

/// <summary>Runs an import before a person: notes, progress, problems, summary.</summary>
internal static class ImportRun
{
    private const int ShownProblems = 50;

    public static async Task<int> RunAsync(
        ImportOptions options, ImportPlan plan, IReadOnlyList<CsvProblem> notes, Func<Action<CsvProblem>, Action<int>, Task<ImportSummary>> import)
    {
        Output output = options.Output;
        foreach (CsvProblem note in notes)
        {
            output.Line($"note: {note}");
        }

        ProblemLog problems = new(ShownProblems);
        double expectedRows = ExpectedRows(plan.File);
        ImportSummary summary = await output.ProgressAsync($"Importing {plan.File.Name}", progress => import(
            problems.Add,
            count => progress(Math.Min(1, count / expectedRows)))).ConfigureAwait(false);
        Tell(output, summary, problems);
        output.Json(summary, ImportJson.Default.ImportSummary);
        return summary.Rejected == 0 ? ExitCodes.Success : summary.Imported + summary.Known == 0 ? ExitCodes.Failure : ExitCodes.SomeRejected;
    }

    private static double ExpectedRows(CsvFile file)
    {
        IReadOnlyList<CsvRow> sample = file.Sample(100);
        double rowLength = sample.Sum(row => row.Fields.Sum(field => field.Length + 1.0)) / sample.Count;
        return Math.Max(sample.Count, new FileInfo(file.Path).Length / rowLength);
    }

    private static void Tell(Output output, ImportSummary summary, ProblemLog problems)
    {
        foreach (CsvProblem problem in problems.Kept)
        {
            output.Warning(problem.ToString());
        }

        int hidden = problems.Counts.Values.Sum() - problems.Kept.Count;
        if (hidden > 0)
        {
            output.Warning($"... and {Output.Plural(hidden, "more problem")} of the same kinds.");
        }

        string verb = summary.IsDryRun ? "would be imported (dry run: nothing was written)" : "imported";
        output.Line($"{Output.Plural(summary.Read, "row")}: {summary.Imported:#,0} {verb}, {summary.Known:#,0} known already, {summary.Rejected:#,0} rejected.");
        if (summary.ByState.Count > 0)
        {
            output.Line("  " + string.Join(", ", summary.ByState.Select(s => $"{s.Key} {s.Value:#,0}")));
        }
    }
}
