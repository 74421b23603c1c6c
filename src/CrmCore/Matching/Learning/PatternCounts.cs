using CrmCore.Matching.Indexing;

namespace CrmCore.Matching.Learning;

/// <summary>Counts pairs by pattern: which level each field reaches, and what was read swapped. A pattern is four bits a field and one bit a field for swapped.</summary>
internal sealed class PatternCounts(PairComparer comparer)
{
    /// <summary>More fields than this cannot be learned.</summary>
    public const int MostFields = 25;

    private const int LevelBits = 4;
    private const int SwapStart = MostFields * LevelBits;

    private readonly Dictionary<UInt128, long> _counts = [];

    public long Total { get; private set; }

    public IReadOnlyDictionary<UInt128, long> Counts => _counts;

    public void Add(ReadOnlySpan<double> similarities, uint swapped)
    {
        UInt128 pattern = 0;
        for (int i = 0; i < similarities.Length; i++)
        {
            pattern |= (UInt128)(uint)comparer.Level(i, similarities[i]) << (i * LevelBits);
            pattern |= (UInt128)(swapped >> i & 1) << (SwapStart + i);
        }

        _counts[pattern] = _counts.GetValueOrDefault(pattern) + 1;
        Total++;
    }

    public static int Level(UInt128 pattern, int field) => (int)(pattern >> (field * LevelBits) & 15);

    public static bool IsSwapped(UInt128 pattern, int field) => (pattern >> (SwapStart + field) & 1) != 0;
}
