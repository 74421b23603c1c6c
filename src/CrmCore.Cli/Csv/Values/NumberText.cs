namespace CrmCore.Cli.Csv;

/// <summary>A number as written, with everything around the digits taken off: sign, brackets, currency, percent sign, and 万, 亿, k, m.</summary>
/// <param name="Digits">Digits and separators, starting and ending with a digit or a decimal mark.</param>
/// <param name="IsNegative">Written with a minus or in brackets.</param>
/// <param name="Scale">What the digits are multiplied by.</param>
/// <param name="Currency">The currency, where one is written.</param>
/// <param name="IsPercent">Written with a percent sign.</param>
internal readonly record struct NumberText(string Digits, bool IsNegative, decimal Scale, CurrencyMark? Currency, bool IsPercent)
{
    private static readonly (string Mark, decimal Scale)[] Scales =
    [
        ("百万", 1_000_000), ("千万", 10_000_000), ("十万", 100_000), ("万", 10_000), ("萬", 10_000), ("亿", 100_000_000), ("億", 100_000_000), ("千", 1_000),
        ("mn", 1_000_000), ("bn", 1_000_000_000), ("k", 1_000), ("m", 1_000_000), ("b", 1_000_000_000),
    ];

    public static bool TryParse(string text, out NumberText number)
    {
        ReadOnlySpan<char> rest = Cell.Narrow(text).AsSpan().Trim();
        number = new NumberText("", false, 1, null, false);
        while (!rest.IsEmpty && !(IsBody(rest[0]) && IsBody(rest[^1])))
        {
            if (!TakeOne(ref rest, ref number))
            {
                return false;
            }

            rest = rest.Trim();
        }

        number = number with { Digits = rest.ToString() };
        return rest.ContainsAnyInRange('0', '9') && !rest.ContainsAnyExcept("0123456789.,' \u00A0\u2009\u202F\u2019_");
    }

    private static bool IsBody(char c) => char.IsAsciiDigit(c) || c is '.' or ',';

    private static bool TakeOne(ref ReadOnlySpan<char> rest, ref NumberText number)
    {
        if (rest[0] is '-' or '+' or '\u2212' || rest[^1] is '-' or '\u2212')
        {
            bool leads = rest[0] is '-' or '+' or '\u2212';
            bool minus = rest[0] != '+' || !leads;
            bool twice = number.IsNegative;
            number = number with { IsNegative = minus };
            rest = leads ? rest[1..] : rest[..^1];
            return !twice;
        }

        if (rest[0] == '(' && rest[^1] == ')')
        {
            bool twice = number.IsNegative;
            number = number with { IsNegative = true };
            rest = rest[1..^1];
            return !twice;
        }

        if (rest[^1] == '%' && !number.IsPercent)
        {
            number = number with { IsPercent = true };
            rest = rest[..^1];
            return true;
        }

        return (number.Currency is null && TakeCurrency(ref rest, ref number)) || (number.Scale == 1 && TakeScale(ref rest, ref number));
    }

    private static bool TakeCurrency(ref ReadOnlySpan<char> rest, ref NumberText number)
    {
        if (CurrencyMark.TryTake(ref rest, out CurrencyMark? currency))
        {
            number = number with { Currency = currency };
            return true;
        }

        return false;
    }

    private static bool TakeScale(ref ReadOnlySpan<char> rest, ref NumberText number)
    {
        foreach ((string mark, decimal scale) in Scales)
        {
            if (rest.EndsWith(mark, StringComparison.OrdinalIgnoreCase))
            {
                rest = rest[..^mark.Length];
                number = number with { Scale = scale };
                return true;
            }
        }

        return false;
    }
}
