using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Forecasting;

/// <summary>The sums of one period.</summary>
internal sealed class ForecastSums(ForecastPlan plan)
{
    /// <summary>A deal that is in no group; no key of a group is blank.</summary>
    private const string Nobody = "";

    private readonly ForecastCells _all = new();
    private readonly Dictionary<string, ForecastCells>[] _groups = [.. plan.GroupBy.Select(_ => new Dictionary<string, ForecastCells>(StringComparer.Ordinal))];
    private readonly ForecastCell _overdue = new();
    private int _withoutAmount;

    public void AddOverdue(decimal? amount)
    {
        if (amount is { } a)
        {
            _overdue.Add(a, 0);
        }
    }

    public void Add(OpportunitySnapshot deal, decimal? amount, decimal? monthly, decimal? chance)
    {
        ForecastCategory category = CategoryOfDeal.Of(deal, plan.CategoryField);
        _withoutAmount += deal.Amount is null && chance is not null ? 1 : 0;
        if (amount is null && monthly is null)
        {
            return;
        }

        Add(_all[category], amount, monthly, chance);
        for (int g = 0; g < _groups.Length; g++)
        {
            ForecastGrouping grouping = plan.GroupBy[g];
            if (grouping.SharesOf(deal) is { } shares)
            {
                AddShares(_groups[g], category, shares, amount, monthly, chance);
            }
            else
            {
                Add(Of(_groups[g], grouping.KeyOf(deal))[category], amount, monthly, chance);
            }
        }
    }

    public Forecast ToForecast(ForecastPeriod period)
    {
        ForecastOverride[] overrides = [.. plan.Overrides.Where(o => o.Period == period && !(o.At > plan.At)).OrderBy(o => o.At)];
        Dictionary<string, IReadOnlyList<ForecastGroup>> groups = new(StringComparer.Ordinal);
        for (int g = 0; g < _groups.Length; g++)
        {
            string name = plan.GroupBy[g].Name;
            foreach (ForecastOverride said in overrides.Where(o => o.Grouping == name))
            {
                Of(_groups[g], said.Key);
            }

            groups[name] =
            [
                .. _groups[g].OrderBy(k => k.Key, StringComparer.Ordinal)
                    .Select(k => ToGroup(k, overrides.LastOrDefault(o => o.Grouping == name && o.Key == KeyOf(k.Key))))
                    .Where(group => group.ByCategory.Count > 0 || group.Override is not null),
            ];
        }

        return new(period, plan.Currency, _all, _overdue.ToLine(plan.Currency), groups, overrides.LastOrDefault(o => o.Grouping is null), _withoutAmount);
    }

    private ForecastGroup ToGroup(KeyValuePair<string, ForecastCells> group, ForecastOverride? said)
    {
        IReadOnlyDictionary<ForecastCategory, ForecastLine> categories = group.Value.ByCategory(plan.Currency);
        return new(KeyOf(group.Key), categories.Values.Aggregate(ForecastLine.Empty(plan.Currency), (a, b) => a + b), categories, said);
    }

    private void AddShares(Dictionary<string, ForecastCells> groups, ForecastCategory category, IReadOnlyList<ForecastShare> shares, decimal? amount, decimal? monthly, decimal? chance)
    {
        decimal[] weights = [.. shares.Select(s => s.Weight)];
        IReadOnlyList<Money>? amounts = amount is { } a ? LargestRemainder.Divide(new(a, plan.Currency), weights) : null;
        IReadOnlyList<Money>? months = monthly is { } m ? LargestRemainder.Divide(new(m, plan.Currency), weights) : null;
        for (int i = 0; i < shares.Count; i++)
        {
            Add(Of(groups, shares[i].Key)[category], amounts?[i].Amount, months?[i].Amount, chance);
        }
    }

    private static void Add(ForecastCell cell, decimal? amount, decimal? monthly, decimal? chance)
    {
        if (amount is { } a)
        {
            cell.Add(a, chance);
        }

        if (monthly is { } m)
        {
            cell.AddRecurring(m, chance);
        }
    }

    private static ForecastCells Of(Dictionary<string, ForecastCells> groups, string? key)
    {
        key ??= Nobody;
        return groups.TryGetValue(key, out ForecastCells? cells) ? cells : groups[key] = new();
    }

    private static string? KeyOf(string key) => key == Nobody ? null : key;
}
