namespace CrmCore.Probabilities.Training;

/// <summary>The parts of the training rows that choices are made on.</summary>
internal static class Validation
{
    /// <summary>Pairs of rows to train on and rows to choose by; random folds, or stretches of time each after what it is trained on.</summary>
    public static IReadOnlyList<Split> Of(Dataset data, ValidationKind kind, int count)
    {
        if (kind == ValidationKind.Random || !data.HasOrder)
        {
            return count == 1 ? [.. Split.Folds(data, 5).Take(1)] : Split.Folds(data, count);
        }

        double width = count == 1 ? 0.2 : 0.5 / count;
        return [.. Enumerable.Range(0, count)
            .Select(i => 1 - ((count - i) * width))
            .Select((from, i) => Split.ByTime(data, from, i == count - 1 ? 1 : from + width))
            .Where(s => s.Train.Length > 0 && s.Test.Length > 0)];
    }
}
