using System.Globalization;
using CrmCore.Cli.Terminal;
using CrmCore.Probabilities.Evaluation;

namespace CrmCore.Cli.Analysis;

/// <summary>Days, shares and intervals as the analyses print them.</summary>
internal static class AnalysisText
{
    public const string None = "–";

    /// <summary>Marks what rests on few cases; a line below the table says so.</summary>
    public const string Few = " *";

    public static string Days(double? days) => days is { } d
        ? CliTexts.Get("analysis.days", ("days", d.ToString(d < 10 ? "0.#" : "#,0", CultureInfo.InvariantCulture)))
        : None;

    public static string Share(double? share, bool isSmall = false) => share is null ? None : Output.Percent(share) + (isSmall ? Few : "");

    public static string Range(Interval? interval) => interval is { } i
        ? $"{End(i.Low)}–{End(i.High)}%"
        : None;

    /// <summary>Near 0 and 1 a tenth matters.</summary>
    private static string End(double share) => (100 * share).ToString(share is < 0.01 or > 0.99 ? "0.#" : "0", CultureInfo.InvariantCulture);

    public static string Count(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
