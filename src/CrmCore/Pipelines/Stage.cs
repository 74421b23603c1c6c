namespace CrmCore.Pipelines;

/// <summary>A stage of a pipeline, as it was defined. Immutable.</summary>
public sealed record Stage
{
    internal Stage(
        string key, LocalizedText name, StageKind kind, Probability probability, ForecastCategory category, int? rotDays, IReadOnlyList<Gate> entryGates)
    {
        Key = key;
        Name = name;
        Kind = kind;
        Probability = probability;
        Category = category;
        RotDays = rotDays;
        EntryGates = entryGates;
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

    /// <summary>After how many days in this stage a deal is rotting; null means never.</summary>
    public int? RotDays { get; }

    /// <summary>What a deal meets before it enters.</summary>
    public IReadOnlyList<Gate> EntryGates { get; }

    /// <summary>Whether the sale goes on here.</summary>
    public bool IsOpen => Kind == StageKind.Open;

    /// <summary>The key.</summary>
    public override string ToString() => Key;
}
