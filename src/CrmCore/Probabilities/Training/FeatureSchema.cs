using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Serialization;

namespace CrmCore.Probabilities.Training;

/// <summary>
/// The features of a model in their order. A row is one double a feature: the number itself, or the code of the name (its place in
/// <see cref="Feature.Levels"/>); <see cref="Missing"/> where nothing is known, <see cref="Unseen"/> for a name that is not in the list.
/// Immutable, safe to share between threads.
/// </summary>
public sealed class FeatureSchema
{
    /// <summary>The code of a name that is not in the list.</summary>
    public const double Unseen = -1;

    private readonly FrozenDictionary<string, int> _indexes;
    private readonly FrozenDictionary<string, int>?[] _codes;

    /// <summary>A schema.</summary>
    /// <exception cref="DefinitionException">Two features, or two levels of one, have the same name.</exception>
    [JsonConstructor]
    public FeatureSchema(IReadOnlyList<Feature> features)
    {
        Features = [.. Guard.Against.Null(features)];
        List<Defect> defects = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        for (int i = 0; i < Features.Count; i++)
        {
            if (!names.Add(Features[i].Name))
            {
                defects.Add(new($"features[{i}].name", "duplicate-name", $"'{Features[i].Name}' occurs twice; give each feature its own name."));
            }

            if (Features[i].Levels.Distinct(StringComparer.Ordinal).Count() != Features[i].Levels.Count)
            {
                defects.Add(new($"features[{i}].levels", "duplicate-level", $"A level of '{Features[i].Name}' occurs twice; name each once."));
            }
        }

        if (defects.Count > 0)
        {
            throw new DefinitionException("a feature schema", defects);
        }

        _indexes = Features.Select((f, i) => (f.Name, i)).ToFrozenDictionary(p => p.Name, p => p.i, StringComparer.Ordinal);
        _codes = [.. Features.Select(f => f.Kind == FeatureKind.Numeric
            ? null
            : f.Levels.Select((level, code) => (level, code)).ToFrozenDictionary(p => p.level, p => p.code, StringComparer.Ordinal))];
    }

    /// <summary>What a row holds where nothing is known: not a number.</summary>
    public static double Missing => double.NaN;

    /// <summary>The features in their order.</summary>
    public IReadOnlyList<Feature> Features { get; }

    /// <summary>How many features there are.</summary>
    [JsonIgnore]
    public int Count => Features.Count;

    /// <summary>The place of a feature; -1 where there is none of that name.</summary>
    public int IndexOf(string name) => _indexes.TryGetValue(Guard.Against.Null(name), out int index) ? index : -1;

    /// <summary>The value of a row for a text: blank is missing, a number that cannot be read or is not finite too, a name not in the list unseen.</summary>
    public double Encode(int feature, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Missing;
        }

        return _codes[feature] is { } codes
            ? codes.TryGetValue(text, out int code) ? code : Unseen
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : Missing;
    }

    /// <summary>The value of a row for a field's value; a flag is 0 or 1, a date the days since 0001-01-01, the first of several choices counts.</summary>
    public double Encode(int feature, FieldValue value)
    {
        if (_codes[feature] is not null)
        {
            return Encode(feature, LevelOf(value));
        }

        return value.Kind switch
        {
            FieldKind.Number => (double)value.AsNumber!.Value,
            FieldKind.Flag => value.AsFlag!.Value ? 1 : 0,
            FieldKind.Date => value.AsDate!.Value.DayNumber,
            FieldKind.Text => Encode(feature, value.AsText),
            _ => Missing,
        };
    }

    /// <summary>The level that a field's value is; null where there is none.</summary>
    internal static string? LevelOf(FieldValue value) => value.Kind switch
    {
        FieldKind.None => null,
        FieldKind.Text => value.AsText,
        FieldKind.Choices => value.AsChoices![0],
        FieldKind.Flag => value.AsFlag!.Value ? "true" : "false",
        _ => value.ToString(),
    };

    /// <summary>A value of a row as text for people; blank where it is missing.</summary>
    public string Decode(int feature, double value) =>
        double.IsNaN(value) ? ""
        : Features[feature].Kind == FeatureKind.Numeric ? value.ToString("0.####", CultureInfo.InvariantCulture)
        : value >= 0 && value < Features[feature].Levels.Count ? Features[feature].Levels[(int)value]
        : "?";

    /// <summary>Every way in which another schema differs: what stands in the way of giving its rows to a model of this one.</summary>
    public IReadOnlyList<Defect> DifferencesFrom(FeatureSchema other)
    {
        Guard.Against.Null(other);
        List<Defect> defects = [];
        for (int i = 0; i < Math.Max(Count, other.Count); i++)
        {
            string path = $"features[{i}]";
            if (i >= Count || i >= other.Count)
            {
                defects.Add(new(path, "feature-count", $"One has {Count} features, the other {other.Count}."));
                break;
            }

            if (Features[i].Name != other.Features[i].Name || Features[i].Kind != other.Features[i].Kind)
            {
                defects.Add(new(path, "other-feature", $"One has the {Features[i].Kind} '{Features[i].Name}', the other the {other.Features[i].Kind} '{other.Features[i].Name}'."));
            }
            else if (!Features[i].Levels.SequenceEqual(other.Features[i].Levels, StringComparer.Ordinal))
            {
                defects.Add(new(path, "other-levels", $"The levels of '{Features[i].Name}' differ; encode the rows by the model's own schema."));
            }
        }

        return defects;
    }
}
