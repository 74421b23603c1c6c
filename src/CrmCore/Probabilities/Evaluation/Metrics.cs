namespace CrmCore.Probabilities.Evaluation;

/// <summary>The usual measures of estimated chances against what came of them. Each pair of spans has equal lengths, at least one; pure, thread-safe.</summary>
public static class Metrics
{
    /// <summary>The logarithmic loss of one estimate: -ln of the chance that was given to what happened. An estimate nearer to 0 or 1 than 1e-15 counts as 1e-15.</summary>
    public static double LogLoss(double estimate, bool won)
    {
        double p = Math.Clamp(estimate, 1e-15, 1 - 1e-15);
        return -Math.Log(won ? p : 1 - p);
    }

    /// <summary>The mean logarithmic loss; lower is better, and an honest base rate has the entropy of the outcomes.</summary>
    public static double LogLoss(ReadOnlySpan<double> estimates, ReadOnlySpan<bool> won)
    {
        Check(estimates, won);
        double sum = 0;
        for (int i = 0; i < won.Length; i++)
        {
            sum += LogLoss(estimates[i], won[i]);
        }

        return sum / won.Length;
    }

    /// <summary>The Brier score: the mean square of the error; lower is better.</summary>
    public static double Brier(ReadOnlySpan<double> estimates, ReadOnlySpan<bool> won)
    {
        Check(estimates, won);
        double sum = 0;
        for (int i = 0; i < won.Length; i++)
        {
            double error = estimates[i] - (won[i] ? 1 : 0);
            sum += error * error;
        }

        return sum / won.Length;
    }

    /// <summary>The expected calibration error: how far the estimates of a bin lie from its win rate, on average over bins of equal width weighted by their deals.</summary>
    public static double CalibrationError(ReadOnlySpan<double> estimates, ReadOnlySpan<bool> won, int bins = 10)
    {
        double error = 0;
        foreach (CalibrationBin bin in CalibrationCurve.EqualWidth(estimates, won, bins))
        {
            error += bin.Count * Math.Abs(bin.MeanEstimate - bin.WinRate);
        }

        return error / won.Length;
    }

    /// <summary>The area under the ROC curve: the chance that a won deal was given more than a lost one, ties counting half. NaN where one of both is missing.</summary>
    public static double Auc(ReadOnlySpan<double> estimates, ReadOnlySpan<bool> won)
    {
        (double[] sorted, bool[] outcomes) = Sorted(estimates, won);
        double ranks = 0;
        long wins = 0;
        for (int i = 0; i < sorted.Length;)
        {
            int end = i;
            int winsHere = 0;
            for (; end < sorted.Length && sorted[end] == sorted[i]; end++)
            {
                winsHere += outcomes[end] ? 1 : 0;
            }

            ranks += winsHere * ((i + 1 + end) / 2.0);
            wins += winsHere;
            i = end;
        }

        long losses = sorted.Length - wins;
        return wins == 0 || losses == 0 ? double.NaN : (ranks - (wins * (wins + 1) / 2.0)) / ((double)wins * losses);
    }

    /// <summary>The average precision: the share of won ones among the deals down to each won one, from the highest estimate on. NaN where nothing was won.</summary>
    public static double AveragePrecision(ReadOnlySpan<double> estimates, ReadOnlySpan<bool> won)
    {
        (double[] sorted, bool[] outcomes) = Sorted(estimates, won);
        double sum = 0;
        int wins = 0;
        for (int i = sorted.Length - 1; i >= 0;)
        {
            int end = i;
            int winsHere = 0;
            for (; end >= 0 && sorted[end] == sorted[i]; end--)
            {
                winsHere += outcomes[end] ? 1 : 0;
            }

            wins += winsHere;
            sum += winsHere * ((double)wins / (sorted.Length - 1 - end));
            i = end;
        }

        return wins == 0 ? double.NaN : sum / wins;
    }

    /// <summary>The lift: how many times likelier than average the best part of the deals was won. NaN where nothing was won.</summary>
    /// <param name="estimates">The estimates.</param>
    /// <param name="won">What came of them.</param>
    /// <param name="share">The part, above 0 to 1, such as the best tenth.</param>
    public static double Lift(ReadOnlySpan<double> estimates, ReadOnlySpan<bool> won, double share = 0.1)
    {
        (_, bool[] outcomes) = Sorted(estimates, won);
        int top = Math.Max(1, (int)Math.Round(share * outcomes.Length));
        double rate = (double)outcomes.Count(o => o) / outcomes.Length;
        return (double)outcomes.AsSpan(outcomes.Length - top).Count(true) / top / rate;
    }

    /// <summary>The points of the ROC curve from (0, 0) to (1, 1): the share of lost and of won deals at or above each estimate.</summary>
    public static IReadOnlyList<(double Lost, double Won)> Roc(ReadOnlySpan<double> estimates, ReadOnlySpan<bool> won)
    {
        (double[] sorted, bool[] outcomes) = Sorted(estimates, won);
        int wins = outcomes.Count(o => o);
        int losses = outcomes.Length - wins;
        List<(double, double)> points = [(0, 0)];
        int winsHere = 0;
        int lossesHere = 0;
        for (int i = sorted.Length - 1; i >= 0; i--)
        {
            winsHere += outcomes[i] ? 1 : 0;
            lossesHere += outcomes[i] ? 0 : 1;
            if (i == 0 || sorted[i - 1] != sorted[i])
            {
                points.Add(((double)lossesHere / Math.Max(1, losses), (double)winsHere / Math.Max(1, wins)));
            }
        }

        return points;
    }

    internal static void Check(ReadOnlySpan<double> estimates, ReadOnlySpan<bool> won)
    {
        if (estimates.Length != won.Length || won.Length == 0)
        {
            throw new ArgumentException($"{estimates.Length} estimates cannot be judged by {won.Length} outcomes; both need the same length, at least one.", nameof(estimates));
        }
    }

    /// <summary>By estimate, lost before won among equal ones, so that the order of the rows does not matter.</summary>
    private static (double[] Estimates, bool[] Won) Sorted(ReadOnlySpan<double> estimates, ReadOnlySpan<bool> won)
    {
        Check(estimates, won);
        double[] sorted = estimates.ToArray();
        bool[] outcomes = won.ToArray();
        Array.Sort(sorted, outcomes);
        return (sorted, outcomes);
    }
}
