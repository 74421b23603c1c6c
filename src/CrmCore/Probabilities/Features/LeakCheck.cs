using CrmCore.Probabilities.Evaluation;
using CrmCore.Probabilities.Training;

namespace CrmCore.Probabilities.Features;

/// <summary>Why a feature is suspected to know the outcome.</summary>
public enum LeakKind
{
    /// <summary>It is filled in for closed deals, and hardly ever for open ones.</summary>
    FilledAfterClosing = 0,

    /// <summary>It alone tells won from lost nearly always.</summary>
    DecidesAlone = 1,

    /// <summary>Whether it is filled in tells won from lost nearly always.</summary>
    FillingDecides = 2,
}

/// <summary>A feature that may know the outcome.</summary>
/// <param name="Feature">The feature's name.</param>
/// <param name="Kind">Why.</param>
/// <param name="Measure">The share filled in among closed less that among open deals, or the AUC.</param>
/// <param name="Text">The warning for people.</param>
public sealed record LeakWarning(string Feature, LeakKind Kind, double Measure, LocalizedText Text);

/// <summary>Warns of features that are known only after closing: a calculator trained on them shines in every test and fails in use.</summary>
public static class LeakCheck
{
    private const double Suspicious = 0.97;
    private const double Gap = 0.5;

    /// <summary>Looks at each feature alone.</summary>
    /// <param name="closed">Rows of closed deals.</param>
    /// <param name="open">Rows of open deals; null where there are none to compare with.</param>
    public static IReadOnlyList<LeakWarning> Find(Dataset closed, Dataset? open = null)
    {
        Guard.Against.Null(closed);
        List<LeakWarning> warnings = [];
        for (int f = 0; f < closed.Schema.Count && closed.Count > 0; f++)
        {
            string name = closed.Schema.Features[f].Name;
            double filled = Filled(closed, f);
            if (open is { Count: > 0 } && open.Schema.IndexOf(name) is >= 0 and int other && filled - Filled(open, other) > Gap)
            {
                double gap = filled - Filled(open, other);
                warnings.Add(new(name, LeakKind.FilledAfterClosing, gap, new(
                    $"'{name}' is filled in for {filled:P0} of the closed deals and {filled - gap:P0} of the open ones: it seems to be known only after closing.",
                    $"“{name}”在已关闭商机中填写率为 {filled:P0}，在进行中商机中为 {filled - gap:P0}：似乎关闭后才知道。")));
            }

            Add(warnings, name, LeakKind.FillingDecides, Auc(closed, row => double.IsNaN(closed.Row(row)[f]) ? 0 : 1));
            Add(warnings, name, LeakKind.DecidesAlone, closed.Schema.Features[f].Kind == FeatureKind.Numeric
                ? Auc(closed, row => double.IsNaN(closed.Row(row)[f]) ? double.MinValue : closed.Row(row)[f])
                : LevelAuc(closed, f));
        }

        return [.. warnings.DistinctBy(w => w.Feature)];
    }

    private static void Add(List<LeakWarning> warnings, string name, LeakKind kind, double auc)
    {
        if (auc > Suspicious)
        {
            warnings.Add(new(name, kind, auc, new(
                $"'{name}' alone tells won from lost (AUC {auc:0.000}): it seems to follow from the outcome.",
                $"仅凭“{name}”即可区分赢单与输单（AUC {auc:0.000}）：它似乎由结果得出。")));
        }
    }

    private static double Filled(Dataset data, int feature) => Enumerable.Range(0, data.Count).Count(r => !double.IsNaN(data.Row(r)[feature])) / (double)data.Count;

    private static double Auc(Dataset data, Func<int, double> score)
    {
        double auc = Metrics.Auc([.. Enumerable.Range(0, data.Count).Select(score)], data.Outcomes);
        return Math.Max(auc, 1 - auc);
    }

    /// <summary>By the win rate of each level among the other rows, so that a level of a single deal tells nothing of it.</summary>
    private static double LevelAuc(Dataset data, int feature)
    {
        Dictionary<double, (int Won, int All)> levels = [];
        for (int row = 0; row < data.Count; row++)
        {
            double value = double.IsNaN(data.Row(row)[feature]) ? FeatureSchema.Unseen : data.Row(row)[feature];
            (int won, int all) = levels.GetValueOrDefault(value);
            levels[value] = (won + (data.Outcomes[row] ? 1 : 0), all + 1);
        }

        double rate = data.BaseRate;
        double auc = Metrics.Auc(
            [.. Enumerable.Range(0, data.Count).Select(row =>
            {
                (int won, int all) = levels[double.IsNaN(data.Row(row)[feature]) ? FeatureSchema.Unseen : data.Row(row)[feature]];
                return (won - (data.Outcomes[row] ? 1 : 0) + rate) / all;
            })],
            data.Outcomes);
        return auc;
    }
}
