using System.Globalization;
using CrmCore.Probabilities.Calibration;
using CrmCore.Probabilities.Learned;

namespace CrmCore.Probabilities.Training;

/// <summary>
/// Chooses among kinds of model, and blends of the more able ones, by log loss on rows that they were not trained on; a more complex one must be better by more than
/// chance would have it. The winner is trained on all rows and calibrated. With few rows it is the base rate that wins. Deterministic.
/// </summary>
/// <param name="trainers">The kinds to choose among; the base rate is always one of them.</param>
public sealed class BestTrainer(params IReadOnlyList<IModelTrainer> trainers) : IModelTrainer
{
    private const int Parts = 5;

    /// <inheritdoc/>
    public string Name => "best";

    /// <inheritdoc/>
    public int Complexity => trainers.Count == 0 ? 0 : trainers.Max(t => t.Complexity);

    /// <inheritdoc/>
    public TrainingResult Train(Dataset data, ValidationKind validation = ValidationKind.Random)
    {
        if (TrainingFloor.Check(data, needsFeatures: false) is { Count: > 0 } refusals)
        {
            return TrainingResult.Refused(refusals);
        }

        Dataset rows = data.Canonical();
        HeldOut held = HeldOut.Of(rows, [new BaseRateTrainer(), .. trainers.Where(t => t.Complexity > 0).Select(t => t.Tuned(rows, validation))], Validation.Of(rows, validation, Parts), validation);
        Candidate best = held.Best();
        if (best.Members.Select(m => held.Trainers[m].Train(rows, validation).Model).ToArray() is not { } models || models.Any(m => m is null))
        {
            return new BaseRateTrainer().Train(rows);
        }

        ProbabilityModel model = best.Weights is { } weights ? new BlendModel(models!, weights[..^1], weights[^1]) : models[0]!;
        model = best.Weights is not null && validation == ValidationKind.Latest ? new CalibratedModel(model, Recent.Matched(best.Calibrator is PlattCalibrator ? best.Calibrator : new PlattCalibrator(1, 0), model, rows, validation))
            : best.Calibrator is NoCalibrator ? model : new CalibratedModel(model, Recent.Matched(best.Calibrator, model, rows, validation));
        return TrainingResult.Of(model) with { Choice = Choice(model, best, held) };
    }

    private static LocalizedText Choice(ProbabilityModel model, Candidate best, HeldOut held)
    {
        string loss = Figure(best.MeanLoss);
        string all = string.Join(", ", held.Candidates().Select(c => $"{c.Name} {Figure(c.MeanLoss)}"));
        return new($"{model.Name}: log loss {loss} on rows held back ({all})", $"{model.Name}：留出数据上的对数损失 {loss}（{all}）");
    }

    private static string Figure(double loss) => loss.ToString("0.0000", CultureInfo.InvariantCulture);
}
