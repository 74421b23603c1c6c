using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Forecasting;

/// <summary>
/// How many days deals took from a beginning to their closing. Only closed deals have a length; so a young history shows the quick ones first. Immutable.
/// </summary>
public sealed class SalesCycle : IEquatable<SalesCycle>
{
    private readonly double[] _days;

    /// <summary>Cycles of some lengths, in any order.</summary>
    /// <param name="days">The lengths in days, finite and not negative.</param>
    public SalesCycle(IEnumerable<double> days)
    {
        _days = [.. Guard.Against.Null(days).Order()];
        if (_days.Length > 0)
        {
            Guard.Against.OutOfRange(_days[0], nameof(days), 0, double.MaxValue);
            Guard.Against.OutOfRange(_days[^1], nameof(days), 0, double.MaxValue);
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _days.Length;

    /// <summary>Whether there are fewer than <see cref="SmallGroups.Threshold"/>.</summary>
    public bool IsSmall => Count < SmallGroups.Threshold;

    /// <summary>The mean; null where there is none.</summary>
    public double? Mean => Count == 0 ? null : _days.Average();

    /// <summary>The median; null where there is none.</summary>
    public double? Median => Quantile(0.5);

    /// <summary>The cycles of the deals that ended in one way.</summary>
    /// <param name="opportunities">The deals.</param>
    /// <param name="kind">In which way; won where nothing is said.</param>
    /// <param name="from">The key of the stage from which days are counted: from its first entry, or from the move that passed it over. Null counts from creation. A deal that never came so far has no cycle.</param>
    public static SalesCycle Of(IEnumerable<OpportunitySnapshot> opportunities, StageKind kind = StageKind.Won, string? from = null) =>
        new(Guard.Against.Null(opportunities).Where(o => o.StageKind == kind).Select(o => DaysOf(o, from)).OfType<double>());

    /// <summary>The length below which a share of them lies, between two of them in proportion (type 7 of Hyndman and Fan 1996); null where there is none.</summary>
    /// <param name="share">From 0 (the shortest) to 1 (the longest).</param>
    public double? Quantile(double share)
    {
        Guard.Against.OutOfRange(share, nameof(share), 0, 1);
        if (Count == 0)
        {
            return null;
        }

        double place = share * (Count - 1);
        int below = (int)place;
        return below + 1 == Count ? _days[below] : _days[below] + ((place - below) * (_days[below + 1] - _days[below]));
    }

    /// <summary>Whether both have the same lengths.</summary>
    public bool Equals(SalesCycle? other) => other is not null && _days.AsSpan().SequenceEqual(other._days);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SalesCycle);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Count, Count == 0 ? 0 : _days[^1]);

    /// <summary>The length of a closed deal's cycle; null for an open deal, and for one that never came to the stage.</summary>
    internal static double? DaysOf(OpportunitySnapshot opportunity, string? from) =>
        opportunity.Closing is { } closing && BeginOf(opportunity, from) is { } begin && begin <= closing.At ? (closing.At - begin).TotalDays : null;

    private static DateTimeOffset? BeginOf(OpportunitySnapshot opportunity, string? from)
    {
        if (from is null)
        {
            return opportunity.CreatedAt;
        }

        foreach (HistoryEntry row in opportunity.History)
        {
            if (row.To == from || row.Skipped?.Contains(from) == true)
            {
                return row.At;
            }
        }

        return null;
    }
}
