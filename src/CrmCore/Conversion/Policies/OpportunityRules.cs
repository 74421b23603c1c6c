namespace CrmCore.Conversion.Policies;

/// <summary>How an opportunity that is created begins.</summary>
public sealed record OpportunityRules
{
    /// <summary>Where it starts, the first that fits; null, or none that fits, means the first stage of the catalog's default pipeline. A pipeline that the request names comes before.</summary>
    public IReadOnlyList<StartRule>? Start { get; init; }

    /// <summary>
    /// What it is called: a <see cref="NameTemplate"/> such as <c>{account} - {campaign} | {account} | {display-name}</c>. A name that the request gives comes before.
    /// </summary>
    public string Name { get; init => field = value ?? NameTemplate.Default; } = NameTemplate.Default;
}

/// <summary>A pipeline and stage to start in.</summary>
/// <param name="Pipeline">The pipeline's key; the newest version in the catalog is taken.</param>
public sealed record StartRule(string Pipeline)
{
    /// <summary>The open stage; null means the pipeline's first.</summary>
    public string? Stage { get; init; }

    /// <summary>For which leads and requests; null for all.</summary>
    public Condition? When { get; init; }
}
