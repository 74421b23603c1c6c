using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrmCore.Cli.Csv;

/// <summary>
/// Which column is which field, and how its values are written. As read from JSON it may hold anything; <see cref="RowPlan.TryCreate"/> checks it against a file.
/// </summary>
/// <remarks>The collections have setters because the generated serializer makes an init-only property that the JSON leaves out null.</remarks>
internal sealed record ColumnMap
{
    /// <summary>Maps a column to nothing.</summary>
    public const string Ignored = "-";

    /// <summary>Keeps a column as a custom field under its header; so does leaving it out.</summary>
    public const string Custom = "custom";

    /// <summary>One character, or "tab".</summary>
    public string? Delimiter { get; init; }

    public string? Encoding { get; init; }

    /// <summary>"." or ",".</summary>
    public string? DecimalSeparator { get; init; }

    /// <summary>"ymd", "dmy", "mdy" or "excel".</summary>
    public string? DateOrder { get; init; }

    /// <summary>The zone of dates without an offset, such as "Asia/Shanghai"; UTC if nothing is said.</summary>
    public string? TimeZone { get; init; }

    public KeyRule? Key { get; init; }

    /// <summary>Header to field.</summary>
    public Dictionary<string, string> Columns { get; set; } = [];

    /// <summary>Field to the values of the file and what they mean.</summary>
    public Dictionary<string, Dictionary<string, string>> Values { get; set; } = [];

    /// <summary>Field to the value that all rows have.</summary>
    public Dictionary<string, string> Constants { get; set; } = [];

    /// <summary>Words that mean that nothing is known.</summary>
    public List<string> Blank { get; set; } = [];

    /// <summary>"reject" (if nothing is said) or "blank": what becomes of a row with a bad value in a field that is not essential.</summary>
    public string? OnBadValue { get; init; }

    /// <summary>Properties that no map has, kept to be reported.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>How to open a file by this map; an option that is wrong is left to be found out here and reported by the check.</summary>
    [JsonIgnore]
    public CsvOptions Options => new()
    {
        Delimiter = MapOptions.Delimiter(Delimiter),
        Encoding = Encoding is not null && FileText.Find(Encoding) is not null ? Encoding : null,
    };
}
