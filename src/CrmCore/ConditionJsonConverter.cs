using System.Buffers;
using System.ComponentModel;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrmCore;

/// <summary>
/// The JSON form of conditions: <c>{"fact":"amount","is":"at-least","value":1000}</c>, <c>{"all":[...]}</c>, <c>{"any":[...]}</c>, <c>{"not":{...}}</c>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ConditionJsonConverter : JsonConverter<Condition>
{
    private static readonly FieldValueJsonConverter Values = new();

    private static readonly JsonSerializerOptions Options = new();

    private static readonly (Comparison Comparison, string Word)[] Words =
    [
        (Comparison.Present, "present"), (Comparison.Equal, "equal"), (Comparison.AtLeast, "at-least"),
        (Comparison.AtMost, "at-most"), (Comparison.OneOf, "one-of"), (Comparison.Contains, "contains"),
    ];

    /// <inheritdoc/>
    public override Condition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader, options, 1);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Condition value, JsonSerializerOptions options)
    {
        Guard.Against.Null(writer);
        writer.WriteStartObject();
        switch (value)
        {
            case AllCondition all:
                WriteList(writer, "all", all.Conditions, options);
                break;
            case AnyCondition any:
                WriteList(writer, "any", any.Conditions, options);
                break;
            case NotCondition not:
                writer.WritePropertyName("not");
                Write(writer, not.Condition, options);
                break;
            case ComparisonCondition comparison:
                writer.WriteString("fact", comparison.Fact);
                writer.WriteString("is", Words[(int)comparison.Comparison].Word);
                if (!comparison.Value.IsNone)
                {
                    writer.WritePropertyName("value");
                    Values.Write(writer, comparison.Value, options);
                }

                break;
        }

        writer.WriteEndObject();
    }

    internal static Condition Parse(string json)
    {
        Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(SnapshotJson.Bounded(json, "condition", DefinitionReader.MaximumLength)), new JsonReaderOptions { MaxDepth = (2 * Condition.MaximumDepth) + 4 });
        try
        {
            reader.Read();
            Condition condition = Read(ref reader, Options, 1);
            return reader.Read() ? throw new JsonException("Nothing may follow the condition.") : condition;
        }
        catch (InvalidOperationException e)
        {
            // Half a character, written as an escape, is found only when the text is taken out of the JSON.
            throw new JsonException($"This is not a condition: {e.Message}", e);
        }
    }

    internal static string ToText(Condition condition)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            new ConditionJsonConverter().Write(writer, condition, Options);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteList(Utf8JsonWriter writer, string word, IReadOnlyList<Condition> conditions, JsonSerializerOptions options)
    {
        ConditionJsonConverter converter = new();
        writer.WriteStartArray(word);
        foreach (Condition condition in conditions)
        {
            converter.Write(writer, condition, options);
        }

        writer.WriteEndArray();
    }

    private static Condition Read(ref Utf8JsonReader reader, JsonSerializerOptions options, int depth)
    {
        if (depth > Condition.MaximumDepth)
        {
            throw new JsonException($"Conditions are nested deeper than {Condition.MaximumDepth}.");
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Expected a condition: an object with \"fact\", \"all\", \"any\" or \"not\".");
        }

        Condition? group = null;
        string? fact = null;
        Comparison? comparison = null;
        FieldValue value = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            switch (name)
            {
                case "all":
                    group = Once(group, Condition.All(ReadList(ref reader, options, depth)));
                    break;
                case "any":
                    group = Once(group, Condition.Any(ReadList(ref reader, options, depth)));
                    break;
                case "not":
                    group = Once(group, Condition.Not(Read(ref reader, options, depth + 1)));
                    break;
                case "fact":
                    fact = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                    break;
                case "is":
                    comparison = ReadComparison(reader.TokenType == JsonTokenType.String ? reader.GetString() : null);
                    break;
                case "value":
                    value = Values.Read(ref reader, typeof(FieldValue), options);
                    break;
                default:
                    throw new JsonException($"A condition has no member '{name}'; it has \"fact\", \"is\", \"value\", or \"all\", \"any\", \"not\".");
            }
        }

        return (group, fact) switch
        {
            (not null, null) when comparison is null && value.IsNone => group,
            (null, { } f) when !string.IsNullOrWhiteSpace(f) => Compare(f, comparison ?? Comparison.Present, value),
            _ => throw new JsonException("A condition is either a comparison of one \"fact\" or exactly one of \"all\", \"any\", \"not\"."),
        };
    }

    private static Condition Compare(string fact, Comparison comparison, FieldValue value) =>
        ComparisonCondition.Suits(comparison, value.Kind)
            ? new ComparisonCondition(fact, comparison, value)
            : throw new JsonException($"A value of kind {value.Kind} does not suit \"{Words[(int)comparison].Word}\" of the fact '{fact}'.");

    private static Condition Once(Condition? existing, Condition condition) =>
        existing is null ? condition : throw new JsonException("A condition holds only one of \"all\", \"any\", \"not\".");

    private static List<Condition> ReadList(ref Utf8JsonReader reader, JsonSerializerOptions options, int depth)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("\"all\" and \"any\" take a list of conditions.");
        }

        List<Condition> conditions = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            conditions.Add(Read(ref reader, options, depth + 1));
        }

        return conditions.Count > 0 ? conditions : throw new JsonException("\"all\" and \"any\" take at least one condition.");
    }

    private static Comparison ReadComparison(string? word)
    {
        foreach ((Comparison comparison, string known) in Words)
        {
            if (known == word)
            {
                return comparison;
            }
        }

        throw new JsonException($"'{word}' is not a comparison; known are {string.Join(", ", Words.Select(w => w.Word))}.");
    }
}
