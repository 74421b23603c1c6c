using System.Globalization;
using CrmCore.Cli.Csv;
using CrmCore.Tests.Support;

namespace CrmCore.Cli.Tests.Csv;

public sealed class NumberTests
{
    [Theory]
    [InlineData("1234", "1234", null)]
    [InlineData("1,234.56", "1234.56", null)]
    [InlineData("1.234,56", "1234.56", null)]
    [InlineData("1 234,56", "1234.56", null)]
    [InlineData("1\u00A0234,56", "1234.56", null)]
    [InlineData("1\u202F234\u202F567,8", "1234567.8", null)]
    [InlineData("1'234'567.80", "1234567.80", null)]
    [InlineData("1,234,567", "1234567", null)]
    [InlineData("1.234.567", "1234567", null)]
    [InlineData("12,34,567.00", "1234567.00", null)]
    [InlineData("0.125", "0.125", null)]
    [InlineData("0,125", "0.125", null)]
    [InlineData(".5", "0.5", null)]
    [InlineData("12,5", "12.5", null)]
    [InlineData("1234.567", "1234.567", null)]
    [InlineData("-1200", "-1200", null)]
    [InlineData("1200-", "-1200", null)]
    [InlineData("(1,200.00)", "-1200.00", null)]
    [InlineData("($1,200.00)", "-1200.00", "USD")]
    [InlineData("-$5.00", "-5.00", "USD")]
    [InlineData("￥１２３４．５", "1234.5", "CNY")]
    [InlineData("¥ 1,234.00", "1234.00", "CNY")]
    [InlineData("1.234,56 €", "1234.56", "EUR")]
    [InlineData("EUR 1.234,56", "1234.56", "EUR")]
    [InlineData("USD5000", "5000", "USD")]
    [InlineData("5000 hkd", "5000", "HKD")]
    [InlineData("HK$ 5000", "5000", "HKD")]
    [InlineData("12万", "120000", null)]
    [InlineData("12.5万元", "125000", "CNY")]
    [InlineData("3亿", "300000000", null)]
    [InlineData("RMB 3.5亿", "350000000", "CNY")]
    [InlineData("200美元", "200", "USD")]
    [InlineData("1.2k", "1200", null)]
    [InlineData("1.2m", "1200000", null)]
    [InlineData("$1.250M", "1250000", "USD")]
    [InlineData("2bn USD", "2000000000", "USD")]
    [InlineData("+7", "7", null)]
    [InlineData("45%", "45", null)]
    public void A_number_is_read_as_written(string text, string expected, string? currency)
    {
        Assert.Null(new NumberReader(null).TryRead(text, out decimal value, out NumberText written));
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), value);
        Assert.Equal(currency, written.Currency?.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("abc")]
    [InlineData("$")]
    [InlineData("12 apples")]
    [InlineData("1,23,4")]
    [InlineData("1.2.3")]
    [InlineData("1,234.56.78")]
    [InlineData("1,234 567")]
    [InlineData("--5")]
    [InlineData("5%%")]
    [InlineData("5 USD EUR")]
    [InlineData("1E+07")]
    [InlineData("10/2024")]
    [InlineData("9999999999999999")]
    [InlineData("99999999999999999999999999999999999999")]
    [InlineData("90000000亿")]
    public void What_is_no_number_is_a_fault(string text) => Assert.Equal(FaultKind.BadNumber, new NumberReader(null).TryRead(text, out _, out _)?.Kind);

    [Theory]
    [InlineData("1,234", '.', "1234")]
    [InlineData("1,234", ',', "1.234")]
    [InlineData("1.234", '.', "1.234")]
    [InlineData("1.234", ',', "1234")]
    public void One_separator_before_three_digits_is_told_by_the_column(string text, char mark, string expected)
    {
        Assert.Equal(FaultKind.AmbiguousNumber, new NumberReader(null).TryRead(text, out _, out _)?.Kind);
        Assert.Null(new NumberReader(mark).TryRead(text, out decimal value, out _));
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), value);
    }

    [Fact]
    public void A_stated_mark_refuses_the_other_way_of_writing()
    {
        NumberReader stated = new('.', IsStated: true);
        Assert.NotNull(stated.TryRead("1.234,56", out _, out _));
        Assert.NotNull(stated.TryRead("12,5", out _, out _));
        Assert.Null(stated.TryRead("1,234", out decimal value, out _));
        Assert.Equal(1234, value);
    }

    [Theory]
    [InlineData("USD", "USD")]
    [InlineData("cny", "CNY")]
    [InlineData("RMB", "CNY")]
    [InlineData("人民币", "CNY")]
    [InlineData("€", "EUR")]
    [InlineData("US Dollar (USD)", "USD")]
    [InlineData("Taler", null)]
    [InlineData("XX", null)]
    [InlineData("", null)]
    public void A_currency_is_found(string text, string? code) => Assert.Equal(code, CurrencyMark.Find(text)?.Code);

    [Law(MaxTest = 500)]
    public void Every_amount_is_read_in_every_notation(int whole, byte cents)
    {
        decimal value = whole + (Math.Sign(whole) * (cents % 100 / 100m));
        foreach (string culture in (string[])["en-US", "de-DE", "fr-FR", "de-CH", "zh-CN", "en-IN"])
        {
            string text = value.ToString("N2", CultureInfo.GetCultureInfo(culture));
            Assert.Null(new NumberReader(null).TryRead(text, out decimal read, out _));
            Assert.Equal(value, read);
        }
    }

    [Law]
    public void Nothing_throws(string? text) => new NumberReader(null).TryRead(text ?? "", out _, out _);
}
