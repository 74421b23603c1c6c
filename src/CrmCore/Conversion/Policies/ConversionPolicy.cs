using CrmCore.Conversion.Fields;
using CrmCore.Pipelines;

namespace CrmCore.Conversion.Policies;

/// <summary>
/// What a conversion may do: who may, on which verdict, what can be overridden, who owns the result, what is done about duplicates, what must be filled, where
/// an opportunity starts and what it is called, which fields go where, and what is carried over. Immutable, checked as a whole when made, safe to share
/// between threads.
/// </summary>
public sealed class ConversionPolicy
{
    internal const string NotQualified = "not-qualified";

    private readonly Dictionary<string, string[]> _teamsOf = new(StringComparer.Ordinal);

    /// <summary>The policy of a definition.</summary>
    /// <exception cref="DefinitionException">Something is wrong; every defect is listed.</exception>
    public ConversionPolicy(ConversionPolicyDefinition definition)
    {
        Definition = Guard.Against.Null(definition);
        if (PolicyChecks.Check(definition) is { Count: > 0 } defects)
        {
            throw new DefinitionException($"conversion policy '{definition.Key}'", defects);
        }

        Rules = definition.Rules ?? DefaultRules;
        Overrides = definition.Overrides ?? (Rules.Any(r => r.Key == NotQualified) ? DefaultOverrides : []);
        Fields = definition.Fields is { } fields ? new(fields, definition.Currency) : FieldMap.Default;
        Name = NameTemplate.Read(definition.Opportunity.Name).Template!;
        OwnerSources = definition.Owner.From ?? [OwnerSource.Request, OwnerSource.Lead];
        foreach (IGrouping<string, string> user in (definition.Teams ?? new Dictionary<string, IReadOnlyList<UserId>>()).SelectMany(t => t.Value.Select(u => (User: u.Value, Team: t.Key))).GroupBy(m => m.User, m => m.Team))
        {
            _teamsOf[user.Key] = [.. user.Distinct().Order(StringComparer.Ordinal)];
        }
    }

    internal static IReadOnlyList<ConversionRule> DefaultRules { get; } = [new(NotQualified, Condition.Present("verdict.qualified"))];

    internal static IReadOnlyList<OverrideRule> DefaultOverrides { get; } = [new("conversion." + NotQualified)];

    /// <summary>
    /// The policy where nothing else is said: anybody converts a qualified lead, or one that is not with a reason; same accounts and contacts are linked, same
    /// open leads block; blanks are filled and nothing is overwritten; follow-ups and discovery are copied; reverted by anybody at any time.
    /// </summary>
    public static ConversionPolicy Default { get; } = new(new ConversionPolicyDefinition
    {
        Key = "default",
        Version = 1,
        Name = new("Conversion", "线索转化"),
    });

    /// <summary>The policy as plain data.</summary>
    public ConversionPolicyDefinition Definition { get; }

    /// <summary>The stable key.</summary>
    public string Key => Definition.Key;

    /// <summary>The version, from 1.</summary>
    public int Version => Definition.Version;

    /// <summary>What must hold for a lead to be converted.</summary>
    public IReadOnlyList<ConversionRule> Rules { get; }

    /// <summary>What a person may override with a reason.</summary>
    public IReadOnlyList<OverrideRule> Overrides { get; }

    /// <summary>Which fields go where.</summary>
    public FieldMap Fields { get; }

    /// <summary>How an opportunity is named.</summary>
    public NameTemplate Name { get; }

    internal IReadOnlyList<OwnerSource> OwnerSources { get; }

    /// <summary>Reads the JSON form.</summary>
    /// <exception cref="DefinitionException">The text is no conversion policy, or something is wrong with it; every defect is listed.</exception>
    public static ConversionPolicy FromJson(string json) => new(ConversionPolicyDefinition.FromJson(json));

    /// <summary>The JSON form.</summary>
    public string ToJson() => Definition.ToJson();

    /// <summary>The teams of somebody, in the order of their keys.</summary>
    public IReadOnlyList<string> TeamsOf(UserId user) => _teamsOf.GetValueOrDefault(user.Value) ?? [];

    /// <summary>What of the policy a catalog of pipelines lacks: unknown pipelines, and stages that are unknown or not open. None: they fit.</summary>
    public IReadOnlyList<Defect> CheckAgainst(PipelineCatalog pipelines)
    {
        Guard.Against.Null(pipelines);
        List<Defect> defects = [];
        IReadOnlyList<StartRule> starts = Definition.Opportunity.Start ?? [];
        for (int i = 0; i < starts.Count; i++)
        {
            Pipeline? pipeline = pipelines.Newest(starts[i].Pipeline);
            if (pipeline is null)
            {
                defects.Add(new($"opportunity.start[{i}].pipeline", "unknown-pipeline", $"The catalog has no pipeline '{starts[i].Pipeline}'; it has {string.Join(", ", pipelines.All.Select(p => p.Key).Distinct())}."));
            }
            else if (starts[i].Stage is { } stage && pipeline.Find(stage) is not { IsOpen: true })
            {
                defects.Add(new($"opportunity.start[{i}].stage", "unknown-stage", $"Pipeline '{pipeline.Key}' has no open stage '{stage}'."));
            }
        }

        return defects;
    }

    /// <summary>The policy's key and version, such as <c>default v1</c>.</summary>
    public override string ToString() => $"{Key} v{Version}";
}
