using System.Text;

namespace CrmCore.Cli.Csv;

/// <summary>
/// Which word means what, written as lines <c>meaning: word, word, ...</c> with the likeliest word first.
/// Words are compared folded: without case, width, spaces and punctuation. A word may stand in several lines.
/// </summary>
internal sealed class WordTable
{
    private readonly Dictionary<string, List<(string Meaning, int Rank)>> _meanings = [];

    public WordTable(string lines)
    {
        foreach (string line in lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = line.Split(':', 2);
            string[] words = parts[1].Split(',', StringSplitOptions.TrimEntries);
            for (int rank = 0; rank < words.Length; rank++)
            {
                Add(Fold(words[rank]), parts[0], rank);
            }
        }
    }

    /// <summary>What a word means, with its place in the line of each meaning.</summary>
    public IReadOnlyList<(string Meaning, int Rank)> All(string word) => _meanings.GetValueOrDefault(Fold(word)) ?? [];

    /// <summary>What a word means, by the first line that has it; null where none has.</summary>
    public string? Find(string word) => All(word) is [var first, ..] ? first.Meaning : null;

    /// <summary>Letters and digits only, compatibility forms (full width, ligatures) resolved, lower case.</summary>
    public static string Fold(string text) =>
        string.Concat(text.Replace('\uFFFE', ' ').Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private void Add(string word, string meaning, int rank)
    {
        if (!_meanings.TryGetValue(word, out List<(string, int)>? known))
        {
            _meanings[word] = known = [];
        }

        known.Add((meaning, rank));
    }
}
