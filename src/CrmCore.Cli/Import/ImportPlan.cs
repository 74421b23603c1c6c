using System.Diagnostics.CodeAnalysis;
using CrmCore.Cli.Csv;
using CrmCore.Cli.Terminal;

namespace CrmCore.Cli.Import;

/// <summary>A file that could be opened, with a map that fits it.</summary>
internal sealed record ImportPlan(CsvFile File, ColumnMap Map, RowPlan Rows)
{
    /// <summary>Opens the file and finds its map; where that fails, everything wrong has been said.</summary>
    public static bool TryOpen(ImportOptions options, ImportTarget target, [NotNullWhen(true)] out ImportPlan? plan, out int exitCode)
    {
        plan = null;
        exitCode = ExitCodes.Failure;
        ColumnMap? map = null;
        if (options.Map is not null && !TryReadMap(options.Map, out map))
        {
            return false;
        }

        if (!CsvFile.TryOpen(options.File, map?.Options ?? new CsvOptions(), out CsvFile? file, out CsvProblem? problem))
        {
            Output.Error(problem.ToString());
            return false;
        }

        map ??= MapSuggester.Suggest(file.Headers, file.Sample(), target);
        if (options.SuggestsMap)
        {
            Console.Out.WriteLine(ColumnMapJson.Write(map));
            exitCode = ExitCodes.Success;
            return false;
        }

        if (!RowPlan.TryCreate(file, map, target, out RowPlan? rows, out IReadOnlyList<MapError> errors))
        {
            foreach (MapError error in errors)
            {
                Output.Error($"{options.Map ?? CliTexts.Get("import.map.suggested")}: {error}");
            }

            return false;
        }

        plan = new(file, map, rows);
        return true;
    }

    private static bool TryReadMap(string path, [NotNullWhen(true)] out ColumnMap? map)
    {
        map = null;
        try
        {
            if (ColumnMapJson.TryRead(System.IO.File.ReadAllText(path), out map, out MapError? error))
            {
                return true;
            }

            Output.Error($"{path}:{error}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Output.Error(CliTexts.Get("import.map.unreadable", ("file", path), ("why", Failures.Explain(failure, path))));
        }

        return false;
    }
}
