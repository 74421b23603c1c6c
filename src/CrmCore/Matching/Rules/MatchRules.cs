using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrmCore.Matching.Rules;

/// <summary>
/// Says which records are the same: the normal form of each field, the keys by which candidates are found, comparisons with weights, thresholds, and
/// ceilings. Plain data with a JSON form that round-trips; immutable, checked as a whole when made, safe to share between threads.
/// </summary>
public sealed class MatchRules
{
    /// <summary>Rules from their parts.</summary>
    /// <param name="key">The stable key.</param>
    /// <param name="version">The version, from 1.</param>
    /// <param name="fields">The fields and their normal forms.</param>
    /// <param name="comparisons">The comparisons; at least one, at most one for a field.</param>
    /// <param name="blocks">The keys; at least one.</param>
    /// <param name="thresholds">The scores from which each class holds.</param>
    /// <param name="ceilings">The ceilings.</param>
    /// <param name="maximumKeyUses">How many records may share a key before it is taken as meaningless; 2 to 10,000.</param>
    /// <exception cref="DefinitionException">Something is wrong; every defect is listed.</exception>
    [JsonConstructor]
    public MatchRules(
        string key,
        int version,
        IReadOnlyDictionary<string, FieldForm> fields,
        IReadOnlyList<MatchComparison> comparisons,
        IReadOnlyList<BlockingKey> blocks,
        MatchThresholds thresholds,
        IReadOnlyList<MatchCeiling>? ceilings = null,
        int maximumKeyUses = DefaultMaximumKeyUses)
    {
        IReadOnlyList<Defect> defects = MatchRulesChecks.Check(key, version, fields, comparisons, blocks, thresholds, ceilings ?? [], maximumKeyUses);
        if (defects.Count > 0)
        {
            throw new DefinitionException($"match rules '{key}'", defects);
        }

        Key = key;
        Version = version;
        Fields = new SortedDictionary<string, FieldForm>(fields.ToDictionary(), StringComparer.Ordinal);
        Comparisons = [.. comparisons];
        Blocks = [.. blocks];
        Thresholds = thresholds;
        Ceilings = [.. ceilings ?? []];
        MaximumKeyUses = maximumKeyUses;
    }

    /// <summary>How many records may share a key where nothing else is said.</summary>
    public const int DefaultMaximumKeyUses = 20;

    /// <summary>The version of the JSON form that this library writes and reads.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>The version of the JSON form.</summary>
    [JsonPropertyOrder(-1)]
    public int SchemaVersion => CurrentSchemaVersion;

    /// <summary>The stable key.</summary>
    public string Key { get; }

    /// <summary>The version, from 1.</summary>
    public int Version { get; }

    /// <summary>The fields by name, each with how its normal form is made.</summary>
    public IReadOnlyDictionary<string, FieldForm> Fields { get; }

    /// <summary>The comparisons.</summary>
    public IReadOnlyList<MatchComparison> Comparisons { get; }

    /// <summary>The keys by which candidates are found.</summary>
    public IReadOnlyList<BlockingKey> Blocks { get; }

    /// <summary>The scores from which each class holds.</summary>
    public MatchThresholds Thresholds { get; }

    /// <summary>The ceilings.</summary>
    public IReadOnlyList<MatchCeiling> Ceilings { get; }

    /// <summary>How many records may share a key before it is taken as meaningless, such as a switchboard's number.</summary>
    public int MaximumKeyUses { get; }

    /// <summary>The JSON form.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, MatchJsonContext.Form.MatchRules);

    /// <summary>Reads the JSON form and checks it. The text has at most 1,000,000 characters.</summary>
    /// <exception cref="DefinitionException">The text is no JSON, not of this form or schema version, or what it says is wrong; every defect is listed.</exception>
    public static MatchRules FromJson(string json) => DefinitionReader.Read(json, "the match rules", MatchJsonContext.Form.MatchRules, CurrentSchemaVersion);
}
