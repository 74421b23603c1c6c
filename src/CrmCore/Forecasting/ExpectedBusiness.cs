using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Forecasting;

/// <summary>
/// Deals that are not there yet but will be created and won before a period ends, as far as the past goes: each deal that came and was won in the same span of one of the periods before
/// is expected again with the chance 1 / periods. It knows no season, growth or change of people. Immutable.
/// </summary>
/// <param name="Deals">The deals expected.</param>
/// <param name="People">How many owners brought them, on average of the periods.</param>
/// <param name="Periods">How many periods before it rests on; 0 for none.</param>
public sealed record ExpectedBusiness(IReadOnlyList<PeriodDeal> Deals, double People, int Periods)
{
    /// <summary>What is expected of it in all; null where there is nothing to take the currency from.</summary>
    public Money? Mean => Deals.Count == 0 ? null : Money.Sum(Deals.Select(d => d.Amount * (decimal)d.Chance), Deals[0].Amount.Currency);

    /// <summary>Looks at the spans of equal length before an instant. Amounts of other currencies are passed over.</summary>
    /// <param name="outlook">The outlook that it is for.</param>
    /// <param name="opportunities">The deals, with what happened to them up to the outlook's instant.</param>
    /// <param name="periods">How many spans to look at, at most; one that began before the first deal was created is left out.</param>
    public static ExpectedBusiness Before(PeriodOutlook outlook, IReadOnlyList<OpportunitySnapshot> opportunities, int periods = 4)
    {
        Guard.Against.Null(outlook);
        Guard.Against.Null(opportunities);
        DateTimeOffset at = outlook.At;
        DateOnly today = DateOnly.FromDateTime(at.UtcDateTime);
        DateTimeOffset start = opportunities.Count == 0 ? at : opportunities.Min(o => o.CreatedAt);
        int length = outlook.Period.Last.DayNumber - outlook.Period.First.DayNumber + 1;
        int back = Math.Max(1, (int)Math.Ceiling((outlook.Period.Last.DayNumber + 1.0 - today.DayNumber) / length));
        List<OpportunitySnapshot[]> spans = [];
        for (int i = back; i < back + Guard.Against.NegativeOrZero(periods); i++)
        {
            TimeSpan shift = TimeSpan.FromDays((double)i * length);
            ForecastPeriod span = new(outlook.Period.First.AddDays(-i * length), outlook.Period.Last.AddDays(-i * length));
            if (at - shift >= start)
            {
                spans.Add([.. opportunities.Where(o => o.CreatedAt > at - shift && o.Amount?.Currency == outlook.Won.Currency
                    && o.StageKind == StageKind.Won && o.Closing is { } c && span.Contains(DateOnly.FromDateTime(c.At.UtcDateTime)))]);
            }
        }

        double people = spans.Count == 0 ? 0 : spans.Average(s => s.Select(o => o.Owner).OfType<UserId>().Distinct().Count());
        return new(
            [
                .. spans.SelectMany(s => s).Select(o => new PeriodDeal(o.Id, o.Name, o.Amount!.Value, 1.0 / spans.Count)
                {
                    IsExpected = true,
                    Owners = o.Owner is { } owner ? [new(owner, o.Amount.Value)] : [],
                }),
            ],
            people,
            spans.Count);
    }

    /// <summary>An outlook with it.</summary>
    public PeriodOutlook AddTo(PeriodOutlook outlook) => Guard.Against.Null(outlook) with { Deals = [.. outlook.Deals, .. Deals] };
}
