using System.Text.Json;
using CrmCore.Tests.Support;

namespace CrmCore.Tests;

public class CurrencyTests
{
    [Theory]
    [InlineData("EUR", "EUR")]
    [InlineData("eur", "EUR")]
    [InlineData(" cny ", "CNY")]
    public void Three_letters_are_a_currency(string text, string code)
    {
        Assert.Equal(code, new Currency(text).Code);
        Assert.True(Currency.TryParse(text, out Currency currency));
        Assert.Equal(new Currency(code), currency);
    }

    [Theory]
    [InlineData("")]
    [InlineData("EU")]
    [InlineData("EURO")]
    [InlineData("E1R")]
    [InlineData("欧元元")]
    [InlineData("€")]
    public void Anything_else_is_none(string text)
    {
        Assert.Throws<ArgumentException>(() => new Currency(text));
        Assert.False(Currency.TryParse(text, out Currency none));
        Assert.Equal(default, none);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Currency>($"\"{text}\""));
    }

    [Theory]
    [InlineData("EUR", 2)]
    [InlineData("JPY", 0)]
    [InlineData("VND", 0)]
    [InlineData("TND", 3)]
    [InlineData("CLF", 4)]
    [InlineData("XYZ", 2)]
    public void The_smallest_unit_has_the_digits_of_iso_4217(string code, int digits) => Assert.Equal(digits, new Currency(code).MinorUnitDigits);

    [Law]
    public void A_currency_round_trips_through_json(Currency currency) => Assert.Equal(currency, JsonSerializer.Deserialize<Currency>(JsonSerializer.Serialize(currency)));
}
