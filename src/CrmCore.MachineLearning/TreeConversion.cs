using CrmCore.Probabilities.Learned;
using CrmCore.Probabilities.Training;
using Microsoft.ML.Trainers.FastTree;

namespace CrmCore.MachineLearning;

/// <summary>Turns ML.NET's trees into the plain ones of the core.</summary>
internal static class TreeConversion
{
    public static TreeEnsembleModel ToModel(TreeSlots slots, Dataset rows, TreeEnsemble ensemble) =>
        new(rows.Schema, rows.WonCount, rows.LostCount, ensemble.Bias, slots.CommonLevels, [.. ensemble.Trees.Select(t => Convert(slots, rows, t.Tree, t.Weight))]);

    private static Tree Convert(TreeSlots slots, Dataset rows, RegressionTree tree, double weight)
    {
        int nodes = tree.NumberOfNodes;
        (int Feature, int Level)[] tests = [.. tree.NumericalSplitFeatureIndexes.Take(nodes).Select(s => slots[s])];
        float[] thresholds = [.. tree.NumericalSplitThresholds.Take(nodes)];
        double[] leaves = [.. tree.LeafValues.Take(tree.NumberOfLeaves).Select(v => weight * v)];
        int[] left = [.. tree.LeftChild.Take(nodes)];
        int[] right = [.. tree.RightChild.Take(nodes)];
        if (nodes == 0 && leaves.Length == 0)
        {
            leaves = [0];
        }

        return new(
            [.. tests.Select(t => t.Feature)], [.. tests.Select(t => t.Level)], thresholds, left, right, leaves,
            Means(rows, tests, thresholds, left, right, leaves, slots));
    }

    /// <summary>What the rows that reach each node get on average.</summary>
    private static double[] Means(Dataset rows, (int Feature, int Level)[] tests, float[] thresholds, int[] left, int[] right, double[] leaves, TreeSlots slots)
    {
        double[] sums = new double[tests.Length];
        int[] counts = new int[tests.Length];
        int[] path = new int[tests.Length];
        for (int r = 0; r < rows.Count && tests.Length > 0; r++)
        {
            int length = 0;
            int at = 0;
            while (at >= 0)
            {
                path[length++] = at;
                (int feature, int level) = tests[at];
                at = slots.PassesRight(rows.Row(r)[feature], feature, level, thresholds[at]) ? right[at] : left[at];
            }

            for (int i = 0; i < length; i++)
            {
                sums[path[i]] += leaves[-1 - at];
                counts[path[i]]++;
            }
        }

        return [.. sums.Select((s, n) => counts[n] == 0 ? 0 : s / counts[n])];
    }
}
