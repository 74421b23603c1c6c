namespace CrmCore.Pipelines;

/// <summary>A stage of a pipeline, as it was defined. Immutable.</summary>
public sealed record Stage
{
    internal Stage(StageDefinition definition, string? group, IReadOnlyList<Gate> entryGates, IReadOnlyList<Gate> exitGates)
    {
        Key = definition.Key;
        Name = definition.Name;
        Kind = definition.Kind;
        Probability = Probability.FromPercent(definition.Probability ?? definition.DefaultProbability);
        Category = definition.Category ?? definition.DefaultCategory;
        BuyerPhase = definition.BuyerPhase;
        ExpectedDays = definition.ExpectedDays;
        Rot = definition.Rot;
        Group = group;
        EntryGates = entryGates;
        ExitGates = exitGates;
    }

    /// <summary>The stable key; renaming a stage leaves it.</summary>
    public string Key { get; }

    /// <summary>The name for people.</summary>
    public LocalizedText Name { get; }

    /// <summary>What it means to stand here.</summary>
    public StageKind Kind { get; }

    /// <summary>The chance to win that a deal in this stage has by default; 1 for won, 0 for lost and invalid.</summary>
    public Probability Probability { get; }

    /// <summary>Where its deals count in a forecast.</summary>
    public ForecastCategory Category { get; }

    /// <summary>Where the buyer stands meanwhile; null where the definition does not say.</summary>
    public BuyerPhase? BuyerPhase { get; }

    /// <summary>How many days a deal usually stands here; null where the definition does not say.</summary>
    public int? ExpectedDays { get; }

    /// <summary>When a deal here is rotting; null means never.</summary>
    public RotRule? Rot { get; }

    /// <summary>After how many days a deal here is rotting, by the clock of <see cref="Rot"/>; null means never.</summary>
    public int? RotDays => Rot?.Days;

    /// <summary>The key of the group that it belongs to; null for none.</summary>
    public string? Group { get; }

    /// <summary>What a deal meets before it enters.</summary>
    public IReadOnlyList<Gate> EntryGates { get; }

    /// <summary>
    /// What a deal meets before it goes on from here: to a later open stage or to a won one. Going back and giving up are not held up by it. On an end
    /// it guards the reopening.
    /// </summary>
    public IReadOnlyList<Gate> ExitGates { get; }

    /// <summary>Whether the sale goes on here.</summary>
    public bool IsOpen => Kind == StageKind.Open;

    /// <summary>Whether everything that the definition says of it is the same.</summary>
    public bool Equals(Stage? other) => ReferenceEquals(this, other) || (other is not null
        && Key == other.Key && Name.Equals(other.Name) && Kind == other.Kind && Probability == other.Probability && Category == other.Category
        && BuyerPhase == other.BuyerPhase && ExpectedDays == other.ExpectedDays && Rot == other.Rot && Group == other.Group
        && EntryGates.SequenceEqual(other.EntryGates) && ExitGates.SequenceEqual(other.ExitGates));

    /// <inheritdoc/>
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    /// <summary>The key.</summary>
    public override string ToString() => Key;
}
