using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Forecasting;

/// <summary>
/// Why and where deals are won and lost: the closed deals of a period, as a whole and in groups. Each deal is in one group of each dimension, so the groups
/// add up to the whole. Deals without an amount count and add nothing. Immutable.
/// </summary>
public sealed class WinLossAnalysis
{
    private const int Bands = 4;

    private readonly OpportunitySnapshot[] _closed;
    private readonly Currency _currency;
    private readonly decimal[] _edges;

    private WinLossAnalysis(OpportunitySnapshot[] closed, int invalid, Currency currency, IEnumerable<decimal>? edges)
    {
        _closed = closed;
        _currency = currency;
        _edges = [.. (edges ?? QuartersOf(closed)).Distinct().Order()];
        Invalid = invalid;
        Total = Group(null, closed);
    }

    /// <summary>All won and lost deals together.</summary>
    public WinLossGroup Total { get; }

    /// <summary>How many were closed as invalid; they are in no group.</summary>
    public int Invalid { get; }

    /// <summary>The amounts at which one band of <see cref="WinLossDimension.Size"/> ends and the next begins, ascending.</summary>
    public IReadOnlyList<decimal> SizeEdges => _edges;

    /// <summary>Analyses the deals that were closed in a period.</summary>
    /// <param name="opportunities">The deals; their order does not matter.</param>
    /// <param name="currency">The currency that every amount is in.</param>
    /// <param name="at">The present instant; what was closed later is not known yet.</param>
    /// <param name="period">The days of closing, in UTC; null means all days.</param>
    /// <param name="sizeEdges">Where the bands of sizes meet; null takes the quartiles of the amounts, rounded to two digits.</param>
    /// <exception cref="ArgumentException">An amount is in another currency; no exchange rate is guessed.</exception>
    public static WinLossAnalysis Of(
        IEnumerable<OpportunitySnapshot> opportunities, Currency currency, DateTimeOffset at, ForecastPeriod? period = null, IReadOnlyList<decimal>? sizeEdges = null)
    {
        List<OpportunitySnapshot> closed = [];
        int invalid = 0;
        foreach (OpportunitySnapshot opportunity in Guard.Against.Null(opportunities))
        {
            if (DealOutcome.At(opportunity, at) is { } outcome && outcome.IsClosedIn(period))
            {
                invalid += outcome.Kind == StageKind.Invalid ? 1 : 0;
                if (outcome.IsCounted)
                {
                    closed.Add(opportunity);
                }
            }
        }

        return new([.. closed], invalid, currency, sizeEdges);
    }

    /// <summary>The groups of a dimension: bands of sizes by size, the others by how many deals they have, the largest first, then by key.</summary>
    public IReadOnlyList<WinLossGroup> By(WinLossDimension dimension)
    {
        Guard.Against.EnumOutOfRange(dimension);
        IEnumerable<WinLossGroup> groups = _closed.GroupBy(o => KeyOf(o, dimension), StringComparer.Ordinal).Select(g => Group(g.Key, [.. g]));
        return dimension == WinLossDimension.Size
            ? [.. groups.OrderBy(g => g.Key is null ? int.MaxValue : Enumerable.Range(0, _edges.Length + 1).First(b => BandOf(b) == g.Key))]
            : [.. groups.OrderByDescending(g => g.Rate.Closed).ThenBy(g => g.Key, StringComparer.Ordinal)];
    }

    private static IEnumerable<decimal> QuartersOf(OpportunitySnapshot[] closed)
    {
        decimal[] amounts = [.. closed.Select(o => o.Amount?.Amount ?? 0).Where(a => a > 0).Order()];
        return Enumerable.Range(1, amounts.Length < Bands ? 0 : Bands - 1).Select(q => RoundedToTwoDigits(amounts[q * amounts.Length / Bands]));
    }

    private static decimal RoundedToTwoDigits(decimal amount)
    {
        decimal unit = 0.01m;
        while (amount >= unit * 100)
        {
            unit *= 10;
        }

        return decimal.Round(amount / unit) * unit / 1.000000000000000000000000000000m;
    }

    private string? KeyOf(OpportunitySnapshot opportunity, WinLossDimension dimension) => dimension switch
    {
        WinLossDimension.Reason => opportunity.Closing!.Reason,
        WinLossDimension.Competitor => opportunity.Closing!.Competitor ?? opportunity.Competitors?.FirstOrDefault()?.Name,
        WinLossDimension.Stage => opportunity.Closing!.LastOpenStage,
        WinLossDimension.Source => opportunity.Source?.Kind.ToString(),
        WinLossDimension.Campaign => opportunity.Source?.Campaign,
        WinLossDimension.Owner => opportunity.Owner?.Value,
        _ => opportunity.Amount is { Amount: > 0 } amount ? BandOf(_edges.Count(e => e <= amount.Amount)) : null,
    };

    private string BandOf(int band) => FormattableString.Invariant($"{(band == 0 ? null : _edges[band - 1])}..{(band == _edges.Length ? null : _edges[band])}");

    private WinLossGroup Group(string? key, IReadOnlyList<OpportunitySnapshot> deals)
    {
        return new(key, WinRate.Of(deals), SumOf(StageKind.Won), SumOf(StageKind.Lost));

        Money SumOf(StageKind kind) => Money.Sum(deals.Where(o => o.StageKind == kind).Select(o => o.Amount).OfType<Money>(), _currency);
    }
}
