using CrmCore.Probabilities.Calibration;
using CrmCore.Probabilities.Learned;

namespace CrmCore.Probabilities.Training;

/// <summary>Trains a model and calibrates it on estimates for rows that models of the same kind were not trained on.</summary>
/// <param name="inner">Trains the model.</param>
public sealed class CalibratedTrainer(IModelTrainer inner) : IModelTrainer
{
    /// <inheritdoc/>
    public string Name => inner.Name + "-calibrated";

    /// <inheritdoc/>
    public int Complexity => inner.Complexity;

    /// <inheritdoc/>
    public TrainingResult Train(Dataset data, ValidationKind validation = ValidationKind.Random)
    {
        TrainingResult result = inner.Train(data, validation);
        if (result.Model is not { } model)
        {
            return result;
        }

        Dataset rows = data.Canonical();
        IModelTrainer tuned = inner.Tuned(rows, validation);
        HeldOut held = HeldOut.Of(rows, [tuned], Validation.Of(rows, validation, 5), validation);
        Calibrator calibrator = held.Trainers[0] == tuned ? held.Candidates()[0].Calibrator : Calibrator.None;
        return TrainingResult.Of(new CalibratedModel(model, Recent.Matched(calibrator, model, rows, validation)));
    }
}
