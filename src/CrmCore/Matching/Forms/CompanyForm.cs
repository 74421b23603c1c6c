using System.Collections.Frozen;

namespace CrmCore.Matching.Forms;

/// <summary>A company's name without its legal form.</summary>
internal static class CompanyForm
{
    private static readonly FrozenSet<string> LegalForms = FrozenSet.ToFrozenSet(
    [
        "inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "llp", "lp", "plc", "pllc", "pc",
        "gmbh", "ag", "kg", "kgaa", "ohg", "ug", "ev", "mbh", "se", "sa", "sarl", "sas", "sasu", "eurl", "snc", "sca", "scop", "bv", "nv", "vof", "bvba", "ab", "hb", "oy", "oyj",
        "aps", "as", "asa", "spa", "srl", "srls", "sl", "slu", "sau", "sc", "cv", "sapi", "lda", "ltda", "eireli", "sro", "zoo", "spzoo", "doo", "dd", "kft", "zrt", "nyrt",
        "ood", "eood", "ooo", "oao", "pao", "zao", "ао", "ооо", "пао", "зао", "pty", "pte", "pvt", "private", "sdn", "bhd", "tbk", "kk", "gk",
    ],
    StringComparer.Ordinal);

    private static readonly string[] AsianEnds =
    [
        "股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "集团公司", "控股集团", "集团", "公司", "株式会社", "有限会社", "合同会社", "주식회사", "유한회사",
    ];

    private static readonly string[] AsianBeginnings = ["株式会社", "有限会社", "合同会社", "주식회사", "유한회사"];

    private static readonly string[] Endings = ["gmbh and", "sp z o o", "s r o", "d o o", "s a", "s l", "s p a", "s r l", "b v", "n v", "l l c", "a s", "a g", "k k", "and"];

    /// <summary>The name for matching. Applying it twice changes nothing.</summary>
    public static string Of(string? name)
    {
        string text = TextFold.Fold(name);
        string before;
        do
        {
            before = text;
            text = WithoutEnd(WithoutBeginning(text));
        }
        while (text != before);
        return text;
    }

    private static string WithoutBeginning(string text)
    {
        if (text.Length > 4 && text.StartsWith("the ", StringComparison.Ordinal))
        {
            return text[4..];
        }

        string? beginning = ChineseScript.IsChinese(text) || text.AsSpan().IndexOfAnyInRange('가', '힣') == 0
            ? AsianBeginnings.FirstOrDefault(b => text.Length > b.Length && text.StartsWith(b, StringComparison.Ordinal))
            : null;
        return beginning is null ? text : text[beginning.Length..].TrimStart();
    }

    private static string WithoutEnd(string text)
    {
        if (text.Length > 0 && text[^1] > '\u2FFF')
        {
            string? end = AsianEnds.FirstOrDefault(e => text.Length > e.Length && text.EndsWith(e, StringComparison.Ordinal));
            return end is null ? text : text[..^end.Length].TrimEnd();
        }

        int space = text.LastIndexOf(' ');
        if (space <= 0)
        {
            return text;
        }

        if (LegalForms.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text.AsSpan(space + 1)))
        {
            return text[..space];
        }

        string? ending = Endings.FirstOrDefault(e => text.Length > e.Length + 1 && text[^(e.Length + 1)] == ' ' && text.EndsWith(e, StringComparison.Ordinal));
        return ending is null ? text : text[..^(ending.Length + 1)];
    }
}
