namespace CrmCore.Probabilities.Training;

/// <summary>The parts of the training rows that choices are made on.</summary>
internal static class Validation
{
    /// <summary>A stretch of at least so many rows is enough to choose by.</summary>
    private const int Enough = 2000;

    /// <summary>
    /// Pairs of rows to train on and rows to choose by. At random: folds. In time: what came before the latest tenth (the latest fifth where a tenth is few), and
    /// that; where things drift, the latest deals are the best witness of those to come.
    /// </summary>
    public static IReadOnlyList<Split> Of(Dataset data, ValidationKind kind, int folds)
    {
        if (kind == ValidationKind.Random || !data.HasOrder)
        {
            return folds == 1 ? [.. Split.Folds(data, 5).Take(1)] : Split.Folds(data, folds);
        }

        Split latest = Split.ByTime(data, data.Count >= 10 * Enough ? 0.9 : 0.8, 1);
        return latest.Train.Count > 0 && latest.Test.Count > 0 ? [latest] : [];
    }
}
