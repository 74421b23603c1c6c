using System.Globalization;
using CrmCore.Cli.Reporting;
using CrmCore.Probabilities.Evaluation;

namespace CrmCore.Cli.Backtesting;

/// <summary>Small charts of shares: both axes run from 0 to 100%, with a title, the names of the axes, and a text for those who cannot see it.</summary>
internal static class BacktestChart
{
    private const double Left = 40;
    private const double Top = 12;
    private const double Side = 150;

    public static void Curve(HtmlWriter html, string title, string x, string y, string alternative, IReadOnlyList<(double X, double Y)> points)
    {
        string line = string.Join(" ", points.Select(p => $"{Number(AtX(p.X))},{Number(AtY(p.Y))}"));
        Open(html, title, alternative, x, y);
        html.Write($"<line class=\"even\" x1=\"{Number(AtX(0))}\" y1=\"{Number(AtY(0))}\" x2=\"{Number(AtX(1))}\" y2=\"{Number(AtY(1))}\"/><polyline class=\"curve\" points=\"{line}\"/>");
        foreach ((double px, double py) in points.Count <= 20 ? points : [])
        {
            html.Write($"<circle class=\"point\" cx=\"{Number(AtX(px))}\" cy=\"{Number(AtY(py))}\" r=\"2\"/>");
        }

        Close(html, title);
    }

    /// <summary>The share won of each tenth, best first, against the base rate.</summary>
    public static void Tenths(HtmlWriter html, string title, string x, string y, string alternative, IReadOnlyList<CalibrationBin> tenths, double baseRate)
    {
        Open(html, title, alternative, x, y);
        double width = Side / Math.Max(1, tenths.Count);
        for (int i = 0; i < tenths.Count; i++)
        {
            double top = AtY(tenths[tenths.Count - 1 - i].WinRate);
            html.Write($"<rect class=\"bar\" x=\"{Number(Left + (i * width) + 1)}\" y=\"{Number(top)}\" width=\"{Number(width - 2)}\" height=\"{Number(AtY(0) - top)}\"/>");
        }

        html.Write($"<line class=\"even\" x1=\"{Number(AtX(0))}\" x2=\"{Number(AtX(1))}\" y1=\"{Number(AtY(baseRate))}\" y2=\"{Number(AtY(baseRate))}\"/>");
        Close(html, title);
    }

    private static void Open(HtmlWriter html, string title, string alternative, string x, string y)
    {
        html.Write($"<figure><svg viewBox=\"0 0 205 205\" role=\"img\" aria-label=\"{title}: {alternative}\">");
        foreach (double share in new[] { 0, 0.5, 1 })
        {
            string percent = Number(100 * share);
            html.Write($"<line class=\"grid\" x1=\"{Number(AtX(0))}\" x2=\"{Number(AtX(1))}\" y1=\"{Number(AtY(share))}\" y2=\"{Number(AtY(share))}\"/>");
            html.Write($"<text x=\"{Number(Left - 4)}\" y=\"{Number(AtY(share) + 3)}\" text-anchor=\"end\">{percent}</text><text x=\"{Number(AtX(share))}\" y=\"{Number(Top + Side + 12)}\" text-anchor=\"middle\">{percent}</text>");
        }

        html.Write($"<text x=\"{Number(AtX(0.5))}\" y=\"{Number(Top + Side + 28)}\" text-anchor=\"middle\">{x}</text>");
        html.Write($"<text x=\"10\" y=\"{Number(AtY(0.5))}\" text-anchor=\"middle\" transform=\"rotate(-90 10 {Number(AtY(0.5))})\">{y}</text>");
    }

    private static void Close(HtmlWriter html, string title) => html.Write($"</svg><figcaption>{title}</figcaption></figure>");

    private static double AtX(double share) => Left + (Side * share);

    private static double AtY(double share) => Top + (Side * (1 - share));

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
