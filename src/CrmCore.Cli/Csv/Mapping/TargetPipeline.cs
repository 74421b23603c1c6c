namespace CrmCore.Cli.Csv;

/// <summary>A pipeline that opportunities can be imported into.</summary>
/// <param name="Key">What a pipeline value is mapped to.</param>
/// <param name="Names">What it is called, in any language.</param>
/// <param name="Stages">Its stages in its order.</param>
internal sealed record TargetPipeline(string Key, IReadOnlyList<string> Names, IReadOnlyList<PipelineStage> Stages);
