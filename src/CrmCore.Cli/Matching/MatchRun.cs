using System.Globalization;
using System.Text;
using CrmCore.Cli.Csv;
using CrmCore.Cli.Terminal;
using CrmCore.Matching;
using CrmCore.Matching.Learning;
using CrmCore.Matching.Rules;

namespace CrmCore.Cli.Matching;

/// <summary>What to match, and how.</summary>
internal sealed record MatchOptions(string File, string? File2, string Id, string? Map, string? Rules, bool Learns, bool IncludesPossible, string Out, Output Output)
{
    /// <summary>Reads a phone number as it was written; null where it is none.</summary>
    public Func<string, PhoneNumber?> Phone { get; init; } = static text => PhoneNumber.TryParse(text, out PhoneNumber? number) ? number : null;
}

/// <summary>Finds the duplicates within one file or across two and writes them.</summary>
internal static class MatchRun
{
    public static int Run(MatchOptions options)
    {
        long start = TimeProvider.System.GetTimestamp();
        IReadOnlyDictionary<string, string>? map = null;
        if ((options.Map is not null && !MatchMap.TryRead(options.Map, out map)) || !MatchSource.TryOpen(options.File, 1, options.Id, map, options.File2 is null, out MatchSource? left))
        {
            return ExitCodes.Failure;
        }

        MatchSource? right = null;
        if (options.File2 is not null && !MatchSource.TryOpen(options.File2, 2, options.Id, map, isOnly: false, out right))
        {
            return ExitCodes.Failure;
        }

        MatchSource[] sources = right is null ? [left] : [left, right];
        if (!TryFindRules(options, sources, out MatchRules rules))
        {
            return ExitCodes.Failure;
        }

        foreach (MatchSource source in sources)
        {
            options.Output.Step(source.Name, string.Join(CliTexts.Get("list.separator"), source.Roles.Where(r => r.Value != MatchRoles.Ignore).Select(r => r.Value == MatchRoles.FieldOf(r.Key)
                ? CliTexts.Get("match.role.text", ("column", r.Key))
                : CliTexts.Get("match.role", ("column", r.Key), ("role", r.Value)))));
        }

        MatchRecord[] records = [.. sources.SelectMany(s => s.Records(options.Phone))];
        DuplicateIndex index = Fill(records, rules);
        Func<Guid, Guid, bool>? across = right is null ? null : static (a, b) => MatchSource.Place(a).File != MatchSource.Place(b).File;
        if (options.Learns)
        {
            LearnedWeights learned = WeightEstimation.Estimate(index, mayBeSame: across);
            LearnedReport.Write(learned, options.Output);
            index = learned.Rules is { } better ? Fill(records, better) : index;
        }

        MatchPair[] pairs = [.. index.Pairs(options.IncludesPossible ? MatchClass.Possible : MatchClass.Likely)
            .Where(p => across?.Invoke(p.Left, p.Right) ?? true).OrderByDescending(p => p.Class).ThenByDescending(p => p.Score)];
        Write(options.Out, pairs, sources);
        Tell(options, index, pairs, left, TimeProvider.System.GetElapsedTime(start));
        return ExitCodes.Success;
    }

    private static bool TryFindRules(MatchOptions options, MatchSource[] sources, out MatchRules rules)
    {
        rules = ReadyMatchRules.Default;
        try
        {
            rules = options.Rules is { } path ? MatchRules.FromJson(File.ReadAllText(path)) : ReadyMatchRules.For(sources.SelectMany(s => s.Fields));
            return true;
        }
        catch (Exception failure) when (options.Rules is not null && (failure is IOException or UnauthorizedAccessException or DefinitionException))
        {
            Output.Error(Failures.OfFile(failure, options.Rules));
        }
        catch (DefinitionException)
        {
            Output.Error(CliTexts.Get("match.nothing", ("file", options.File), ("example", """{"COLUMN":"company"}""")));
        }

        return false;
    }

    private static DuplicateIndex Fill(MatchRecord[] records, MatchRules rules)
    {
        DuplicateIndex index = new(rules, records.Length);
        foreach (MatchRecord record in records)
        {
            index.Add(record);
        }

        return index;
    }

    private static void Write(string path, IEnumerable<MatchPair> pairs, MatchSource[] sources)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        using StreamWriter file = new(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        file.Write(CsvCell.Row("left", "right", "score", "class"));
        foreach (MatchPair pair in pairs)
        {
            file.Write(CsvCell.Row(IdOf(sources, pair.Left), IdOf(sources, pair.Right), pair.Score.ToString("0.###", CultureInfo.InvariantCulture), pair.Class.ToString().ToLowerInvariant()));
        }
    }

    private static string IdOf(MatchSource[] sources, Guid id) => MatchSource.Place(id) is var (file, row) ? sources[file - 1].Ids[row] : "";

    private static void Tell(MatchOptions options, DuplicateIndex index, MatchPair[] pairs, MatchSource left, TimeSpan elapsed)
    {
        int Of(MatchClass one) => pairs.Count(p => p.Class == one);
        IReadOnlyList<OverusedKey> ignored = index.OverusedKeys();
        Output output = options.Output;
        string result = CliTexts.Get(
            "match.done",
            ("records", CliTexts.Count("records", index.Count)),
            ("seconds", elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)),
            ("same", CliTexts.Count("pairs", Of(MatchClass.Same))),
            ("likely", Of(MatchClass.Likely)));
        output.Step(CliTexts.Get("step.matched"), options.IncludesPossible ? CliTexts.Get("match.done.possible", ("result", result), ("possible", Of(MatchClass.Possible))) : result);
        if (ignored.Count > 0)
        {
            output.Detail(CliTexts.Get(
                "match.ignored.most",
                ("ignored", CliTexts.Count("match.ignored", ignored.Count)),
                ("limit", index.Rules.MaximumKeyUses),
                ("block", ignored[0].Block),
                ("records", CliTexts.Count("records", ignored[0].Records))));
        }

        output.Line(CliTexts.Get("match.wrote", ("file", options.Out)));
        output.Json(
            new MatchSummary(index.Count, pairs.Length, Of(MatchClass.Same), Of(MatchClass.Likely), Of(MatchClass.Possible), ignored.Count, left.Roles, index.Rules.Key, Math.Round(elapsed.TotalSeconds, 3)),
            MatchSummaryJson.Default.MatchSummary);
    }
}
