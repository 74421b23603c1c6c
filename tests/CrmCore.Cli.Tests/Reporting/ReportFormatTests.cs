using CrmCore.Cli.Reporting;

namespace CrmCore.Cli.Tests.Reporting;

public sealed class ReportFormatTests
{
    private static readonly ReportFormat English = new(ReportLanguage.English, "USD");
    private static readonly ReportFormat Chinese = new(ReportLanguage.Chinese, "CNY");

    [Theory]
    [InlineData(0, "$0", "¥0")]
    [InlineData(940, "$940", "¥940")]
    [InlineData(9_400, "$9.4K", "¥9,400")]
    [InlineData(999_960, "$1M", "¥100万")]
    [InlineData(1_234_567, "$1.23M", "¥123万")]
    [InlineData(-12_345_678, "-$12.3M", "-¥1,235万")]
    [InlineData(2_500_000_000, "$2.5B", "¥25亿")]
    public void Short_money_uses_the_units_of_the_language(decimal amount, string english, string chinese)
    {
        Assert.Equal(english, English.ShortMoney(amount));
        Assert.Equal(chinese, Chinese.ShortMoney(amount));
    }

    [Fact]
    public void Money_is_whole_and_grouped()
    {
        Assert.Equal("$1,234,567", English.Money(1_234_567.4m));
        Assert.Equal("-¥12", Chinese.Money(-12));
        Assert.Equal("CHF\u00A05", new ReportFormat(ReportLanguage.English, "CHF").Money(5));
    }

    [Fact]
    public void Dates_are_written_as_the_language_does()
    {
        DateTimeOffset instant = new(2026, 11, 23, 8, 5, 0, TimeSpan.FromHours(8));
        Assert.Equal("Monday, 23 November 2026 08:05 (UTC+08:00)", English.Instant(instant));
        Assert.Equal("2026年11月23日 星期一 08:05 (UTC+08:00)", Chinese.Instant(instant));
        Assert.Equal("1 Mar 2027", English.Date(new DateOnly(2027, 3, 1)));
        Assert.Equal("2027年3月1日", Chinese.Date(new DateOnly(2027, 3, 1)));
    }

    [Theory]
    [InlineData(0.0, "0%")]
    [InlineData(0.041, "4.1%")]
    [InlineData(0.597, "60%")]
    [InlineData(double.NaN, "–")]
    [InlineData(null, "–")]
    public void Shares_are_percents(double? share, string expected) => Assert.Equal(expected, English.Percent(share));

    [Theory]
    [InlineData(1, "1 day", "1 天")]
    [InlineData(67.4, "67 days", "67 天")]
    public void Days_are_counted(double days, string english, string chinese)
    {
        Assert.Equal(english, English.Days(days));
        Assert.Equal(chinese, Chinese.Days(days));
    }
}
