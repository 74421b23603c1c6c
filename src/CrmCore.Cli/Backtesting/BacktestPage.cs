using System.Globalization;
using CrmCore.Cli.Reporting;
using CrmCore.Probabilities.Evaluation;

namespace CrmCore.Cli.Backtesting;

/// <summary>A backtest as one self-contained page: table, advice, calibration, ROC, lift, reasons, drift.</summary>
internal static class BacktestPage
{
    private const string Style = "body{font:15px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color:#1c2430}table{border-collapse:collapse;margin:1rem 0}td,th{padding:.25rem .7rem;border-bottom:1px solid #dde3ea;text-align:right}td:first-child,th:first-child{text-align:left}svg{width:17rem;height:17rem;margin:.5rem;background:#fafbfc;border:1px solid #dde3ea}figure{display:inline-block;margin:0}figcaption{font-size:.85rem;color:#5b6675;text-align:center}.advice{font-size:1.15rem;padding:.8rem 1rem;background:#eef5ff;border-left:4px solid #2f6fde}.diagonal{stroke:#b6c0cc;stroke-dasharray:2}.curve{fill:none;stroke:#2f6fde;stroke-width:1.2}.bar{fill:#2f6fde}";

    public static string Write(string file, BacktestResult result, IReadOnlyList<string> notes)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture);
        HtmlWriter html = new(text);
        html.Write($"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Backtest of {file}</title><style>");
        html.WriteTrusted(Style);
        html.Write($"</style></head><body><h1>Backtest of {file}</h1><p class=\"advice\">{result.Advice.In()}</p>");
        html.Write($"<p>Trained on {result.TrainCount} rows ({Percent(result.TrainBaseRate)} won), judged on {result.Test.Count} ({Percent(result.Test.BaseRate)} won), split by {result.Split.ToString().ToLowerInvariant()}.</p>");
        Summary(html, result);
        foreach (string note in notes)
        {
            html.Write($"<p>{note}</p>");
        }

        foreach (BacktestEntry entry in result.Entries.Where(e => e.Evaluation is not null))
        {
            Calculator(html, entry, result);
        }

        Drift(html, result.Drift);
        html.Write($"</body></html>");
        return text.ToString();
    }

    private static void Summary(HtmlWriter html, BacktestResult result)
    {
        html.Write($"<table><tr><th>calculator</th><th>AUC</th><th>log loss</th><th>95 %</th><th>gain over base rate</th><th>Brier</th><th>ECE</th><th>average precision</th><th>lift of the best tenth</th></tr>");
        foreach (BacktestEntry entry in result.Entries)
        {
            if (entry.Evaluation is not { } e)
            {
                html.Write($"<tr><td>{entry.Calculator}</td><td colspan=\"8\">{string.Join(" ", entry.Refusals.Select(r => r.Describe()))}</td></tr>");
                continue;
            }

            html.Write($"<tr><td>{entry.Calculator}</td><td>{Figure(e.Auc)}</td><td>{Figure(e.LogLoss)}</td><td>{Figure(entry.LogLoss.Low)} .. {Figure(entry.LogLoss.High)}</td><td>{Figure(entry.GainOverBaseRate.Low)} .. {Figure(entry.GainOverBaseRate.High)}</td><td>{Figure(e.Brier)}</td><td>{Figure(e.CalibrationError)}</td><td>{Figure(e.AveragePrecision)}</td><td>{Figure(e.LiftOfBestTenth)}</td></tr>");
        }

        html.Write($"</table>");
    }

    private static void Calculator(HtmlWriter html, BacktestEntry entry, BacktestResult result)
    {
        double[] estimates = [.. entry.Estimates];
        html.Write($"<h2>{entry.Calculator}</h2><p>{entry.Choice ?? ""}</p>");
        Curve(html, "Calibration: estimated against won", CalibrationCurve.EqualCount(estimates, result.Test.Outcomes, 15).Select(b => (b.MeanEstimate, b.WinRate)));
        Curve(html, "ROC: share of lost against share of won", Thinned(Metrics.Roc(estimates, result.Test.Outcomes)));
        Lift(html, CalibrationCurve.EqualCount(estimates, result.Test.Outcomes, 10), result.Test.BaseRate);
        Reasons(html, entry, result);
    }

    private static void Curve(HtmlWriter html, string caption, IEnumerable<(double X, double Y)> points)
    {
        string line = string.Join(" ", points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{100 * p.X:0.##},{100 - (100 * p.Y):0.##}")));
        html.Write($"<figure><svg viewBox=\"0 0 100 100\" role=\"img\"><line class=\"diagonal\" x1=\"0\" y1=\"100\" x2=\"100\" y2=\"0\"/><polyline class=\"curve\" points=\"{line}\"/></svg><figcaption>{caption}</figcaption></figure>");
    }

    private static void Lift(HtmlWriter html, IReadOnlyList<CalibrationBin> tenths, double baseRate)
    {
        html.Write($"<figure><svg viewBox=\"0 0 100 100\" role=\"img\">");
        double most = Math.Max(1e-9, tenths.Max(t => t.WinRate));
        for (int i = 0; i < tenths.Count; i++)
        {
            double height = 96 * tenths[tenths.Count - 1 - i].WinRate / most;
            html.Write($"<rect class=\"bar\" x=\"{Figure(i * 10)}\" y=\"{Figure(100 - height)}\" width=\"9\" height=\"{Figure(height)}\"/>");
        }

        html.Write($"<line class=\"diagonal\" x1=\"0\" x2=\"100\" y1=\"{Figure(100 - (96 * baseRate / most))}\" y2=\"{Figure(100 - (96 * baseRate / most))}\"/></svg><figcaption>Won by tenths, best first; dashed: the base rate</figcaption></figure>");
    }

    /// <summary>What each feature adds on average, on some of the rows judged on.</summary>
    private static void Reasons(HtmlWriter html, BacktestEntry entry, BacktestResult result)
    {
        double[] strengths = new double[result.Test.Schema.Count];
        int rows = Math.Min(500, result.Test.Count);
        for (int row = 0; row < rows; row++)
        {
            IReadOnlyList<double> contributions = entry.Model!.Explain(result.Test.Row((int)((long)row * result.Test.Count / rows))).Contributions;
            for (int f = 0; f < strengths.Length; f++)
            {
                strengths[f] += Math.Abs(contributions[f]) / rows;
            }
        }

        int[] shown = [.. Enumerable.Range(0, strengths.Length).Where(f => strengths[f] > 0).OrderByDescending(f => strengths[f]).Take(12)];
        if (shown.Length == 0)
        {
            return;
        }

        html.Write($"<table><tr><th>reason</th><th>moves the log-odds by, on average</th></tr>");
        foreach (int f in shown)
        {
            html.Write($"<tr><td>{result.Test.Schema.Features[f].Name}</td><td>{Figure(strengths[f])}</td></tr>");
        }

        html.Write($"</table>");
    }

    private static void Drift(HtmlWriter html, DriftReport? drift)
    {
        if (drift is null)
        {
            return;
        }

        html.Write($"<h2>Drift</h2><p>Won: {Percent(drift.TrainBaseRate)} of the rows trained on, {Percent(drift.NowBaseRate)} of those judged on. Below 0.1 a feature is steady, above 0.25 it has moved much.</p><table><tr><th>feature</th><th>population stability</th></tr>");
        foreach (FeatureDrift feature in drift.Features.Take(15))
        {
            html.Write($"<tr><td>{feature.Feature}</td><td>{Figure(feature.StabilityIndex)}</td></tr>");
        }

        html.Write($"</table>");
        if (drift.OverTime.Count > 0)
        {
            html.Write($"<table><tr><th>stretch of time</th><th>rows</th><th>estimated</th><th>won</th></tr>");
            foreach (PeriodCalibration period in drift.OverTime)
            {
                html.Write($"<tr><td>{period.From.ToString(CultureInfo.InvariantCulture)} .. {period.To.ToString(CultureInfo.InvariantCulture)}</td><td>{period.Count}</td><td>{Percent(period.MeanEstimate)}</td><td>{Percent(period.WinRate)}</td></tr>");
            }

            html.Write($"</table>");
        }
    }

    private static IEnumerable<(double, double)> Thinned(IReadOnlyList<(double Lost, double Won)> roc)
    {
        int step = Math.Max(1, roc.Count / 200);
        return roc.Where((_, i) => i % step == 0 || i == roc.Count - 1);
    }

    private static string Figure(double value) => double.IsNaN(value) ? "-" : value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");
}
