using System.Numerics;

namespace CrmCore.Forecasting.Distributions;

/// <summary>
/// Uncertain amounts on a grid of money. Where the amounts' common divisor is coarse enough the grid is exact; else each amount goes to its nearest point, and the mean of what
/// that moves is added to every total, so that the mean stays exact. Amounts in smallest units.
/// </summary>
internal sealed class MoneyGrid
{
    public MoneyGrid(ReadOnlySpan<decimal> amounts, ReadOnlySpan<double> chances, int cells)
    {
        long divisor = 0;
        double all = 0;
        double variance = 0;
        double greatest = 0;
        for (int i = 0; i < amounts.Length; i++)
        {
            double amount = (double)amounts[i];
            divisor = (long)BigInteger.GreatestCommonDivisor(divisor, (long)decimal.Round(amounts[i]));
            all += amount;
            variance += chances[i] * (1 - chances[i]) * amount * amount;
            greatest = Math.Max(greatest, amount);
        }

        double range = Math.Min(all, (20 * Math.Sqrt(variance)) + (2 * greatest));
        divisor = Math.Max(1, divisor);
        Step = divisor * Math.Max(1, (long)Math.Ceiling(range / cells / divisor));
        Cells = new long[amounts.Length];
        double squares = 0;
        for (int i = 0; i < amounts.Length; i++)
        {
            Cells[i] = (long)decimal.Round(amounts[i] / Step, MidpointRounding.ToEven);
            double moved = (double)(amounts[i] - ((decimal)Cells[i] * Step));
            Shift += chances[i] * moved;
            Bound += Math.Max(chances[i], 1 - chances[i]) * Math.Abs(moved);
            squares += chances[i] * (1 - chances[i]) * moved * moved;
        }

        Deviation = Math.Sqrt(squares);
    }

    /// <summary>The distance of two points.</summary>
    public long Step { get; }

    /// <summary>The point of each amount.</summary>
    public long[] Cells { get; }

    /// <summary>What is added to every total.</summary>
    public double Shift { get; }

    /// <summary>How far a total may lie from its point at most.</summary>
    public double Bound { get; }

    /// <summary>How far it lies there usually: the standard deviation, for independent deals.</summary>
    public double Deviation { get; }
}
