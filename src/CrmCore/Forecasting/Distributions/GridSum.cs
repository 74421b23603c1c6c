namespace CrmCore.Forecasting.Distributions;

/// <summary>
/// The distribution of a sum of independent all-or-nothing amounts on a grid, worked out by halves: few deals one after the other (dynamic programming), many by multiplying the
/// halves (<see cref="Fourier"/>). Tails lighter than 1e-14 are cut off each half, which keeps arrays as long as totals are likely, not as long as they are possible.
/// </summary>
internal sealed class GridSum
{
    private const int Few = 24;
    private const double Tail = 1e-14;

    private GridSum(long offset, double[] weights) => (Offset, Weights) = (offset, weights);

    /// <summary>The grid point of the first weight.</summary>
    public long Offset { get; }

    /// <summary>The chance of each grid point from the offset on.</summary>
    public double[] Weights { get; }

    /// <summary>The sum of deals. Sort them first: the result then depends on nothing but the deals, and halves are of equal length.</summary>
    /// <param name="cells">How many grid points each amount spans, not negative.</param>
    /// <param name="chances">The chance of each.</param>
    public static GridSum Of(ReadOnlySpan<long> cells, ReadOnlySpan<double> chances)
    {
        GridSum sum = Half(cells, chances);
        double mass = 0;
        foreach (double weight in sum.Weights)
        {
            mass += weight;
        }

        for (int i = 0; i < sum.Weights.Length; i++)
        {
            sum.Weights[i] /= mass;
        }

        return sum;
    }

    private static GridSum Half(ReadOnlySpan<long> cells, ReadOnlySpan<double> chances)
    {
        if (cells.Length <= Few)
        {
            return OneByOne(cells, chances);
        }

        int middle = cells.Length / 2;
        GridSum low = Half(cells[..middle], chances[..middle]);
        GridSum high = Half(cells[middle..], chances[middle..]);
        return Trimmed(low.Offset + high.Offset, Fourier.Convolve(low.Weights, high.Weights));
    }

    private static GridSum OneByOne(ReadOnlySpan<long> cells, ReadOnlySpan<double> chances)
    {
        long certain = 0;
        long length = 1;
        for (int i = 0; i < cells.Length; i++)
        {
            certain += chances[i] >= 1 ? cells[i] : 0;
            length += chances[i] is > 0 and < 1 ? cells[i] : 0;
        }

        double[] weights = new double[length];
        weights[0] = 1;
        int used = 1;
        for (int i = 0; i < cells.Length; i++)
        {
            if (chances[i] is not (> 0 and < 1) || cells[i] == 0)
            {
                continue;
            }

            int shift = (int)cells[i];
            double won = chances[i];
            for (int at = used - 1; at >= 0; at--)
            {
                double weight = weights[at];
                if (weight != 0)
                {
                    weights[at + shift] += weight * won;
                    weights[at] = weight * (1 - won);
                }
            }

            used += shift;
        }

        return new(certain, weights);
    }

    private static GridSum Trimmed(long offset, double[] weights)
    {
        int first = 0;
        double mass = 0;
        while (first < weights.Length - 1 && mass + weights[first] < Tail)
        {
            mass += weights[first++];
        }

        int last = weights.Length - 1;
        mass = 0;
        while (last > first && mass + weights[last] < Tail)
        {
            mass += weights[last--];
        }

        return first == 0 && last == weights.Length - 1 ? new(offset, weights) : new(offset + first, weights[first..(last + 1)]);
    }
}
