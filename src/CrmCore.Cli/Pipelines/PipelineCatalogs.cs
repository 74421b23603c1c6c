using CrmCore.Pipelines;

namespace CrmCore.Cli.Pipelines;

/// <summary>What commands do with catalogs.</summary>
internal static class PipelineCatalogs
{
    /// <summary>The catalog with a pipeline as its first, in the place of whatever has its key and version.</summary>
    public static PipelineCatalog StartingWith(this PipelineCatalog catalog, Pipeline first) => new([first, .. catalog.All.Where(p => p.Reference != first.Reference)]);

    /// <summary>The name that people know a stage by; of one that no pipeline has, its key.</summary>
    public static LocalizedText NameOf(this PipelineCatalog catalog, string stage) => catalog.All.Select(p => p.Find(stage)).FirstOrDefault(s => s is not null)?.Name ?? stage;

    /// <summary>How many deals stand in each pipeline that the catalog lacks.</summary>
    public static IEnumerable<(PipelineReference Pipeline, int Deals)> Lacking(this PipelineCatalog catalog, IEnumerable<KeyValuePair<PipelineReference, int>> deals) =>
        deals.Where(d => !catalog.TryGet(d.Key, out _)).OrderBy(d => d.Key.Key, StringComparer.Ordinal).ThenBy(d => d.Key.Version).Select(d => (d.Key, d.Value));
}
