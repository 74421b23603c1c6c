namespace CrmCore.Tests;

/// <summary>The digits behind the point, by ISO 4217, list one.</summary>
public class CurrencyDigitTests
{
    private static readonly (int Digits, string Codes)[] Listed =
    [
        (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
        (3, "BHD IQD JOD KWD LYD OMR TND"),
        (4, "CLF UYW"),
        (2, "AED ARS AUD BRL CAD CHF CNY CZK DKK EGP EUR GBP HKD HUF IDR ILS INR MXN MYR NOK NZD PHP PLN RON RUB SAR SEK SGD THB TRY TWD UAH USD ZAR"),
    ];

    [Fact]
    public void Every_listed_code_has_its_digits()
    {
        foreach ((int digits, string codes) in Listed)
        {
            Assert.All(codes.Split(' '), c => Assert.Equal(digits, new Currency(c).MinorUnitDigits));
        }
    }

    [Fact]
    public void A_code_of_one_other_letter_has_the_digits_it_is_listed_with_and_else_two()
    {
        Dictionary<string, int> listed = Listed.SelectMany(l => l.Codes.Split(' ').Select(c => (c, l.Digits))).ToDictionary(p => p.c, p => p.Digits);
        foreach (string code in listed.Keys)
        {
            foreach (char letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            {
                Assert.All((string[])[letter + code[1..], $"{code[0]}{letter}{code[2]}", code[..2] + letter], c => Assert.Equal(listed.GetValueOrDefault(c, 2), new Currency(c).MinorUnitDigits));
            }
        }
    }
}
