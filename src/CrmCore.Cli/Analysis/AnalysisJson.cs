using System.Text.Json.Serialization;

namespace CrmCore.Cli.Analysis;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(FunnelResult))]
[JsonSerializable(typeof(VelocityResult))]
[JsonSerializable(typeof(HealthResult))]
internal sealed partial class AnalysisJson : JsonSerializerContext
{
}
