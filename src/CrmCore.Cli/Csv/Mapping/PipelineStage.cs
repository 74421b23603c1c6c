using CrmCore.Pipelines;

namespace CrmCore.Cli.Csv;

/// <summary>A stage of a pipeline that opportunities can be imported into.</summary>
/// <param name="Key">What a stage value is mapped to.</param>
/// <param name="Kind">Open, or which end.</param>
/// <param name="Names">What it is called, in any language.</param>
internal sealed record PipelineStage(string Key, StageKind Kind, IReadOnlyList<string> Names);
