using System.Text.Json.Serialization;
using CrmCore.Probabilities.Training;

namespace CrmCore.Probabilities.Learned;

/// <summary>
/// The nodes of a tree. Node 0 is the root. A row goes right at node n where its number is above <see cref="Thresholds"/>[n], or, where
/// <see cref="Levels"/>[n] is 0 or more, where it has that level; a missing number goes left. A child below 0 is the leaf with the index -1 - child.
/// </summary>
/// <param name="Features">The place of the feature that each node looks at.</param>
/// <param name="Levels">The code of the level that each node looks for; -1 for a number.</param>
/// <param name="Thresholds">The number that each node compares with.</param>
/// <param name="Left">Where each node sends a row that does not pass.</param>
/// <param name="Right">Where it sends one that does.</param>
/// <param name="Leaves">What each leaf adds, in log-odds.</param>
/// <param name="Means">What each node's rows got on average: the start of what its branches contribute.</param>
public sealed record Tree(
    IReadOnlyList<int> Features, IReadOnlyList<int> Levels, IReadOnlyList<float> Thresholds, IReadOnlyList<int> Left, IReadOnlyList<int> Right,
    IReadOnlyList<double> Leaves, IReadOnlyList<double> Means);

/// <summary>
/// Gradient-boosted trees, as trained by the package CrmCore.MachineLearning. To estimate with them needs nothing but this package. A feature's contribution is how far
/// the branches on it move the mean along the row's path (Saabas), so that contributions add up to the estimate.
/// </summary>
public sealed class TreeEnsembleModel : ProbabilityModel
{
    /// <summary>The code that stands for every level too rare to be looked at by itself, and for unseen ones.</summary>
    public const int RareLevel = int.MaxValue;

    private const float RareCode = -1;

    private readonly Node[] _nodes;
    private readonly int[] _roots;
    private readonly double[] _leaves;
    private readonly double[] _means;
    private readonly bool[]?[] _isCommon;

    /// <summary>Trees.</summary>
    /// <param name="schema">The features.</param>
    /// <param name="wonCount">How many rows were won.</param>
    /// <param name="lostCount">How many were lost.</param>
    /// <param name="bias">What every estimate starts at, in log-odds.</param>
    /// <param name="commonLevels">The codes of the levels of each feature that are looked at by themselves.</param>
    /// <param name="trees">The trees.</param>
    /// <exception cref="DefinitionException">A node points outside its tree or at a feature that is not there, or a level is none of its feature's.</exception>
    [JsonConstructor]
    public TreeEnsembleModel(FeatureSchema schema, int wonCount, int lostCount, double bias, IReadOnlyList<IReadOnlyList<int>> commonLevels, IReadOnlyList<Tree> trees)
        : base(schema, wonCount, lostCount)
    {
        Bias = bias;
        CommonLevels = Guard.Against.Null(commonLevels);
        Trees = Guard.Against.Null(trees);
        Check();
        _isCommon = [.. schema.Features.Select((f, i) => f.Kind == FeatureKind.Numeric ? null : Common(f.Levels.Count, commonLevels[i]))];
        _roots = new int[trees.Count];
        _nodes = new Node[trees.Sum(t => t.Features.Count)];
        _means = new double[_nodes.Length];
        _leaves = new double[trees.Sum(t => t.Leaves.Count)];
        int node = 0;
        int leaf = 0;
        for (int t = 0; t < trees.Count; t++)
        {
            Tree tree = trees[t];
            _roots[t] = tree.Features.Count == 0 ? -1 - leaf : node;
            for (int n = 0; n < tree.Features.Count; n++)
            {
                _nodes[node + n] = new(tree.Features[n], tree.Levels[n] >= 0, tree.Levels[n] == RareLevel ? RareCode : tree.Levels[n] >= 0 ? tree.Levels[n] : tree.Thresholds[n], Moved(tree.Left[n], node, leaf), Moved(tree.Right[n], node, leaf));
                _means[node + n] = tree.Means[n];
            }

            for (int l = 0; l < tree.Leaves.Count; l++)
            {
                _leaves[leaf + l] = tree.Leaves[l];
            }

            node += tree.Features.Count;
            leaf += tree.Leaves.Count;
        }

        static bool[] Common(int levels, IReadOnlyList<int> codes)
        {
            bool[] isCommon = new bool[levels];
            foreach (int code in codes)
            {
                isCommon[code] = true;
            }

            return isCommon;
        }

        static int Moved(int child, int node, int leaf) => child < 0 ? child - leaf : child + node;
    }

    /// <inheritdoc/>
    public override string Name => "trees";

    /// <summary>What every estimate starts at.</summary>
    public double Bias { get; }

    /// <summary>The codes of the levels that are looked at by themselves.</summary>
    public IReadOnlyList<IReadOnlyList<int>> CommonLevels { get; }

    /// <summary>The trees.</summary>
    public IReadOnlyList<Tree> Trees { get; }

    /// <inheritdoc/>
    public override double Estimate(ReadOnlySpan<double> row)
    {
        Span<float> values = row.Length <= 256 ? stackalloc float[row.Length] : new float[row.Length];
        Prepare(row, values);
        double sum = Bias;
        Node[] nodes = _nodes;
        foreach (int root in _roots)
        {
            int at = root;
            while (at >= 0)
            {
                ref readonly Node node = ref nodes[at];
                float value = values[node.Feature];
                at = (node.IsLevel ? value == node.Threshold : value > node.Threshold) ? node.Right : node.Left;
            }

            sum += _leaves[-1 - at];
        }

        return LogOdds.ToProbability(sum);
    }

    internal override double Contribute(ReadOnlySpan<double> row, Span<double> contributions)
    {
        Span<float> values = row.Length <= 256 ? stackalloc float[row.Length] : new float[row.Length];
        Prepare(row, values);
        double start = Bias;
        foreach (int root in _roots)
        {
            int at = root;
            start += at >= 0 ? _means[at] : _leaves[-1 - at];
            while (at >= 0)
            {
                Node node = _nodes[at];
                float value = values[node.Feature];
                int next = (node.IsLevel ? value == node.Threshold : value > node.Threshold) ? node.Right : node.Left;
                contributions[_nodes[at].Feature] += (next >= 0 ? _means[next] : _leaves[-1 - next]) - _means[at];
                at = next;
            }
        }

        return start;
    }

    /// <summary>A row as the nodes compare it: numbers in single precision as the trees were grown on, rare and unseen names as one code.</summary>
    private void Prepare(ReadOnlySpan<double> row, Span<float> values)
    {
        for (int f = 0; f < row.Length; f++)
        {
            bool[]? isCommon = _isCommon[f];
            double value = row[f];
            values[f] = isCommon is null || double.IsNaN(value) || (value >= 0 && value < isCommon.Length && isCommon[(int)value]) ? (float)value : RareCode;
        }
    }

    private void Check()
    {
        List<Defect> defects = [];
        if (CommonLevels.Count != Schema.Count)
        {
            defects.Add(new("commonLevels", "feature-count", $"{Schema.Count} features need as many lists of levels."));
        }

        for (int f = 0; f < Math.Min(CommonLevels.Count, Schema.Count); f++)
        {
            for (int c = 0; c < CommonLevels[f].Count; c++)
            {
                if (CommonLevels[f][c] < 0 || CommonLevels[f][c] >= Schema.Features[f].Levels.Count)
                {
                    defects.Add(new($"commonLevels[{f}][{c}]", "no-such-level", $"'{Schema.Features[f].Name}' has {Schema.Features[f].Levels.Count} levels; {CommonLevels[f][c]} is the code of none."));
                }
            }
        }

        for (int t = 0; t < Trees.Count; t++)
        {
            Tree tree = Trees[t];
            int nodes = tree.Features.Count;
            int leaves = tree.Leaves.Count;
            bool isWhole = leaves == nodes + 1 && new[] { tree.Levels.Count, tree.Thresholds.Count, tree.Left.Count, tree.Right.Count, tree.Means.Count }.All(c => c == nodes)
                && tree.Features.All(f => f >= 0 && f < Schema.Count)
                && Enumerable.Range(0, nodes).All(n => Fits(tree.Left[n], n) && Fits(tree.Right[n], n));
            if (!isWhole)
            {
                defects.Add(new($"trees[{t}]", "broken-tree", "A node points outside the tree, back, or at a feature that is not there; the file is damaged."));
            }

            bool Fits(int child, int parent) => child < 0 ? -1 - child < leaves : child > parent && child < nodes;
        }

        if (defects.Count > 0)
        {
            throw new DefinitionException("trees", defects);
        }
    }

    private readonly record struct Node(int Feature, bool IsLevel, float Threshold, int Left, int Right);
}
