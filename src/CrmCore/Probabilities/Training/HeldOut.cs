using CrmCore.Probabilities.Calibration;
using CrmCore.Probabilities.Evaluation;

namespace CrmCore.Probabilities.Training;

/// <summary>A kind of model, or a blend of some, with how it did on rows that it was not trained on.</summary>
internal sealed record Candidate(string Name, int Complexity, int[] Members, double[]? Weights, Calibrator Calibrator, double[] Losses)
{
    public double MeanLoss => Losses.Average();

    /// <summary>What all rows held back together must gain, in log loss, before the base rate is left: even constants differ by so much from part to part.</summary>
    private const double LeastGain = 5;

    /// <summary>Whether it beats a simpler one by more than chance: leaving the base rate takes two standard errors of the difference, else a half.</summary>
    public bool IsBetterThan(Candidate other) =>
        other.Complexity > 0
            ? IsBetterThan(other, 0.5)
            : IsBetterThan(other, 2) && (other.MeanLoss - MeanLoss) * Losses.Length > LeastGain;

    /// <summary>Whether its losses are lower by more than so many standard errors of the difference.</summary>
    public bool IsBetterThan(Candidate other, double errors)
    {
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < Losses.Length; i++)
        {
            double gain = other.Losses[i] - Losses[i];
            mean += gain / Losses.Length;
            squares += gain * gain / Losses.Length;
        }

        double error = Math.Sqrt(Math.Max(0, squares - (mean * mean)) / Losses.Length);
        return mean > errors * error;
    }
}

/// <summary>Estimates of several kinds of model for rows that they were not trained on.</summary>
internal sealed class HeldOut
{
    private readonly double[][] _estimates;
    private readonly bool[] _won;
    private readonly int[] _parts;
    private readonly bool _isLatest;
    private IReadOnlyList<Candidate>? _candidates;

    private HeldOut(IReadOnlyList<IModelTrainer> trainers, double[][] estimates, bool[] won, int[] parts, bool isLatest)
    {
        Trainers = trainers;
        _estimates = estimates;
        _won = won;
        _parts = parts;
        _isLatest = isLatest;
    }

    /// <summary>Those that could be trained on every part.</summary>
    public IReadOnlyList<IModelTrainer> Trainers { get; }

    public static HeldOut Of(Dataset rows, IReadOnlyList<IModelTrainer> trainers, IReadOnlyList<Split> splits, ValidationKind validation)
    {
        List<IModelTrainer> able = [];
        List<double[]> estimates = [];
        foreach (IModelTrainer trainer in trainers)
        {
            List<double> own = [];
            foreach (Split split in splits)
            {
                if (trainer.Train(rows.Subset(split.Train), validation).Model is not { } model)
                {
                    break;
                }

                Dataset test = rows.Subset(split.Test);
                double[] part = new double[test.Count];
                model.Estimate(test, part);
                own.AddRange(part);
            }

            if (own.Count == splits.Sum(s => s.Test.Count))
            {
                able.Add(trainer);
                estimates.Add([.. own]);
            }
        }

        bool[] won = [.. splits.SelectMany(s => s.Test).Select(r => rows.Outcomes[r])];
        bool isLatest = validation == ValidationKind.Latest && rows.HasOrder;
        int[] parts = [.. splits.SelectMany((s, part) => s.Test.Select((_, i) => splits.Count > 1 ? part : i % 5))];
        return able.Count == 0
            ? new([new BaseRateTrainer()], [[.. won.Select(_ => rows.BaseRate)]], won, parts, isLatest)
            : new(able, [.. estimates], won, parts, isLatest);
    }

    /// <summary>Every kind alone and the blends, from the simplest to the most complex.</summary>
    public IReadOnlyList<Candidate> Candidates() => _candidates ??= Make();

    private IReadOnlyList<Candidate> Make()
    {
        List<Candidate> candidates = [.. Trainers.Select((t, i) => Calibrated(t.Name, t.Complexity, [i], null, _estimates[i]))];
        int[] able = [.. Enumerable.Range(0, Trainers.Count).Where(i => Trainers[i].Complexity >= 2)];
        for (int subset = 1; subset < 1 << able.Length; subset++)
        {
            int[] members = [.. able.Where((_, i) => (subset & (1 << i)) != 0)];
            if (members.Length >= 2)
            {
                (double[] crossFitted, double[] weights) = Blend(members);
                candidates.Add(Calibrated(string.Join("+", members.Select(m => Trainers[m].Name)), members.Sum(m => Trainers[m].Complexity), members, weights, crossFitted));
            }
        }

        return [.. candidates.OrderBy(c => c.Complexity)];
    }

    private Candidate Calibrated(string name, int complexity, int[] members, double[]? weights, double[] estimates)
    {
        // In time even a constant is fitted to the stretch held back: the others must not win by its win rate alone.
        (Calibrator calibrator, double[] calibrated) = complexity == 0 && !_isLatest ? (Calibrator.None, estimates) : CalibratorChoice.Fit(estimates, _won, _parts, _isLatest ? 1 : null);
        return new(name, complexity, members, weights, calibrator, [.. calibrated.Select((p, i) => Metrics.LogLoss(p, _won[i]))]);
    }

    /// <summary>
    /// The candidate to take. At random: the simplest that no more complex one beats by more than chance. In time: of those that the best does not beat by more than
    /// chance, the one with most members, because what one model rests on may be gone tomorrow (Clemen 1989: combined forecasts).
    /// </summary>
    public Candidate Best()
    {
        IReadOnlyList<Candidate> all = Candidates();
        if (!_isLatest)
        {
            return all.Aggregate((incumbent, next) => next.IsBetterThan(incumbent) ? next : incumbent);
        }

        Candidate least = all.MinBy(c => c.MeanLoss)!;
        Candidate simplest = all[0];
        return least.IsBetterThan(simplest)
            ? all.Where(c => !least.IsBetterThan(c, 2)).OrderByDescending(c => c.Members.Length).ThenBy(c => c.MeanLoss).First()
            : simplest;
    }

    /// <summary>The blend of all kinds.</summary>
    public Candidate BlendOfAll()
    {
        int[] members = [.. Enumerable.Range(0, Trainers.Count)];
        (double[] crossFitted, double[] weights) = Blend(members);
        return Calibrated("blend", Trainers.Max(t => t.Complexity), members, weights, crossFitted);
    }

    /// <summary>Weights fitted on all parts, and estimates of each part with weights fitted on others.</summary>
    private (double[] CrossFitted, double[] Weights) Blend(int[] members)
    {
        double[] crossFitted = new double[_won.Length];
        if (_isLatest)
        {
            // One stretch of time cannot tell which model will hold: equal weights are hard to beat where things drift.
            double[] equal = [.. members.Select(_ => 1.0 / members.Length), 0];
            return ([.. crossFitted.Select((_, i) => BlendWeights.Apply(members, _estimates, equal, i))], equal);
        }

        double[] all = BlendWeights.Fit(members, _estimates, _won, _ => true);
        foreach (int part in _parts.Distinct())
        {
            double[] weights = BlendWeights.Fit(members, _estimates, _won, i => _parts[i] != part);
            for (int i = 0; i < _won.Length; i++)
            {
                if (_parts[i] == part)
                {
                    crossFitted[i] = BlendWeights.Apply(members, _estimates, weights, i);
                }
            }
        }

        return (crossFitted, all);
    }
}
