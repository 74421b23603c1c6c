using System.Globalization;
using CrmCore.Pipelines;

namespace CrmCore.Cli.Csv;

/// <summary>
/// Finds the stage of a pipeline that another system's stage means: by name, by how it ends, and for open stages
/// by how far along a sale is in which that word is used.
/// </summary>
internal static class StageWords
{
    private static readonly WordTable Ends = new("""
        Won: won, closed won, win, closed won deal, 赢单, 成交, 已成交, 赢, 成单, 已赢单, 签约成功
        Lost: lost, closed lost, loss, dropped, abandoned, no decision, 输单, 丢单, 输, 失败, 已输单, 已丢单, 流失
        Invalid: invalid, cancelled, canceled, deleted, duplicate, junk, 无效, 作废, 取消, 已取消, 无效商机
        """);

    /// <summary>How far along, in percent of the way from the first word to the signature.</summary>
    private static readonly WordTable Progress = new("""
        5: prospecting, prospect, prospects, new, lead in, lead, identified, appointment scheduled, appointment, 初步接触, 接触, 潜在, 线索, 新商机, 初始
        15: engaging, engaged, contacted, contact made, discovery, first meeting, meeting scheduled, 初步沟通, 沟通, 建立联系, 立项
        20: qualification, qualifying, qualified, qualified to buy, product consultation, consultation, inquiry, enquiry, 产品咨询, 咨询, 验证客户, 商机确认, 确认意向, 意向
        30: needs analysis, need analysis, requirements, discovery completed, id decision makers, 需求分析, 需求确认, 需求沟通, 确认需求
        45: demo, demo scheduled, demonstration, presentation, presentation scheduled, value proposition, solution, solution design, 产品演示, 演示, 方案制定, 方案设计, 解决方案
        55: proposal, propose, proposal price quote, proposal quote, proposal made, proposal sent, quote, quoted, quotation, quote sent, pricing, 报价, 方案报价, 方案, 提案, 提交方案
        65: evaluation, evaluating, solution evaluation, technical evaluation, trial, poc, proof of concept, perception analysis, 方案评估, 评估, 试用, 测试, 方案验证, 招投标, 投标
        75: decision maker bought in, decision makers, decision, verbal commitment, 决策, 高层确认
        85: negotiation, negotiating, negotiation review, negotiations started, price negotiation, 谈判, 商务谈判, 谈判审核, 谈判复审, 商务洽谈
        95: contract, contract sent, contracting, ready to close, commit, closing, legal, 合同, 合同签订, 签约, 签订合同, 待签约, 合同审批
        """);

    /// <summary>The key of the stage that <paramref name="value"/> means, or null where nothing tells.</summary>
    public static string? Suggest(string value, IReadOnlyList<PipelineStage> stages)
    {
        string folded = WordTable.Fold(value);
        PipelineStage? same = stages.FirstOrDefault(s => s.Names.Prepend(s.Key).Any(n => WordTable.Fold(n) == folded));
        if (same is not null)
        {
            return same.Key;
        }

        return Ends.Find(value) is { } end
            ? stages.FirstOrDefault(s => s.Kind == Enum.Parse<StageKind>(end))?.Key
            : ProgressOf(value) is { } progress ? Nearest(progress, [.. stages.Where(s => s.Kind == StageKind.Open)]) : null;
    }

    /// <summary>How a map names a stage value of the rows of one pipeline.</summary>
    public static string Within(string pipeline, string value) => $"{pipeline}/{value}";

    /// <summary>True for a word that ends a sale.</summary>
    public static bool IsEnd(string value) => Ends.Find(value) is not null;

    private static string? Nearest(int progress, IReadOnlyList<PipelineStage> open) => open
        .Select((stage, position) => (stage.Key, Distance: Math.Abs(progress - ProgressOf(stage, position, open.Count))))
        .OrderBy(s => s.Distance).Select(s => s.Key).FirstOrDefault();

    private static int ProgressOf(PipelineStage stage, int position, int count) =>
        stage.Names.Prepend(stage.Key).Select(ProgressOf).FirstOrDefault(p => p is not null) ?? 100 * (position + 1) / (count + 1);

    private static int? ProgressOf(string word) => Progress.Find(word) is { } percent ? int.Parse(percent, CultureInfo.InvariantCulture) : null;
}
