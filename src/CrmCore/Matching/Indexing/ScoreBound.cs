using CrmCore.Matching.Forms;
using CrmCore.Matching.Rules;

namespace CrmCore.Matching.Indexing;

/// <summary>
/// Says quickly that a pair can't reach a score, so that it need not be compared: by the letters that two values have in common, how alike they could be
/// at best. The bound is never below what comparing gives. Not thread-safe: it holds the letters of one record, which is held against many.
/// </summary>
internal sealed class ScoreBound
{
    private const int Buckets = 64;

    /// <summary>What adding the same weights in another order may change.</summary>
    private const double Rounding = 1e-6;

    private readonly Column[] _columns;
    private readonly (int One, int Two)[] _swaps;
    private readonly int[] _columnOfField;
    private readonly byte[] _letters;

    public ScoreBound(MatchRules rules)
    {
        List<string> fields = [.. rules.Fields.Keys];
        List<string> compared = [.. rules.Comparisons.Select(c => c.Field)];
        _columns = [.. rules.Comparisons.Select(c => new Column(c, fields.IndexOf(c.Field)))];
        _swaps = [.. rules.Comparisons.Where(c => c.SwapWith is not null).Select(c => (compared.IndexOf(c.Field), compared.IndexOf(c.SwapWith!)))];
        _columnOfField = [.. fields.Select(f => compared.IndexOf(f))];
        _letters = new byte[_columns.Length * Buckets];
    }

    /// <summary>Takes the record that others are held against.</summary>
    public void Hold(Profile record)
    {
        Array.Clear(_letters);
        for (int i = 0; i < _columns.Length; i++)
        {
            Span<byte> letters = LettersOf(i);
            foreach (char letter in record[_columns[i].Field])
            {
                letters[letter % Buckets]++;
            }
        }
    }

    /// <summary>Whether the held record and another may reach a score; false means that they do not.</summary>
    public bool MayReach(Profile held, Profile other, double score)
    {
        Span<double> bounds = stackalloc double[_columns.Length];
        double total = Straight(held, other, bounds);
        if (total < score - Rounding && total + SwapGain(held, other, bounds, score - Rounding - total) < score - Rounding)
        {
            return false;
        }

        for (int i = 0; i < _columns.Length; i++)
        {
            Column column = _columns[i];
            if (column.HasWords && held[column.Field] is { IsEmpty: false } one && other[column.Field] is { IsEmpty: false } two)
            {
                double weight = column.WeightAt(Measures.Best(column.Measures, one, two));
                total += weight - bounds[i];
                bounds[i] = weight;
            }
        }

        return total >= score - Rounding || total + SwapGain(held, other, bounds, score - Rounding - total) >= score - Rounding;
    }

    private double Straight(Profile held, Profile other, Span<double> bounds)
    {
        double total = 0;
        int heldStart = _columnOfField.Length;
        int otherStart = _columnOfField.Length;
        for (int field = 0; field < _columnOfField.Length; field++)
        {
            int heldLength = held.LengthOf(field);
            int otherLength = other.LengthOf(field);
            int column = _columnOfField[field];
            if (column >= 0)
            {
                double bound = heldLength == 0 || otherLength == 0
                    ? _columns[column].Blank
                    : _columns[column].WeightAt(Likeness(_columns[column], held.Letters(heldStart, heldLength), LettersOf(column), other.Letters(otherStart, otherLength)));
                bounds[column] = bound;
                total += bound;
            }

            heldStart += heldLength;
            otherStart += otherLength;
        }

        return total;
    }

    /// <summary>How much reading fields swapped could add to their bounds; 0 where it is less than wanted at best.</summary>
    private double SwapGain(Profile held, Profile other, ReadOnlySpan<double> bounds, double wanted)
    {
        double most = 0;
        foreach ((int one, int two) in _swaps)
        {
            most += Math.Max(0, _columns[one].Most + _columns[two].Most + _columns[one].Swapped - bounds[one] - bounds[two]);
        }

        if (most < wanted)
        {
            return 0;
        }

        double gain = 0;
        foreach ((int one, int two) in _swaps)
        {
            (Column column, Column partner) = (_columns[one], _columns[two]);
            double there = Crossed(column, held[column.Field], LettersOf(one), other[partner.Field]);
            double back = Crossed(column, held[partner.Field], LettersOf(two), other[column.Field]);
            double crossed = Math.Max(column.WeightAt(there) + partner.WeightAt(back), column.WeightAt(back) + partner.WeightAt(there)) + column.Swapped;
            gain += Math.Max(0, crossed - bounds[one] - bounds[two]);
        }

        return gain;
    }

    private static double Crossed(Column column, ReadOnlySpan<char> held, ReadOnlySpan<byte> letters, ReadOnlySpan<char> other) =>
        held.IsEmpty || other.IsEmpty ? double.NaN : Likeness(column, held, letters, other);

    /// <summary>No measure of the column finds the two more alike than this.</summary>
    private static double Likeness(Column column, ReadOnlySpan<char> held, ReadOnlySpan<byte> letters, ReadOnlySpan<char> other)
    {
        if (held.SequenceEqual(other))
        {
            return 1;
        }

        int common = Common(letters, other);
        bool spaced = held.Contains(' ') || other.Contains(' ');
        double most = 0;
        foreach (SimilarityMeasure measure in column.Measures)
        {
            most = Math.Max(most, measure switch
            {
                SimilarityMeasure.Exact => 0,
                SimilarityMeasure.JaroWinkler => JaroWinklerBound(held, other, common, spaced),
                SimilarityMeasure.Edit => EditBound(held, other, common),
                SimilarityMeasure.Phone => Math.Max(EditBound(held, other, common), PhoneForm.SameEnding(held, other) ? 1 : 0),
                SimilarityMeasure.TokenSet => spaced ? 1 : 0,
                SimilarityMeasure.Containment => spaced ? 0.95 : 0,
                SimilarityMeasure.Phonetic => 0.9,
                _ => Measures.Best([measure], held, other),
            });
        }

        return most;
    }

    private static int Common(ReadOnlySpan<byte> letters, ReadOnlySpan<char> other)
    {
        Span<byte> left = stackalloc byte[Buckets];
        letters.CopyTo(left);
        int common = 0;
        foreach (char letter in other)
        {
            ref byte count = ref left[letter % Buckets];
            int found = count > 0 ? 1 : 0;
            count = (byte)(count - found);
            common += found;
        }

        return common;
    }

    private static double EditBound(ReadOnlySpan<char> held, ReadOnlySpan<char> other, int common) => (double)common / Math.Max(held.Length, other.Length);

    private static double JaroWinklerBound(ReadOnlySpan<char> held, ReadOnlySpan<char> other, int common, bool spaced)
    {
        int heldLength = spaced ? held.Length - held.Count(' ') : held.Length;
        int otherLength = spaced ? other.Length - other.Count(' ') : other.Length;
        double matches = Math.Min(common, Math.Min(heldLength, otherLength));
        if (matches == 0)
        {
            return 0;
        }

        double jaro = ((matches / heldLength) + (matches / otherLength) + 1) / 3;
        int prefix = spaced ? JaroWinklerPrefix : Math.Min(JaroWinklerPrefix, held.CommonPrefixLength(other));
        return jaro + (prefix * 0.1 * (1 - jaro));
    }

    private const int JaroWinklerPrefix = 4;

    private Span<byte> LettersOf(int column) => _letters.AsSpan(column * Buckets, Buckets);

    private sealed class Column
    {
        private readonly double[] _atLeast;
        private readonly double[] _most;

        public Column(MatchComparison comparison, int field)
        {
            Field = field;
            Measures = [.. comparison.Measures];
            HasWords = comparison.Measures.Any(m => m is SimilarityMeasure.TokenSet or SimilarityMeasure.Containment);
            Blank = comparison.Blank;
            Swapped = comparison.Swapped;
            _atLeast = [.. comparison.Levels.Select(l => l.AtLeast)];
            _most = [.. comparison.Levels.Select(l => l.Weight), comparison.Otherwise];
            for (int i = _most.Length - 2; i >= 0; i--)
            {
                _most[i] = Math.Max(_most[i], _most[i + 1]);
            }

            Most = Math.Max(_most[0], Blank);
        }

        public int Field { get; }

        public SimilarityMeasure[] Measures { get; }

        /// <summary>Whether a measure looks at words, which letters alone say nothing on.</summary>
        public bool HasWords { get; }

        public double Blank { get; }

        public double Swapped { get; }

        public double Most { get; }

        /// <summary>The most that a similarity up to this one is worth; NaN stands for a blank.</summary>
        public double WeightAt(double similarity)
        {
            if (double.IsNaN(similarity))
            {
                return Blank;
            }

            int level = 0;
            while (level < _atLeast.Length && similarity + Rounding < _atLeast[level])
            {
                level++;
            }

            return _most[level];
        }
    }
}
