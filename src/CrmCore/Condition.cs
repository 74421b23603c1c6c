using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrmCore;

/// <summary>
/// A condition on facts, as data: one comparison, or all / any / not of others. Gates, qualification rules and assignment rules are made of it,
/// so they are shown, stored and compared without running any code of theirs. Immutable, safe to share between threads.
/// </summary>
[JsonConverter(typeof(ConditionJsonConverter))]
public abstract record Condition
{
    /// <summary>How deep conditions may be nested.</summary>
    public const int MaximumDepth = 32;

    private protected Condition()
    {
    }

    /// <summary>The facts that it looks at, each once.</summary>
    public IReadOnlySet<string> Facts
    {
        get
        {
            SortedSet<string> facts = new(StringComparer.Ordinal);
            CollectFacts(facts);
            return facts;
        }
    }

    /// <summary>The fact has a value. A flag counts only when it is true, a number only when it is not zero.</summary>
    public static Condition Present(string fact) => new ComparisonCondition(fact, Comparison.Present, FieldValue.None);

    /// <summary>The fact is a number or date not below the one given.</summary>
    public static Condition AtLeast(string fact, FieldValue value) => new ComparisonCondition(fact, Comparison.AtLeast, value);

    /// <summary>The fact is a number of at least the one given.</summary>
    public static Condition AtLeast(string fact, decimal number) => AtLeast(fact, FieldValue.Of(number));

    /// <summary>The fact is a number or date not above the one given.</summary>
    public static Condition AtMost(string fact, FieldValue value) => new ComparisonCondition(fact, Comparison.AtMost, value);

    /// <summary>The fact is a number of at most the one given.</summary>
    public static Condition AtMost(string fact, decimal number) => AtMost(fact, FieldValue.Of(number));

    /// <summary>The fact equals the value; a text without regard to case. One of several choices counts.</summary>
    public static Condition Equal(string fact, FieldValue value) => new ComparisonCondition(fact, Comparison.Equal, value);

    /// <summary>The fact equals the text, without regard to case. One of several choices counts.</summary>
    public static Condition Equal(string fact, string text) => Equal(fact, FieldValue.Of(text));

    /// <summary>The fact is one of the texts, without regard to case.</summary>
    public static Condition OneOf(string fact, params IEnumerable<string> texts) => new ComparisonCondition(fact, Comparison.OneOf, FieldValue.Of(texts));

    /// <summary>The fact's text contains the one given, without regard to case.</summary>
    public static Condition Contains(string fact, string text) => new ComparisonCondition(fact, Comparison.Contains, FieldValue.Of(text));

    /// <summary>All of the conditions are met.</summary>
    public static Condition All(params IEnumerable<Condition> conditions) => new AllCondition([.. conditions]);

    /// <summary>At least one of the conditions is met.</summary>
    public static Condition Any(params IEnumerable<Condition> conditions) => new AnyCondition([.. conditions]);

    /// <summary>The condition is not met.</summary>
    public static Condition Not(Condition condition) => new NotCondition(condition);

    /// <summary>Reads the JSON form.</summary>
    /// <exception cref="JsonException">The text is not a condition; the message says where and why.</exception>
    public static Condition FromJson(string json) => ConditionJsonConverter.Parse(json);

    /// <summary>Whether the facts meet it. Allocates nothing.</summary>
    public abstract bool IsMet(IFacts facts);

    /// <summary>The JSON form, such as <c>{"fact":"amount","is":"at-least","value":1000}</c>.</summary>
    public string ToJson() => ConditionJsonConverter.ToText(this);

    /// <summary>The JSON form.</summary>
    public sealed override string ToString() => ToJson();

    internal abstract void CollectFacts(ISet<string> facts);

    internal abstract int Depth { get; }

    internal static IReadOnlyList<Condition> Checked(IReadOnlyList<Condition> conditions)
    {
        Guard.Against.NullOrEmpty(conditions);
        foreach (Condition condition in conditions)
        {
            Guard.Against.Null(condition, nameof(conditions));
        }

        CheckDepth(1 + conditions.Max(c => c.Depth));
        return conditions;
    }

    internal static int CheckDepth(int depth) =>
        depth <= MaximumDepth ? depth : throw new ArgumentException($"Conditions are nested deeper than {MaximumDepth}.");
}
