using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrmCore.Health;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    WriteIndented = true,
    NewLine = "\n",
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(HealthDefinition))]
internal sealed partial class HealthJsonContext : JsonSerializerContext
{
    public static HealthJsonContext Form => field ??= new(JsonForm.OptionsOf(Default));

    public static string Write(HealthDefinition definition) => JsonSerializer.Serialize(definition, Form.HealthDefinition);
}
