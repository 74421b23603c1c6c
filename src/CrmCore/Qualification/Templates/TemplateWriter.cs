using System.Globalization;
using System.Text;

namespace CrmCore.Qualification.Templates;

/// <summary>Writes a template's text with values, escaped for the form, up to a bounded size.</summary>
internal sealed class TemplateWriter(TextForm form, CultureInfo culture, CrmTexts texts)
{
    private readonly StringBuilder _text = new();

    public string Write(IReadOnlyList<TemplateNode> nodes, TemplateScope scope)
    {
        WriteAll(nodes, scope);
        return _text.Length > NoteTemplate.MaximumOutput ? _text.ToString(0, NoteTemplate.MaximumOutput - 1) + "…" : _text.ToString();
    }

    private void WriteAll(IReadOnlyList<TemplateNode> nodes, TemplateScope scope)
    {
        foreach (TemplateNode node in nodes)
        {
            if (_text.Length > NoteTemplate.MaximumOutput)
            {
                return;
            }

            switch (node)
            {
                case LiteralNode literal:
                    WriteLiteral(literal.Text);
                    break;
                case FieldNode field:
                    WriteValue(field.Name, scope);
                    break;
                case EachNode each when scope.List(each.List) is { Count: > 0 } items:
                    foreach (TemplateScope item in items)
                    {
                        WriteAll(each.Body, item);
                    }

                    break;
                case EachNode each:
                    WriteAll(each.Otherwise, scope);
                    break;
                case IfNode condition:
                    WriteAll(scope.Has(condition.Name) ? condition.Body : condition.Otherwise, scope);
                    break;
            }
        }
    }

    private void WriteValue(string name, TemplateScope scope)
    {
        if (scope.Value(name) is { } value)
        {
            _text.Append(name == "iceberg" ? Block(value) : Escape(value));
            return;
        }

        Refusal blank = scope.Question(name) is { } question ? new("qualification.template.ask", ("question", question)) : new("qualification.template.unknown");
        string words = Escape(texts.Describe(blank, culture));
        _text.Append(form == TextForm.Markdown ? $"_({words})_" : $"({words})");
    }

    private string Block(string value) => form == TextForm.Plain ? SafeText.Clean(value) : "```text\n" + SafeText.Clean(value).Replace("```", "'''", StringComparison.Ordinal).TrimEnd('\n') + "\n```";

    private string Escape(string value)
    {
        string clean = SafeText.Clean(value).ReplaceLineEndings(" ").Trim();
        if (form == TextForm.Plain)
        {
            return clean;
        }

        StringBuilder escaped = new(clean.Length + 8);
        for (int i = 0; i < clean.Length; i++)
        {
            char c = clean[i];
            bool start = i == 0 && c is '-' or '+' or '=';
            bool number = c is '.' or ')' && i is > 0 and < 10 && clean.AsSpan(0, i).IndexOfAnyExceptInRange('0', '9') < 0;
            escaped.Append(c switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '#' or '|' or '!' or '~' => "\\" + c,
                _ when start || number => "\\" + c,
                _ => c.ToString(),
            });
        }

        return escaped.ToString();
    }

    private void WriteLiteral(string literal)
    {
        if (form == TextForm.Markdown)
        {
            _text.Append(literal);
            return;
        }

        bool lineStart = _text.Length == 0 || _text[^1] == '\n';
        for (int i = 0; i < literal.Length; i++)
        {
            char c = literal[i];
            bool mark = c == '*' || (lineStart && c is '#' or '>');
            if (!mark && !(lineStart && c == ' ' && i > 0 && literal[i - 1] is '#' or '>'))
            {
                _text.Append(c);
                lineStart = c == '\n';
            }
        }
    }
}
