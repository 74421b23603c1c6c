using CrmCore.Probabilities.Learned;
using CrmCore.Probabilities.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CrmCore.MachineLearning;

/// <summary>How a row becomes the vector that trees are grown on: a slot for each number, one for each common level, one for all rare levels of a feature.</summary>
internal sealed class TreeSlots
{
    private readonly (int Feature, int Level)[] _slots;
    private readonly float[] _below;

    private TreeSlots((int Feature, int Level)[] slots, float[] below, IReadOnlyList<IReadOnlyList<int>> commonLevels)
    {
        _slots = slots;
        _below = below;
        CommonLevels = commonLevels;
    }

    /// <summary>The codes of the levels of each feature that have a slot of their own.</summary>
    public IReadOnlyList<IReadOnlyList<int>> CommonLevels { get; }

    /// <summary>The feature and level of a slot; level -1 for a number.</summary>
    public (int Feature, int Level) this[int slot] => _slots[slot];

    public static TreeSlots Of(Dataset data, int leastRows)
    {
        List<(int, int)> slots = [];
        List<IReadOnlyList<int>> common = [];
        float[] below = new float[data.Schema.Count];
        for (int f = 0; f < data.Schema.Count; f++)
        {
            if (data.Schema.Features[f].Kind == FeatureKind.Numeric)
            {
                float least = 0;
                for (int row = 0; row < data.Count; row++)
                {
                    least = Math.Min(least, double.IsNaN(data.Row(row)[f]) ? 0 : (float)data.Row(row)[f]);
                }

                below[f] = MathF.BitDecrement(least) - Math.Max(1, Math.Abs(least));
                slots.Add((f, -1));
                common.Add([]);
                continue;
            }

            int[] counts = new int[data.Schema.Features[f].Levels.Count];
            for (int row = 0; row < data.Count; row++)
            {
                if (data.Row(row)[f] is >= 0 and double code)
                {
                    counts[(int)code]++;
                }
            }

            int[] own = [.. Enumerable.Range(0, counts.Length).Where(c => counts[c] >= leastRows)];
            slots.AddRange(own.Select(c => (f, c)));
            slots.Add((f, TreeEnsembleModel.RareLevel));
            common.Add(own);
        }

        return new([.. slots], below, common);
    }

    /// <summary>Whether a value goes right at a node, as <see cref="Tree"/> says.</summary>
    public bool PassesRight(double value, int feature, int level, float threshold) =>
        level < 0 ? (float)value > threshold
        : !double.IsNaN(value) && (level == TreeEnsembleModel.RareLevel ? value < 0 || !CommonLevels[feature].Contains((int)value) : (int)value == level);

    public IDataView ToView(MLContext context, Dataset data)
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(Example));
        definition[nameof(Example.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, _slots.Length);
        Example[] examples = new Example[data.Count];
        HashSet<(int, int)> common = [.. CommonLevels.SelectMany((levels, f) => levels.Select(l => (f, l)))];
        for (int row = 0; row < data.Count; row++)
        {
            examples[row] = new() { Features = ToVector(data.Row(row), common), Label = data.Outcomes[row] };
        }

        return context.Data.LoadFromEnumerable(examples, definition);
    }

    private float[] ToVector(ReadOnlySpan<double> row, HashSet<(int, int)> common)
    {
        float[] vector = new float[_slots.Length];
        for (int slot = 0; slot < _slots.Length; slot++)
        {
            (int feature, int level) = _slots[slot];
            double value = row[feature];
            vector[slot] = level < 0 ? double.IsNaN(value) ? _below[feature] : (float)value
                : double.IsNaN(value) ? 0
                : level == TreeEnsembleModel.RareLevel ? common.Contains((feature, (int)value)) ? 0 : 1
                : (int)value == level ? 1 : 0;
        }

        return vector;
    }

    private sealed class Example
    {
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }
}
