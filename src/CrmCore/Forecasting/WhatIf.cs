using CrmCore.Forecasting.Distributions;

namespace CrmCore.Forecasting;

/// <summary>What is supposed to be otherwise; several suppositions may be made at once. Immutable.</summary>
public sealed record WhatIf
{
    /// <summary>Deals that are taken out.</summary>
    public IReadOnlySet<OpportunityId> Without { get; init => field = Guard.Against.Null(value); } = new HashSet<OpportunityId>();

    /// <summary>Deals that slip by the outlook's number of days.</summary>
    public IReadOnlySet<OpportunityId> Slipped { get; init => field = Guard.Against.Null(value); } = new HashSet<OpportunityId>();

    /// <summary>Deals that are won for certain in the period.</summary>
    public IReadOnlySet<OpportunityId> Won { get; init => field = Guard.Against.Null(value); } = new HashSet<OpportunityId>();

    /// <summary>Percentage points by which the chance of every open deal to be won at all changes, -100 to 100; its chance in the period in proportion. Chances stay within 0 and 1.</summary>
    public double WinRatePoints
    {
        get;
        init => field = value is >= -100 and <= 100 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Percentage points lie between -100 and 100.");
    }

    /// <summary>How many people more there are, each of whom brings what one has brought on average.</summary>
    public int Hires { get; init => field = Guard.Against.Negative(value); }

    /// <summary>What the people who are there bring besides the open deals; needed for <see cref="Hires"/>.</summary>
    public ExpectedBusiness? Expected { get; init; }

    /// <summary>The outlook under these suppositions.</summary>
    /// <exception cref="ArgumentException">A deal is not in the outlook, or people are hired and nothing says what one brings.</exception>
    public PeriodOutlook Apply(PeriodOutlook outlook)
    {
        Guard.Against.Null(outlook);
        HashSet<OpportunityId> known = [.. outlook.Deals.Select(d => d.Id)];
        if (Without.Concat(Slipped).Concat(Won).FirstOrDefault(d => !known.Contains(d)) is var unknown && unknown != default)
        {
            throw new ArgumentException($"The deal {unknown} is not among the open deals of {outlook.Period}.", nameof(outlook));
        }

        List<PeriodDeal> deals = [.. outlook.Deals.Where(d => !Without.Contains(d.Id)).Select(Changed)];
        if (Hires > 0)
        {
            if (Expected is not { People: > 0 } expected)
            {
                throw new ArgumentException("Hiring needs what one person brings: give Expected, from a past in which somebody won something.", nameof(outlook));
            }

            for (int hire = 0; hire < Hires; hire++)
            {
                deals.AddRange(expected.Deals.Select(d => d with { Chance = Math.Min(1, d.Chance / expected.People), Owners = [] }));
            }
        }

        return outlook with { Deals = deals };
    }

    /// <summary>Both distributions, by the same engine.</summary>
    /// <param name="outlook">The outlook as it is.</param>
    /// <param name="options">How to work them out.</param>
    public WhatIfResult Compare(PeriodOutlook outlook, DistributionOptions? options = null) =>
        new(ForecastDistribution.Of(outlook, options), ForecastDistribution.Of(Apply(outlook), options));

    private PeriodDeal Changed(PeriodDeal deal)
    {
        double chance = Slipped.Contains(deal.Id) ? deal.ChanceIfSlipped : deal.Chance;
        double ever = Math.Clamp(deal.EverChance + (WinRatePoints / 100), 0, 1);
        if (WinRatePoints != 0 && deal is { IsExpected: false, EverChance: > 0 })
        {
            chance = Math.Min(1, chance * ever / deal.EverChance);
        }

        return deal with { Chance = Won.Contains(deal.Id) ? 1 : chance, EverChance = ever };
    }
}

/// <summary>A forecast as it is, and as it would be.</summary>
/// <param name="Before">As it is.</param>
/// <param name="After">As it would be.</param>
public sealed record WhatIfResult(ForecastDistribution Before, ForecastDistribution After)
{
    /// <summary>By how much the mean would be higher.</summary>
    public Money Mean => After.Mean - Before.Mean;

    /// <summary>By how much the 10% quantile would be higher.</summary>
    public Money P10 => After.P10 - Before.P10;

    /// <summary>By how much the median would be higher.</summary>
    public Money P50 => After.P50 - Before.P50;

    /// <summary>By how much the 90% quantile would be higher.</summary>
    public Money P90 => After.P90 - Before.P90;

    /// <summary>By how much the chance to reach a quota would be higher, -1 to 1.</summary>
    public double ChanceToReach(Money quota) => After.ChanceToReach(quota) - Before.ChanceToReach(quota);
}
