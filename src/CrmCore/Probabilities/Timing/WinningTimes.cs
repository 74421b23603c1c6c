namespace CrmCore.Probabilities.Timing;

/// <summary>
/// When deals are won, worked out from hazards once: for a deal that has just entered a stage (row 0) or has waited there k steps (row k + 1), the chance to be won
/// within each number of steps from now, and ever.
/// </summary>
internal sealed class WinningTimes
{
    private readonly Hazards _hazards;
    private readonly double[][][] _won;
    private readonly double[][] _ever;

    public WinningTimes(Hazards hazards)
    {
        _hazards = hazards;
        Steps = hazards.Steps;
        _won = [.. Enumerable.Range(0, hazards.Stages).Select(_ => Enumerable.Range(0, Steps + 1).Select(_ => new double[Steps]).ToArray())];
        _ever = [.. Enumerable.Range(0, hazards.Stages).Select(_ => new double[Steps + 1])];

        // Deals can go back, so stages depend on each other: repeat until nothing moves.
        for (int sweep = 0; sweep < 500; sweep++)
        {
            double moved = 0;
            for (int stage = hazards.Stages - 1; stage >= 0; stage--)
            {
                moved = Math.Max(moved, Work(stage));
            }

            if (moved < 1e-13)
            {
                break;
            }
        }

        foreach (double[][] rows in _won)
        {
            foreach (double[] row in rows)
            {
                for (int step = 1; step < Steps; step++)
                {
                    row[step] += row[step - 1];
                }
            }
        }

        // Rounding must not let a date exceed ever.
        for (int stage = 0; stage < _ever.Length; stage++)
        {
            for (int row = 0; row < _ever[stage].Length; row++)
            {
                _ever[stage][row] = Math.Min(1, Math.Max(_ever[stage][row], _won[stage][row][^1]));
                for (int step = 0; step < Steps; step++)
                {
                    _won[stage][row][step] = Math.Min(_won[stage][row][step], _ever[stage][row]);
                }
            }
        }
    }

    public int Steps { get; }

    public double Ever(int stage, int row) => _ever[stage][row];

    public double Within(int stage, int row, int steps) => _won[stage][row][steps];

    /// <summary>Works out the rows of a stage from the longest wait back to its entry; gives how far its chances moved.</summary>
    private double Work(int stage)
    {
        double[] ever = _ever[stage];
        double before = ever[0];
        double beforeSoon = _won[stage][0].Sum();
        ever[Steps] = _hazards.Tail[stage][_hazards.Stages];
        for (int to = 0; to < _hazards.Stages; to++)
        {
            ever[Steps] += _hazards.Tail[stage][to] * _ever[to][0];
        }

        for (int step = Steps - 1; step >= 0; step--)
        {
            // Row step + 1 has waited through this step; row step has it still before it. Row 0 is the entry: the first hour takes no time.
            double[] later = _won[stage][step + 1];
            double[] row = _won[stage][step];
            double stays = 1;
            Array.Clear(row);
            ever[step] = 0;
            for (int end = 0; end < _hazards.Stages + 2; end++)
            {
                double hazard = _hazards[stage, end, step];
                stays -= hazard;
                if (hazard == 0 || end == _hazards.Stages + 1)
                {
                    continue;
                }

                if (end == _hazards.Stages)
                {
                    row[step == 0 ? 0 : 1] += hazard;
                    ever[step] += hazard;
                }
                else
                {
                    ever[step] += hazard * _ever[end][0];
                    AddAfterMove(row, _won[end][0], hazard, step > 0);
                }
            }

            stays = Math.Max(0, stays);
            ever[step] += stays * ever[step + 1];
            int shift = step == 0 ? 0 : 1;
            for (int at = 0; at + shift < Steps; at++)
            {
                row[at + shift] += stays * later[at];
            }
        }

        return Math.Abs(ever[0] - before) + Math.Abs(_won[stage][0].Sum() - beforeSoon);
    }

    /// <summary>A move within a step and a win within another end, half of them each, in the one sum of steps or the next.</summary>
    private static void AddAfterMove(double[] row, double[] next, double hazard, bool takesTime)
    {
        if (!takesTime)
        {
            for (int at = 0; at < next.Length; at++)
            {
                row[at] += hazard * next[at];
            }

            return;
        }

        row[1] += hazard * next[0];
        for (int at = 1; at < next.Length; at++)
        {
            row[at] += hazard * next[at] / 2;
            if (at + 1 < row.Length)
            {
                row[at + 1] += hazard * next[at] / 2;
            }
        }
    }
}
