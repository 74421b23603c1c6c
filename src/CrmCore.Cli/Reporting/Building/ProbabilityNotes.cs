using CrmCore.Cli.Scoring;
using CrmCore.Probabilities;

namespace CrmCore.Cli.Reporting.Building;

/// <summary>What the report says of where its win probabilities come from.</summary>
internal static class ProbabilityNotes
{
    /// <param name="learned">The learned calculator; null for the win rates of the stages.</param>
    /// <param name="rates">The win rates of the stages.</param>
    public static IEnumerable<DataNote> Of(LearnedWinProbability? learned, WinRates rates)
    {
        if (learned is { Model: var model })
        {
            return
            [
                new("probability-learned", new(
                    $"Win probabilities by the calculator {model.Name}, learned from {model.WonCount + model.LostCount} moments of closed deals.",
                    $"赢率由计算器 {model.Name} 给出，基于已关闭商机的 {model.WonCount + model.LostCount} 个时点学习而得。"), Severity.Info),
            ];
        }

        return rates.Evidence is [var only] ? [Of(only, ("", ""))] : rates.Evidence.Select(e => Of(e, ($"Pipeline {e.Pipeline}: ", $"流程 {e.Pipeline}：")));
    }

    private static DataNote Of(PipelineEvidence evidence, (string English, string Chinese) where) => evidence.IsEnough
        ? new("probability-evidence", new(
            $"{where.English}Win probabilities are based on {evidence.Closed} closed deals of this database.",
            $"{where.Chinese}赢率基于本数据库中 {evidence.Closed} 个已关闭商机。"), Severity.Info)
        : new("not-enough-data", new(
            $"{where.English}Not enough closed deals for win probabilities of your own ({evidence.Won} won, {evidence.Lost} lost; {HistoricalCalculator.LeastDeals} of each are needed). The stages' defaults are used.",
            $"{where.Chinese}已关闭的商机不足（赢单 {evidence.Won}，输单 {evidence.Lost}；各需 {HistoricalCalculator.LeastDeals} 个），因此采用各阶段的默认赢率。"), Severity.Warning);
}
