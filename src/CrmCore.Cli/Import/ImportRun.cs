using CrmCore.Cli.Csv;
using CrmCore.Cli.Terminal;

namespace CrmCore.Cli.Import;

/// <summary>Runs an import before a person: notes, progress, problems, summary.</summary>
internal static class ImportRun
{
    private const int ShownProblems = 50;

    public static async Task<int> RunAsync(
        ImportOptions options, ImportPlan plan, IReadOnlyList<CsvProblem> notes, Func<string, LocalizedText> nameOfState, Func<Action<CsvProblem>, Action<int>, Task<ImportSummary>> import)
    {
        Output output = options.Output;
        foreach (CsvProblem note in notes)
        {
            output.Line(CliTexts.Get("import.note", ("note", note)));
        }

        if (plan.IsByPosition)
        {
            output.Warning(CliTexts.Get("import.by-position"));
        }

        ProblemLog problems = new(ShownProblems);
        double expectedRows = ExpectedRows(plan.File);
        ImportSummary summary = (await output.ProgressAsync(CliTexts.Get("import.progress", ("file", plan.File.Name)), progress => import(
            problems.Add,
            count => progress(Math.Min(1, count / expectedRows)))).ConfigureAwait(false)) with
        {
            IsByPosition = plan.IsByPosition,
        };
        Tell(output, summary, problems, nameOfState);
        output.Json(summary, ImportJson.Default.ImportSummary);
        return summary.Rejected == 0 ? ExitCodes.Success : summary.Imported + summary.Known + (summary.Duplicates?.Blocked ?? 0) == 0 ? ExitCodes.Failure : ExitCodes.SomeRejected;
    }

    private static double ExpectedRows(CsvFile file)
    {
        IReadOnlyList<CsvRow> sample = file.Sample(100);
        double rowLength = sample.Sum(row => row.Fields.Sum(field => field.Length + 1.0)) / sample.Count;
        return Math.Max(sample.Count, new FileInfo(file.Path).Length / rowLength);
    }

    private static void Tell(Output output, ImportSummary summary, ProblemLog problems, Func<string, LocalizedText> nameOfState)
    {
        foreach (CsvProblem problem in problems.Kept)
        {
            output.Warning(problem.ToString());
        }

        int hidden = problems.Counts.Values.Sum() - problems.Kept.Count;
        if (hidden > 0)
        {
            output.Warning(CliTexts.Count("import.hidden", hidden));
        }

        string rows = CliTexts.Count("rows", summary.Read);
        output.Line(summary.IsDryRun
            ? CliTexts.Get("import.checked", ("rows", rows), ("imported", summary.Imported), ("known", summary.Known), ("rejected", summary.Rejected))
            : CliTexts.Get("import.done", ("rows", rows), ("imported", summary.Imported), ("known", summary.Known), ("rejected", summary.Rejected)));
        if (summary.Duplicates is { } found && found.Same + found.Likely > 0)
        {
            output.Line("  " + CliTexts.Get(
                "import.duplicates", ("same", found.Same), ("likely", found.Likely), ("warned", found.Warned), ("blocked", found.Blocked), ("merged", found.Merged)));
        }

        if (summary.ByState.Count > 0)
        {
            output.Line("  " + string.Join(CliTexts.Get("list.separator"), summary.ByState.Select(s => CliTexts.Get("import.state", ("name", nameOfState(s.Key).In()), ("count", s.Value)))));
        }
    }
}
