using CrmCore.Pipelines;

namespace CrmCore.Opportunities;

/// <summary>How an opportunity ended.</summary>
/// <param name="Kind">Won, lost or invalid.</param>
/// <param name="At">When it was closed; unchanged by a move between two ends of the same kind.</param>
/// <param name="LastOpenStage">The open stage that it was closed from.</param>
/// <param name="Reason">Why; a key of <see cref="CloseReasons"/> or the host's own.</param>
/// <param name="Competitor">Who won it instead, if it was lost to somebody.</param>
public sealed record OpportunityClosing(StageKind Kind, DateTimeOffset At, string LastOpenStage, string? Reason, string? Competitor);
