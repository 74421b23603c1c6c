namespace CrmCore.Probabilities.Training;

/// <summary>
/// Minimises mean log loss + penalty / 2 x sum of squared weights by damped Newton steps. Each row has at most one entry a feature, so that the Hessian is summed
/// over entries rather than columns. The intercept is not penalised.
/// </summary>
internal sealed class LogisticFit
{
    private readonly int _width;
    private readonly int _entries;
    private readonly int[] _columns;
    private readonly double[] _values;
    private readonly bool[] _won;
    private readonly int[] _signs;

    public LogisticFit(LogisticDesign design, Dataset data)
    {
        _width = design.Width + 1;
        _entries = data.Schema.Count + 1;
        _columns = new int[data.Count * _entries];
        _values = new double[data.Count * _entries];
        _won = data.Outcomes.ToArray();
        _signs = [.. design.Signs(), 0];
        for (int row = 0; row < data.Count; row++)
        {
            int entry = row * _entries;
            _columns[entry] = design.Width;
            _values[entry] = 1;
            ReadOnlySpan<double> values = data.Row(row);
            for (int f = 0; f < values.Length; f++)
            {
                // A feature without a column adds nothing to any.
                (int column, double value) = design.At(f, values[f]);
                _columns[entry + f + 1] = Math.Max(0, column);
                _values[entry + f + 1] = column < 0 ? 0 : value;
            }
        }
    }

    public double[] Solve(double penalty, double[] start, double tolerance = 1e-8)
    {
        double[] weights = [.. start];
        bool[] isFixed = new bool[_width];
        while (true)
        {
            weights = Newton(penalty, weights, isFixed, tolerance);
            int worst = -1;
            for (int c = 0; c < _width; c++)
            {
                if (_signs[c] * weights[c] < 0 && (worst < 0 || Math.Abs(weights[c]) > Math.Abs(weights[worst])))
                {
                    worst = c;
                }
            }

            if (worst < 0)
            {
                return weights;
            }

            isFixed[worst] = true;
            weights[worst] = 0;
        }
    }

    private double[] Newton(double penalty, double[] weights, bool[] isFixed, double tolerance)
    {
        double[] gradient = new double[_width];
        double[] hessian = new double[_width * _width];
        double loss = Loss(penalty, weights);
        for (int iteration = 0; iteration < 40; iteration++)
        {
            Derivatives(penalty, weights, gradient, hessian);
            for (int c = 0; c < _width; c++)
            {
                if (isFixed[c])
                {
                    gradient[c] = 0;
                    hessian.AsSpan(c * _width, _width).Clear();
                    for (int r = 0; r < _width; r++)
                    {
                        hessian[(r * _width) + c] = 0;
                    }

                    hessian[(c * _width) + c] = 1;
                }
            }

            SolveSymmetric(hessian, gradient, _width);
            double largest = gradient.Max(Math.Abs);
            double step = 1;
            double[] next = Moved(weights, gradient, step);
            double nextLoss = Loss(penalty, next);
            while (!(nextLoss <= loss + 1e-12) && step > 1e-4)
            {
                step /= 2;
                next = Moved(weights, gradient, step);
                nextLoss = Loss(penalty, next);
            }

            weights = next;
            loss = nextLoss;
            if (largest * step < tolerance)
            {
                break;
            }
        }

        return weights;
    }

    private static double[] Moved(double[] weights, double[] direction, double step) => [.. weights.Select((w, c) => w - (step * direction[c]))];

    private double Loss(double penalty, double[] weights)
    {
        double sum = 0;
        for (int row = 0; row < _won.Length; row++)
        {
            double margin = _won[row] ? Sum(row, weights) : -Sum(row, weights);
            sum += margin > 0 ? Math.Log(1 + Math.Exp(-margin)) : Math.Log(1 + Math.Exp(margin)) - margin;
        }

        double squares = 0;
        for (int c = 0; c < _width - 1; c++)
        {
            squares += weights[c] * weights[c];
        }

        return (sum / _won.Length) + (penalty / 2 * squares);
    }

    private void Derivatives(double penalty, double[] weights, double[] gradient, double[] hessian)
    {
        Array.Clear(gradient);
        Array.Clear(hessian);
        double share = 1.0 / _won.Length;
        for (int row = 0; row < _won.Length; row++)
        {
            double p = LogOdds.ToProbability(Sum(row, weights));
            double error = share * (p - (_won[row] ? 1 : 0));
            double weight = share * p * (1 - p);
            ReadOnlySpan<int> columns = _columns.AsSpan(row * _entries, _entries);
            ReadOnlySpan<double> values = _values.AsSpan(row * _entries, _entries);
            for (int i = 0; i < columns.Length; i++)
            {
                gradient[columns[i]] += error * values[i];
                double scaled = weight * values[i];
                Span<double> line = hessian.AsSpan(columns[i] * _width, _width);
                for (int j = 0; j < columns.Length; j++)
                {
                    line[columns[j]] += scaled * values[j];
                }
            }
        }

        for (int c = 0; c < _width - 1; c++)
        {
            gradient[c] += penalty * weights[c];
            hessian[(c * _width) + c] += penalty;
        }

        hessian[(_width * _width) - 1] += 1e-12;
    }

    private double Sum(int row, double[] weights)
    {
        int entry = row * _entries;
        double sum = 0;
        for (int i = 0; i < _entries; i++)
        {
            sum += weights[_columns[entry + i]] * _values[entry + i];
        }

        return sum;
    }

    /// <summary>Solves a x = b in place of b by Cholesky's factorisation of the positive definite a.</summary>
    internal static void SolveSymmetric(double[] a, double[] b, int n)
    {
        for (int j = 0; j < n; j++)
        {
            Span<double> lineJ = a.AsSpan(j * n, n);
            double diagonal = lineJ[j];
            for (int k = 0; k < j; k++)
            {
                diagonal -= lineJ[k] * lineJ[k];
            }

            diagonal = Math.Sqrt(Math.Max(diagonal, 1e-14));
            lineJ[j] = diagonal;
            for (int i = j + 1; i < n; i++)
            {
                Span<double> lineI = a.AsSpan(i * n, n);
                double sum = lineI[j];
                for (int k = 0; k < j; k++)
                {
                    sum -= lineI[k] * lineJ[k];
                }

                lineI[j] = sum / diagonal;
            }
        }

        for (int i = 0; i < n; i++)
        {
            double sum = b[i];
            for (int k = 0; k < i; k++)
            {
                sum -= a[(i * n) + k] * b[k];
            }

            b[i] = sum / a[(i * n) + i];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            double sum = b[i];
            for (int k = i + 1; k < n; k++)
            {
                sum -= a[(k * n) + i] * b[k];
            }

            b[i] = sum / a[(i * n) + i];
        }
    }
}
