using System.Text;

namespace CrmCore.Health;

/// <summary>Texts that name facts in braces.</summary>
internal static class TextTemplate
{
    public static IEnumerable<string> FactsOf(string template)
    {
        int position = 0;
        while (template.IndexOf('{', position) is >= 0 and int open && template.IndexOf('}', open) is >= 0 and int close)
        {
            yield return template[(open + 1)..close];
            position = close + 1;
        }
    }

    /// <summary>The text with its facts filled in; a fact that is not given stays as it is named.</summary>
    public static string Fill(string template, IReadOnlyDictionary<string, string> values)
    {
        StringBuilder text = new(template.Length + 16);
        int position = 0;
        while (template.IndexOf('{', position) is >= 0 and int open && template.IndexOf('}', open) is >= 0 and int close)
        {
            text.Append(template, position, open - position);
            text.Append(values.TryGetValue(template[(open + 1)..close], out string? value) ? value : template[open..(close + 1)]);
            position = close + 1;
        }

        return text.Append(template, position, template.Length - position).ToString();
    }
}
