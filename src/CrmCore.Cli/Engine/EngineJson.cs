using System.Text.Json.Serialization;

namespace CrmCore.Cli.Engine;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PassResult))]
internal sealed partial class EngineJson : JsonSerializerContext
{
}
