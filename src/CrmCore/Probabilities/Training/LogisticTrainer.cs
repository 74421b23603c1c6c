using CrmCore.Probabilities.Calibration;
using CrmCore.Probabilities.Evaluation;

namespace CrmCore.Probabilities.Training;

/// <summary>
/// Logistic regression by Newton's method with an L2 penalty. Names become one column each, those too rare one together; numbers are standardised, skewed ones by
/// ln(1 + x) first; a missing value is a column of its own. The penalty is the one that does best on rows held back, unless it is given. Deterministic.
/// </summary>
/// <param name="penalty">The L2 penalty per row; null chooses it.</param>
public sealed class LogisticTrainer(double? penalty = null) : IModelTrainer
{
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

    /// <inheritdoc/>
    public IModelTrainer Tuned(Dataset data, ValidationKind validation) =>
        penalty is not null || TrainingFloor.Check(data).Count > 0 ? this : new LogisticTrainer(Choose(data.Canonical(), validation));

    private static double Choose(Dataset rows, ValidationKind validation)
    {
        IReadOnlyList<Split> splits = Validation.Of(rows, validation, rows.Count < 10_000 ? 4 : 1);
        if (splits.Count == 0)
        {
            return 1e-2;
        }

        double[] penalties = PenaltiesFor(rows.Count);
        double[] losses = new double[penalties.Length];
        List<double>[] all = [.. penalties.Select(_ => new List<double>())];
        foreach (Split split in splits)
        {
            Dataset train = rows.Subset(split.Train);
            Dataset held = rows.Subset(split.Test);
            LogisticDesign design = LogisticDesign.Of(train);
            LogisticFit fit = new(design, train);
            double[] weights = new double[design.Width + 1];
            double[] estimates = new double[held.Count];
            for (int p = 0; p < penalties.Length; p++)
            {
                weights = fit.Solve(penalties[p], weights, 1e-4);
                design.ToModel(train, weights, penalties[p]).Estimate(held, estimates);
                if (validation == ValidationKind.Latest)
                {
                    Recalibrate(estimates, held.Outcomes);
                }

                for (int i = 0; i < estimates.Length; i++)
                {
                    double loss = Metrics.LogLoss(estimates[i], held.Outcomes[i]);
                    losses[p] += loss;
                    all[p].Add(loss);
                }
            }
        }

        // In time, the strongest penalty that the best one does not beat by more than chance (Breiman et al. 1984); at random the best one.
        int best = Array.IndexOf(losses, losses.Min());
        return validation == ValidationKind.Random ? penalties[best] : penalties[Enumerable.Range(0, best + 1).First(p => !IsBeaten(all[p], all[best]))];
    }

    /// <summary>From strong to weak; never weaker than a standard normal prior on each weight, which is 1 a row.</summary>
    private static double[] PenaltiesFor(int rows) => [.. new[] { 1e-1, 3e-2, 1e-2, 3e-3, 1e-3, 3e-4, 1e-4, 3e-5 }.Where(p => p > 1.0 / rows), 1.0 / rows];

    private static bool IsBeaten(List<double> losses, List<double> best)
    {
        double[] gains = [.. losses.Zip(best, (a, b) => a - b)];
        double mean = gains.Average();
        return mean > Math.Sqrt(gains.Average(g => (g - mean) * (g - mean)) / gains.Length);
    }

    /// <summary>In time the base rate moves, which calibration mends afterwards; the penalty is to be judged by what is left.</summary>
    private static void Recalibrate(double[] estimates, ReadOnlySpan<bool> outcomes)
    {
        PlattCalibrator line = PlattCalibrator.Fit(estimates, outcomes);
        for (int i = 0; i < estimates.Length; i++)
        {
            estimates[i] = line.Calibrate(estimates[i]);
        }
    }
}
