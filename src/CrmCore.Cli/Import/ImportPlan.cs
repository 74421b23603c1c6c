using System.Diagnostics.CodeAnalysis;
using CrmCore.Cli.Csv;
using CrmCore.Cli.Terminal;

namespace CrmCore.Cli.Import;

/// <summary>A file that could be opened, with a map that fits it.</summary>
internal sealed record ImportPlan(CsvFile File, ColumnMap Map, RowPlan Rows)
{
    /// <summary>Whether rows are known by their position because no column of keys was recognised, and nobody asked for that.</summary>
    public required bool IsByPosition { get; init; }

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
        bool isByPosition = options.Map is null && map.Key is { IsRow: true };
        if (options.SuggestsMap)
        {
            if (isByPosition)
            {
                Output.Notice(CliTexts.Get("import.by-position"));
            }

            Console.Out.WriteLine(ColumnMapJson.Write(map));
            exitCode = ExitCodes.Success;
            return false;
        }

        if (!RowPlan.TryCreate(file, map, target, out RowPlan? rows, out IReadOnlyList<MapError> errors))
        {
            foreach (MapError error in errors)
            {
                Output.Error(CliTexts.Get("import.map.fault", ("map", options.Map ?? CliTexts.Get("import.map.suggested")), ("error", error)));
            }

            return false;
        }

        plan = new(file, map, rows) { IsByPosition = isByPosition };
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
            Output.Error(Failures.OfFile(failure, path));
        }

        return false;
    }
}
