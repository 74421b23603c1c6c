using System.Text.RegularExpressions;

namespace CrmCore.Privacy;

/// <summary>
/// Finds names, addresses and numbers as whole words, whatever their case; numbers also where their digits are parted otherwise. A word of a script without spaces is found
/// anywhere. Immutable.
/// </summary>
internal sealed class WordMask
{
    private const string Gone = "-";

    /// <summary>A letter of a script that parts words, a digit or a mark.</summary>
    private const string Joined = @"[\p{Lu}\p{Ll}\p{Lt}\p{Lm}\p{M}\p{N}]";

    private readonly Regex? _pattern;

    public WordMask(IEnumerable<string?> words)
    {
        string[] patterns = [.. words.OfType<string>().Select(w => w.Trim()).Where(w => w.Length > 1).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(w => w.Length).Select(PatternOf)];
        _pattern = patterns.Length == 0 ? null : new(string.Join('|', patterns), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    public bool IsIn(string? text) => text is not null && _pattern?.IsMatch(text) == true;

    public string Without(string text) => _pattern?.Replace(text, Gone) ?? text;

    private static string PatternOf(string word)
    {
        bool isNumber = word.Length > 4 && word.All(c => char.IsAsciiDigit(c) || c == '+');
        string body = isNumber ? string.Join(@"[\s./()-]*", word.Select(c => Regex.Escape(c.ToString()))) : Regex.Escape(word);
        return (Parts(word[0]) ? $"(?<!{Joined})" : "") + body + (Parts(word[^1]) ? $"(?!{Joined})" : "");
    }

    private static bool Parts(char edge) => char.IsLetterOrDigit(edge) && char.GetUnicodeCategory(edge) != System.Globalization.UnicodeCategory.OtherLetter;
}
