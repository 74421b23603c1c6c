namespace CrmCore.Probabilities.Timing;

/// <summary>The chance of each end of a stay in each step of the grid, given that it lasted so long; by stage, end and step.</summary>
internal sealed class Hazards
{
    /// <summary>The first step of the grid is the first hour, in days: what happens at once does not take a day.</summary>
    public const double FirstHour = 1.0 / 24;

    /// <summary>How many stays' weight draws the hazard of a step towards the stage's own over all steps.</summary>
    private const double Prior = 1;

    private readonly double[][][] _hazards;

    private Hazards(double[][][] hazards, double[][] tail)
    {
        _hazards = hazards;
        Tail = tail;
    }

    public int Stages => _hazards.Length;

    public int Steps => _hazards[0][0].Length;

    /// <summary>The share of each end among all that ended, for deals that outlast the grid.</summary>
    public double[][] Tail { get; }

    public double this[int stage, int end, int step] => _hazards[stage][end][step];

    public static Hazards Of(IReadOnlyList<IReadOnlyList<double>> atRisk, IReadOnlyList<IReadOnlyList<IReadOnlyList<int>>> exits)
    {
        double[][][] hazards = new double[atRisk.Count][][];
        double[][] tail = new double[atRisk.Count][];
        for (int s = 0; s < atRisk.Count; s++)
        {
            int steps = atRisk[s].Count;
            int from = LateFrom(exits[s], steps);
            double late = Math.Max(1, exits[s].Sum(e => e.Skip(from).Sum()));
            tail[s] = [.. exits[s].Select(e => e.Skip(from).Sum() / late)];
            double exposure = Math.Max(1, atRisk[s].Skip(1).Sum());
            hazards[s] = new double[exits[s].Count][];
            for (int end = 0; end < exits[s].Count; end++)
            {
                double own = exits[s][end].Skip(1).Sum() / exposure;
                hazards[s][end] = new double[steps];
                for (int step = 0; step < steps; step++)
                {
                    double prior = step == 0 ? 0 : Prior;
                    double risk = atRisk[s][step] + prior;
                    hazards[s][end][step] = risk <= 0 ? 0 : (exits[s][end][step] + (prior * own)) / risk;
                }
            }
        }

        return new(hazards, tail);
    }

    /// <summary>From where on the last fifth of the exits lies.</summary>
    private static int LateFrom(IReadOnlyList<IReadOnlyList<int>> exits, int steps)
    {
        double all = exits.Sum(e => (double)e.Sum());
        double seen = 0;
        for (int step = steps - 1; step > 0; step--)
        {
            seen += exits.Sum(e => e[step]);
            if (seen >= all / 5)
            {
                return step;
            }
        }

        return 0;
    }
}
