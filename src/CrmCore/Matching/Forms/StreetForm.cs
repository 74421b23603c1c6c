using System.Collections.Frozen;

namespace CrmCore.Matching.Forms;

/// <summary>A street without its number, its usual short words written out.</summary>
internal static class StreetForm
{
    private const string Table = """
        st=street str=street strasse=street rd=road ave=avenue av=avenue blvd=boulevard bvd=boulevard dr=drive ln=lane pl=place ct=court crt=court cct=circuit
        cir=circle cres=crescent cr=crescent pde=parade hwy=highway pkwy=parkway sq=square tce=terrace ter=terrace cl=close fwy=freeway expy=expressway
        n=north s=south e=east w=west ne=northeast nw=northwest se=southeast sw=southwest mt=mount ft=fort apt=apartment bldg=building fl=floor ste=suite
        no=number first=1st second=2nd third=3rd fourth=4th fifth=5th sixth=6th seventh=7th eighth=8th ninth=9th tenth=10th
        """;

    private static readonly FrozenDictionary<string, string> Words = Table
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(w => w.Split('=')).ToFrozenDictionary(w => w[0], w => w[1], StringComparer.Ordinal);

    /// <summary>The street for matching. Applying it twice changes nothing.</summary>
    public static string Of(string? text)
    {
        string folded = TextFold.Fold(text);
        if (folded.Length == 0)
        {
            return folded;
        }

        string[] words = folded.Split(' ');
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = Words.TryGetValue(words[i], out string? whole) ? whole : words[i].Length > 5 && words[i].EndsWith("strasse", StringComparison.Ordinal) ? words[i][..^4] : words[i];
        }

        return string.Join(' ', words);
    }

    /// <summary>The house number and the rest of an address line: a number at its beginning or, failing that, at its end; blank where there is none.</summary>
    public static (string Number, string Street) Split(string? line)
    {
        string street = Of(line);
        int space = street.IndexOf(' ', StringComparison.Ordinal);
        if (space > 0 && IsNumber(street.AsSpan(0, space)))
        {
            return (street[..space], street[(space + 1)..]);
        }

        space = street.LastIndexOf(' ');
        return space > 0 && IsNumber(street.AsSpan(space + 1)) ? (street[(space + 1)..], street[..space]) : ("", street);
    }

    /// <summary>Digits, with at most one letter behind.</summary>
    private static bool IsNumber(ReadOnlySpan<char> word)
    {
        int digits = word.IndexOfAnyExceptInRange('0', '9');
        return digits < 0 || (digits > 0 && digits == word.Length - 1);
    }
}
