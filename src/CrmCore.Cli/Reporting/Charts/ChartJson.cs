using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace CrmCore.Cli.Reporting.Charts;

/// <summary>What report.js reads from the page.</summary>
internal sealed record ChartData(string MoneySign, IReadOnlyList<ReportFormat.ShortUnit> Units, string DaySuffix, IReadOnlyList<Chart> Charts);

/// <summary>The charts as JSON that can stand inside a script element: no &lt;, &gt;, &amp; or quote of the data survives unescaped.</summary>
[JsonSerializable(typeof(ChartData))]
internal sealed partial class ChartJson : JsonSerializerContext
{
    private static readonly ChartJson Safe = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { Named<ChartKind>(), Named<ChartUnit>(), Named<ChartMark>(), Named<ChartColor>() },
    });

    public static string Serialize(ChartData data) => JsonSerializer.Serialize(data, Safe.ChartData);

    private static JsonStringEnumConverter<T> Named<T>()
        where T : struct, Enum => new(JsonNamingPolicy.CamelCase);
}
