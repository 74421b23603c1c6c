using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Health;

/// <summary>
/// How the health of open deals is judged: named checks over facts, as data. Pure: the same deal and instant give the same findings. Immutable, checked as a whole
/// when made, safe to share between threads.
/// </summary>
public sealed class HealthPolicy
{
    private readonly (HealthCheck Check, string[] Facts)[] _checks;
    private readonly WorkingDays? _days;

    /// <summary>The policy of a definition.</summary>
    /// <exception cref="DefinitionException">Something is wrong; every defect is listed.</exception>
    public HealthPolicy(HealthDefinition definition)
    {
        Definition = Guard.Against.Null(definition);
        List<Defect> defects = HealthChecks.Check(definition);
        if (defects.Count > 0)
        {
            throw new DefinitionException($"health policy '{definition.Key}'", defects);
        }

        _days = definition.Calendar is { } calendar ? new(calendar) : null;
        _checks = [.. definition.Checks.OrderByDescending(c => c.Severity).Select(c => (c, FactsOf(c)))];
    }

    /// <summary>The <see cref="ReadyHealthChecks"/>, counted in all days.</summary>
    public static HealthPolicy Default { get; } = new(new()
    {
        Key = "default",
        Name = new("Health of deals", "商机健康"),
        Checks = ReadyHealthChecks.All,
    });

    /// <summary>The policy as plain data.</summary>
    public HealthDefinition Definition { get; }

    /// <summary>Reads the JSON form, checks it and builds the policy. The text has at most 1,000,000 characters.</summary>
    /// <exception cref="DefinitionException">The text is no JSON, not of this form or schema version, or what it says is wrong; every defect is listed.</exception>
    public static HealthPolicy FromJson(string json) => new(HealthDefinition.FromJson(json));

    /// <summary>The JSON form; reading it gives an equal policy.</summary>
    public string ToJson() => Definition.ToJson();

    /// <summary>What marks a deal at an instant, the gravest first, then in the order of the checks; nothing marks a closed one.</summary>
    /// <param name="opportunity">The deal.</param>
    /// <param name="pipeline">The pipeline and version that it runs through; null where it is not at hand, and then nothing is rotting.</param>
    /// <param name="at">The present instant.</param>
    public IReadOnlyList<HealthFinding> Judge(Opportunity opportunity, Pipeline? pipeline, DateTimeOffset at)
    {
        if (!Guard.Against.Null(opportunity).IsOpen)
        {
            return [];
        }

        HealthFacts facts = new(opportunity, pipeline, this, at);
        List<HealthFinding>? findings = null;
        foreach ((HealthCheck check, string[] named) in _checks)
        {
            if (check.When.IsMet(facts))
            {
                (findings ??= []).Add(new(check, named, named.Length == 0 ? [] : Array.ConvertAll(named, facts.Get)));
            }
        }

        return findings ?? (IReadOnlyList<HealthFinding>)[];
    }

    /// <summary>What marks a deal at an instant.</summary>
    /// <param name="opportunity">The deal.</param>
    /// <param name="pipeline">The pipeline and version that it runs through; null where it is not at hand, and then nothing is rotting.</param>
    /// <param name="at">The present instant.</param>
    public IReadOnlyList<HealthFinding> Judge(OpportunitySnapshot opportunity, Pipeline? pipeline, DateTimeOffset at) =>
        Guard.Against.Null(opportunity).StageKind == StageKind.Open ? Judge(Opportunity.FromSnapshot(opportunity), pipeline, at) : [];

    /// <summary>The day of an instant.</summary>
    internal DateOnly DayOf(DateTimeOffset instant) => _days?.DayOf(instant) ?? DateOnly.FromDateTime(instant.DateTime);

    internal int DaysBetween(DateOnly from, DateOnly to) => _days?.Between(from, to) ?? to.DayNumber - from.DayNumber;

    /// <summary>Working days between the days of two instants, or whole times of 24 hours.</summary>
    internal int DaysBetween(DateTimeOffset from, DateTimeOffset to) => _days is { } days ? days.Between(days.DayOf(from), days.DayOf(to)) : (int)Math.Floor((to - from).TotalDays);

    private static string[] FactsOf(HealthCheck check) => [.. check.Text.Texts.Values.Concat(check.Advice.Texts.Values).SelectMany(TextTemplate.FactsOf).Distinct(StringComparer.Ordinal)];
}
