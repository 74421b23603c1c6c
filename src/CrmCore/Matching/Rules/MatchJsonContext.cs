using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrmCore.Matching.Rules;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    ReadCommentHandling = JsonCommentHandling.Skip,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    WriteIndented = true)]
[JsonSerializable(typeof(MatchRules))]
internal sealed partial class MatchJsonContext : JsonSerializerContext
{
    public static SnapshotJson Json => field ??= new(Default, DefinitionReader.MaximumLength);
}
