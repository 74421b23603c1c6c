using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrmCore.Cli.Csv;

/// <summary>What identifies a row: its columns, or its number where the file has no id. In JSON a header, a list of headers, or "row".</summary>
[JsonConverter(typeof(KeyRuleConverter))]
internal sealed record KeyRule(IReadOnlyList<string> Columns)
{
    internal const string RowWord = "row";

    public static KeyRule Row { get; } = new([]);

    public bool IsRow => Columns is [];
}

/// <summary>The JSON form of a key rule.</summary>
internal sealed class KeyRuleConverter : JsonConverter<KeyRule>
{
    public override KeyRule Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            string text = reader.GetString()!;
            return text.Equals(KeyRule.RowWord, StringComparison.OrdinalIgnoreCase) ? KeyRule.Row : new KeyRule([text]);
        }

        List<string> columns = [];
        bool isList = reader.TokenType == JsonTokenType.StartArray;
        while (isList && reader.Read() && reader.TokenType == JsonTokenType.String)
        {
            columns.Add(reader.GetString()!);
        }

        return isList && reader.TokenType == JsonTokenType.EndArray && columns.Count > 0
            ? new KeyRule(columns)
            : throw new JsonException("a column name, a list of column names, or \"row\"");
    }

    public override void Write(Utf8JsonWriter writer, KeyRule value, JsonSerializerOptions options)
    {
        if (value.Columns.Count <= 1)
        {
            writer.WriteStringValue(value.IsRow ? KeyRule.RowWord : value.Columns[0]);
            return;
        }

        writer.WriteStartArray();
        foreach (string column in value.Columns)
        {
            writer.WriteStringValue(column);
        }

        writer.WriteEndArray();
    }
}
