namespace CrmCore.Probabilities.Training;

/// <summary>
/// Rows of features with their outcomes: what models are trained and judged on. Rows of one group (one deal's) belong together and never come to
/// lie on both sides of a split. Immutable, safe to share between threads.
/// </summary>
public sealed class Dataset
{
    private readonly double[] _values;
    private readonly bool[] _outcomes;
    private readonly string[] _ids;
    private readonly string[] _groups;
    private readonly decimal[]? _order;

    /// <summary>A data set.</summary>
    /// <param name="schema">The features.</param>
    /// <param name="values">The rows one after the other, each as <see cref="FeatureSchema"/> says; infinities are taken as missing.</param>
    /// <param name="outcomes">Whether each row's deal was won.</param>
    /// <param name="ids">The id of each row.</param>
    /// <param name="groups">The group of each row; null makes rows of the same id a group.</param>
    /// <param name="order">The place of each row in time; null where there is no order.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    public Dataset(FeatureSchema schema, double[] values, bool[] outcomes, string[] ids, string[]? groups = null, decimal[]? order = null)
    {
        Schema = Guard.Against.Null(schema);
        _values = [.. Guard.Against.Null(values)];
        _outcomes = [.. Guard.Against.Null(outcomes)];
        _ids = [.. Guard.Against.Null(ids)];
        _groups = groups is null ? _ids : [.. groups];
        _order = order is null ? null : [.. order];
        if (_values.Length != (long)_outcomes.Length * schema.Count || _ids.Length != _outcomes.Length || _groups.Length != _ids.Length || (_order?.Length ?? _ids.Length) != _ids.Length)
        {
            throw new ArgumentException($"{_outcomes.Length} outcomes need as many ids, groups and places in order, and {_outcomes.Length} x {schema.Count} values.", nameof(values));
        }

        for (int i = 0; i < _values.Length; i++)
        {
            _values[i] = double.IsFinite(_values[i]) ? _values[i] : FeatureSchema.Missing;
        }

        WonCount = _outcomes.Count(o => o);
    }

    private Dataset(Dataset of, IReadOnlyList<int> rows)
    {
        Schema = of.Schema;
        int width = Schema.Count;
        _values = new double[rows.Count * width];
        for (int i = 0; i < rows.Count; i++)
        {
            of.Row(rows[i]).CopyTo(_values.AsSpan(i * width, width));
        }

        _outcomes = [.. rows.Select(r => of._outcomes[r])];
        _ids = [.. rows.Select(r => of._ids[r])];
        _groups = [.. rows.Select(r => of._groups[r])];
        _order = of._order is null ? null : [.. rows.Select(r => of._order[r])];
        WonCount = _outcomes.Count(o => o);
    }

    /// <summary>The features.</summary>
    public FeatureSchema Schema { get; }

    /// <summary>How many rows there are.</summary>
    public int Count => _outcomes.Length;

    /// <summary>How many rows were won.</summary>
    public int WonCount { get; }

    /// <summary>How many rows were lost.</summary>
    public int LostCount => Count - WonCount;

    /// <summary>The share that was won, 0 to 1; NaN without rows.</summary>
    public double BaseRate => (double)WonCount / Count;

    /// <summary>Whether the rows have an order in time.</summary>
    public bool HasOrder => _order is not null;

    /// <summary>Whether each row was won.</summary>
    public ReadOnlySpan<bool> Outcomes => _outcomes;

    /// <summary>The id of each row.</summary>
    public ReadOnlySpan<string> Ids => _ids;

    /// <summary>The group of each row.</summary>
    public ReadOnlySpan<string> Groups => _groups;

    /// <summary>The place of each row in time; empty where there is no order.</summary>
    public ReadOnlySpan<decimal> Order => _order;

    /// <summary>The values of a row, one a feature.</summary>
    public ReadOnlySpan<double> Row(int row) => _values.AsSpan(row * Schema.Count, Schema.Count);

    /// <summary>Some of the rows, in the order given.</summary>
    public Dataset Subset(IReadOnlyList<int> rows) => new(this, Guard.Against.Null(rows));

    /// <summary>The same rows in an order that depends on nothing but themselves, so that training does not depend on how a file was sorted.</summary>
    public Dataset Canonical()
    {
        int[] rows = [.. Enumerable.Range(0, Count)];
        Array.Sort(rows, Compare);
        return Subset(rows);
    }

    private int Compare(int a, int b)
    {
        int by = (_order is null ? 0 : _order[a].CompareTo(_order[b])) is not 0 and int o ? o : string.CompareOrdinal(_groups[a], _groups[b]);
        by = by != 0 ? by : string.CompareOrdinal(_ids[a], _ids[b]);
        return by != 0 ? by : Row(a).SequenceCompareTo(Row(b));
    }
}
