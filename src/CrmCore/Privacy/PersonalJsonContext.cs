using System.Text.Json.Serialization;

namespace CrmCore.Privacy;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PersonalAccount))]
[JsonSerializable(typeof(PersonalOpportunity))]
internal sealed partial class PersonalJsonContext : JsonSerializerContext
{
    public static SnapshotJson Json => field ??= new(Default);
}
