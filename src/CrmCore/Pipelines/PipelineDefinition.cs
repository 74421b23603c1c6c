using System.Text.Json.Serialization;

namespace CrmCore.Pipelines;

/// <summary>
/// A pipeline as plain data: what a builder or a JSON file says. <see cref="Pipeline"/> checks it as a whole. Two definitions are equal when their
/// JSON forms are.
/// </summary>
public sealed record PipelineDefinition
{
    /// <summary>The version of this form that this library writes and reads.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>Where the JSON Schema lies, for editors; null for nowhere.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>The version of this form; 0 or none given is taken as <see cref="CurrentSchemaVersion"/>.</summary>
    public int SchemaVersion { get; init => field = value == 0 ? CurrentSchemaVersion : value; } = CurrentSchemaVersion;

    /// <summary>The stable key.</summary>
    public required string Key { get; init; }

    /// <summary>The version, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The name for people.</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>Whether the moves that stages have by default leave out those over other open stages.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ForbidSkipping { get; init; }

    /// <summary>Whether the moves that stages have by default leave out those to earlier stages.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ForbidGoingBack { get; init; }

    /// <summary>Whether the moves that stages have by default leave out those from an end to an open stage.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ForbidReopening { get; init; }

    /// <summary>The gates that stages, moves and groups name. Built-in gates without parameters need not be written out.</summary>
    public IReadOnlyList<GateDefinition>? Gates { get; init; }

    /// <summary>The stages: the open ones in the order of the sale, and the ends.</summary>
    public required IReadOnlyList<StageDefinition> Stages { get; init; }

    /// <summary>The groups of stages.</summary>
    public IReadOnlyList<GroupDefinition>? Groups { get; init; }

    /// <summary>Reads the JSON form without checking what it means.</summary>
    /// <exception cref="DefinitionException">The text is no such form; every defect is listed.</exception>
    public static PipelineDefinition FromJson(string json) =>
        DefinitionReader.Read(json, "the pipeline", PipelineJsonContext.Form.PipelineDefinition, CurrentSchemaVersion);

    /// <summary>The JSON form, indented.</summary>
    public string ToJson() => PipelineJsonContext.Write(this);

    /// <summary>Whether both have the same JSON form.</summary>
    public bool Equals(PipelineDefinition? other) => ReferenceEquals(this, other) || (other is not null && ToJson() == other.ToJson());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, Version);
}

/// <summary>A stage as plain data.</summary>
public sealed record StageDefinition
{
    /// <summary>The stable key: 1 to 100 characters.</summary>
    public required string Key { get; init; }

    /// <summary>The name for people.</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>What it means to stand here.</summary>
    public StageKind Kind { get; init; }

    /// <summary>Whether deals start here; where no stage says so they start in the first open one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Initial { get; init; }

    /// <summary>The default chance to win in percent, 0 to 100; needed for open stages, and 100 for won, 0 for lost and invalid.</summary>
    public double? Probability { get; init; }

    /// <summary>Where its deals count in a forecast; by default <c>pipeline</c> for open, <c>closed</c> for won, <c>omitted</c> for lost and invalid.</summary>
    public ForecastCategory? Category { get; init; }

    /// <summary>Where the buyer stands meanwhile.</summary>
    public BuyerPhase? BuyerPhase { get; init; }

    /// <summary>How many days a deal usually stands here; at least 1.</summary>
    public int? ExpectedDays { get; init; }

    /// <summary>When a deal here is rotting.</summary>
    public RotRule? Rot { get; init; }

    /// <summary>The keys of the gates to enter; null means <c>amount</c> and <c>close-date</c> for won, <c>reason</c> for lost and invalid, none for open.</summary>
    public IReadOnlyList<string>? Enter { get; init; }

    /// <summary>The keys of the gates to leave; see <see cref="Stage.ExitGates"/>.</summary>
    public IReadOnlyList<string>? Leave { get; init; }

    /// <summary>Exactly the moves it allows by itself; null means those of a linear pipeline.</summary>
    public IReadOnlyList<MoveDefinition>? Moves { get; init; }

    internal double DefaultProbability => Kind == StageKind.Won ? 100 : 0;

    internal ForecastCategory DefaultCategory => Kind switch
    {
        StageKind.Open => ForecastCategory.Pipeline,
        StageKind.Won => ForecastCategory.Closed,
        _ => ForecastCategory.Omitted,
    };

    internal IReadOnlyList<string> EntryKeys => Enter ?? Kind switch
    {
        StageKind.Open => [],
        StageKind.Won => ["amount", "close-date"],
        _ => ["reason"],
    };
}

/// <summary>A move as plain data.</summary>
public sealed record MoveDefinition
{
    /// <summary>The key of the stage it leads to.</summary>
    public required string To { get; init; }

    /// <summary>The keys of the gates of this move, besides those of the stages.</summary>
    public IReadOnlyList<string>? Gates { get; init; }
}

/// <summary>A group of stages as plain data.</summary>
public sealed record GroupDefinition
{
    /// <summary>The stable key: 1 to 100 characters.</summary>
    public required string Key { get; init; }

    /// <summary>The name for people.</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>The keys of its stages; a stage belongs to one group at most.</summary>
    public required IReadOnlyList<string> Stages { get; init; }

    /// <summary>The moves that each of its stages allows; one that a stage has by default gives way to the group's.</summary>
    public IReadOnlyList<MoveDefinition>? Moves { get; init; }
}

/// <summary>A gate as plain data; see <see cref="Gate"/>.</summary>
public sealed record GateDefinition
{
    /// <summary>The stable key: 1 to 100 characters.</summary>
    public required string Key { get; init; }

    /// <summary>What must be met.</summary>
    public required Condition Condition { get; init; }

    /// <summary>What is missing and how to fix it.</summary>
    public required LocalizedText Advice { get; init; }

    /// <summary>What the advice names.</summary>
    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    internal static GateDefinition Of(Gate gate) => new()
    {
        Key = gate.Key,
        Condition = gate.Condition,
        Advice = gate.Advice,
        Parameters = gate.Parameters.Count == 0 ? null : gate.Parameters,
    };

    internal Gate ToGate() => new(Key, Condition, Advice, Parameters);
}
