using System.Text.Json.Serialization;

namespace CrmCore.Probabilities.Training;

/// <summary>What the values of a feature are.</summary>
public enum FeatureKind
{
    /// <summary>Numbers with an order and a distance.</summary>
    Numeric = 0,

    /// <summary>Names out of a list, without an order.</summary>
    Categorical = 1,
}

/// <summary>Which way a feature may move an estimate.</summary>
public enum Monotonicity
{
    /// <summary>Either way.</summary>
    Free = 0,

    /// <summary>More of it never lowers the chance.</summary>
    Increasing = 1,

    /// <summary>More of it never raises the chance.</summary>
    Decreasing = 2,
}

/// <summary>A column that a model looks at. Immutable.</summary>
public sealed record Feature
{
    /// <summary>A feature.</summary>
    /// <param name="name">The stable name, such as <c>amount</c>.</param>
    /// <param name="kind">What its values are.</param>
    /// <param name="levels">The names a categorical one can have, in the order of their codes; none for a numeric one.</param>
    /// <param name="monotonicity">Which way it may move an estimate; only for a numeric one.</param>
    /// <exception cref="ArgumentException">The name is blank, or a numeric feature is given levels.</exception>
    [JsonConstructor]
    public Feature(string name, FeatureKind kind, IReadOnlyList<string>? levels = null, Monotonicity monotonicity = Monotonicity.Free)
    {
        Name = Guard.Against.NullOrWhiteSpace(name);
        Kind = Guard.Against.EnumOutOfRange(kind);
        Levels = levels ?? [];
        Monotonicity = Guard.Against.EnumOutOfRange(monotonicity);
        if (kind == FeatureKind.Numeric && Levels.Count > 0)
        {
            throw new ArgumentException($"The numeric feature '{name}' cannot have levels.", nameof(levels));
        }
    }

    /// <summary>The stable name.</summary>
    public string Name { get; }

    /// <summary>What its values are.</summary>
    public FeatureKind Kind { get; }

    /// <summary>The names a categorical feature can have, in the order of their codes.</summary>
    public IReadOnlyList<string> Levels { get; }

    /// <summary>Which way it may move an estimate.</summary>
    public Monotonicity Monotonicity { get; }
}
