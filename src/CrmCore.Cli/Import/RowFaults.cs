using CrmCore.Cli.Csv;

namespace CrmCore.Cli.Import;

/// <summary>What can be wrong with a row that is well formed.</summary>
internal static class RowFaults
{
    /// <summary>A stage that the pipeline named by its row does not have.</summary>
    public static Fault UnknownStage(string stages, string pipeline) => new(
        FaultKind.UnknownStage,
        new($"the pipeline {pipeline} has no such stage", $"流程 {pipeline} 中没有这个阶段"),
        new(
            $"map it under \"values\": {{ \"stage\": {{ \"{StageWords.Within(pipeline, "...")}\": ... }} }} to one of {stages}",
            $"请在 \"values\": {{ \"stage\": {{ \"{StageWords.Within(pipeline, "...")}\": ... }} }} 中映射为 {stages} 之一"));

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

    /// <summary>A lead that is kept out because it is there already.</summary>
    public static Fault Duplicate(Phrase found) => new(
        FaultKind.DuplicateLead,
        found,
        new("leave the row out, or import it with --duplicates warn", "请去掉该行，或用 --duplicates warn 仍然导入"));

    /// <summary>A lead that is taken in although it may be there already.</summary>
    public static Fault MayBeDuplicate(Phrase found) => new(
        FaultKind.MayBeDuplicate,
        found,
        new("it was imported; compare the two with crmcore duplicates --report, then crmcore merge", "已导入；请用 crmcore duplicates --report 比较两者，再用 crmcore merge 合并"));

    /// <summary>A lead that is taken in and could not be merged.</summary>
    public static Fault NotMerged(Phrase found, Phrase why) => new(
        FaultKind.MayBeDuplicate,
        found,
        new($"it was imported but not merged: {why.English}", $"已导入但未合并：{why.Chinese}"));
}
