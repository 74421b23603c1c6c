namespace CrmCore.Cli.Csv;

/// <summary>Reads the words that a map's options may be; null for what is not one of them.</summary>
internal static class MapOptions
{
    public static char? Delimiter(string? text) => text switch
    {
        "tab" => '\t',
        [var c] when c is > ' ' and < '\u007F' or '\t' && c != '"' && !char.IsLetterOrDigit(c) => c,
        _ => null,
    };

    public static char? DecimalMark(string? text) => text is "." or "," ? text[0] : null;

    public static DateOrder? Order(string? text) => text?.ToLowerInvariant() switch
    {
        "ymd" => DateOrder.YearFirst,
        "dmy" => DateOrder.DayFirst,
        "mdy" => DateOrder.MonthFirst,
        "excel" => DateOrder.Excel,
        _ => null,
    };

    public static TimeZoneInfo? Zone(string? name) =>
        name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone) ? zone : null;

    public static bool? BlankOnBadValue(string? text) => text switch
    {
        "blank" => true,
        "reject" => false,
        _ => null,
    };
}
