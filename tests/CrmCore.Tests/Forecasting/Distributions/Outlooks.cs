using CrmCore.Forecasting;
using CrmCore.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace CrmCore.Tests.Forecasting.Distributions;

/// <summary>Made-up outlooks.</summary>
internal static class Outlooks
{
    public static readonly ForecastPeriod Quarter = ForecastPeriod.QuarterOf(new(2026, 2, 1));

    /// <summary>Few deals with all kinds of chances, 0 and 1 among them.</summary>
    public static Gen<PeriodOutlook> Few { get; } =
        from won in Gen.Choose(0, 100_000)
        from deals in Gen.Choose(0, 9).SelectMany(count => Deal.ArrayOf(count))
        select Of(won / 100m, deals);

    private static Gen<(decimal Amount, double Chance)> Deal { get; } =
        from amount in Gen.Choose(0, 500_000)
        from chance in Gen.Frequency((1, Gen.Constant(0.0)), (1, Gen.Constant(1.0)), (6, Gen.Choose(1, 999).Select(c => c / 1000.0)))
        select (amount / 100m, chance);

    public static PeriodOutlook Of(decimal won, params (decimal Amount, double Chance)[] deals) => new(
        Quarter, Some.Start, Some.Eur(won), [.. deals.Select((d, i) => new PeriodDeal(OpportunityId.From(Some.Guid(i + 1)), $"Deal {i + 1}", Some.Eur(d.Amount), d.Chance) { ChanceIfSlipped = d.Chance / 2 })]);

    public static PeriodOutlook Many(int count, int seed, bool round = false)
    {
        Random random = new(seed);
        return Of(1000, [.. Enumerable.Range(0, count).Select(_ => (round ? 500m * random.Next(1, 200) : Math.Round((decimal)Math.Exp(8 + (2 * random.NextDouble())), 2), random.NextDouble()))]);
    }

    /// <summary>The chance of every total, by going through all cases.</summary>
    public static SortedDictionary<decimal, double> Cases(PeriodOutlook outlook)
    {
        SortedDictionary<decimal, double> totals = new() { [outlook.Won.Amount] = 1 };
        foreach (PeriodDeal deal in outlook.Deals)
        {
            SortedDictionary<decimal, double> next = [];
            foreach ((decimal total, double chance) in totals)
            {
                next[total] = next.GetValueOrDefault(total) + (chance * (1 - deal.Chance));
                next[total + deal.Amount.Amount] = next.GetValueOrDefault(total + deal.Amount.Amount) + (chance * deal.Chance);
            }

            totals = next;
        }

        return totals;
    }
}
