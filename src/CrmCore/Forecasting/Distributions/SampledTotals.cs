using System.Runtime.Intrinsics;

namespace CrmCore.Forecasting.Distributions;

/// <summary>
/// Totals that were drawn: blocks of 256 draws, each with a generator of its own (four streams of xoshiro256+, Blackman and Vigna 2018, seeded by SplitMix64) and one value of
/// the common shock, which is stratified over the blocks. Four draws are compared at once on 256-bit vectors, with the same result where the machine has none.
/// </summary>
internal sealed class SampledTotals : ITotals
{
    private const int Block = 256;

    private readonly decimal _base;
    private readonly long[] _sorted;

    public SampledTotals(decimal start, long[] amounts, double[] chances, double correlation, int draws, long seed)
    {
        _base = start;
        int blocks = (draws + Block - 1) / Block;
        _sorted = new long[blocks * Block];
        double[] quantiles = correlation == 0 ? [] : Array.ConvertAll(chances, Normal.Quantile);
        long[] thresholds = Array.ConvertAll(chances, Threshold);
        ulong mixed = unchecked((ulong)seed);
        for (int block = 0; block < blocks; block++)
        {
            Streams streams = new(ref mixed);
            if (correlation > 0)
            {
                double z = Normal.Quantile((block + (((Next(ref mixed) >> 11) + 0.5) / (1UL << 53))) / blocks);
                for (int i = 0; i < thresholds.Length; i++)
                {
                    thresholds[i] = Threshold(OneFactor.Given(quantiles[i], z, correlation));
                }
            }

            Draw(_sorted.AsSpan(block * Block, Block), amounts, thresholds, ref streams);
        }

        Array.Sort(_sorted);
    }

    public int Draws => _sorted.Length;

    public double Mean
    {
        get
        {
            double sum = 0;
            foreach (long total in _sorted)
            {
                sum += total;
            }

            return (double)_base + (sum / _sorted.Length);
        }
    }

    public double AtLeast(decimal total)
    {
        int low = 0;
        int high = _sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _sorted[middle] + _base >= total ? (low, middle) : (middle + 1, high);
        }

        return (double)(_sorted.Length - low) / _sorted.Length;
    }

    public decimal Quantile(double share) => _base + _sorted[Math.Clamp((int)Math.Ceiling(share * _sorted.Length) - 1, 0, _sorted.Length - 1)];

    private static void Draw(Span<long> totals, long[] amounts, long[] thresholds, ref Streams streams)
    {
        Vector256<ulong> s0 = streams.S0;
        Vector256<ulong> s1 = streams.S1;
        Vector256<ulong> s2 = streams.S2;
        Vector256<ulong> s3 = streams.S3;
        for (int deal = 0; deal < amounts.Length; deal++)
        {
            Vector256<long> amount = Vector256.Create(amounts[deal]);
            Vector256<long> threshold = Vector256.Create(thresholds[deal]);
            for (int draw = 0; draw < Block; draw += 4)
            {
                unchecked
                {
                    Vector256<long> number = ((s0 + s3) >>> 1).AsInt64();
                    Vector256<ulong> shifted = s1 << 17;
                    s2 ^= s0;
                    s3 ^= s1;
                    s1 ^= s2;
                    s0 ^= s3;
                    s2 ^= shifted;
                    s3 = (s3 << 45) | (s3 >>> 19);
                    Span<long> four = totals.Slice(draw, 4);
                    (Vector256.Create<long>(four) + (Vector256.LessThan(number, threshold) & amount)).CopyTo(four);
                }
            }
        }

        streams = new(s0, s1, s2, s3);
    }

    /// <summary>Below this lies a number of 63 bits with the chance given.</summary>
    private static long Threshold(double chance) => chance >= 1 ? long.MaxValue : (long)(chance * 9.2233720368547748e18);

    /// <summary>SplitMix64.</summary>
    private static ulong Next(ref ulong state)
    {
        unchecked
        {
            ulong z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    private readonly struct Streams
    {
        public Streams(ref ulong mixed)
        {
            S0 = Four(ref mixed);
            S1 = Four(ref mixed);
            S2 = Four(ref mixed);
            S3 = Four(ref mixed);
        }

        public Streams(Vector256<ulong> s0, Vector256<ulong> s1, Vector256<ulong> s2, Vector256<ulong> s3) => (S0, S1, S2, S3) = (s0, s1, s2, s3);

        public Vector256<ulong> S0 { get; }

        public Vector256<ulong> S1 { get; }

        public Vector256<ulong> S2 { get; }

        public Vector256<ulong> S3 { get; }

        private static Vector256<ulong> Four(ref ulong mixed) => Vector256.Create(Next(ref mixed), Next(ref mixed), Next(ref mixed), Next(ref mixed));
    }
}
