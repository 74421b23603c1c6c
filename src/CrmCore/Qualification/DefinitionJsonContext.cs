using System.Text.Json.Serialization;
using CrmCore.Qualification.Frameworks;

namespace CrmCore.Qualification;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    WriteIndented = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(FrameworkDraft))]
[JsonSerializable(typeof(PolicyDraft))]
internal sealed partial class DefinitionJsonContext : JsonSerializerContext
{
    public static SnapshotJson Json => field ??= new(Default, DefinitionReader.MaximumLength);
}
