using CrmCore.Cli.Csv;

namespace CrmCore.Cli.Import;

/// <summary>What can be wrong with a row that is well formed.</summary>
internal static class RowFaults
{
    /// <summary>A stage that the pipeline does not have.</summary>
    public static Fault UnknownStage(string stages) => new(
        FaultKind.UnknownStage,
        new("the pipeline has no such stage", "流程中没有这个阶段"),
        new($"map it under \"values\": {{ \"stage\": ... }} to one of {stages}", $"请在 \"values\": {{ \"stage\": ... }} 中映射为 {stages} 之一"));

    /// <summary>Dates in an order that can't be.</summary>
    public static Fault ImpossibleOrder { get; } = new(
        FaultKind.ImpossibleOrder,
        new("it happened before what comes before it", "早于前一事件"),
        new("correct one of the dates", "请更正日期"));
}
