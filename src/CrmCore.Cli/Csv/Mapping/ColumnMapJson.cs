using System.Diagnostics.CodeAnalysis;
using System.Text;
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
            error = MapShape.FirstError(Encoding.UTF8.GetBytes(json));
            map = error is null ? JsonSerializer.Deserialize(json, Readable.ColumnMap) : null;
        }
        catch (JsonException failure)
        {
            string detail = failure.Message.Split(" encountered during", 2)[0].Split(" Path:", 2)[0].Split(" LineNumber:", 2)[0].TrimEnd('.', ' ');
            error = new MapError(failure.Path ?? "$", MapFaults.BadJson(detail), (int)(failure.LineNumber ?? 0) + 1, (int)(failure.BytePositionInLine ?? 0) + 1);
        }
        catch (InvalidOperationException failure)
        {
            // Half a character, written as an escape, is found only when the text is taken out of the JSON.
            error = new MapError("$", MapFaults.BadJson(failure.Message.TrimEnd('.')), 1, 1);
        }

        return map is not null && error is null;
    }
}
