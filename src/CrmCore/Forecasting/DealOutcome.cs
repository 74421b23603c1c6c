using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Forecasting;

/// <summary>How a deal stood at an instant as far as its closing tells: what was closed later was open then.</summary>
internal readonly record struct DealOutcome(StageKind Kind, DateTimeOffset CreatedAt, DateTimeOffset? ClosedAt)
{
    public bool IsCounted => Kind is StageKind.Won or StageKind.Lost;

    /// <summary>The outcome; null for a deal that was created later.</summary>
    public static DealOutcome? At(OpportunitySnapshot opportunity, DateTimeOffset at)
    {
        Guard.Against.Null(opportunity);
        if (opportunity.CreatedAt > at)
        {
            return null;
        }

        return opportunity.Closing is { } closing && closing.At <= at
            ? new(closing.Kind, opportunity.CreatedAt, closing.At)
            : new(StageKind.Open, opportunity.CreatedAt, null);
    }

    public bool IsCreatedIn(ForecastPeriod? period) => period is not { } days || days.Contains(DayOf(CreatedAt));

    public bool IsClosedIn(ForecastPeriod? period) => ClosedAt is { } closed && (period is not { } days || days.Contains(DayOf(closed)));

    /// <summary>Whether it was open on any day of a period.</summary>
    public bool IsWorkedIn(ForecastPeriod? period) =>
        period is not { } days || (DayOf(CreatedAt) <= days.Last && (ClosedAt is not { } closed || DayOf(closed) >= days.First));

    private static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);
}
