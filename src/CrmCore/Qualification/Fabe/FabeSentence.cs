using System.Globalization;

namespace CrmCore.Qualification.Fabe;

/// <summary>Says a FABE statement as one sentence: because ..., it ..., which means for you ..., see ... (因为…从而有…对您而言…你看…).</summary>
public static class FabeSentence
{
    /// <summary>The sentence of the parts that are there.</summary>
    /// <param name="note">The statement.</param>
    /// <param name="culture">The language; null means the current UI culture.</param>
    /// <param name="texts">The frames; null takes those that are shipped.</param>
    public static string ToSentence(this FabeNote note, CultureInfo? culture = null, CrmTexts? texts = null)
    {
        Guard.Against.Null(note);
        CultureInfo language = culture ?? CultureInfo.CurrentUICulture;
        (string Code, string? Part)[] parts = [("feature", note.Feature), ("advantage", note.Advantage), ("benefit", note.Benefit), ("proof", note.Proof)];
        string separator = (texts ?? CrmTexts.Default).Find("qualification.fabe.frame-separator", language) ?? ", ";
        return string.Join(
            separator,
            parts.Where(p => p.Part is not null).Select(p => (texts ?? CrmTexts.Default).Describe(
                new Refusal("qualification.fabe.frame-" + p.Code, ("text", SafeText.Clean(p.Part!.TrimEnd('.', '。', ' ')))), language)));
    }
}
