using System.Globalization;
using CrmCore.Cli.Reporting;
using CrmCore.Cli.Terminal;
using CrmCore.Probabilities.Evaluation;

namespace CrmCore.Cli.Backtesting;

/// <summary>A backtest as one self-contained page: advice, table, calibration, ROC, lift, reasons, drift; in the language of the user.</summary>
internal static class BacktestPage
{
    private const int CurvePoints = 15;
    private const int MostReasons = 12;
    private const int MostFeatures = 15;
    private const int ExplainedRows = 500;

    private const string Style = """
        :root{color-scheme:light dark;--ink:#1c2430;--faint:#5b6675;--line:#dde3ea;--paper:#fff;--field:#eef5ff;--accent:#0b62c4}
        @media(prefers-color-scheme:dark){:root{--ink:#e6ebf2;--faint:#9aa7b8;--line:#343d4a;--paper:#14181f;--field:#1b2635;--accent:#6fb1ff}}
        body{font:15px/1.5 system-ui,"Noto Sans CJK SC",sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color:var(--ink);background:var(--paper)}
        .wide{overflow-x:auto}table{border-collapse:collapse;margin:1rem 0}td,th{padding:.25rem .7rem;border-bottom:1px solid var(--line);text-align:right;white-space:nowrap}
        td:first-child,th:first-child{text-align:left}figure{display:inline-block;margin:.5rem}svg{width:18rem;max-width:90vw}svg text{font-size:9px;fill:var(--faint)}
        figcaption{font-size:.85rem;color:var(--faint);text-align:center;max-width:18rem}.advice{font-size:1.15rem;padding:.8rem 1rem;background:var(--field);border-left:4px solid var(--accent)}
        .grid{stroke:var(--line)}.even{stroke:var(--faint);stroke-dasharray:3}.curve{fill:none;stroke:var(--accent);stroke-width:1.6}.bar,.point{fill:var(--accent)}
        @media print{body{margin:0;max-width:none}h2,figure,tr{break-inside:avoid}}
        """;

    public static string Write(string file, BacktestResult result, IReadOnlyList<string> notes)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture);
        HtmlWriter html = new(text);
        string title = CliTexts.Get("backtest.page.title", ("file", file));
        html.Write($"<!DOCTYPE html><html lang=\"{CultureInfo.CurrentUICulture.Name}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{title}</title><style>");
        html.WriteTrusted(Style);
        html.Write($"</style></head><body><h1>{title}</h1><p class=\"advice\">{result.Advice.In()}</p>");
        html.Write($"<p>{CliTexts.Get("backtest.done", ("train", result.TrainCount), ("trainWon", Output.Percent(result.TrainBaseRate)), ("test", result.Test.Count), ("testWon", Output.Percent(result.Test.BaseRate)), ("split", result.Split.ToString().ToLowerInvariant()))}</p>");
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
        Head(
            html, CliTexts.Get("backtest.column.calculator"), "AUC", CliTexts.Get("backtest.column.log-loss"), "95%", CliTexts.Get("backtest.page.gain"), "Brier", "ECE",
            CliTexts.Get("backtest.page.precision"), CliTexts.Get("backtest.page.lift-of-best"));
        foreach (BacktestEntry entry in result.Entries)
        {
            if (entry.Evaluation is not { } e)
            {
                html.Write($"<tr><td>{entry.Calculator}</td><td colspan=\"8\">{Output.Sentences(entry.Refusals.Select(r => r.Describe()))}</td></tr>");
                continue;
            }

            Row(
                html, entry.Calculator, Figure(e.Auc), Figure(e.LogLoss), $"{Figure(entry.LogLoss.Low)} .. {Figure(entry.LogLoss.High)}",
                $"{Figure(entry.GainOverBaseRate.Low)} .. {Figure(entry.GainOverBaseRate.High)}", Figure(e.Brier), Figure(e.CalibrationError), Figure(e.AveragePrecision), Figure(e.LiftOfBestTenth));
        }

        html.Write($"</table></div>");
    }

    private static void Calculator(HtmlWriter html, BacktestEntry entry, BacktestResult result)
    {
        double[] estimates = [.. entry.Estimates];
        ModelEvaluation e = entry.Evaluation!;
        html.Write($"<h2>{entry.Calculator}</h2><p>{entry.Choice?.In() ?? ""}</p>");
        BacktestChart.Curve(
            html, CliTexts.Get("backtest.page.calibration"), CliTexts.Get("backtest.page.estimated"), CliTexts.Get("backtest.page.won"),
            CliTexts.Get("backtest.page.calibration-alt", ("points", Figure(100 * e.CalibrationError))),
            [.. CalibrationCurve.EqualCount(estimates, result.Test.Outcomes, CurvePoints).Select(b => (b.MeanEstimate, b.WinRate))]);
        BacktestChart.Curve(
            html, CliTexts.Get("backtest.page.roc"), CliTexts.Get("backtest.page.share-of-lost"), CliTexts.Get("backtest.page.share-of-won"),
            CliTexts.Get("backtest.page.roc-alt", ("auc", Figure(e.Auc))), Thinned(Metrics.Roc(estimates, result.Test.Outcomes)));
        BacktestChart.Tenths(
            html, CliTexts.Get("backtest.page.tenths"), CliTexts.Get("backtest.page.share-of-deals"), CliTexts.Get("backtest.page.won"),
            CliTexts.Get("backtest.page.tenths-alt", ("lift", Figure(e.LiftOfBestTenth)), ("rate", Output.Percent(result.Test.BaseRate))),
            CalibrationCurve.EqualCount(estimates, result.Test.Outcomes, 10), result.Test.BaseRate);
        Reasons(html, entry, result);
    }

    /// <summary>What each feature moves an estimate by on average, on some of the rows judged on.</summary>
    private static void Reasons(HtmlWriter html, BacktestEntry entry, BacktestResult result)
    {
        double[] strengths = new double[result.Test.Schema.Count];
        int rows = Math.Min(ExplainedRows, result.Test.Count);
        for (int row = 0; row < rows; row++)
        {
            IReadOnlyList<double> contributions = entry.Model!.Explain(result.Test.Row((int)((long)row * result.Test.Count / rows))).Contributions;
            for (int f = 0; f < strengths.Length; f++)
            {
                strengths[f] += Math.Abs(contributions[f]) / rows;
            }
        }

        int[] shown = [.. Enumerable.Range(0, strengths.Length).Where(f => strengths[f] > 0).OrderByDescending(f => strengths[f]).Take(MostReasons)];
        if (shown.Length == 0)
        {
            return;
        }

        Head(html, CliTexts.Get("backtest.page.reason"), CliTexts.Get("backtest.page.moves"));
        foreach (int f in shown)
        {
            Row(html, result.Test.Schema.Features[f].Name, Figure(strengths[f]));
        }

        html.Write($"</table></div>");
    }

    private static void Drift(HtmlWriter html, DriftReport? drift)
    {
        if (drift is null)
        {
            return;
        }

        html.Write($"<h2>{CliTexts.Get("backtest.page.drift")}</h2><p>{CliTexts.Get("backtest.page.drift-about", ("train", Output.Percent(drift.TrainBaseRate)), ("now", Output.Percent(drift.NowBaseRate)))}</p>");
        Head(html, CliTexts.Get("backtest.page.feature"), CliTexts.Get("backtest.page.stability"));
        foreach (FeatureDrift feature in drift.Features.Take(MostFeatures))
        {
            Row(html, feature.Feature, Figure(feature.StabilityIndex));
        }

        html.Write($"</table></div>");
        if (drift.OverTime.Count == 0)
        {
            return;
        }

        Head(html, CliTexts.Get("backtest.page.stretch"), CliTexts.Get("backtest.page.rows"), CliTexts.Get("backtest.page.estimated"), CliTexts.Get("backtest.page.won"));
        foreach (PeriodCalibration period in drift.OverTime)
        {
            Row(
                html, $"{period.From.ToString(CultureInfo.InvariantCulture)} .. {period.To.ToString(CultureInfo.InvariantCulture)}", period.Count.ToString(CultureInfo.InvariantCulture),
                Output.Percent(period.MeanEstimate), Output.Percent(period.WinRate));
        }

        html.Write($"</table></div>");
    }

    private static void Head(HtmlWriter html, params IReadOnlyList<string> columns)
    {
        html.Write($"<div class=\"wide\"><table><tr>");
        foreach (string column in columns)
        {
            html.Write($"<th>{column}</th>");
        }

        html.Write($"</tr>");
    }

    private static void Row(HtmlWriter html, params IReadOnlyList<string> cells)
    {
        html.Write($"<tr>");
        foreach (string cell in cells)
        {
            html.Write($"<td>{cell}</td>");
        }

        html.Write($"</tr>");
    }

    private static IReadOnlyList<(double X, double Y)> Thinned(IReadOnlyList<(double Lost, double Won)> roc)
    {
        int step = Math.Max(1, roc.Count / 200);
        return [.. roc.Where((_, i) => i % step == 0 || i == roc.Count - 1)];
    }

    private static string Figure(double value) => double.IsNaN(value) ? "-" : value.ToString("0.###", CultureInfo.InvariantCulture);
}
