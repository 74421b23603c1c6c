using CrmCore.Probabilities.Training;

namespace CrmCore.Probabilities.Evaluation;

/// <summary>How far a feature has moved between training and now.</summary>
/// <param name="Feature">The feature's name.</param>
/// <param name="StabilityIndex">The population stability index; below 0.1 is steady, above 0.25 has moved much (a rule of thumb of credit scoring).</param>
public sealed record FeatureDrift(string Feature, double StabilityIndex);

/// <summary>Estimates and outcomes of a stretch of time.</summary>
/// <param name="From">The first place in the order.</param>
/// <param name="To">The last.</param>
/// <param name="Count">How many deals.</param>
/// <param name="MeanEstimate">What they were given on average.</param>
/// <param name="WinRate">The share of them that was won.</param>
public sealed record PeriodCalibration(decimal From, decimal To, int Count, double MeanEstimate, double WinRate);

/// <summary>Whether the deals of today are still like those that were trained on.</summary>
/// <param name="TrainBaseRate">The share won in training.</param>
/// <param name="NowBaseRate">The share won now.</param>
/// <param name="Features">Each feature, the one that moved most first.</param>
/// <param name="OverTime">Calibration over stretches of time; empty without an order.</param>
public sealed record DriftReport(double TrainBaseRate, double NowBaseRate, IReadOnlyList<FeatureDrift> Features, IReadOnlyList<PeriodCalibration> OverTime)
{
    /// <summary>Compares the deals trained on with later ones.</summary>
    /// <param name="train">Those trained on.</param>
    /// <param name="now">Later ones.</param>
    /// <param name="estimates">The estimates for the later ones.</param>
    /// <param name="periods">Into how many stretches of time to cut them.</param>
    public static DriftReport Between(Dataset train, Dataset now, ReadOnlySpan<double> estimates, int periods = 5)
    {
        Guard.Against.Null(train);
        Guard.Against.Null(now);
        Metrics.Check(estimates, now.Outcomes);
        FeatureDrift[] features = [.. Enumerable.Range(0, train.Schema.Count)
            .Select(f => new FeatureDrift(train.Schema.Features[f].Name, StabilityIndex(train, now, f)))
            .OrderByDescending(d => d.StabilityIndex).ThenBy(d => d.Feature, StringComparer.Ordinal)];
        return new(train.BaseRate, now.BaseRate, features, now.HasOrder ? OverTimeOf(now, estimates, periods) : []);
    }

    private static double StabilityIndex(Dataset train, Dataset now, int feature)
    {
        Func<double, int> binOf;
        int bins;
        if (train.Schema.Features[feature].Kind == FeatureKind.Categorical)
        {
            bins = train.Schema.Features[feature].Levels.Count + 2;
            binOf = v => double.IsNaN(v) ? 0 : (int)v + 2;
        }
        else
        {
            double[] sorted = [.. Enumerable.Range(0, train.Count).Select(r => train.Row(r)[feature]).Where(v => !double.IsNaN(v)).Order()];
            double[] edges = sorted.Length == 0 ? [] : [.. Enumerable.Range(1, 9).Select(d => sorted[(int)((long)d * sorted.Length / 10)]).Distinct()];
            bins = edges.Length + 2;
            binOf = v => double.IsNaN(v) ? 0 : 1 + edges.Count(e => e <= v);
        }

        double[] before = Shares(train);
        double[] after = Shares(now);
        double index = 0;
        for (int b = 0; b < bins; b++)
        {
            index += (after[b] - before[b]) * Math.Log(after[b] / before[b]);
        }

        return index;

        // Half a deal in each bin keeps an empty one from making the index infinite.
        double[] Shares(Dataset data)
        {
            double[] counts = new double[bins];
            Array.Fill(counts, 0.5);
            for (int row = 0; row < data.Count; row++)
            {
                counts[binOf(data.Row(row)[feature])]++;
            }

            double all = counts.Sum();
            return [.. counts.Select(c => c / all)];
        }
    }

    private static IReadOnlyList<PeriodCalibration> OverTimeOf(Dataset now, ReadOnlySpan<double> estimates, int periods)
    {
        int[] rows = [.. Enumerable.Range(0, now.Count)];
        decimal[] order = now.Order.ToArray();
        Array.Sort(order, rows);
        List<PeriodCalibration> result = [];
        for (int p = 0; p < periods; p++)
        {
            int from = (int)((long)p * rows.Length / periods);
            int to = (int)((p + 1L) * rows.Length / periods);
            if (to == from)
            {
                continue;
            }

            double sum = 0;
            int won = 0;
            foreach (int row in rows.AsSpan(from, to - from))
            {
                sum += estimates[row];
                won += now.Outcomes[row] ? 1 : 0;
            }

            result.Add(new(order[from], order[to - 1], to - from, sum / (to - from), (double)won / (to - from)));
        }

        return result;
    }
}
