using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrmCore.Cli.Csv;

/// <summary>The JSON form of a map. Comments and trailing commas are allowed, a repeated property is not.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ColumnMap))]
internal sealed partial class ColumnMapJson : JsonSerializerContext
{
    private static readonly ColumnMapJson Readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
    });

    public static string Write(ColumnMap map) => JsonSerializer.Serialize(map, Readable.ColumnMap);

    public static bool TryRead(string json, [NotNullWhen(true)] out ColumnMap? map, [NotNullWhen(false)] out MapError? error)
    {
        (map, error) = (null, null);
        try
        {
            map = JsonSerializer.Deserialize(json, Readable.ColumnMap);
            error = PathOfNull(map) is { } path ? new MapError(path, MapFaults.BadJson("null")) : null;
        }
        catch (JsonException failure)
        {
            string detail = failure.Message.Split(" Path:", 2)[0].Split(" LineNumber:", 2)[0].TrimEnd('.', ' ');
            error = new MapError(failure.Path ?? "$", MapFaults.BadJson(detail), (int)(failure.LineNumber ?? 0) + 1, (int)(failure.BytePositionInLine ?? 0) + 1);
        }

        return map is not null && error is null;
    }

    /// <summary>Where a text is null: the serializer sees to properties, not to what lists and dictionaries hold.</summary>
    private static string? PathOfNull(ColumnMap? map) => map is null ? "$" : new (string Path, object? Value)[][]
    {
        [.. map.Columns.Select(c => ($"columns[\"{c.Key}\"]", (object?)c.Value))],
        [.. map.Constants.Select(c => ($"constants.{c.Key}", (object?)c.Value))],
        [.. map.Values.Select(v => ($"values.{v.Key}", (object?)v.Value))],
        [.. map.Values.Where(v => v.Value is not null).SelectMany(v => v.Value.Select(p => ($"values.{v.Key}[\"{p.Key}\"]", (object?)p.Value)))],
        [.. map.Blank.Select(b => ("blank", (object?)b))],
    }.SelectMany(p => p).FirstOrDefault(p => p.Value is null).Path;
}
