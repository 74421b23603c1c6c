using CrmCore.Probabilities.Calibration;
using CrmCore.Probabilities.Learned;

namespace CrmCore.Probabilities.Training;

/// <summary>Trains several kinds of model and weighs them by how they do on rows that they were not trained on; no weight is negative.</summary>
/// <param name="trainers">The kinds.</param>
public sealed class BlendTrainer(params IReadOnlyList<IModelTrainer> trainers) : IModelTrainer
{
    /// <inheritdoc/>
    public string Name => "blend";

    /// <inheritdoc/>
    public int Complexity => trainers.Count == 0 ? 0 : trainers.Max(t => t.Complexity) + 1;

    /// <inheritdoc/>
    public TrainingResult Train(Dataset data, ValidationKind validation = ValidationKind.Random)
    {
        if (TrainingFloor.Check(data) is { Count: > 0 } refusals)
        {
            return TrainingResult.Refused(refusals);
        }

        Dataset rows = data.Canonical();
        HeldOut held = HeldOut.Of(rows, [.. trainers.Select(t => t.Tuned(rows, validation))], Validation.Of(rows, validation, 5), validation);
        Candidate blend = held.BlendOfAll();
        ProbabilityModel?[] models = [.. held.Trainers.Select(t => t.Train(rows, validation).Model)];
        if (models.Any(m => m is null))
        {
            return new BaseRateTrainer().Train(rows);
        }

        BlendModel model = new(models!, blend.Weights![..^1], blend.Weights![^1]);
        return TrainingResult.Of(blend.Calibrator is NoCalibrator ? model : new CalibratedModel(model, Recent.Matched(blend.Calibrator, model, rows, validation)));
    }
}
