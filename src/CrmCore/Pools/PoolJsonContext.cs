using System.Text.Json.Serialization;

namespace CrmCore.Pools;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    WriteIndented = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(PoolDefinition))]
[JsonSerializable(typeof(IReadOnlyList<PoolDefinition>))]
internal sealed partial class PoolJsonContext : JsonSerializerContext
{
    public static SnapshotJson Json => field ??= new(Default, DefinitionReader.MaximumLength);
}
