using System.Text;
using CrmCore.Conversion.Fields;
using CrmCore.Leads;

namespace CrmCore.Conversion.Policies;

/// <summary>
/// How an opportunity is named: texts with fields of the lead in braces (<c>{company}</c>, <c>{campaign}</c>, <c>{custom.KEY}</c> ...) and <c>{account}</c>, the
/// name of its account. Alternatives are separated by <c>|</c>; the first whose fields all have a value is taken. Immutable.
/// </summary>
public sealed class NameTemplate
{
    /// <summary>The account's name, or where there is none the lead's.</summary>
    public const string Default = "{account} | {display-name}";

    private const string Account = "account";

    private readonly Part[][] _alternatives;

    private NameTemplate(string text, Part[][] alternatives)
    {
        Text = text;
        _alternatives = alternatives;
    }

    /// <summary>The template.</summary>
    public string Text { get; }

    /// <summary>The name for a lead; null where every alternative lacks a value.</summary>
    /// <param name="lead">The lead.</param>
    /// <param name="account">The name of the account; null for none.</param>
    public string? NameOf(Lead lead, string? account)
    {
        Guard.Against.Null(lead);
        foreach (Part[] alternative in _alternatives)
        {
            if (Fill(alternative, lead, account) is { } name)
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>The template.</summary>
    public override string ToString() => Text;

    /// <summary>Reads a template; what is wrong is told.</summary>
    internal static (NameTemplate? Template, string? Defect) Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return (null, "Give a template such as \"{account}\".");
        }

        List<Part[]> alternatives = [];
        foreach (string alternative in text.Split('|'))
        {
            (Part[] parts, string? defect) = PartsOf(alternative.Trim());
            if (defect is not null)
            {
                return (null, defect);
            }

            alternatives.Add(parts);
        }

        return (new(text, [.. alternatives]), null);
    }

    private static string? Fill(Part[] parts, Lead lead, string? account)
    {
        StringBuilder name = new();
        foreach (Part part in parts)
        {
            if (part.Text is not null)
            {
                name.Append(part.Text);
                continue;
            }

            string? value = part.Field is { } field ? field.Of(lead).Shown.ToString() : account;
            if (string.IsNullOrWhiteSpace(value))
            {
                return null;
            }

            name.Append(value.Trim());
        }

        return name.ToString().Trim();
    }

    private static (Part[] Parts, string? Defect) PartsOf(string text)
    {
        List<Part> parts = [];
        int position = 0;
        while (position < text.Length)
        {
            int open = text.IndexOf('{', position);
            int end = open < 0 ? text.Length : open;
            if (text.AsSpan(position, end - position).Contains('}'))
            {
                return ([], $"'{text}' has a }} without a {{.");
            }

            if (end > position)
            {
                parts.Add(new(text[position..end], null));
            }

            if (open < 0)
            {
                break;
            }

            int close = text.IndexOf('}', open);
            string key = close < 0 ? "" : text[(open + 1)..close];
            LeadField? field = LeadField.Find(key);
            if (close < 0 || (field is null && key != Account))
            {
                return ([], close < 0 ? $"'{text}' has a {{ without a }}." : $"There is no field '{key}'; there are {Account}, {string.Join(", ", LeadField.Names)}.");
            }

            parts.Add(new(null, field));
            position = close + 1;
        }

        return parts.Count == 0 ? ([], "An alternative is blank.") : ([.. parts], null);
    }

    /// <summary>A text, or a field of the lead, or where neither is given the account.</summary>
    private sealed record Part(string? Text, LeadField? Field);
}
