namespace CrmCore.Pipelines;

/// <summary>A named condition that an opportunity meets before it enters or leaves a stage, or makes a move. Immutable.</summary>
public sealed record Gate
{
    /// <summary>A gate.</summary>
    /// <param name="key">The stable key, such as <c>amount</c>; a refusal's code is <c>gate.</c> and this key.</param>
    /// <param name="condition">What must be met.</param>
    /// <param name="advice">What is missing and how to fix it, for people; <c>{name}</c> is filled with the parameter of that name.</param>
    /// <param name="parameters">What the advice names and a refusal carries.</param>
    /// <exception cref="ArgumentException">The key is blank or longer than 100 characters.</exception>
    public Gate(string key, Condition condition, LocalizedText advice, IReadOnlyDictionary<string, string>? parameters = null)
    {
        Guard.Against.NullOrWhiteSpace(key);
        Guard.Against.StringTooLong(key, 100);
        Key = key;
        Condition = Guard.Against.Null(condition);
        Advice = Guard.Against.Null(advice);
        Parameters = new SortedDictionary<string, string>(parameters?.ToDictionary() ?? [], StringComparer.Ordinal);
        Refusal = new Refusal($"gate.{key}", Parameters, advice);
    }

    /// <summary>The stable key.</summary>
    public string Key { get; }

    /// <summary>What must be met.</summary>
    public Condition Condition { get; }

    /// <summary>What is missing and how to fix it.</summary>
    public LocalizedText Advice { get; }

    /// <summary>What the advice names.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; }

    /// <summary>What a move is refused with where the condition is not met: <c>gate.</c> and the key, the parameters, the advice.</summary>
    public Refusal Refusal { get; }

    /// <summary>Whether key, condition, advice and parameters are the same.</summary>
    public bool Equals(Gate? other) => ReferenceEquals(this, other)
        || (other is not null && Key == other.Key && Condition == other.Condition && Advice.Equals(other.Advice) && Parameters.SequenceEqual(other.Parameters));

    /// <inheritdoc/>
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    /// <summary>The key.</summary>
    public override string ToString() => Key;
}
