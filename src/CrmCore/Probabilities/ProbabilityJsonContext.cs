using System.Text.Json.Serialization;
using CrmCore.Probabilities.Learned;
using CrmCore.Probabilities.Timing;

namespace CrmCore.Probabilities;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ProbabilityModel))]
[JsonSerializable(typeof(TimeAwareModel))]
internal sealed partial class ProbabilityJsonContext : JsonSerializerContext
{
    public static SnapshotJson Json => field ??= new(Default);
}
