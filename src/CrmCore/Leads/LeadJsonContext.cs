using System.Text.Json.Serialization;

namespace CrmCore.Leads;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(LeadSnapshot))]
[JsonSerializable(typeof(LeadEvent))]
[JsonSerializable(typeof(OwnerLedgerSnapshot))]
internal sealed partial class LeadJsonContext : JsonSerializerContext
{
    public static SnapshotJson Json => field ??= new(Default);
}
