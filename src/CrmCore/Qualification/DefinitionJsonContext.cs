using System.Text.Json.Serialization;
using CrmCore.Qualification.Frameworks;

namespace CrmCore.Qualification;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    NewLine = "\n",
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(FrameworkDraft))]
[JsonSerializable(typeof(PolicyDraft))]
internal sealed partial class DefinitionJsonContext : JsonSerializerContext
{
    public static DefinitionJsonContext Form => field ??= new(JsonForm.OptionsOf(Default));
}
