using System.Globalization;

namespace CrmCore.Qualification.Templates;

/// <summary>
/// A template of a note: text with <c>{{field}}</c>, <c>{{#each list}}...{{else}}...{{/each}}</c> and <c>{{#if field}}...{{else}}...{{/if}}</c>. The fields
/// are those of <see cref="NoteFields"/>; a blank one is shown as the question to ask. It can do nothing else: no code, no files, bounded length, depth and
/// output. Immutable, checked as a whole when made, safe to share between threads.
/// </summary>
public sealed class NoteTemplate
{
    /// <summary>How long a template may be, in characters.</summary>
    public const int MaximumLength = 65_536;

    /// <summary>How deep blocks may be nested.</summary>
    public const int MaximumDepth = 8;

    /// <summary>How long a rendered note may be, in characters; what goes beyond is cut off.</summary>
    public const int MaximumOutput = 1_000_000;

    private readonly IReadOnlyList<TemplateNode> _nodes;

    /// <summary>A template.</summary>
    /// <param name="key">The stable key.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="DefinitionException">A field is unknown, a block is not closed or nested too deep, or the text is too long; every defect is listed with line and column.</exception>
    public NoteTemplate(string key, string text)
    {
        Key = Guard.Against.NullOrWhiteSpace(key);
        Text = Guard.Against.Null(text);
        (_nodes, IReadOnlyList<Defect> defects) = TemplateParser.Parse(text);
        if (defects.Count > 0)
        {
            throw new DefinitionException($"note template '{key}'", defects);
        }
    }

    /// <summary>The stable key.</summary>
    public string Key { get; }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>Renders a note.</summary>
    /// <param name="subject">The lead or opportunity.</param>
    /// <param name="at">The instant; later notes are left out.</param>
    /// <param name="form">What to render to.</param>
    /// <param name="options">The policy, framework, iceberg and language; null takes the defaults.</param>
    public string Render(IDiscoverySubject subject, DateTimeOffset at, TextForm form = TextForm.Markdown, NoteOptions? options = null)
    {
        Guard.Against.Null(subject);
        NoteOptions chosen = options ?? new();
        CultureInfo culture = chosen.Culture ?? CultureInfo.CurrentUICulture;
        return new TemplateWriter(form, culture, chosen.Texts).Write(_nodes, NoteScope.Of(subject, at, chosen, culture));
    }
}
