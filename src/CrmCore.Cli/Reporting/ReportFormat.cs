using System.Globalization;

namespace CrmCore.Cli.Reporting;

/// <summary>Numbers, money and dates as the language writes them. Fixed patterns, so that a page is the same on every machine.</summary>
internal sealed class ReportFormat(ReportLanguage language, string currency)
{
    public const string None = "–";

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private static readonly string[] ChineseWeekdays = ["日", "一", "二", "三", "四", "五", "六"];

    private readonly bool _chinese = language == ReportLanguage.Chinese;

    /// <summary>What stands before an amount.</summary>
    public string MoneySign { get; } = currency switch
    {
        "USD" => "$",
        "CNY" or "JPY" => "¥",
        "EUR" => "€",
        "GBP" => "£",
        "INR" => "₹",
        "KRW" => "₩",
        "HKD" => "HK$",
        "TWD" => "NT$",
        "SGD" => "S$",
        "AUD" => "A$",
        "CAD" => "C$",
        _ => currency + "\u00A0",
    };

    /// <summary>Units of short amounts, largest first: 1.2M, 120万.</summary>
    public IReadOnlyList<ShortUnit> ShortUnits { get; } = language == ReportLanguage.Chinese
        ? [new(100_000_000, "亿"), new(10_000, "万")]
        : [new(1_000_000_000, "B"), new(1_000_000, "M"), new(1_000, "K")];

    public string Money(decimal amount) => Sign(amount) + MoneySign + Math.Abs(amount).ToString("N0", Invariant);

    public string Money(decimal? amount) => amount is { } value ? Money(value) : None;

    public string ShortMoney(decimal amount)
    {
        decimal size = Math.Abs(amount);
        ShortUnit unit = ShortUnits.FirstOrDefault(unit => size >= unit.Size * 0.9995m) ?? new(1, "");
        decimal scaled = size / unit.Size;
        string pattern = unit.Size == 1 || scaled >= 99.95m ? "#,##0" : scaled >= 9.995m ? "0.#" : "0.##";
        return Sign(amount) + MoneySign + scaled.ToString(pattern, Invariant) + unit.Suffix;
    }

    public string Percent(double? share) => share is { } value && double.IsFinite(value)
        ? (value * 100).ToString(value is > 0 and < 0.1 ? "0.#" : "0", Invariant) + "%"
        : None;

    /// <summary>A share; one that rests on few cases carries a star.</summary>
    public string Rate(double? share, bool isSmall) => Percent(share) + (share is not null && isSmall ? "\u00A0*" : "");

    /// <summary>An interval of shares: 58–66%.</summary>
    public string Range(double? low, double? high) => low is { } from && high is { } to
        ? $"{Percent(from).TrimEnd('%')}–{Percent(to)}"
        : None;

    public string Count(int count) => count.ToString("N0", Invariant);

    public string Count(int? count) => count is { } value ? Count(value) : None;

    public string Days(double? days) => days is { } value && double.IsFinite(value)
        ? value.ToString("#,##0", Invariant) + (_chinese ? " 天" : Math.Round(value) == 1 ? " day" : " days")
        : None;

    public string Date(DateOnly date) => date.ToString(_chinese ? "yyyy年M月d日" : "d MMM yyyy", Invariant);

    /// <summary>A day without its year, for axes.</summary>
    public string Day(DateOnly date) => date.ToString(_chinese ? "M月d日" : "d MMM", Invariant);

    public string Date(DateOnly? date) => date is { } value ? Date(value) : None;

    public string Instant(DateTimeOffset instant)
    {
        string day = _chinese
            ? instant.ToString("yyyy年M月d日 ", Invariant) + "星期" + ChineseWeekdays[(int)instant.DayOfWeek]
            : instant.ToString("dddd, d MMMM yyyy", Invariant);
        return day + instant.ToString(" HH:mm (UTCzzz)", Invariant);
    }

    private static string Sign(decimal amount) => amount < 0 ? "-" : "";

    internal sealed record ShortUnit(decimal Size, string Suffix);
}
