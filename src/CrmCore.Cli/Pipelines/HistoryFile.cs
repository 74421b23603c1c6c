using System.Globalization;
using CrmCore.Cli.Csv;
using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Cli.Pipelines;

/// <summary>A CSV file of events (case, time, stage), replayed against a pipeline.</summary>
internal sealed class HistoryFile
{
    private static readonly string[] CaseNames = ["case_id", "case", "id", "opportunity", "deal", "opportunity_id", "deal_id"];
    private static readonly string[] TimeNames = ["timestamp", "time", "at", "date", "entered_at", "changed_at"];
    private static readonly string[] StageNames = ["stage", "activity", "status", "to", "event"];

    private readonly CsvFile _file;
    private readonly int _case;
    private readonly int _time;
    private readonly int _stage;

    private HistoryFile(CsvFile file, int caseColumn, int timeColumn, int stageColumn)
    {
        _file = file;
        _case = caseColumn;
        _time = timeColumn;
        _stage = stageColumn;
    }

    /// <summary>The rows that could not be read, each with its place.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>Opens a file and finds its columns; a column that is named must be there.</summary>
    public static HistoryFile? TryOpen(string path, string? caseColumn, string? timeColumn, string? stageColumn, out string? problem)
    {
        if (!CsvFile.TryOpen(path, new CsvOptions(), out CsvFile? file, out CsvProblem? wrong))
        {
            problem = wrong.ToString();
            return null;
        }

        int @case = Find(file, caseColumn, CaseNames);
        int time = Find(file, timeColumn, TimeNames);
        int stage = Find(file, stageColumn, StageNames);
        problem = @case < 0 ? Missing("case", "--case") : time < 0 ? Missing("time", "--time") : stage < 0 ? Missing("stage", "--stage") : null;
        return problem is null ? new(file, @case, time, stage) : null;

        string Missing(string what, string option) => $"{path} has no column for the {what}; name it by {option}. It has {string.Join(", ", file.Headers)}.";
    }

    /// <summary>Adds every event to a replay.</summary>
    public void ReadInto(StageReplay replay, CancellationToken cancellationToken)
    {
        foreach (CsvRow row in _file.Rows(problem => Problems.Add(problem.ToString())))
        {
            cancellationToken.ThrowIfCancellationRequested();
            string @case = row.Fields[_case].Trim();
            string stage = row.Fields[_stage].Trim();
            if (@case.Length is 0 or > 200 || stage.Length is 0 or > 200)
            {
                Problems.Add($"{_file.Name}:{row.Line}: the case and the stage have 1 to 200 characters.");
            }
            else if (!DateTimeOffset.TryParse(row.Fields[_time], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at))
            {
                Problems.Add($"{_file.Name}:{row.Line}: {CsvProblem.Shorten(row.Fields[_time])} is not an instant; write it as 2026-11-20T18:00:00+08:00.");
            }
            else
            {
                replay.Add(@case, at, stage);
            }
        }
    }

    /// <summary>What the replay found, ready to print.</summary>
    public HistoryReport Report(StageReplay replay, Pipeline pipeline)
    {
        IReadOnlyList<ReplayedCase> cases = replay.Run(out IReadOnlyList<string> withoutStage);
        Dictionary<string, (int Cases, TimeSpan Time)> times = new(StringComparer.Ordinal);
        foreach ((string stage, TimeSpan time) in cases.SelectMany(c => c.TimeInStages()))
        {
            (int count, TimeSpan sum) = times.GetValueOrDefault(stage);
            times[stage] = (count + 1, sum + time);
        }

        return new(
            _file.Name,
            pipeline.ToString(),
            cases.Count,
            replay.EventCount,
            Problems.Count,
            Count(cases.Select(c => c.Stage)),
            Count(cases.Select(c => pipeline.Get(c.Stage).Kind.ToString())),
            [.. pipeline.Stages.Where(s => times.ContainsKey(s.Key)).Select(s => times[s.Key] is var t ? new StageTime(s.Key, t.Cases, Math.Round(t.Time.TotalDays, 3), Math.Round(t.Time.TotalDays / t.Cases, 3)) : null!)],
            cases.Count(c => c.Deviations.Count > 0),
            [.. cases.SelectMany(c => c.Deviations).GroupBy(d => (d.Kind, d.From, d.To)).OrderBy(g => g.Key.Kind).ThenByDescending(g => g.Count()).Select(g => new DeviationCount(g.Key.Kind.ToString(), g.Key.From, g.Key.To, g.Count()))],
            withoutStage);
    }

    private static SortedDictionary<string, int> Count(IEnumerable<string> keys) =>
        new(keys.GroupBy(k => k).ToDictionary(g => g.Key, g => g.Count()), StringComparer.Ordinal);

    private static int Find(CsvFile file, string? named, string[] known)
    {
        foreach (string name in named is null ? known : [named])
        {
            for (int i = 0; i < file.Headers.Count; i++)
            {
                if (string.Equals(file.Headers[i].Trim(), name, StringComparison.OrdinalIgnoreCase))
                {
                    return i;
                }
            }
        }

        return -1;
    }
}
