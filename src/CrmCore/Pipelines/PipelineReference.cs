namespace CrmCore.Pipelines;

/// <summary>Names a version of a pipeline.</summary>
/// <param name="Key">The pipeline's key.</param>
/// <param name="Version">Its version, from 1.</param>
public readonly record struct PipelineReference(string Key, int Version)
{
    /// <summary>Key and version, such as <c>solution-sale v1</c>.</summary>
    public override string ToString() => $"{Key} v{Version}";
}
