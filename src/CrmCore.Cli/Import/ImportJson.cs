using System.Text.Json.Serialization;

namespace CrmCore.Cli.Import;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ImportSummary))]
internal sealed partial class ImportJson : JsonSerializerContext
{
}
