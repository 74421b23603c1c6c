using CrmCore.Cli.Pipelines;
using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Cli.Reporting.Building;

/// <summary>What the report says of deals that its board does not show.</summary>
internal static class PipelineNotes
{
    public static IEnumerable<DataNote> Of(IReadOnlyList<OpportunitySnapshot> opportunities, PipelineCatalog pipelines)
    {
        Pipeline shown = pipelines.Default;
        int elsewhere = opportunities.Count(o => o.Pipeline.Key != shown.Key);
        if (elsewhere > 0)
        {
            string others = string.Join(", ", opportunities.Select(o => o.Pipeline.Key).Where(k => k != shown.Key).Distinct().Order(StringComparer.Ordinal));
            yield return new("other-pipelines", new(
                $"Board, stages and funnel show the pipeline {shown}. {elsewhere} deals stand in others ({others}) and count in everything else.",
                $"看板、阶段和漏斗显示的是流程 {shown}；另有 {elsewhere} 个商机属于其他流程（{others}），计入其余各项。"), Severity.Info);
        }

        foreach ((PipelineReference pipeline, int deals) in pipelines.Lacking(opportunities.CountBy(o => o.Pipeline)))
        {
            yield return new("unknown-pipeline", new(
                $"{deals} deals stand in the pipeline {pipeline}, which the database does not keep: the names and rules of their stages are not known.",
                $"{deals} 个商机属于流程 {pipeline}，而数据库中没有该流程：其阶段的名称和规则未知。"), Severity.Warning);
        }
    }
}
