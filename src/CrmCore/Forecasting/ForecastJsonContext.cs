using System.Text.Json.Serialization;
using CrmCore.Forecasting.Accounting;

namespace CrmCore.Forecasting;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<Quota>))]
[JsonSerializable(typeof(ForecastSnapshot))]
internal sealed partial class ForecastJsonContext : JsonSerializerContext
{
    public static SnapshotJson Json => field ??= new(Default);

    public static ForecastJsonContext Form => field ??= new(JsonForm.OptionsOf(Default));
}
