using System.Text.Json;
using System.Text.Json.Serialization;
using CrmCore.Conversion.Fields;
using CrmCore.Pipelines;

namespace CrmCore.Conversion.Policies;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    NewLine = "\n",
    Converters =
    [
        typeof(KebabCaseEnumConverter<OwnerSource>), typeof(KebabCaseEnumConverter<DuplicateHandling>), typeof(KebabCaseEnumConverter<CarryOver>),
        typeof(KebabCaseEnumConverter<MergeRule>), typeof(KebabCaseEnumConverter<FieldKind>),
    ])]
[JsonSerializable(typeof(ConversionPolicyDefinition))]
internal sealed partial class PolicyJsonContext : JsonSerializerContext
{
    public static PolicyJsonContext Form => field ??= new(JsonForm.OptionsOf(Default));

    public static string Write(ConversionPolicyDefinition definition) => JsonSerializer.Serialize(definition, Form.ConversionPolicyDefinition);
}
