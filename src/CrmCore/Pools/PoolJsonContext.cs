using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrmCore.Pools;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    NewLine = "\n",
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(PoolDefinition))]
[JsonSerializable(typeof(IReadOnlyList<PoolDefinition>))]
internal sealed partial class PoolJsonContext : JsonSerializerContext
{
    public static PoolJsonContext Form => field ??= new(JsonForm.OptionsOf(Default));

    public static string Write(PoolDefinition definition) => JsonSerializer.Serialize(definition, Form.PoolDefinition);
}
