namespace CrmCore;

/// <summary>One comparison of one fact.</summary>
public sealed record ComparisonCondition : Condition
{
    /// <summary>Compares a fact.</summary>
    /// <param name="fact">The fact's name.</param>
    /// <param name="comparison">How it is compared.</param>
    /// <param name="value">What with; none for <see cref="Comparison.Present"/>.</param>
    /// <exception cref="ArgumentException">The name is blank, or the value's kind does not suit the comparison.</exception>
    public ComparisonCondition(string fact, Comparison comparison, FieldValue value)
    {
        Fact = Guard.Against.NullOrWhiteSpace(fact);
        Comparison = comparison;
        Value = value;
        if (!Suits(comparison, value.Kind))
        {
            throw new ArgumentException($"A value of kind {value.Kind} does not suit the comparison {comparison} of '{fact}'.", nameof(value));
        }
    }

    /// <summary>The fact's name.</summary>
    public string Fact { get; }

    /// <summary>How it is compared.</summary>
    public Comparison Comparison { get; }

    /// <summary>What it is compared with.</summary>
    public FieldValue Value { get; }

    internal override int Depth => 1;

    /// <inheritdoc/>
    public override bool IsMet(IFacts facts)
    {
        FieldValue actual = Guard.Against.Null(facts).Get(Fact);
        return Comparison switch
        {
            Comparison.Present => IsPresent(actual),
            Comparison.Equal => IsEqual(actual, Value),
            Comparison.AtLeast => actual.CompareWith(Value) >= 0,
            Comparison.AtMost => actual.CompareWith(Value) <= 0,
            Comparison.OneOf => IsOneOf(actual),
            _ => actual.AsText?.Contains(Value.AsText!, StringComparison.OrdinalIgnoreCase) ?? false,
        };
    }

    internal static bool Suits(Comparison comparison, FieldKind kind) => comparison switch
    {
        Comparison.Present => kind == FieldKind.None,
        Comparison.Equal => kind is not (FieldKind.None or FieldKind.Choices),
        Comparison.AtLeast or Comparison.AtMost => kind is FieldKind.Number or FieldKind.Date,
        Comparison.OneOf => kind == FieldKind.Choices,
        Comparison.Contains => kind == FieldKind.Text,
        _ => false,
    };

    internal override void CollectFacts(ISet<string> facts) => facts.Add(Fact);

    private static bool IsPresent(FieldValue actual) => actual.Kind switch
    {
        FieldKind.None => false,
        FieldKind.Flag => actual.AsFlag == true,
        FieldKind.Number => actual.AsNumber != 0,
        _ => true,
    };

    private static bool IsEqual(FieldValue actual, FieldValue expected)
    {
        if (expected.AsText is not { } text)
        {
            return actual == expected;
        }

        return actual.AsChoices is { } choices ? Contains(choices, text) : string.Equals(actual.AsText, text, StringComparison.OrdinalIgnoreCase);
    }

    private bool IsOneOf(FieldValue actual)
    {
        IReadOnlyList<string> wanted = Value.AsChoices!;
        if (actual.AsText is { } text)
        {
            return Contains(wanted, text);
        }

        IReadOnlyList<string> choices = actual.AsChoices ?? [];
        for (int i = 0; i < choices.Count; i++)
        {
            if (Contains(wanted, choices[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Contains(IReadOnlyList<string> texts, string text)
    {
        for (int i = 0; i < texts.Count; i++)
        {
            if (string.Equals(texts[i], text, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Several conditions that count together: <see cref="AllCondition"/> or <see cref="AnyCondition"/>. Two are equal where their conditions are, in order.</summary>
public abstract record CombinedCondition : Condition
{
    private protected CombinedCondition(IReadOnlyList<Condition> conditions) => Conditions = Checked(conditions);

    /// <summary>The conditions; at least one.</summary>
    public IReadOnlyList<Condition> Conditions { get; }

    internal override int Depth => 1 + Conditions.Max(c => c.Depth);

    /// <inheritdoc/>
    public virtual bool Equals(CombinedCondition? other) => other is not null && EqualityContract == other.EqualityContract && Conditions.SequenceEqual(other.Conditions);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(EqualityContract, Conditions.Count, Conditions[0]);

    internal override void CollectFacts(ISet<string> facts)
    {
        foreach (Condition condition in Conditions)
        {
            condition.CollectFacts(facts);
        }
    }

    /// <summary>Whether one of them has a result.</summary>
    private protected bool Has(bool result, IFacts facts)
    {
        for (int i = 0; i < Conditions.Count; i++)
        {
            if (Conditions[i].IsMet(facts) == result)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>All of several conditions.</summary>
public sealed record AllCondition : CombinedCondition
{
    internal AllCondition(IReadOnlyList<Condition> conditions)
        : base(conditions)
    {
    }

    /// <inheritdoc/>
    public override bool IsMet(IFacts facts) => !Has(false, facts);
}

/// <summary>At least one of several conditions.</summary>
public sealed record AnyCondition : CombinedCondition
{
    internal AnyCondition(IReadOnlyList<Condition> conditions)
        : base(conditions)
    {
    }

    /// <inheritdoc/>
    public override bool IsMet(IFacts facts) => Has(true, facts);
}

/// <summary>The opposite of a condition.</summary>
public sealed record NotCondition : Condition
{
    internal NotCondition(Condition condition)
    {
        Condition = Guard.Against.Null(condition);
        CheckDepth(Depth);
    }

    /// <summary>The condition that must not be met.</summary>
    public Condition Condition { get; }

    internal override int Depth => 1 + Condition.Depth;

    /// <inheritdoc/>
    public override bool IsMet(IFacts facts) => !Condition.IsMet(facts);

    internal override void CollectFacts(ISet<string> facts) => Condition.CollectFacts(facts);
}
