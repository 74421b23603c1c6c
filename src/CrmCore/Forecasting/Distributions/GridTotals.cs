namespace CrmCore.Forecasting.Distributions;

/// <summary>Totals on a grid: a mixture over the common shock of sums of independent deals.</summary>
internal sealed class GridTotals : ITotals
{
    /// <summary>Longer chains are cut where what is left weighs nothing.</summary>
    private const int LongestChain = 2000;

    /// <summary>By so much may a sum of chances miss what it stands for.</summary>
    private const double Rounding = 1e-12;

    private readonly decimal _base;
    private readonly MoneyGrid _grid;
    private readonly (double Weight, long Offset, double[] Tail, double[] Given)[] _parts;

    /// <param name="start">What every total has: won, certain, and the grid's shift.</param>
    /// <param name="grid">The grid of the uncertain deals.</param>
    /// <param name="chances">Their chances.</param>
    /// <param name="correlation">Their correlation.</param>
    public GridTotals(decimal start, MoneyGrid grid, double[] chances, double correlation)
    {
        _base = start;
        _grid = grid;
        double[] quantiles = correlation == 0 ? [] : Array.ConvertAll(chances, Normal.Quantile);
        int[] order = [.. Enumerable.Range(0, chances.Length)];
        Array.Sort(order, (a, b) => grid.Cells[a].CompareTo(grid.Cells[b]) is not 0 and int by ? by : chances[a].CompareTo(chances[b]));
        long[] cells = Array.ConvertAll(order, i => grid.Cells[i]);
        _parts = [.. OneFactor.Points(correlation).Select(point =>
        {
            double[] given = correlation == 0 ? chances : Array.ConvertAll(quantiles, q => OneFactor.Given(q, point.Z, correlation));
            GridSum sum = GridSum.Of(cells, Array.ConvertAll(order, i => given[i]));
            return (point.Weight, sum.Offset, Tails(sum.Weights), given);
        })];
    }

    public double Mean
    {
        get
        {
            double mean = 0;
            foreach ((double weight, long offset, double[] tail, _) in _parts)
            {
                double cells = offset;
                for (int i = 1; i < tail.Length; i++)
                {
                    cells += tail[i];
                }

                mean += weight * cells;
            }

            return (double)_base + (mean * _grid.Step);
        }
    }

    public double AtLeast(decimal total) => AtLeast(PointOf(total));

    public decimal Quantile(double share)
    {
        long low = _parts.Min(p => p.Offset);
        long high = _parts.Max(p => p.Offset + p.Tail.Length - 1);
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            (low, high) = 1 - AtLeast(middle + 1) >= share - Rounding ? (low, middle) : (middle + 1, high);
        }

        return _base + ((decimal)low * _grid.Step);
    }

    /// <summary>
    /// The chance of at least a total if a deal is won, and if it is not. What the others bring is told by taking the deal out again:
    /// F(x) = (1 - p) H(x) + p H(x - a) is solved for H from the end where H is known, downwards for p up to 1/2 and upwards else, so that errors shrink.
    /// </summary>
    public (double Won, double Lost) Given(int deal, decimal total)
    {
        long point = PointOf(total);
        long cells = _grid.Cells[deal];
        double won = 0;
        double lost = 0;
        double chance = 0;
        foreach ((double weight, long offset, double[] tail, double[] given) in _parts)
        {
            double p = given[deal];
            chance += weight * p;
            won += weight * p * WithoutDeal(offset, tail, point - cells, cells, p);
            lost += weight * (1 - p) * WithoutDeal(offset, tail, point, cells, p);
        }

        return (Math.Clamp(won / chance, 0, 1), Math.Clamp(lost / (1 - chance), 0, 1));
    }

    private static double WithoutDeal(long offset, double[] tail, long point, long cells, double chance)
    {
        if (cells == 0)
        {
            return Tail(offset, tail, point);
        }

        bool down = chance <= 0.5;
        double ratio = down ? chance / (1 - chance) : (1 - chance) / chance;
        int links = 0;
        long at = down ? point : point + cells;
        double weight = 1;
        while (links < LongestChain && weight > 1e-17 && (down ? at > offset - cells : at < offset + tail.Length))
        {
            at += down ? -cells : cells;
            weight *= ratio;
            links++;
        }

        double others = Tail(offset, tail, at);
        for (; links > 0; links--)
        {
            at += down ? cells : -cells;
            others = down
                ? (Tail(offset, tail, at) - (chance * others)) / (1 - chance)
                : (Tail(offset, tail, at) - ((1 - chance) * others)) / chance;
        }

        return Math.Clamp(others, 0, 1);
    }

    private long PointOf(decimal total) => (long)Math.Clamp(decimal.Ceiling((total - _base) / _grid.Step), long.MinValue / 4, long.MaxValue / 4);

    private double AtLeast(long point)
    {
        double chance = 0;
        foreach ((double weight, long offset, double[] tail, _) in _parts)
        {
            chance += weight * Tail(offset, tail, point);
        }

        return Math.Clamp(chance, 0, 1);
    }

    private static double Tail(long offset, double[] tail, long point) => point <= offset ? 1 : point - offset < tail.Length ? tail[point - offset] : 0;

    private static double[] Tails(double[] weights)
    {
        double[] tail = new double[weights.Length];
        double sum = 0;
        for (int i = weights.Length - 1; i >= 0; i--)
        {
            sum += weights[i];
            tail[i] = sum;
        }

        return tail;
    }
}
