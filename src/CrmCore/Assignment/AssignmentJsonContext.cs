using System.Text.Json.Serialization;

namespace CrmCore.Assignment;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    WriteIndented = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(AssignmentDefinition))]
internal sealed partial class AssignmentJsonContext : JsonSerializerContext
{
    public static SnapshotJson Json => field ??= new(Default, DefinitionReader.MaximumLength);
}
