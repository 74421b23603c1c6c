using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace CrmCore.Qualification.Templates;

/// <summary>Templates to start with, each in English and Simplified Chinese.</summary>
public static class ReadyTemplates
{
    private static readonly ConcurrentDictionary<(string Key, string Language), NoteTemplate> Loaded = new();

    /// <summary>
    /// The keys: <c>spin-call-plan</c>, <c>spin-note</c>, <c>fabe-statement</c>, <c>needs-iceberg</c>, <c>question-funnel</c>, <c>discovery-summary</c>,
    /// <c>framework-scorecard</c>, <c>hand-over</c>, <c>loss-review</c>.
    /// </summary>
    public static IReadOnlyList<string> Keys { get; } =
        ["spin-call-plan", "spin-note", "fabe-statement", "needs-iceberg", "question-funnel", "discovery-summary", "framework-scorecard", "hand-over", "loss-review"];

    /// <summary>A template in a language: Simplified Chinese for a Chinese culture, else English.</summary>
    /// <param name="key">One of <see cref="Keys"/>.</param>
    /// <param name="culture">The language; null means the current UI culture.</param>
    /// <exception cref="ArgumentException">There is no such template.</exception>
    public static NoteTemplate Get(string key, CultureInfo? culture = null)
    {
        if (!Keys.Contains(Guard.Against.Null(key)))
        {
            throw new ArgumentException($"There is no template '{key}'; there are {string.Join(", ", Keys)}.", nameof(key));
        }

        return Loaded.GetOrAdd((key, IsChinese(culture ?? CultureInfo.CurrentUICulture) ? "zh-Hans" : "en"), static name => new(name.Key, Read(name.Key, name.Language)));
    }

    private static bool IsChinese(CultureInfo culture) => culture.TwoLetterISOLanguageName == "zh";

    private static string Read(string key, string language)
    {
        using Stream stream = typeof(ReadyTemplates).Assembly.GetManifestResourceStream($"CrmCore.Templates/{language}/{key}.md")!;
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
