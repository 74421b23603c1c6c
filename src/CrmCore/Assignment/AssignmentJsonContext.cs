using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrmCore.Assignment;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    NewLine = "\n",
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(AssignmentDefinition))]
internal sealed partial class AssignmentJsonContext : JsonSerializerContext
{
    public static AssignmentJsonContext Form => field ??= new(JsonForm.OptionsOf(Default));

    public static string Write(AssignmentDefinition definition) => JsonSerializer.Serialize(definition, Form.AssignmentDefinition);
}
