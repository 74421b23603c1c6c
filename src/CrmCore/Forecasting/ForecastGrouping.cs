using CrmCore.Opportunities;

namespace CrmCore.Forecasting;

/// <summary>A share of a deal that belongs to a group.</summary>
/// <param name="Key">The group; null where there is none to name.</param>
/// <param name="Weight">Its weight among the shares of the deal, not negative.</param>
public readonly record struct ForecastShare(string? Key, decimal Weight);

/// <summary>
/// By what a forecast is divided. Each deal goes into one group or is shared between several; shares are of whole smallest units and add up to the deal
/// (<see cref="LargestRemainder"/>). Immutable, thread-safe.
/// </summary>
public sealed class ForecastGrouping
{
    private readonly Func<OpportunitySnapshot, string?> _key;
    private readonly Func<OpportunitySnapshot, IReadOnlyList<ForecastShare>?> _shares;

    private ForecastGrouping(string name, Func<OpportunitySnapshot, string?> key, Func<OpportunitySnapshot, IReadOnlyList<ForecastShare>?>? shares = null)
    {
        Name = Guard.Against.NullOrWhiteSpace(name);
        _key = key;
        _shares = shares ?? (static _ => null);
    }

    /// <summary>By owner; a deal with splits is shared by them.</summary>
    public static ForecastGrouping Owner { get; } = new("owner", static d => d.Owner?.Value, static d => Shares(d, static o => o.Value));

    /// <summary>By pipeline, whatever its version.</summary>
    public static ForecastGrouping Pipeline { get; } = new("pipeline", static d => d.Pipeline.Key);

    /// <summary>By stage.</summary>
    public static ForecastGrouping Stage { get; } = new("stage", static d => d.Stage);

    /// <summary>By product; a deal is shared by the totals of its line items.</summary>
    public static ForecastGrouping Product { get; } = new("product", static d => d.LineItems is { Count: 1 } items ? items[0].Product : null, Products);

    /// <summary>By the kind of source.</summary>
    public static ForecastGrouping Source { get; } = new("source", static d => d.Source?.Kind.ToString());

    /// <summary>By account.</summary>
    public static ForecastGrouping Account { get; } = new("account", static d => d.Account?.ToString());

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>By team; a deal with splits is shared between the teams of its owners.</summary>
    /// <param name="teams">The team of each owner; an owner who is not in it is in no team.</param>
    public static ForecastGrouping Team(IReadOnlyDictionary<UserId, string> teams)
    {
        Guard.Against.Null(teams);
        return new("team", d => d.Owner is { } owner ? teams.GetValueOrDefault(owner) : null, d => Shares(d, o => teams.GetValueOrDefault(o)));
    }

    /// <summary>By a fact of the opportunity, such as <c>campaign</c> or <c>custom.region</c>; see <see cref="Opportunity.Get"/>.</summary>
    public static ForecastGrouping Fact(string fact)
    {
        Guard.Against.NullOrWhiteSpace(fact);
        return new(fact, d => Opportunity.FromSnapshot(d).Get(fact) is { IsNone: false } value ? value.ToString() : null);
    }

    /// <summary>By anything that a deal tells.</summary>
    /// <param name="name">What the grouping is called.</param>
    /// <param name="key">The group of a deal; null for none.</param>
    public static ForecastGrouping By(string name, Func<OpportunitySnapshot, string?> key) => new(name, Guard.Against.Null(key));

    /// <summary>By anything that a deal can be shared by.</summary>
    /// <param name="name">What the grouping is called.</param>
    /// <param name="shares">The shares of a deal, one at least with a weight above 0; null or none for a deal that is in no group.</param>
    public static ForecastGrouping ByShares(string name, Func<OpportunitySnapshot, IReadOnlyList<ForecastShare>?> shares) => new(name, static _ => null, Guard.Against.Null(shares));

    /// <summary>The one group of a deal, where it is not shared.</summary>
    internal string? KeyOf(OpportunitySnapshot deal) => _key(deal);

    /// <summary>The shares of a deal; null where it is not shared.</summary>
    internal IReadOnlyList<ForecastShare>? SharesOf(OpportunitySnapshot deal) => _shares(deal) is { Count: > 0 } shares ? shares : null;

    private static List<ForecastShare>? Shares(OpportunitySnapshot deal, Func<UserId, string?> key) =>
        deal.Splits is { Count: > 0 } splits ? [.. splits.Select(s => new ForecastShare(key(s.Owner), s.Percent))] : null;

    private static List<ForecastShare>? Products(OpportunitySnapshot deal)
    {
        if (deal.LineItems is not { Count: > 1 } items)
        {
            return null;
        }

        bool priced = items.Any(i => i.Total.Amount > 0);
        return [.. items.Select(i => new ForecastShare(i.Product, priced ? i.Total.Amount : 1))];
    }
}
