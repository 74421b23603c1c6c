namespace CrmCore.EntityFrameworkCore;

/// <summary>Texts as they stand in columns to report by: short enough to be indexed everywhere. The whole text is in the snapshot.</summary>
internal static class ReportText
{
    public const int MaximumLength = 400;

    /// <summary>The first 400 UTF-16 units of a text, never half a letter; null for a blank one.</summary>
    public static string? Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length <= MaximumLength)
        {
            return string.IsNullOrWhiteSpace(text) ? null : text;
        }

        return text[..(char.IsHighSurrogate(text[MaximumLength - 1]) ? MaximumLength - 1 : MaximumLength)];
    }
}
