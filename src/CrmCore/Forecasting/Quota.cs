using System.Text.Json.Serialization;

namespace CrmCore.Forecasting;

/// <summary>What somebody is to win in a period. Immutable.</summary>
/// <param name="Period">The period.</param>
/// <param name="Amount">How much, not negative.</param>
public sealed record Quota(ForecastPeriod Period, Money Amount)
{
    /// <summary>How much.</summary>
    public Money Amount { get; } = Amount.Currency != default && Amount.Amount >= 0
        ? Amount
        : throw new ArgumentOutOfRangeException(nameof(Amount), Amount, "A quota is not negative and has a currency.");

    /// <summary>Whose; null for a team's or the whole house's.</summary>
    public UserId? Owner { get; init; }

    /// <summary>Which team's; null for an owner's or the whole house's.</summary>
    public string? Team { get; init; }
}

/// <summary>The quotas of a house. Immutable, thread-safe.</summary>
public sealed class QuotaPlan
{
    /// <summary>A plan.</summary>
    /// <exception cref="DefinitionException">A quota names both an owner and a team, an owner, a team or the house has two quotas for the same period, or the currencies differ; every defect is listed.</exception>
    public QuotaPlan(params IReadOnlyList<Quota> quotas)
    {
        Quotas = [.. Guard.Against.Null(quotas)];
        List<Defect> defects = [];
        for (int i = 0; i < Quotas.Count; i++)
        {
            Quota quota = Guard.Against.Null(Quotas[i], nameof(quotas));
            if (quota.Owner is not null && quota.Team is not null)
            {
                defects.Add(new($"quotas[{i}]", "owner-and-team", "A quota is an owner's or a team's; make two of it."));
            }

            if (quota.Amount.Currency != Quotas[0].Amount.Currency)
            {
                defects.Add(new($"quotas[{i}].amount.currency", "currencies-differ", $"The first quota is in {Quotas[0].Amount.Currency}; give this one in it too."));
            }

            if (Enumerable.Range(0, i).Any(j => Quotas[j].Owner == quota.Owner && Quotas[j].Team == quota.Team && Quotas[j].Period == quota.Period))
            {
                defects.Add(new($"quotas[{i}].period", "duplicate-quota", $"'{quota.Owner?.Value ?? quota.Team ?? "all"}' has two quotas for {quota.Period}; keep one."));
            }
        }

        if (defects.Count > 0)
        {
            throw new DefinitionException("quotas", defects);
        }
    }

    /// <summary>The quotas.</summary>
    public IReadOnlyList<Quota> Quotas { get; }

    /// <summary>An owner's quota for a period: the one given for it, else the sum of those that fill it without a gap; null for none. A longer period's is not divided.</summary>
    public Money? Of(UserId owner, ForecastPeriod period) => Find(q => q.Owner == owner, period);

    /// <summary>A team's quota for a period, found in the same way.</summary>
    public Money? OfTeam(string team, ForecastPeriod period) => Find(q => q.Team == team, period);

    /// <summary>The quota of the whole house: the one given for it, else the sum of the teams', else of the owners'; null for none.</summary>
    public Money? Total(ForecastPeriod period) =>
        Find(q => q.Owner is null && q.Team is null, period)
        ?? Sum(Quotas.Where(q => q.Team is not null).Select(q => q.Team!).Distinct().Select(t => OfTeam(t, period)))
        ?? Sum(Quotas.Where(q => q.Owner is not null).Select(q => q.Owner!.Value).Distinct().Select(o => Of(o, period)));

    /// <summary>The JSON form.</summary>
    public string ToJson() => ForecastJsonContext.Json.Write(Quotas);

    /// <summary>Reads the JSON form: a list of quotas, each with <c>period</c> (<c>first</c>, <c>last</c>), <c>amount</c> (<c>amount</c>, <c>currency</c>), and <c>owner</c> or <c>team</c>.</summary>
    /// <exception cref="DefinitionException">The text is no such list, or something is wrong with them; every defect is listed.</exception>
    public static QuotaPlan FromJson(string json) => new(DefinitionReader.Read(json, "the quotas", ForecastJsonContext.Form.IReadOnlyListQuota, schemaVersion: 1));

    private Money? Find(Func<Quota, bool> whose, ForecastPeriod period)
    {
        Quota[] own = [.. Quotas.Where(whose)];
        if (own.FirstOrDefault(q => q.Period == period) is { } exact)
        {
            return exact.Amount;
        }

        Quota[] within = [.. own.Where(q => q.Period.First >= period.First && q.Period.Last <= period.Last).OrderBy(q => q.Period.First)];
        bool fills = within.Length > 0 && within[0].Period.First == period.First && within[^1].Period.Last == period.Last
            && Enumerable.Range(1, within.Length - 1).All(i => within[i].Period.First == within[i - 1].Period.Last.AddDays(1));
        return fills ? Sum(within.Select(q => (Money?)q.Amount)) : null;
    }

    private static Money? Sum(IEnumerable<Money?> amounts)
    {
        Money[] known = [.. amounts.OfType<Money>()];
        return known.Length == 0 ? null : Money.Sum(known, known[0].Currency);
    }
}

/// <summary>A line of a forecast against its quota.</summary>
/// <param name="Quota">The quota.</param>
/// <param name="Line">The line.</param>
public sealed record QuotaAttainment(Money Quota, ForecastLine Line)
{
    /// <summary>Won / quota; null for a quota of nothing.</summary>
    [JsonIgnore]
    public double? Attainment => Ratio(Line.Won.Amount, Quota.Amount);

    /// <summary>Expected / quota; null for a quota of nothing.</summary>
    [JsonIgnore]
    public double? ExpectedAttainment => Ratio(Line.Expected.Amount, Quota.Amount);

    /// <summary>What is still to be won: quota - won, nothing where it is reached.</summary>
    [JsonIgnore]
    public Money Gap => Line.Won >= Quota ? Money.Zero(Quota.Currency) : Quota - Line.Won;

    /// <summary>Open amount / gap: how many times over the pipeline could fill the gap; null where there is no gap.</summary>
    [JsonIgnore]
    public double? Coverage => Ratio(Line.Open.Amount, Gap.Amount);

    private static double? Ratio(decimal part, decimal whole) => whole == 0 ? null : (double)(part / whole);
}
