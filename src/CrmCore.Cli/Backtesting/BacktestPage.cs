using CrmCore.Probabilities.Evaluation;

namespace CrmCore.Cli.Backtesting;

internal static class BacktestPage
{
    public static string Write(string file, BacktestResult result, IReadOnlyList<string> notes) => "";
}
