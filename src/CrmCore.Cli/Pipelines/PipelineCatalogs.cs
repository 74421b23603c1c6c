using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Cli.Pipelines;

/// <summary>What commands do with catalogs.</summary>
internal static class PipelineCatalogs
{
    /// <summary>The catalog with a pipeline as its first, in the place of whatever has its key and version.</summary>
    public static PipelineCatalog StartingWith(this PipelineCatalog catalog, Pipeline first) => new([first, .. catalog.All.Where(p => p.Reference != first.Reference)]);

    /// <summary>The pipeline of a key that new deals start in: the default where it has that key, else the newest version; null where there is none.</summary>
    public static Pipeline? Current(this PipelineCatalog catalog, string key) => catalog.Default.Key == key ? catalog.Default : catalog.Newest(key);

    /// <summary>The pipelines that new deals can start in, one of each key, the default first.</summary>
    public static IEnumerable<Pipeline> Current(this PipelineCatalog catalog) => catalog.All.Select(p => p.Key).Distinct().Select(key => catalog.Current(key)!);

    /// <summary>The name that people know a stage by; of one that no pipeline has, its key.</summary>
    public static LocalizedText NameOf(this PipelineCatalog catalog, string stage) => catalog.All.Select(p => p.Find(stage)).FirstOrDefault(s => s is not null)?.Name ?? stage;

    /// <summary>The name that people know the stage of a deal by; its key where its pipeline or that stage is missing.</summary>
    public static LocalizedText StageOf(this PipelineCatalog catalog, OpportunitySnapshot deal) =>
        catalog.TryGet(deal.Pipeline, out Pipeline? pipeline) && pipeline.Find(deal.Stage) is { } stage ? stage.Name : deal.Stage;

    /// <summary>How many deals stand in each pipeline that the catalog lacks.</summary>
    public static IEnumerable<KeyValuePair<PipelineReference, int>> Lacking(this PipelineCatalog catalog, IEnumerable<KeyValuePair<(PipelineReference Pipeline, string Stage), int>> deals) =>
        deals.Where(d => !catalog.TryGet(d.Key.Pipeline, out _))
            .GroupBy(d => d.Key.Pipeline, d => d.Value, (pipeline, counts) => KeyValuePair.Create(pipeline, counts.Sum()))
            .OrderBy(d => d.Key.Key, StringComparer.Ordinal).ThenBy(d => d.Key.Version);

    /// <summary>How many deals stand in each stage of other versions of a pipeline that this one lacks.</summary>
    public static IEnumerable<KeyValuePair<string, int>> Lacking(this Pipeline pipeline, IEnumerable<KeyValuePair<(PipelineReference Pipeline, string Stage), int>> deals) =>
        deals.Where(d => d.Key.Pipeline.Key == pipeline.Key && pipeline.Find(d.Key.Stage) is null)
            .GroupBy(d => d.Key.Stage, d => d.Value, (stage, counts) => KeyValuePair.Create(stage, counts.Sum()))
            .OrderBy(d => d.Key, StringComparer.Ordinal);
}
