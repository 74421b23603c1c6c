namespace CrmCore.Pipelines;

/// <summary>A named condition that an opportunity meets before it enters or leaves a stage.</summary>
public sealed record Gate
{
    /// <summary>A gate.</summary>
    /// <param name="key">The stable key, such as <c>amount</c>; a refusal's code is <c>gate.</c> and this key.</param>
    /// <param name="condition">What must be met.</param>
    /// <param name="advice">What is missing and how to mend it, for people.</param>
    /// <exception cref="ArgumentException">The key is blank or longer than 100 characters.</exception>
    public Gate(string key, Condition condition, LocalizedText advice)
    {
        Guard.Against.NullOrWhiteSpace(key);
        Guard.Against.StringTooLong(key, 100);
        Key = key;
        Condition = Guard.Against.Null(condition);
        Advice = Guard.Against.Null(advice);
        Refusal = new Refusal($"gate.{key}", text: advice);
    }

    /// <summary>The stable key.</summary>
    public string Key { get; }

    /// <summary>What must be met.</summary>
    public Condition Condition { get; }

    /// <summary>What is missing and how to mend it.</summary>
    public LocalizedText Advice { get; }

    internal Refusal Refusal { get; }

    /// <summary>Whether key, condition and advice are the same.</summary>
    public bool Equals(Gate? other) => other is not null && Key == other.Key && Condition == other.Condition && Advice.Equals(other.Advice);

    /// <inheritdoc/>
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}
