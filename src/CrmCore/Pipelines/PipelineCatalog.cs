using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace CrmCore.Pipelines;

/// <summary>The pipelines of a host, by key and version. Immutable, safe to share between threads.</summary>
public sealed class PipelineCatalog
{
    private readonly FrozenDictionary<PipelineReference, Pipeline> _pipelines;

    /// <summary>A catalog; the first pipeline is the default.</summary>
    /// <exception cref="ArgumentException">There is none, or one key and version occurs twice.</exception>
    public PipelineCatalog(params IEnumerable<Pipeline> pipelines)
    {
        Pipeline[] all = [.. Guard.Against.Null(pipelines)];
        Guard.Against.NullOrEmpty(all, nameof(pipelines));
        if (all.GroupBy(p => p.Reference).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Pipeline {twice.Key} is given twice; a changed pipeline needs a new version.", nameof(pipelines));
        }

        All = all;
        Default = all[0];
        _pipelines = all.ToFrozenDictionary(p => p.Reference);
    }

    /// <summary>The pipeline that new opportunities start in unless another is named.</summary>
    public Pipeline Default { get; }

    /// <summary>All pipelines and versions, in the order given.</summary>
    public IReadOnlyList<Pipeline> All { get; }

    /// <summary>The newest version of a key; null where there is none.</summary>
    public Pipeline? Newest(string key) => All.Where(p => p.Key == key).MaxBy(p => p.Version);

    /// <summary>Finds a pipeline by key and version.</summary>
    public bool TryGet(PipelineReference reference, [NotNullWhen(true)] out Pipeline? pipeline) => _pipelines.TryGetValue(reference, out pipeline);

    /// <summary>The pipeline of a reference.</summary>
    /// <exception cref="KeyNotFoundException">It is not in the catalog.</exception>
    public Pipeline Get(PipelineReference reference) =>
        TryGet(reference, out Pipeline? pipeline)
            ? pipeline
            : throw new KeyNotFoundException($"Pipeline {reference} is not in the catalog; it has {string.Join(", ", All.Select(p => p.Reference))}. Keep every version that a stored opportunity refers to.");
}
