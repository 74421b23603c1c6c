namespace CrmCore.Probabilities.Training;

/// <summary>The weights of a blend: a logistic regression on the members' log-odds whose weights are never negative, the offset last.</summary>
internal static class BlendWeights
{
    /// <summary>How many deals' weight keeps the weights near to equal shares.</summary>
    private const double Prior = 5;

    public static double[] Fit(int[] members, double[][] estimates, bool[] won, Func<int, bool> counts)
    {
        int width = members.Length + 1;
        double[] equal = [.. members.Select(_ => 1.0 / members.Length), 0];
        double[] weights = [.. equal];
        bool[] isFixed = new bool[width];
        double[] gradient = new double[width];
        double[] hessian = new double[width * width];
        double[] x = new double[width];
        while (true)
        {
            for (int iteration = 0; iteration < 30; iteration++)
            {
                Array.Clear(gradient);
                Array.Clear(hessian);
                for (int c = 0; c < width; c++)
                {
                    gradient[c] = Prior * (weights[c] - equal[c]);
                    hessian[(c * width) + c] = Prior;
                }

                for (int i = 0; i < won.Length; i++)
                {
                    if (!counts(i))
                    {
                        continue;
                    }

                    double sum = weights[^1];
                    x[^1] = 1;
                    for (int m = 0; m < members.Length; m++)
                    {
                        x[m] = LogOdds.Of(LogOdds.Clamp(estimates[members[m]][i]));
                        sum += weights[m] * x[m];
                    }

                    double p = LogOdds.ToProbability(sum);
                    for (int a = 0; a < width; a++)
                    {
                        gradient[a] += (p - (won[i] ? 1 : 0)) * x[a];
                        for (int b = 0; b < width; b++)
                        {
                            hessian[(a * width) + b] += p * (1 - p) * x[a] * x[b];
                        }
                    }
                }

                for (int c = 0; c < width; c++)
                {
                    if (isFixed[c])
                    {
                        gradient[c] = 0;
                        for (int r = 0; r < width; r++)
                        {
                            hessian[(r * width) + c] = hessian[(c * width) + r] = 0;
                        }

                        hessian[(c * width) + c] = 1;
                    }
                }

                LogisticFit.SolveSymmetric(hessian, gradient, width);
                double damp = Math.Min(1, 1 / Math.Max(1e-300, gradient.Max(Math.Abs)));
                for (int c = 0; c < width; c++)
                {
                    weights[c] -= damp * gradient[c];
                }

                if (gradient.Max(Math.Abs) < 1e-9)
                {
                    break;
                }
            }

            int worst = Enumerable.Range(0, members.Length).Where(c => weights[c] < 0).OrderBy(c => weights[c]).FirstOrDefault(-1);
            if (worst < 0)
            {
                return weights;
            }

            isFixed[worst] = true;
            weights[worst] = 0;
        }
    }

    public static double Apply(int[] members, double[][] estimates, double[] weights, int row)
    {
        double sum = weights[^1];
        for (int m = 0; m < members.Length; m++)
        {
            sum += weights[m] * LogOdds.Of(LogOdds.Clamp(estimates[members[m]][row]));
        }

        return LogOdds.ToProbability(sum);
    }
}
