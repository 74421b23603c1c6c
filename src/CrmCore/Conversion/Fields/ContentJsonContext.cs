using System.Text.Json.Serialization;

namespace CrmCore.Conversion.Fields;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(PersonName))]
[JsonSerializable(typeof(EmailAddress))]
[JsonSerializable(typeof(PhoneNumber))]
[JsonSerializable(typeof(Money))]
[JsonSerializable(typeof(DateOnly))]
[JsonSerializable(typeof(Guid))]
[JsonSerializable(typeof(FieldValue))]
internal sealed partial class ContentJsonContext : JsonSerializerContext
{
    public static SnapshotJson Json => field ??= new(Default);
}
