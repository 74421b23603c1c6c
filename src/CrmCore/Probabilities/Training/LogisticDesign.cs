using CrmCore.Probabilities.Learned;

namespace CrmCore.Probabilities.Training;

/// <summary>How rows become the columns of a regression: each feature of a row gives one column a value.</summary>
internal sealed class LogisticDesign
{
    private const int MostColumns = 500;
    private const int LeastOfLevel = 5;

    private readonly FeatureSchema _schema;
    private readonly LogisticTerm[] _terms;
    private readonly int[] _first;
    private readonly int[][] _levelColumns;
    private readonly int[] _missing;

    private LogisticDesign(FeatureSchema schema, LogisticTerm[] terms, int[] first, int[][] levelColumns, int[] missing, int width)
    {
        _schema = schema;
        _terms = terms;
        _first = first;
        _levelColumns = levelColumns;
        _missing = missing;
        Width = width;
    }

    /// <summary>How many columns there are, without the intercept.</summary>
    public int Width { get; }

    public static LogisticDesign Of(Dataset data)
    {
        int least = LeastOfLevel;
        while (true)
        {
            LogisticDesign design = Of(data, least);
            if (design.Width <= MostColumns || least > data.Count)
            {
                return design;
            }

            least *= 2;
        }
    }

    /// <summary>The column and value that a feature of a row gives; column -1 for none.</summary>
    public (int Column, double Value) At(int feature, double value)
    {
        if (double.IsNaN(value))
        {
            return (_missing[feature], 1);
        }

        if (_schema.Features[feature].Kind == FeatureKind.Numeric)
        {
            return (_first[feature], _first[feature] < 0 ? 0 : LogisticModel.Standardised(_terms[feature], value));
        }

        return value >= 0 ? (_levelColumns[feature][(int)value], 1) : (-1, 0);
    }

    /// <summary>The columns that must not have a weight below 0, by 1, or above 0, by -1.</summary>
    public int[] Signs()
    {
        int[] signs = new int[Width];
        for (int f = 0; f < _schema.Count; f++)
        {
            if (_first[f] >= 0 && _schema.Features[f].Kind == FeatureKind.Numeric)
            {
                signs[_first[f]] = _schema.Features[f].Monotonicity switch { Monotonicity.Increasing => 1, Monotonicity.Decreasing => -1, _ => 0 };
            }
        }

        return signs;
    }

    /// <summary>The model of some weights; each feature's mean contribution is moved into the intercept, so that contributions are against the average deal.</summary>
    public LogisticModel ToModel(Dataset data, double[] weights, double penalty)
    {
        double intercept = weights[Width];
        LogisticTerm[] terms = new LogisticTerm[_schema.Count];
        for (int f = 0; f < terms.Length; f++)
        {
            double sum = 0;
            for (int row = 0; row < data.Count; row++)
            {
                (int column, double value) = At(f, data.Row(row)[f]);
                sum += column < 0 ? 0 : weights[column] * value;
            }

            double centre = sum / data.Count;
            intercept += centre;
            double missing = _missing[f] < 0 ? 0 : weights[_missing[f]] - centre;
            terms[f] = _schema.Features[f].Kind == FeatureKind.Numeric
                ? _terms[f] with { Weight = _first[f] < 0 ? 0 : weights[_first[f]], Centre = centre, MissingWeight = missing }
                : _terms[f] with
                {
                    LevelWeights = [.. _levelColumns[f].Select(c => c < 0 ? 0 : weights[c] - centre)],
                    UnseenWeight = _first[f] < 0 ? 0 : weights[_first[f]] - centre,
                    MissingWeight = missing,
                };
        }

        return new(data.Schema, data.WonCount, data.LostCount, intercept, terms, penalty);
    }

    private static LogisticDesign Of(Dataset data, int least)
    {
        int count = data.Schema.Count;
        LogisticTerm[] terms = new LogisticTerm[count];
        int[] first = new int[count];
        int[] missing = new int[count];
        int[][] levels = new int[count][];
        int width = 0;
        for (int f = 0; f < count; f++)
        {
            terms[f] = new();
            levels[f] = [];
            first[f] = -1;
            bool anyMissing = false;
            if (data.Schema.Features[f].Kind == FeatureKind.Numeric)
            {
                List<double> values = new(data.Count);
                for (int row = 0; row < data.Count; row++)
                {
                    double value = data.Row(row)[f];
                    anyMissing |= double.IsNaN(value);
                    if (!double.IsNaN(value))
                    {
                        values.Add(value);
                    }
                }

                terms[f] = Standardise(values);
                first[f] = values.Count > 0 && terms[f].Scale > 0 ? width++ : -1;
                terms[f] = terms[f] with { Scale = terms[f].Scale > 0 ? terms[f].Scale : 1 };
            }
            else
            {
                int[] counts = new int[data.Schema.Features[f].Levels.Count];
                for (int row = 0; row < data.Count; row++)
                {
                    double value = data.Row(row)[f];
                    anyMissing |= double.IsNaN(value);
                    if (value >= 0)
                    {
                        counts[(int)value]++;
                    }
                }

                int rare = counts.Any(c => c > 0 && c < least) ? width++ : -1;
                first[f] = rare;
                levels[f] = [.. counts.Select(c => c >= least ? width++ : rare)];
            }

            missing[f] = anyMissing ? width++ : -1;
        }

        return new(data.Schema, terms, first, levels, missing, width);
    }

    private static LogisticTerm Standardise(List<double> values)
    {
        (double mean, double deviation, double skewness) = Moments(values);
        bool isLogarithmic = skewness > 2 && values.Min() >= 0;
        if (isLogarithmic)
        {
            (mean, deviation, _) = Moments([.. values.Select(v => Math.Log(1 + v))]);
        }

        // A spread that rounding alone can make is none.
        return new() { IsLogarithmic = isLogarithmic, Mean = mean, Scale = deviation > 1e-9 * Math.Max(1e-300, Math.Abs(mean)) ? deviation : 0 };
    }

    private static (double Mean, double Deviation, double Skewness) Moments(List<double> values)
    {
        if (values.Count == 0)
        {
            return (0, 0, 0);
        }

        double mean = 0;
        foreach (double value in values)
        {
            mean += value / values.Count;
        }

        double second = 0;
        double third = 0;
        foreach (double value in values)
        {
            double d = value - mean;
            second += d * d / values.Count;
            third += d * d * d / values.Count;
        }

        double deviation = Math.Sqrt(second);
        return double.IsFinite(deviation) ? (mean, deviation, deviation > 0 ? third / (second * deviation) : 0) : (0, 0, 0);
    }
}
