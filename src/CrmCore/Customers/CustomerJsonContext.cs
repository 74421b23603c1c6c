using System.Text.Json.Serialization;

namespace CrmCore.Customers;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AccountSnapshot))]
[JsonSerializable(typeof(ContactSnapshot))]
[JsonSerializable(typeof(CustomerEvent))]
internal sealed partial class CustomerJsonContext : JsonSerializerContext
{
    public static SnapshotJson Json => field ??= new(Default);
}
