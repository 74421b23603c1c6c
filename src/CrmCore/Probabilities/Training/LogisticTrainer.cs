using CrmCore.Probabilities.Evaluation;

namespace CrmCore.Probabilities.Training;

/// <summary>
/// Logistic regression by Newton's method with an L2 penalty. Names become one column each, those too rare one together; numbers are standardised, skewed ones by
/// ln(1 + x) first; a missing value is a column of its own. The penalty is the one that does best on rows held back, unless it is given. Deterministic.
/// </summary>
/// <param name="penalty">The L2 penalty per row; null chooses it.</param>
public sealed class LogisticTrainer(double? penalty = null) : IModelTrainer
{
    private static readonly double[] Penalties = [1e-1, 3e-2, 1e-2, 3e-3, 1e-3, 3e-4, 1e-4, 3e-5, 1e-5];

    /// <inheritdoc/>
    public string Name => "logistic";

    /// <inheritdoc/>
    public int Complexity => 3;

    /// <inheritdoc/>
    public TrainingResult Train(Dataset data, ValidationKind validation = ValidationKind.Random)
    {
        if (TrainingFloor.Check(data) is { Count: > 0 } refusals)
        {
            return TrainingResult.Refused(refusals);
        }

        Dataset rows = data.Canonical();
        LogisticDesign design = LogisticDesign.Of(rows);
        double chosen = penalty ?? Choose(rows, validation);
        double[] weights = new LogisticFit(design, rows).Solve(chosen, new double[design.Width + 1]);
        return TrainingResult.Of(design.ToModel(rows, weights, chosen));
    }

    private static double Choose(Dataset rows, ValidationKind validation)
    {
        IReadOnlyList<Split> splits = Validation.Of(rows, validation, rows.Count < 10_000 ? 4 : 1);
        if (splits.Count == 0)
        {
            return 1e-2;
        }

        double[] losses = new double[Penalties.Length];
        foreach (Split split in splits)
        {
            Dataset train = rows.Subset(split.Train);
            Dataset held = rows.Subset(split.Test);
            LogisticDesign design = LogisticDesign.Of(train);
            LogisticFit fit = new(design, train);
            double[] weights = new double[design.Width + 1];
            double[] estimates = new double[held.Count];
            for (int p = 0; p < Penalties.Length; p++)
            {
                weights = fit.Solve(Penalties[p], weights, 1e-4);
                design.ToModel(train, weights, Penalties[p]).Estimate(held, estimates);
                losses[p] += held.Count * Metrics.LogLoss(estimates, held.Outcomes);
            }
        }

        return Penalties[Array.IndexOf(losses, losses.Min())];
    }
}
