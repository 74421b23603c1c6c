using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CrmCore;

/// <summary>
/// Reads the JSON form of a definition. The text is bounded in length and depth, and everything wrong with its shape is listed at once with its path:
/// missing, unknown and repeated members, values of a wrong kind, control characters. What the definition means is checked by its own type.
/// </summary>
internal static class DefinitionReader
{
    public const int MaximumLength = 1_000_000;

    /// <summary>Enough for conditions as deep as they may be, within a definition.</summary>
    public const int MaximumDepth = 96;

    private const int MaximumDefects = 100;

    /// <exception cref="DefinitionException">The text is not of that form.</exception>
    public static T Read<T>(string json, string definition, JsonTypeInfo<T> type, int schemaVersion)
        where T : class
    {
        Guard.Against.Null(json);
        List<Defect> defects = [];
        if (json.Length > MaximumLength)
        {
            throw Wrong("too-large", string.Create(CultureInfo.InvariantCulture, $"The text has {json.Length:N0} characters; a definition has at most {MaximumLength:N0}."));
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new() { MaxDepth = MaximumDepth });
            CheckVersions(document.RootElement, type, schemaVersion, defects);
            if (defects.Count == 0)
            {
                Check(document.RootElement, type, "", defects);
            }

            return defects.Count == 0
                ? document.RootElement.Deserialize(type) ?? throw Wrong("wrong-kind", "Expected an object, found null.")
                : throw new DefinitionException(definition, defects);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException || (e is ArgumentException and not DefinitionException))
        {
            throw Wrong("not-json", $"The text is not JSON as it is wanted here: {e.Message}");
        }

        DefinitionException Wrong(string code, string message) => new(definition, [new("$", code, message)]);
    }

    private static void CheckVersions(JsonElement root, JsonTypeInfo type, int schemaVersion, List<Defect> defects)
    {
        if (type.Kind == JsonTypeInfoKind.Enumerable && root.ValueKind == JsonValueKind.Array)
        {
            int index = 0;
            foreach (JsonElement item in root.EnumerateArray())
            {
                CheckVersion(item, $"[{index++}]", schemaVersion, defects);
            }
        }
        else
        {
            CheckVersion(root, "", schemaVersion, defects);
        }
    }

    /// <summary>A definition that does not say its version is of the first one, which is still the only one.</summary>
    private static void CheckVersion(JsonElement definition, string path, int schemaVersion, List<Defect> defects)
    {
        if (definition.ValueKind == JsonValueKind.Object && definition.TryGetProperty("schemaVersion", out JsonElement version)
            && !(version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out int number) && number == schemaVersion))
        {
            defects.Add(new(Join(path, "schemaVersion"), "other-schema-version", $"This library reads schema version {schemaVersion}, not {Shorten(version.GetRawText())}; take a library that knows it, or rewrite the definition."));
        }
    }

    private static void Check(JsonElement element, JsonTypeInfo type, string path, List<Defect> defects)
    {
        if (defects.Count >= MaximumDefects)
        {
            return;
        }

        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object when element.ValueKind == JsonValueKind.Object:
                CheckObject(element, type, path, defects);
                break;
            case JsonTypeInfoKind.Enumerable when element.ValueKind == JsonValueKind.Array:
                int index = 0;
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Check(item, type.Options.GetTypeInfo(type.ElementType!), $"{path}[{index++}]", defects);
                }

                break;
            case JsonTypeInfoKind.Dictionary when element.ValueKind == JsonValueKind.Object:
                CheckDictionary(element, type, path, defects);
                break;
            case JsonTypeInfoKind.None:
                CheckValue(element, type, path, defects);
                break;
            default:
                defects.Add(new(Root(path), "wrong-kind", $"Expected {(type.Kind == JsonTypeInfoKind.Enumerable ? "a list" : "an object")}, found {Kind(element)}."));
                break;
        }
    }

    private static void CheckObject(JsonElement element, JsonTypeInfo type, string path, List<Defect> defects)
    {
        int before = defects.Count;
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (JsonProperty member in element.EnumerateObject())
        {
            string at = Join(path, member.Name);
            JsonPropertyInfo? known = type.Properties.FirstOrDefault(p => p.Name == member.Name);
            if (known is null)
            {
                defects.Add(new(at, "unknown-member", $"'{Shorten(member.Name)}' is not known here; known are {string.Join(", ", type.Properties.Select(p => p.Name))}."));
            }
            else if (!seen.Add(member.Name))
            {
                defects.Add(new(at, "duplicate-member", $"'{member.Name}' is given twice; keep one of them."));
            }
            else if (member.Value.ValueKind != JsonValueKind.Null || known.IsRequired)
            {
                Check(member.Value, type.Options.GetTypeInfo(known.PropertyType), at, defects);
            }
        }

        foreach (JsonPropertyInfo missing in type.Properties.Where(p => p.IsRequired && !seen.Contains(p.Name)))
        {
            defects.Add(new(Join(path, missing.Name), "missing-member", $"'{missing.Name}' is missing; add it."));
        }

        bool mayRefuseItsParts = type.CreateObject is null;
        if (mayRefuseItsParts && defects.Count == before)
        {
            CheckValue(element, type, path, defects);
        }
    }

    private static void CheckDictionary(JsonElement element, JsonTypeInfo type, string path, List<Defect> defects)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (JsonProperty member in element.EnumerateObject())
        {
            if (!seen.Add(member.Name))
            {
                defects.Add(new(Join(path, member.Name), "duplicate-member", $"'{Shorten(member.Name)}' is given twice; keep one of them."));
            }

            Check(member.Value, type.Options.GetTypeInfo(type.ElementType!), Join(path, member.Name), defects);
        }
    }

    private static void CheckValue(JsonElement element, JsonTypeInfo type, string path, List<Defect> defects)
    {
        try
        {
            if (element.Deserialize(type) is null)
            {
                defects.Add(new(Root(path), "wrong-kind", $"Expected a value, found {Kind(element)}."));
            }
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or OverflowException || (e is ArgumentException and not DefinitionException))
        {
            defects.Add(new(Root(path), "bad-value", $"{Shorten(element.GetRawText())} does not fit here: {Wanted(type) ?? FirstSentence(e.Message)}"));
        }
    }

    /// <summary>What a simple type takes; null where its own message says more.</summary>
    private static string? Wanted(JsonTypeInfo type)
    {
        Type plain = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        if (plain.IsEnum)
        {
            IEnumerable<string> words = Enum.GetValuesAsUnderlyingType(plain).Cast<object>().Select(v => JsonSerializer.Serialize(Enum.ToObject(plain, v), type).Trim('"'));
            return $"use {string.Join(", ", words)}.";
        }

        return Type.GetTypeCode(plain) switch
        {
            TypeCode.Boolean => "use true or false.",
            TypeCode.Int32 or TypeCode.Int64 => "use a whole number.",
            TypeCode.Decimal or TypeCode.Double => "use a number.",
            TypeCode.String => "use a text.",
            _ => null,
        };
    }

    private static string Join(string path, string name) => path.Length == 0 ? Shorten(name) : $"{path}.{Shorten(name)}";

    private static string Root(string path) => path.Length == 0 ? "$" : path;

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    private static string Shorten(string text)
    {
        string clean = string.Concat(text.Take(60).Select(c => char.IsControl(c) ? '?' : c));
        return text.Length > 60 ? clean + "..." : clean;
    }

    private static string FirstSentence(string message)
    {
        int end = message.IndexOf(" Path: ", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
