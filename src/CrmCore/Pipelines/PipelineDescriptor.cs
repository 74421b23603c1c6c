using System.Text.Json;

namespace CrmCore.Pipelines;

/// <summary>What a pipeline was configured to be, in keys and plain words, so that a host's own tests can assert it. Equal by its text.</summary>
public sealed record PipelineDescriptor
{
    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>The version.</summary>
    public required int Version { get; init; }

    /// <summary>Where deals start.</summary>
    public required string Initial { get; init; }

    /// <summary>The stages in order.</summary>
    public required IReadOnlyList<StageDescriptor> Stages { get; init; }

    /// <summary>The groups: key, and the keys of their stages.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Groups { get; init; }

    /// <summary>The gates: key, and the condition in its JSON form.</summary>
    public required IReadOnlyDictionary<string, string> Gates { get; init; }

    /// <summary>Every fact that a gate looks at, in alphabetical order: what a host has to supply.</summary>
    public required IReadOnlyList<string> Facts { get; init; }

    /// <summary>The moves, each as <c>from -> to (kind) [gate, gate]</c>.</summary>
    public IEnumerable<string> Moves => Stages.SelectMany(s => s.Moves.Select(m => $"{s.Key} -> {m}"));

    /// <summary>Whether everything in it is the same.</summary>
    public bool Equals(PipelineDescriptor? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, Version);

    /// <summary>The JSON form, indented.</summary>
    public override string ToString() => JsonSerializer.Serialize(this, PipelineJsonContext.Form.PipelineDescriptor);

    internal static PipelineDescriptor Of(Pipeline pipeline) => new()
    {
        Key = pipeline.Key,
        Version = pipeline.Version,
        Initial = pipeline.Initial.Key,
        Stages = [.. pipeline.Stages.Select(s => StageDescriptor.Of(s, pipeline.MovesFrom(s.Key)))],
        Groups = pipeline.Groups.ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Stages.Select(s => s.Key)]),
        Gates = pipeline.Gates.ToDictionary(g => g.Key, g => g.Condition.ToJson()),
        Facts = [.. pipeline.Gates.SelectMany(g => g.Condition.Facts).Distinct().Order(StringComparer.Ordinal)],
    };
}

/// <summary>What a stage was configured to be.</summary>
public sealed record StageDescriptor
{
    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>What it means to stand there.</summary>
    public required StageKind Kind { get; init; }

    /// <summary>The default chance to win in percent.</summary>
    public required double ProbabilityPercent { get; init; }

    /// <summary>Where its deals count in a forecast.</summary>
    public required ForecastCategory Category { get; init; }

    /// <summary>The keys of the gates to enter.</summary>
    public required IReadOnlyList<string> Enter { get; init; }

    /// <summary>The keys of the gates to leave.</summary>
    public required IReadOnlyList<string> Leave { get; init; }

    /// <summary>The moves from it, each as <c>to (kind) [gate, gate]</c>.</summary>
    public required IReadOnlyList<string> Moves { get; init; }

    internal static StageDescriptor Of(Stage stage, IEnumerable<Move> moves) => new()
    {
        Key = stage.Key,
        Kind = stage.Kind,
        ProbabilityPercent = stage.Probability.Percent,
        Category = stage.Category,
        Enter = [.. stage.EntryGates.Select(g => g.Key)],
        Leave = [.. stage.ExitGates.Select(g => g.Key)],
        Moves = [.. moves.Select(m => $"{m.To} ({m.Kind}){(m.Gates.Count == 0 ? "" : $" [{string.Join(", ", m.Gates)}]")}")],
    };
}
