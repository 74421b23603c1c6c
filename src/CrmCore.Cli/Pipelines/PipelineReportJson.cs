using System.Text.Json.Serialization;

namespace CrmCore.Cli.Pipelines;

/// <summary>What <c>pipeline check --json</c> prints.</summary>
internal sealed record CheckReport(string File, bool IsValid, IReadOnlyList<Defect> Defects);

/// <summary>A difference as <c>pipeline diff --json</c> prints it.</summary>
internal sealed record DiffLine(string Kind, string Part, string? Before, string? After);

/// <summary>A count of deviations as <c>import history --json</c> prints it.</summary>
internal sealed record DeviationCount(string Kind, string? From, string To, int Count);

/// <summary>Days in a stage as <c>import history --json</c> prints them.</summary>
internal sealed record StageTime(string Stage, int Cases, double TotalDays, double MeanDays);

/// <summary>What <c>import history --json</c> prints.</summary>
internal sealed record HistoryReport(
    string File,
    string Pipeline,
    int Cases,
    long Events,
    int RejectedRows,
    IReadOnlyDictionary<string, int> EndedIn,
    IReadOnlyDictionary<string, int> EndedAs,
    IReadOnlyList<StageTime> Stages,
    int CasesWithDeviations,
    IReadOnlyList<DeviationCount> Deviations,
    IReadOnlyList<string> WithoutStage);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(CheckReport))]
[JsonSerializable(typeof(IReadOnlyList<DiffLine>))]
[JsonSerializable(typeof(HistoryReport))]
internal sealed partial class PipelineReportJson : JsonSerializerContext
{
}
