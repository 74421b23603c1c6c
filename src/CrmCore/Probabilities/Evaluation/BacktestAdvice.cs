using System.Globalization;

namespace CrmCore.Probabilities.Evaluation;

/// <summary>Says in one sentence what a backtest means.</summary>
internal static class BacktestAdvice
{
    public static LocalizedText Of(BacktestResult result)
    {
        BacktestEntry[] judged = [.. result.Entries.Where(e => e.Evaluation is not null)];
        if (judged.Length == 0)
        {
            return new(
                "There are not enough closed deals to train any calculator: use the stage's default.",
                "已关闭的商机不足以训练任何算法：请使用阶段默认赢率。");
        }

        double baseLoss = judged.FirstOrDefault(e => e.Calculator == "base-rate")?.Evaluation!.LogLoss ?? double.PositiveInfinity;
        BacktestEntry[] better = [.. judged.Where(e => e.Calculator != "base-rate" && e.GainOverBaseRate.Low > 0)];
        if (better.Length == 0)
        {
            return new(
                "None of these beats the base rate on your data: use the stage's default.",
                "在您的数据上，没有任何算法优于基准赢率：请使用阶段默认赢率。");
        }

        BacktestEntry lowest = better.MinBy(e => e.Evaluation!.LogLoss)!;
        BacktestEntry use = better.FirstOrDefault(e => e.Calculator == "best" && e.Evaluation!.LogLoss <= lowest.Evaluation!.LogLoss + 0.002) ?? lowest;
        string loss = use.Evaluation!.LogLoss.ToString("0.000", CultureInfo.InvariantCulture);
        string of = baseLoss.ToString("0.000", CultureInfo.InvariantCulture);
        string error = (100 * use.Evaluation.CalibrationError).ToString("0.0", CultureInfo.InvariantCulture);
        bool isOff = use.Evaluation.CalibrationError > 0.05;
        return new(
            $"Use {use.Calculator}: its log loss of {loss} beats the base rate's {of}, " +
            (isOff ? $"but its percentages are off by {error} points on average, so trust its order more than its numbers." : $"and its percentages are off by {error} points on average."),
            $"建议使用 {use.Calculator}：其对数损失 {loss} 优于基准赢率的 {of}，" +
            (isOff ? $"但其百分比平均偏差 {error} 个百分点，因此其排序比数值更可信。" : $"其百分比平均偏差 {error} 个百分点。"));
    }
}
