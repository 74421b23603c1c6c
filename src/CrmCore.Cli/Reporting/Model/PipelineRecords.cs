using CrmCore.Pipelines;

namespace CrmCore.Cli.Reporting;

internal enum Severity
{
    Info,
    Warning,
    Alarm,
}

/// <summary>One stage, in the pipeline's order: its usual chance to win, 0..1, and the mean days that the opportunities now there have spent in it.</summary>
internal sealed record StageFigures(
    string Key,
    LocalizedText Name,
    StageKind Kind,
    int Count,
    decimal Amount,
    decimal Weighted,
    double? Probability,
    double? AverageAgeDays);

/// <summary>An opportunity on the board: chance to win, 0..1, and whole days in its stage.</summary>
internal sealed record BoardCard(
    string StageKey,
    string Name,
    string? Account,
    string? Owner,
    decimal? Amount,
    double? Probability,
    int? AgeDays,
    DateOnly? ExpectedClose,
    IReadOnlyList<DealMark> Marks,
    IReadOnlyList<ProbabilityReason> Reasons);

/// <summary>What a card warns of: rotting, close date passed, no next step ...</summary>
internal sealed record DealMark(string Key, LocalizedText Name, Severity Severity);

/// <summary>Why the probability is what it is, in words.</summary>
internal sealed record ProbabilityReason(LocalizedText Text, bool InFavour);
