using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrmCore.Pipelines;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    NewLine = "\n",
    Converters =
    [
        typeof(KebabCaseEnumConverter<StageKind>), typeof(KebabCaseEnumConverter<ForecastCategory>), typeof(KebabCaseEnumConverter<BuyerPhase>),
        typeof(KebabCaseEnumConverter<RotClock>), typeof(KebabCaseEnumConverter<MoveKind>),
    ])]
[JsonSerializable(typeof(PipelineDefinition))]
[JsonSerializable(typeof(PipelineMigration))]
[JsonSerializable(typeof(PipelineDescriptor))]
internal sealed partial class PipelineJsonContext : JsonSerializerContext
{
    public static PipelineJsonContext Form => field ??= new(JsonForm.OptionsOf(Default));

    public static string Write(PipelineDefinition definition) => JsonSerializer.Serialize(definition, Form.PipelineDefinition);
}

/// <summary>Writes an enum as words in lower case with hyphens, and reads nothing else.</summary>
internal sealed class KebabCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
