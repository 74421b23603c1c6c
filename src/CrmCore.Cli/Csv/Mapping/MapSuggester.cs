using System.Text.RegularExpressions;

namespace CrmCore.Cli.Csv;

/// <summary>
/// Proposes a map for a file: columns by their names in English and Chinese, held against their values; lead states, outcomes and stages by their words.
/// What nothing is known of stays as it is: a column becomes a custom field, a stage value is left for the importer to report.
/// </summary>
internal static partial class MapSuggester
{
    /// <summary>What a match costs that needed a part of the name to be left out.</summary>
    private const int PartialPenalty = 100;

    /// <summary>The name of a column that means something is shorter; a longer one is left alone.</summary>
    private const int LongestHeader = 200;

    private static readonly string[] Affixes =
        ["销售线索", "销售机会", "线索", "商机", "客户", "primary", "associated", "opportunity", "potential", "contact", "customer", "company", "account", "lead", "deal", "crm"];

    private static readonly string[] BlankWords = ["unknown", "n/a", "na", "null", "none", "nil", "-", "--", "#n/a", "无", "暂无", "未知", "空"];

    /// <param name="headers">The file's columns.</param>
    /// <param name="sample">Some of its rows; the more, the better the stages are known.</param>
    /// <param name="target">What it is to be imported as.</param>
    public static ColumnMap Suggest(IReadOnlyList<string> headers, IReadOnlyList<CsvRow> sample, ImportTarget target)
    {
        SampleColumn[] columns = [.. headers.Select((h, i) => new SampleColumn(h, i, sample))];
        Dictionary<string, SampleColumn> matches = Match(columns, target);
        TellClosedFromExpected(matches, sample);
        matches.Remove(Fields.Key, out SampleColumn? key);
        Dictionary<SampleColumn, string> fields = matches.ToDictionary(m => m.Value, m => m.Key);
        return new ColumnMap
        {
            Key = key is null ? KeyRule.Row : new KeyRule([key.Header]),
            Columns = columns.Where(c => c != key).ToDictionary(c => c.Header, c => fields.GetValueOrDefault(c, ColumnMap.Custom)),
            Values = Values(matches, sample, target),
            Blank = [.. BlankWords.Where(b => columns.Any(c => c.Distinct.Contains(b, StringComparer.OrdinalIgnoreCase)))],
        };
    }

    private static Dictionary<string, SampleColumn> Match(SampleColumn[] columns, ImportTarget target)
    {
        Dictionary<string, SampleColumn> matches = [];
        HashSet<SampleColumn> taken = [];
        foreach ((SampleColumn column, string field, _) in columns.SelectMany(c => Candidates(c, target)).OrderBy(c => c.Cost))
        {
            if (!matches.ContainsKey(field) && !taken.Contains(column) && column.MayBe(target.Find(field)!) && (field != Fields.Pipeline || NamesPipelines(column, target)))
            {
                matches[field] = column;
                taken.Add(column);
            }
        }

        if (!matches.ContainsKey(Fields.Email) && columns.FirstOrDefault(c => !taken.Contains(c) && c.AreEmails) is { } email)
        {
            matches[Fields.Email] = email;
        }

        return matches;
    }

    /// <summary>A column of which no value is known would only get its rows rejected: it stays a custom field, and its rows go to the pipeline of rows that name none.</summary>
    private static bool NamesPipelines(SampleColumn column, ImportTarget target) => target.Pipelines is [] || !column.Distinct.Any() || column.Distinct.Any(v => target.FindPipeline(v) is not null);

    private static IEnumerable<(SampleColumn Column, string Field, int Cost)> Candidates(SampleColumn column, ImportTarget target)
    {
        if (column.Header.Length > LongestHeader)
        {
            return [];
        }

        string bare = Bracketed.Replace(column.Header.Replace('\uFFFE', ' ').Normalize(System.Text.NormalizationForm.FormKC), "");
        string folded = WordTable.Fold(bare);
        IEnumerable<string> parts = Affixes.Where(a => folded.StartsWith(a, StringComparison.Ordinal)).Select(a => folded[a.Length..]);
        return [
            .. target.Headers.All(column.Header).Select(m => (column, m.Meaning, m.Rank)),
            .. target.Headers.All(bare).Select(m => (column, m.Meaning, m.Rank + PartialPenalty)),
            .. parts.SelectMany(target.Headers.All).Where(m => m.Meaning != Fields.Key).Select(m => (column, m.Meaning, m.Rank + (2 * PartialPenalty))),
        ];
    }

    /// <summary>"Close date" is the day expected in one system and the day of closing in another: where only ended sales have it, it is the latter.</summary>
    private static void TellClosedFromExpected(Dictionary<string, SampleColumn> matches, IReadOnlyList<CsvRow> sample)
    {
        if (matches.ContainsKey(Fields.Closed) || !matches.TryGetValue(Fields.ExpectedClose, out SampleColumn? dates)
            || !matches.TryGetValue(Fields.Stage, out SampleColumn? stages))
        {
            return;
        }

        bool HasDate(CsvRow row) => !string.IsNullOrWhiteSpace(row.Fields[dates.Index]);
        ILookup<bool, CsvRow> byEnd = sample.ToLookup(r => StageWords.IsEnd(r.Fields[stages.Index]));
        if (byEnd[true].Any(HasDate) && byEnd[false].Any() && !byEnd[false].Any(HasDate))
        {
            matches.Remove(Fields.ExpectedClose);
            matches[Fields.Closed] = dates;
        }
    }

    private static Dictionary<string, Dictionary<string, string>> Values(Dictionary<string, SampleColumn> matches, IReadOnlyList<CsvRow> sample, ImportTarget target)
    {
        Dictionary<string, Dictionary<string, string>> values = [];
        Add(Fields.Status, StatusWords.Status);
        Add(Fields.Outcome, StatusWords.Outcome);
        Add(Fields.Pipeline, value => target.FindPipeline(value)?.Key);
        if (matches.TryGetValue(Fields.Stage, out SampleColumn? stages))
        {
            AddKnown(Fields.Stage, Stages(stages, matches.GetValueOrDefault(Fields.Pipeline), sample, target));
        }

        return values;

        void Add(string field, Func<string, string?> meaning)
        {
            if (matches.TryGetValue(field, out SampleColumn? column))
            {
                AddKnown(field, column.Distinct.Select(v => (v, meaning(v))));
            }
        }

        void AddKnown(string field, IEnumerable<(string Value, string? Meaning)> meanings)
        {
            Dictionary<string, string> known = meanings.Where(v => v.Meaning is not null && v.Meaning != v.Value).DistinctBy(v => v.Value).ToDictionary(v => v.Value, v => v.Meaning!);
            _ = known.Count > 0 && values.TryAdd(field, known);
        }
    }

    /// <summary>What each stage value means: a value that means another stage in another pipeline is told for each of them.</summary>
    private static IEnumerable<(string Value, string? Meaning)> Stages(SampleColumn stages, SampleColumn? pipelines, IReadOnlyList<CsvRow> sample, ImportTarget target)
    {
        ILookup<string, TargetPipeline> usedIn = sample
            .Select(row => (Stage: Cell.Clean(row.Fields[stages.Index]), Pipeline: PipelineOf(row)))
            .Where(row => row.Pipeline is not null)
            .Distinct()
            .ToLookup(row => row.Stage, row => row.Pipeline!, StringComparer.OrdinalIgnoreCase);
        foreach (string value in stages.Distinct)
        {
            (string Pipeline, string? Meaning)[] meanings = [.. usedIn[value].Distinct().Select(p => (p.Key, StageWords.Suggest(value, p.Stages)))];
            foreach ((string pipeline, string? meaning) in meanings)
            {
                bool isShared = Array.TrueForAll(meanings, m => m.Meaning == meaning);
                yield return (isShared ? value : StageWords.Within(pipeline, value), meaning);
            }
        }

        TargetPipeline? PipelineOf(CsvRow row)
        {
            string named = pipelines is null ? "" : Cell.Clean(row.Fields[pipelines.Index]);
            return named.Length == 0 || BlankWords.Contains(named, StringComparer.OrdinalIgnoreCase) ? target.Pipelines.FirstOrDefault() : target.FindPipeline(named);
        }
    }

    [GeneratedRegex(@"\([^)]*\)|\[[^\]]*\]|【[^】]*】|\*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Bracketed { get; }
}
