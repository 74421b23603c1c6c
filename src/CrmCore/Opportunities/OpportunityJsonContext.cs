using System.Text.Json.Serialization;

namespace CrmCore.Opportunities;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(OpportunitySnapshot))]
[JsonSerializable(typeof(OpportunityEvent))]
internal sealed partial class OpportunityJsonContext : JsonSerializerContext
{
    public static SnapshotJson Json => field ??= new(Default);
}
