using System.Text.Json.Serialization;

namespace CrmCore.Matching.Rules;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(MatchRules))]
internal sealed partial class MatchJsonContext : JsonSerializerContext
{
    public static MatchJsonContext Form => field ??= new(JsonForm.OptionsOf(Default));
}
