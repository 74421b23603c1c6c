namespace CrmCore.Matching.Learning;

/// <summary>For one class of pairs, how often each field reaches each level (blanks left out) and is read swapped.</summary>
internal sealed class LevelShares
{
    private const double Smoothing = 0.5;

    private readonly double[][] _levels;
    private readonly double[] _swapped;

    public LevelShares(IReadOnlyList<int> levels)
    {
        _levels = [.. levels.Select(l => new double[l])];
        _swapped = new double[levels.Count];
    }

    public double Total { get; private set; }

    public void Add(UInt128 pattern, double count)
    {
        Total += count;
        for (int i = 0; i < _levels.Length; i++)
        {
            int level = PatternCounts.Level(pattern, i);
            if (level < _levels[i].Length)
            {
                _levels[i][level] += count;
            }

            _swapped[i] += PatternCounts.IsSwapped(pattern, i) ? count : 0;
        }
    }

    public double Filled(int field) => _levels[field].Sum();

    public double Share(int field, int level) => (_levels[field][level] + Smoothing) / (Filled(field) + (Smoothing * _levels[field].Length));

    public double Swapped(int field) => (_swapped[field] + Smoothing) / (Total + (2 * Smoothing));

    public LevelShares Empty() => new([.. _levels.Select(l => l.Length)]);
}
