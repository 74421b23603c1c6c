namespace CrmCore.Pipelines;

/// <summary>A group of stages (a superstate): what it allows, each of its stages allows. Immutable.</summary>
public sealed record StageGroup
{
    internal StageGroup(string key, LocalizedText name, IReadOnlyList<Stage> stages)
    {
        Key = key;
        Name = name;
        Stages = stages;
    }

    /// <summary>The stable key.</summary>
    public string Key { get; }

    /// <summary>The name for people.</summary>
    public LocalizedText Name { get; }

    /// <summary>Its stages, in the order of the pipeline.</summary>
    public IReadOnlyList<Stage> Stages { get; }

    /// <summary>Whether key, name and stages are the same.</summary>
    public bool Equals(StageGroup? other) => other is not null && Key == other.Key && Name.Equals(other.Name) && Stages.SequenceEqual(other.Stages);

    /// <inheritdoc/>
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    /// <summary>The key.</summary>
    public override string ToString() => Key;
}
