using System.Diagnostics.CodeAnalysis;
using CrmCore.Cli.Terminal;
using CrmCore.Pipelines;

namespace CrmCore.Cli.Pipelines;

/// <summary>Reads pipelines from JSON files, or says what is wrong with them.</summary>
internal static class PipelineFile
{
    /// <summary>The code of the one defect of a file that can't be read.</summary>
    public const string Unreadable = "unreadable";

    private const long MaximumBytes = 4_000_000;

    /// <summary>Every defect of a file; a file that can't be read has one.</summary>
    public static IReadOnlyList<Defect> Read(string path, out Pipeline? pipeline)
    {
        pipeline = null;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaximumBytes } large)
            {
                return [new("$", "too-large", $"The file has {large.Length} bytes; a pipeline's file has at most {MaximumBytes}.")];
            }

            pipeline = Pipeline.FromJson(File.ReadAllText(path));
            return [];
        }
        catch (DefinitionException wrong)
        {
            return wrong.Defects;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [new("$", Unreadable, Failures.OfFile(failure, path))];
        }
    }

    /// <summary>A defect with its file, on one line.</summary>
    public static string Describe(string path, Defect defect) => defect.Code == Unreadable ? defect.Message : $"{path}: {defect}";

    /// <summary>Reads a file, or takes the newest version of a key that is known; where it is neither, or the file is wrong, says so.</summary>
    public static bool TryFind(string fileOrKey, PipelineCatalog known, [NotNullWhen(true)] out Pipeline? pipeline)
    {
        if (File.Exists(fileOrKey))
        {
            return TryRead(fileOrKey, out pipeline);
        }

        pipeline = known.Newest(fileOrKey);
        if (pipeline is null)
        {
            Output.Error(CliTexts.Get("pipeline.unknown", ("text", fileOrKey), ("keys", string.Join(CliTexts.Get("list.separator"), known.All.Select(p => p.Key).Distinct().Order(StringComparer.Ordinal)))));
        }

        return pipeline is not null;
    }

    /// <summary>Reads a file; where it is wrong, prints every defect.</summary>
    public static bool TryRead(string path, [NotNullWhen(true)] out Pipeline? pipeline)
    {
        foreach (Defect defect in Read(path, out pipeline))
        {
            Output.Error(Describe(path, defect));
        }

        return pipeline is not null;
    }
}
