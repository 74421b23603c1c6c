namespace CrmCore;

/// <summary>Makes any text fit for Unicode normalisation, which throws on half surrogate pairs and on U+FFFE.</summary>
internal static class WellFormedText
{
    public static string Of(string text) =>
        text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 && text.AsSpan().IndexOfAnyInRange('\uFFFE', '\uFFFF') < 0
            ? text
            : string.Concat(text.EnumerateRunes().Where(r => r.Value is not (0xFFFE or 0xFFFF)).Select(r => r.ToString()));
}
