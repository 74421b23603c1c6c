using CrmCore.Probabilities.Learned;

namespace CrmCore.Probabilities.Training;

/// <summary>Takes the share of deals that were won.</summary>
public sealed class BaseRateTrainer : IModelTrainer
{
    /// <inheritdoc/>
    public string Name => "base-rate";

    /// <inheritdoc/>
    public int Complexity => 0;

    /// <inheritdoc/>
    public TrainingResult Train(Dataset data, ValidationKind validation = ValidationKind.Random) =>
        TrainingFloor.Check(data, needsFeatures: false) is { Count: > 0 } refusals
            ? TrainingResult.Refused(refusals)
            : TrainingResult.Of(new BaseRateModel(data.Schema, data.WonCount, data.LostCount));
}

/// <summary>Counts the deals that reached each stage: a won one reached all, a lost one its furthest and all before.</summary>
/// <param name="stage">The feature of the stage.</param>
/// <param name="order">The stages in the order of the sale; empty takes the order in which fewer and fewer deals reached them.</param>
public sealed class HistoricalTrainer(string stage, IReadOnlyList<string> order) : IModelTrainer
{
    /// <inheritdoc/>
    public string Name => "historical";

    /// <inheritdoc/>
    public int Complexity => 1;

    /// <inheritdoc/>
    public TrainingResult Train(Dataset data, ValidationKind validation = ValidationKind.Random)
    {
        List<Refusal> refusals = [.. TrainingFloor.Check(data, needsFeatures: false)];
        int at = data.Schema.IndexOf(stage);
        if (at < 0)
        {
            refusals.Add(new Refusal("probability.no-stage"));
        }

        if (refusals.Count > 0)
        {
            return TrainingResult.Refused(refusals);
        }

        NaiveBayesTable table = new(new([data.Schema.Features[at]]), new() { Stage = stage, StageOrder = order.Count > 0 ? order : StageReach.OrderOf(data, at) });
        foreach (int row in StageReach.FurthestRows(data, at, order.Count > 0 ? order : StageReach.OrderOf(data, at)))
        {
            table.Add(data.Row(row).Slice(at, 1), data.Outcomes[row]);
        }

        NaiveBayesCounts counts = table.ToModel().All;
        return TrainingResult.Of(new HistoricalModel(data.Schema, counts.Won, counts.Lost, at, counts.Fields[0].Won, counts.Fields[0].Lost));
    }
}

/// <summary>Counts frequencies; one row a deal, the furthest in the sale where it has several.</summary>
/// <param name="options">How it counts; null for the method as it is.</param>
public sealed class NaiveBayesTrainer(NaiveBayesOptions? options = null) : IModelTrainer
{
    /// <inheritdoc/>
    public string Name => "naive-bayes";

    /// <inheritdoc/>
    public int Complexity => 2;

    /// <inheritdoc/>
    public TrainingResult Train(Dataset data, ValidationKind validation = ValidationKind.Random)
    {
        if (TrainingFloor.Check(data) is { Count: > 0 } refusals)
        {
            return TrainingResult.Refused(refusals);
        }

        NaiveBayesOptions chosen = options ?? NaiveBayesOptions.Default;
        int stage = chosen.Stage is null ? -1 : data.Schema.IndexOf(chosen.Stage);
        if (stage >= 0 && chosen.StageOrder.Count == 0)
        {
            chosen = chosen with { StageOrder = StageReach.OrderOf(data, stage) };
        }

        NaiveBayesTable table = new(data.Schema, chosen);
        foreach (int row in StageReach.FurthestRows(data, stage, chosen.StageOrder))
        {
            table.Add(data.Row(row), data.Outcomes[row]);
        }

        return TrainingResult.Of(table.ToModel());
    }
}
