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

        KeyValuePair<(PipelineReference Pipeline, string Stage), int>[] places = [.. opportunities.CountBy(o => (o.Pipeline, o.Stage))];
        if (shown.Lacking(places).ToArray() is { Length: > 0 } stages)
        {
            string names = string.Join(", ", stages.Select(s => $"{s.Key} {s.Value}"));
            yield return new("unknown-stages", new(
                $"Deals stand in stages that {shown} does not have ({names}); the board does not show them.",
                $"有商机处于 {shown} 所没有的阶段（{names}），看板未显示它们。"), Severity.Warning);
        }

        foreach ((PipelineReference pipeline, int deals) in pipelines.Lacking(places))
        {
            yield return new("unknown-pipeline", new(
                $"{deals} deals stand in the pipeline {pipeline}, which the database does not keep: the names and rules of their stages are not known.",
                $"{deals} 个商机属于流程 {pipeline}，而数据库中没有该流程：其阶段的名称和规则未知。"), Severity.Warning);
        }
    }
}
