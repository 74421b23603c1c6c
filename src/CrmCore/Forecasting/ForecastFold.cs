using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities;

namespace CrmCore.Forecasting;

/// <summary>Takes deals one after the other and keeps nothing of them but sums: memory grows with periods and groups, not with deals.</summary>
internal sealed class ForecastFold
{
    private const int Batch = 512;

    /// <summary>To so many decimals a chance counts: a product with an amount of up to 10^13 stays exact, and so does every sum.</summary>
    private const int ChanceDecimals = 12;

    private readonly ForecastPlan _plan;
    private readonly IWinProbabilityCalculator _calculator;
    private readonly RatesInUse _rates;
    private readonly (int First, int Last, int Index)[] _days;
    private readonly ForecastSums[] _sums;
    private readonly OpportunitySnapshot[] _waiting = new OpportunitySnapshot[Batch];
    private readonly int[] _periods = new int[Batch];
    private readonly double[] _chances = new double[Batch];
    private readonly int _today;
    private int _count;
    private int _withoutDate;

    public ForecastFold(ForecastPlan plan, IWinProbabilityCalculator calculator)
    {
        _plan = plan;
        _calculator = calculator;
        _rates = new(plan.Currency, plan.Rates);
        _days = [.. plan.Periods.Select((p, i) => (p.First.DayNumber, p.Last.DayNumber, i)).OrderBy(d => d.Item1)];
        _today = plan.At is { } at ? DayOf(at) : 0;
        _sums = [.. plan.Periods.Select(p => new ForecastSums(plan))];
    }

    public void Add(OpportunitySnapshot stored)
    {
        if (DealAtInstant.Of(stored, _plan.At) is not { } deal)
        {
            return;
        }

        int day = deal.StageKind switch
        {
            StageKind.Open => deal.CloseDate?.DayNumber ?? -1,
            StageKind.Won when deal.Closing is { } closing => DayOf(closing.At),
            _ => -1,
        };
        if (day < 0)
        {
            _withoutDate += deal.StageKind == StageKind.Open ? 1 : 0;
            return;
        }

        int period = PeriodOf(day);
        if (period >= 0 && deal.StageKind == StageKind.Won)
        {
            Add(period, deal, null);
        }
        else if (period >= 0 && _plan.Periods[period].Last.DayNumber < _today)
        {
            _sums[period].AddOverdue(deal.Amount is { } money ? _rates.Convert(money) : null);
        }
        else if (period >= 0)
        {
            (_waiting[_count], _periods[_count]) = (deal, period);
            if (++_count == Batch)
            {
                Flush();
            }
        }
    }

    public ForecastResult ToResult()
    {
        Flush();
        IReadOnlyList<Refusal> refusals = _rates.Refusals;
        return new(refusals.Count > 0 ? [] : [.. _sums.Select((s, i) => s.ToForecast(_plan.Periods[i]))], _withoutDate, refusals);
    }

    private void Flush()
    {
        ReadOnlySpan<OpportunitySnapshot> deals = _waiting.AsSpan(0, _count);
        if (_plan.At is { } at)
        {
            _calculator.Estimate(deals, at, _chances);
        }

        for (int i = 0; i < deals.Length; i++)
        {
            double chance = _plan.At is null ? _calculator.Estimate(deals[i]).Value.Value : _chances[i];
            if (chance is not (>= 0 and <= 1))
            {
                throw new InvalidOperationException(
                    string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The calculator '{_calculator.Name}' gave {chance} for {deals[i].Id}; a chance is 0 to 1."));
            }

            Add(_periods[i], deals[i], decimal.Round((decimal)chance, ChanceDecimals));
        }

        Array.Clear(_waiting, 0, _count);
        _count = 0;
    }

    private void Add(int period, OpportunitySnapshot deal, decimal? chance)
    {
        decimal? amount = deal.Amount is { } money ? _rates.Convert(money) : null;
        decimal? monthly = deal.Recurring is { } recurring ? _rates.Convert(recurring.Monthly.Round()) : null;
        _sums[period].Add(deal, amount, monthly, chance);
    }

    private int DayOf(DateTimeOffset at) =>
        DateOnly.FromDateTime(_plan.TimeZone == TimeZoneInfo.Utc ? at.UtcDateTime : TimeZoneInfo.ConvertTime(at, _plan.TimeZone).DateTime).DayNumber;

    private int PeriodOf(int day)
    {
        int low = 0;
        int high = _days.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            (int first, int last, int index) = _days[middle];
            if (day >= first && day <= last)
            {
                return index;
            }

            (low, high) = day < first ? (low, middle - 1) : (middle + 1, high);
        }

        return -1;
    }
}
