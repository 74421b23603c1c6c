using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrmCore;

/// <summary>
/// Writes a field's value as JSON: text as a string, a number as a number, a flag as true or false, choices as an array, a date as
/// <c>{"date":"2026-03-31"}</c>, and no value as null.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FieldValueJsonConverter : JsonConverter<FieldValue>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override FieldValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => FieldValue.None,
        JsonTokenType.String => FieldValue.Of(reader.GetString()),
        JsonTokenType.Number when reader.TryGetDecimal(out decimal number) => FieldValue.Of(number),
        JsonTokenType.True => FieldValue.Of(true),
        JsonTokenType.False => FieldValue.Of(false),
        JsonTokenType.StartArray => ReadChoices(ref reader),
        JsonTokenType.StartObject => ReadDate(ref reader),
        _ => throw new JsonException("Expected a field value: a text, a number, true, false, a list of texts, or {\"date\":\"2026-03-31\"}."),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, FieldValue value, JsonSerializerOptions options)
    {
        Guard.Against.Null(writer);
        switch (value.Kind)
        {
            case FieldKind.Text:
                writer.WriteStringValue(value.AsText);
                break;
            case FieldKind.Number:
                writer.WriteNumberValue(value.AsNumber!.Value);
                break;
            case FieldKind.Flag:
                writer.WriteBooleanValue(value.AsFlag!.Value);
                break;
            case FieldKind.Date:
                writer.WriteStartObject();
                writer.WriteString("date", value.ToString());
                writer.WriteEndObject();
                break;
            case FieldKind.Choices:
                writer.WriteStartArray();
                foreach (string choice in value.AsChoices!)
                {
                    writer.WriteStringValue(choice);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static FieldValue ReadChoices(ref Utf8JsonReader reader)
    {
        List<string> choices = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            choices.Add(reader.TokenType == JsonTokenType.String && reader.GetString() is { } text && !string.IsNullOrWhiteSpace(text)
                ? text
                : throw new JsonException("A list of choices holds texts that are not blank."));
        }

        return FieldValue.Of(choices);
    }

    private static FieldValue ReadDate(ref Utf8JsonReader reader)
    {
        if (reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("date"u8)
            && reader.Read() && reader.TokenType == JsonTokenType.String
            && DateOnly.TryParseExact(reader.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            && reader.Read() && reader.TokenType == JsonTokenType.EndObject)
        {
            return FieldValue.Of(date);
        }

        throw new JsonException("Expected a date such as {\"date\":\"2026-03-31\"}.");
    }
}
