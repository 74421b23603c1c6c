namespace CrmCore;

/// <summary>One thing wrong with a definition (a pipeline, a policy, a pool): where, what, and how to mend it.</summary>
/// <param name="Path">Where it is, as a path into the definition's JSON form such as <c>stages[2].probability</c>.</param>
/// <param name="Code">What is wrong, as a stable code such as <c>unknown-target</c>.</param>
/// <param name="Message">What is wrong and how to mend it, for a developer, in English.</param>
public sealed record Defect(string Path, string Code, string Message)
{
    /// <summary>Path, code and message on one line.</summary>
    public override string ToString() => $"{Path}: {Message} ({Code})";
}
