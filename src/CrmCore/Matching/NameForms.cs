using System.Globalization;
using System.Text;

namespace CrmCore.Matching;

/// <summary>Forms of names for finding the same one. They are for matching only, never for showing.</summary>
public static class NameForms
{
    private static readonly string[] LegalForms =
    [
        "inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "llp", "plc", "gmbh", "ag", "kg", "se", "sa", "sarl", "sas", "bv", "nv", "ab", "oy", "spa", "srl", "pty",
    ];

    private static readonly string[] ChineseLegalForms = ["股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "集团公司", "集团", "公司"];

    /// <summary>A company's name without its legal form: letters and digits in lower case, full-width ones folded, words parted by one space. Applying it twice changes nothing.</summary>
    public static string Company(string? name)
    {
        string text = Fold(name);
        bool changed;
        do
        {
            changed = false;
            foreach (string form in ChineseLegalForms)
            {
                if (text.Length > form.Length && text.EndsWith(form, StringComparison.Ordinal))
                {
                    text = text[..^form.Length].TrimEnd();
                    changed = true;
                }
            }

            int space = text.LastIndexOf(' ');
            if (space > 0 && LegalForms.Contains(text[(space + 1)..]))
            {
                text = text[..space];
                changed = true;
            }
        }
        while (changed);
        return text;
    }

    /// <summary>A person's name whatever the order of its parts: lower case, full-width letters folded, the words sorted. Applying it twice changes nothing.</summary>
    public static string Person(string? name) => string.Join(' ', Fold(name).Split(' ').Order(StringComparer.Ordinal));

    private static string Fold(string? text)
    {
        StringBuilder folded = new();
        foreach (char letter in (text ?? "").Normalize(NormalizationForm.FormKC).Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(letter))
            {
                folded.Append(char.ToLowerInvariant(letter));
            }
            else if (char.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && letter is not ('.' or '\'') && folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().TrimEnd().Normalize(NormalizationForm.FormC);
    }
}
