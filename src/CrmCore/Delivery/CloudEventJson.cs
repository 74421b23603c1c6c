using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CrmCore.Delivery;

/// <summary>The JSON event format of CloudEvents 1.0, structured mode.</summary>
internal static class CloudEventJson
{
    private static readonly string[] Own = ["specversion", "id", "source", "type", "subject", "time", "datacontenttype", "data", "data_base64"];

    public static string Write(CloudEvent cloudEvent)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("specversion", CloudEvent.SpecVersion);
            json.WriteString("id", cloudEvent.Id);
            json.WriteString("source", cloudEvent.Source);
            json.WriteString("type", cloudEvent.Type);
            WriteOptional(json, "subject", cloudEvent.Subject);
            WriteOptional(json, "time", cloudEvent.Time?.ToString("O", CultureInfo.InvariantCulture));
            foreach ((string name, string value) in cloudEvent.Extensions.OrderBy(e => e.Key, StringComparer.Ordinal))
            {
                json.WriteString(IsExtensionName(name) ? name : throw new JsonException($"'{name}' is no name of an extension: lower-case letters and digits only."), value);
            }

            WriteOptional(json, "datacontenttype", cloudEvent.DataContentType);
            if (cloudEvent.Data is { } data)
            {
                json.WritePropertyName("data");
                using JsonDocument document = JsonDocument.Parse(data);
                document.RootElement.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    public static CloudEvent Read(string text)
    {
        using JsonDocument document = JsonDocument.Parse(SnapshotJson.Bounded(text, "CloudEvent"));
        try
        {
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException)
        {
            throw new JsonException($"This is no CloudEvent of version {CloudEvent.SpecVersion}: {e.Message}", e);
        }
    }

    private static CloudEvent Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || Optional(json, "specversion") != CloudEvent.SpecVersion)
        {
            throw new JsonException($"This is no CloudEvent of version {CloudEvent.SpecVersion}.");
        }

        if (json.TryGetProperty("data_base64", out _))
        {
            throw new JsonException("The data of this CloudEvent is binary; events of CrmCore are JSON.");
        }

        return new()
        {
            Id = Required(json, "id"),
            Source = Required(json, "source"),
            Type = Required(json, "type"),
            Subject = Optional(json, "subject"),
            Time = Optional(json, "time") is { } time ? DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null,
            DataContentType = Optional(json, "datacontenttype"),
            Data = json.TryGetProperty("data", out JsonElement data) && data.ValueKind != JsonValueKind.Null ? data.GetRawText() : null,
            Extensions = json.EnumerateObject().Where(m => !Own.Contains(m.Name) && m.Value.ValueKind != JsonValueKind.Null)
                .ToDictionary(m => m.Name, m => Canonical(m), StringComparer.Ordinal),
        };
    }

    private static bool IsExtensionName(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)) && !Own.Contains(name);

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static string Required(JsonElement json, string name) => Optional(json, name) ?? throw new JsonException($"The attribute '{name}' is missing.");

    private static string? Optional(JsonElement json, string name) => !json.TryGetProperty(name, out JsonElement value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null => null,
        _ => throw new JsonException($"The attribute '{name}' is no text."),
    };

    /// <summary>The text of an attribute's value, as the specification writes booleans and integers.</summary>
    private static string Canonical(JsonProperty attribute) => attribute.Value.ValueKind switch
    {
        JsonValueKind.String => attribute.Value.GetString()!,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => attribute.Value.GetRawText(),
        _ => throw new JsonException($"The attribute '{attribute.Name}' is neither text, number nor flag."),
    };
}
