using System.Collections.Frozen;

namespace CrmCore.Qualification.Templates;

/// <summary>The fields and lists that a template may name.</summary>
public static class NoteFields
{
    /// <summary>The fields of the lead or opportunity; a blank one is shown as the question to ask.</summary>
    public static IReadOnlySet<string> Fields { get; } = new[]
    {
        "name", "company", "title", "email", "phone", "city", "country", "owner", "source", "status", "stage", "amount", "currency", "close-date", "close-reason", "competitor",
        "at", "phase", "verdict", "score", "policy", "framework", "framework-score", "iceberg", "budget", "authority", "timing", "decision-criteria", "decision-process",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The lists, each with the fields of its items; inside a list the fields of the whole may be named too.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Lists { get; } = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal)
    {
        ["needs"] = Set("statement", "quote", "said-by", "layer", "noted-at"),
        ["explicit-needs"] = Set("statement", "quote", "said-by", "layer", "noted-at"),
        ["implied-needs"] = Set("statement", "quote", "said-by", "layer", "noted-at"),
        ["deep-needs"] = Set("statement", "quote", "said-by", "layer", "noted-at"),
        ["questions"] = Set("topic", "text", "kind", "reply"),
        ["situation"] = Set("question", "reply"),
        ["problem"] = Set("question", "reply"),
        ["implication"] = Set("question", "reply"),
        ["need-payoff"] = Set("question", "reply"),
        ["fabe"] = Set("sentence", "feature", "advantage", "benefit", "evidence"),
        ["calls"] = Set("called-at", "outcome", "action", "by", "due"),
        ["roles"] = Set("person", "role", "statement"),
        ["elements"] = Set("element", "level", "answer", "question", "definition"),
        ["findings"] = Set("severity", "text", "advice", "question"),
        ["next"] = Set("question", "why"),
        ["checks"] = Set("text"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}
