using System.Text.Json.Serialization;
using CrmCore.Probabilities.Models;

namespace CrmCore.Probabilities;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ProbabilityModel))]
internal sealed partial class ProbabilityJsonContext : JsonSerializerContext
{
    public static SnapshotJson Json => field ??= new(Default);
}
