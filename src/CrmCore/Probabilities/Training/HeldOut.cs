using CrmCore.Probabilities.Calibration;
using CrmCore.Probabilities.Evaluation;

namespace CrmCore.Probabilities.Training;

/// <summary>A kind of model, or a blend of some, with how it did on rows that it was not trained on.</summary>
internal sealed record Candidate(string Name, int Complexity, int[] Members, double[]? Weights, Calibrator Calibrator, double[] Losses)
{
    public double MeanLoss => Losses.Average();

    /// <summary>Whether it beats a simpler one by more than chance: leaving the base rate takes two standard errors of the difference, else a half.</summary>
    public bool IsBetterThan(Candidate other)
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
        return mean > (other.Complexity == 0 ? 2 : 0.5) * error;
    }
}

/// <summary>Estimates of several kinds of model for rows that they were not trained on.</summary>
internal sealed class HeldOut
{
    private readonly double[][] _estimates;
    private readonly bool[] _won;
    private readonly int[] _parts;
    private readonly ValidationKind _validation;
    private IReadOnlyList<Candidate>? _candidates;

    private HeldOut(IReadOnlyList<IModelTrainer> trainers, double[][] estimates, bool[] won, int[] parts, ValidationKind validation)
    {
        Trainers = trainers;
        _estimates = estimates;
        _won = won;
        _parts = parts;
        _validation = validation;
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

            if (own.Count == splits.Sum(s => s.Test.Length))
            {
                able.Add(trainer);
                estimates.Add([.. own]);
            }
        }

        bool[] won = [.. splits.SelectMany(s => s.Test).Select(r => rows.Outcomes[r])];
        int[] parts = [.. splits.SelectMany((s, part) => Enumerable.Repeat(part, s.Test.Length))];
        return able.Count == 0
            ? new([new BaseRateTrainer()], [[.. won.Select(_ => rows.BaseRate)]], won, parts, validation)
            : new(able, [.. estimates], won, parts, validation);
    }

    /// <summary>Every kind alone and the blends, from the simplest to the most complex.</summary>
    public IReadOnlyList<Candidate> Candidates() => _candidates ??= Make();

    private IReadOnlyList<Candidate> Make()
    {
        List<Candidate> candidates = [.. Trainers.Select((t, i) => Calibrated(t.Name, t.Complexity, [i], null, _estimates[i]))];
        int[] able = [.. Enumerable.Range(0, Trainers.Count).Where(i => Trainers[i].Complexity >= 2)];
        for (int size = 2; size <= able.Length; size++)
        {
            int[] members = able[^size..];
            (double[] crossFitted, double[] weights) = Blend(members);
            candidates.Add(Calibrated(string.Join("+", members.Select(m => Trainers[m].Name)), members.Sum(m => Trainers[m].Complexity), members, weights, crossFitted));
        }

        return [.. candidates.OrderBy(c => c.Complexity)];
    }

    private Candidate Calibrated(string name, int complexity, int[] members, double[]? weights, double[] estimates)
    {
        (Calibrator calibrator, double[] calibrated) = complexity == 0 ? (Calibrator.None, estimates) : CalibratorChoice.Fit(estimates, _won, _parts, _validation == ValidationKind.Latest);
        return new(name, complexity, members, weights, calibrator, [.. calibrated.Select((p, i) => Metrics.LogLoss(p, _won[i]))]);
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
        double[] all = BlendWeights.Fit(members, _estimates, _won, _ => true);
        double[] crossFitted = new double[_won.Length];
        foreach (int part in _parts.Distinct())
        {
            bool isForward = _validation == ValidationKind.Latest;
            bool any = !isForward || part > 0;
            double[] weights = any
                ? BlendWeights.Fit(members, _estimates, _won, i => isForward ? _parts[i] < part : _parts[i] != part)
                : [.. members.Select(_ => 1.0 / members.Length), 0];
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
