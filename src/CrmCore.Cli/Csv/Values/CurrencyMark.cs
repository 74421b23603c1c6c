using System.Collections.Frozen;

namespace CrmCore.Cli.Csv;

/// <summary>A currency named beside an amount.</summary>
/// <param name="Code">ISO 4217.</param>
/// <param name="Sign">The sign that more than one currency uses ($, ¥), or NUL.</param>
internal sealed record CurrencyMark(string Code, char Sign = '\0')
{
    private const string Codes =
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP "
        + "DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK "
        + "LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF "
        + "SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG";

    private static readonly FrozenSet<string> Known = Codes.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenSet<string> Dollars = "USD AUD CAD HKD NZD SGD TWD MXN ARS CLP COP BRL".Split(' ').ToFrozenSet();

    /// <summary>Longer marks first, so that HK$ is not read as $.</summary>
    private static readonly (string Mark, CurrencyMark Currency)[] Marks =
    [
        ("US$", new("USD")), ("HK$", new("HKD")), ("NT$", new("TWD")), ("RMB¥", new("CNY")), ("CN¥", new("CNY")), ("JP¥", new("JPY")),
        ("A$", new("AUD")), ("C$", new("CAD")), ("S$", new("SGD")), ("R$", new("BRL")), ("$", new("USD", '$')), ("¥", new("CNY", '¥')),
        ("€", new("EUR")), ("£", new("GBP")), ("₹", new("INR")), ("₩", new("KRW")), ("₽", new("RUB")), ("₫", new("VND")), ("₺", new("TRY")),
        ("RMB", new("CNY")), ("人民币", new("CNY")), ("美元", new("USD")), ("欧元", new("EUR")), ("港币", new("HKD")), ("日元", new("JPY")), ("元", new("CNY")),
    ];

    /// <summary>True where both can mean one currency: a bare $ goes with any dollar, a bare ¥ with yuan and yen.</summary>
    public bool Fits(string code) => Sign switch
    {
        '$' => Dollars.Contains(code),
        '¥' => code is "CNY" or "JPY",
        _ => code == Code,
    };

    /// <summary>Reads a field that holds nothing but a currency: USD, cny, RMB, €, 人民币, "US Dollar (USD)".</summary>
    public static CurrencyMark? Find(string text)
    {
        ReadOnlySpan<char> rest = Cell.Narrow(text).AsSpan().Trim();
        if (rest.EndsWith(")") && rest.LastIndexOf('(') is int open and >= 0)
        {
            rest = rest[(open + 1)..^1].Trim();
        }

        return TryTake(ref rest, out CurrencyMark? found) && rest.IsEmpty ? found : null;
    }

    /// <summary>Takes a code or sign off the start or the end.</summary>
    public static bool TryTake(ref ReadOnlySpan<char> rest, out CurrencyMark? currency)
    {
        foreach ((string mark, CurrencyMark found) in Marks)
        {
            bool leads = rest.StartsWith(mark, StringComparison.OrdinalIgnoreCase);
            if (leads || rest.EndsWith(mark, StringComparison.OrdinalIgnoreCase))
            {
                rest = leads ? rest[mark.Length..] : rest[..^mark.Length];
                currency = found;
                return true;
            }
        }

        return TryTakeCode(ref rest, out currency);
    }

    private static bool TryTakeCode(ref ReadOnlySpan<char> rest, out CurrencyMark? currency)
    {
        currency = null;
        if (rest.Length < 3)
        {
            return false;
        }

        string first = rest[..3].ToString();
        string last = rest[^3..].ToString();
        if (Known.Contains(first) && (rest.Length == 3 || !char.IsAsciiLetter(rest[3])))
        {
            rest = rest[3..];
            currency = new CurrencyMark(first.ToUpperInvariant());
        }
        else if (Known.Contains(last) && !char.IsAsciiLetter(rest[^4]))
        {
            rest = rest[..^3];
            currency = new CurrencyMark(last.ToUpperInvariant());
        }

        return currency is not null;
    }
}
