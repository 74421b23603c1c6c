using System.Text.Json.Serialization;

namespace CrmCore.Probabilities.Calibration;

/// <summary>
/// A curve that never falls: pooled neighbours (pool-adjacent-violators, Ayer et al. 1955), joined by straight lines between the pools' middles so that the order
/// of estimates is kept. Each pool is drawn towards the overall rate by two deals' weight, so that a pool of only won deals is not certain.
/// </summary>
public sealed class IsotonicCalibrator : Calibrator
{
    private const double PriorDeals = 2;

    private readonly double[] _estimates;
    private readonly double[] _values;

    /// <summary>A curve through points.</summary>
    /// <param name="estimates">The estimates, ascending.</param>
    /// <param name="values">What each becomes, never falling.</param>
    /// <exception cref="ArgumentException">There is no point, or they do not ascend.</exception>
    [JsonConstructor]
    public IsotonicCalibrator(IReadOnlyList<double> estimates, IReadOnlyList<double> values)
    {
        _estimates = [.. Guard.Against.NullOrEmpty(estimates, nameof(estimates))];
        _values = [.. Guard.Against.Null(values)];
        if (_values.Length != _estimates.Length)
        {
            throw new ArgumentException("Each estimate needs its value.", nameof(values));
        }

        for (int i = 1; i < _values.Length; i++)
        {
            if (!(_estimates[i] > _estimates[i - 1]) || !(_values[i] >= _values[i - 1]))
            {
                throw new ArgumentException("The estimates of a curve ascend and its values never fall.", nameof(values));
            }
        }
    }

    /// <summary>The estimates, ascending.</summary>
    public IReadOnlyList<double> Estimates => _estimates;

    /// <summary>What each becomes.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <inheritdoc/>
    public override double Calibrate(double estimate)
    {
        int place = Array.BinarySearch(_estimates, estimate);
        if (place >= 0)
        {
            return LogOdds.Clamp(_values[place]);
        }

        int above = ~place;
        if (above == 0 || above == _estimates.Length)
        {
            return LogOdds.Clamp(_values[above == 0 ? 0 : above - 1]);
        }

        double share = (estimate - _estimates[above - 1]) / (_estimates[above] - _estimates[above - 1]);
        return LogOdds.Clamp(Math.Clamp(_values[above - 1] + (share * (_values[above] - _values[above - 1])), _values[above - 1], _values[above]));
    }

    /// <summary>Fits the curve.</summary>
    /// <exception cref="ArgumentException">There are no estimates.</exception>
    public static new IsotonicCalibrator Fit(ReadOnlySpan<double> estimates, ReadOnlySpan<bool> outcomes)
    {
        double[] sorted = estimates.ToArray();
        bool[] won = outcomes.ToArray();
        Array.Sort(sorted, won);
        double rate = (double)won.Count(w => w) / won.Length;
        List<Pool> pools = [];
        for (int i = 0; i < sorted.Length;)
        {
            int end = i;
            double wins = 0;
            for (; end < sorted.Length && sorted[end] == sorted[i]; end++)
            {
                wins += won[end] ? 1 : 0;
            }

            Pool pool = new(sorted[i] * (end - i), wins, end - i);
            i = end;
            while (pools.Count > 0 && pools[^1].Rate >= pool.Rate)
            {
                pool = pools[^1].With(pool);
                pools.RemoveAt(pools.Count - 1);
            }

            pools.Add(pool);
        }

        double highest = 0;
        List<double> at = [];
        List<double> values = [];
        foreach (Pool pool in pools)
        {
            double middle = pool.Sum / pool.Count;
            highest = Math.Max(highest, (pool.Wins + (PriorDeals * rate)) / (pool.Count + PriorDeals));
            if (at.Count > 0 && middle <= at[^1])
            {
                values[^1] = highest;
                continue;
            }

            at.Add(middle);
            values.Add(highest);
        }

        return new(at, values);
    }

    private readonly record struct Pool(double Sum, double Wins, int Count)
    {
        public double Rate => Wins / Count;

        public Pool With(Pool other) => new(Sum + other.Sum, Wins + other.Wins, Count + other.Count);
    }
}
