using CrmCore.Pipelines.Internal;

namespace CrmCore.Pipelines;

/// <summary>
/// The path of a sale: stages, the moves between them, and the gates that guard them. Immutable, checked as a whole when built, safe to share between
/// threads and opportunities. Made of a definition, by <see cref="Define"/> or <see cref="FromJson"/>, or taken from <see cref="ReadyPipelines"/>.
/// Two pipelines are equal when their definitions are.
/// </summary>
public sealed class Pipeline : IEquatable<Pipeline>
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly DecisionTable _table;
    private readonly DecisionMachine _machine;

    /// <summary>The pipeline of a definition.</summary>
    /// <exception cref="DefinitionException">Something is wrong; every defect is listed.</exception>
    public Pipeline(PipelineDefinition definition)
    {
        IReadOnlyList<Defect> defects = Check(definition);
        if (defects.Count > 0)
        {
            throw new DefinitionException($"pipeline '{definition.Key}'", defects);
        }

        PipelineCompiler compiler = new(definition);
        Definition = compiler.Definition;
        Stages = compiler.Stages;
        Moves = compiler.Moves;
        Groups = compiler.Groups;
        Gates = compiler.Gates;
        Initial = compiler.Initial;
        foreach (Stage stage in Stages)
        {
            _numbers.Add(stage.Key, _numbers.Count);
        }

        _table = new DecisionTable(Stages.Count, Moves, _numbers);
        _machine = compiler.ToMachine(_numbers);
    }

    /// <summary>The definition that it was built from, with what was left out in it filled in.</summary>
    public PipelineDefinition Definition { get; }

    /// <summary>The stable key.</summary>
    public string Key => Definition.Key;

    /// <summary>The version, from 1.</summary>
    public int Version => Definition.Version;

    /// <summary>Key and version together, as an opportunity remembers them.</summary>
    public PipelineReference Reference => new(Key, Version);

    /// <summary>The name for people.</summary>
    public LocalizedText Name => Definition.Name;

    /// <summary>The stages: the open ones in the order of the sale, then the ends.</summary>
    public IReadOnlyList<Stage> Stages { get; }

    /// <summary>Every move that is allowed, with the gates that guard it.</summary>
    public IReadOnlyList<Move> Moves { get; }

    /// <summary>The groups of stages.</summary>
    public IReadOnlyList<StageGroup> Groups { get; }

    /// <summary>Every gate, in the order in which refusals name them.</summary>
    public IReadOnlyList<Gate> Gates { get; }

    /// <summary>Where a deal starts.</summary>
    public Stage Initial { get; }

    /// <summary>Starts a definition.</summary>
    /// <param name="key">The stable key.</param>
    /// <param name="name">The name for people.</param>
    /// <param name="version">The version, from 1.</param>
    public static PipelineBuilder Define(string key, LocalizedText name, int version = 1) => new(key, name, version);

    /// <summary>Everything wrong with a definition; empty where it can be built.</summary>
    public static IReadOnlyList<Defect> Check(PipelineDefinition definition) => PipelineChecks.Check(Guard.Against.Null(definition));

    /// <summary>Reads the JSON form, checks it and builds the pipeline. The text has at most 1,000,000 characters.</summary>
    /// <exception cref="DefinitionException">The text is no JSON, not of this form or schema version, or what it says is wrong; every defect is listed.</exception>
    public static Pipeline FromJson(string json) => new(PipelineDefinition.FromJson(json));

    /// <summary>The JSON form; reading it gives an equal pipeline.</summary>
    public string ToJson() => Definition.ToJson();

    /// <summary>The stage of a key; null where there is none.</summary>
    public Stage? Find(string key) => _numbers.TryGetValue(Guard.Against.Null(key), out int number) ? Stages[number] : null;

    /// <summary>The stage of a key.</summary>
    /// <exception cref="ArgumentException">There is no such stage; the message lists those that there are.</exception>
    public Stage Get(string key) =>
        Find(key) ?? throw new ArgumentException($"Pipeline '{Key}' has no stage '{key}'; it has {string.Join(", ", Stages)}.", nameof(key));

    /// <summary>The stages of one kind, in order.</summary>
    public IEnumerable<Stage> OfKind(StageKind kind) => Stages.Where(s => s.Kind == kind);

    /// <summary>The place of a stage in <see cref="Stages"/>, from 0; -1 where there is none.</summary>
    public int IndexOf(string key) => _numbers.TryGetValue(Guard.Against.Null(key), out int number) ? number : -1;

    /// <summary>The move from one stage to another; null where there is none.</summary>
    public Move? FindMove(string from, string to) => IndexOf(from) is >= 0 and int source && IndexOf(to) is >= 0 and int target ? _table.Find(source, target) : null;

    /// <summary>The moves from a stage, in the order of their targets.</summary>
    /// <exception cref="ArgumentException">There is no such stage.</exception>
    public IReadOnlyList<Move> MovesFrom(string stage) => _table.From(IndexOf(Get(stage).Key));

    /// <summary>The open stages that a move from one stage to another passes over; empty for anything but a move forward.</summary>
    public IReadOnlyList<Stage> Between(string from, string to)
    {
        int source = IndexOf(from);
        int target = IndexOf(to);
        return source < 0 || target < 0 || !Stages[source].IsOpen || !Stages[target].IsOpen || target <= source + 1
            ? []
            : [.. Stages.Skip(source + 1).Take(target - source - 1)];
    }

    /// <summary>
    /// Decides whether something with these facts may move from one stage to another, by the stage machine. Changes nothing. <see cref="Preview"/> gives
    /// the same answer, faster.
    /// </summary>
    /// <param name="from">The key of the stage it stands in.</param>
    /// <param name="to">The key of the stage it is to enter.</param>
    /// <param name="facts">What the gates look at.</param>
    public MoveDecision Decide(string from, string to, IFacts facts)
    {
        Guard.Against.Null(facts);
        int source = IndexOf(from);
        int target = IndexOf(to);
        if (source < 0 || target < 0)
        {
            return Unknown(source < 0 ? from : to);
        }

        if (source == target)
        {
            return AlreadyThere(to);
        }

        if (_machine.Decide(source, target, facts, out ICollection<string> unmet))
        {
            return new(_table.Find(source, target), []);
        }

        return unmet.Count > 0 ? new(_table.Find(source, target), _table.RefusalsOf(unmet)) : NoSuchMove(source, target);
    }

    /// <summary>
    /// The same decision as <see cref="Decide"/>, read from the table compiled from the same definition: for boards, replays and other reading in bulk.
    /// Allocates nothing where the move is permitted.
    /// </summary>
    /// <param name="from">The key of the stage it stands in.</param>
    /// <param name="to">The key of the stage it is to enter.</param>
    /// <param name="facts">What the gates look at.</param>
    public MoveDecision Preview(string from, string to, IFacts facts)
    {
        Guard.Against.Null(facts);
        int source = IndexOf(from);
        int target = IndexOf(to);
        if (source < 0 || target < 0)
        {
            return Unknown(source < 0 ? from : to);
        }

        return _table.Decide(source, target, facts) ?? (source == target ? AlreadyThere(to) : NoSuchMove(source, target));
    }

    /// <summary>All moves from a stage, each with the gates that these facts do not meet.</summary>
    /// <exception cref="ArgumentException">There is no such stage.</exception>
    public IReadOnlyList<MoveDecision> PreviewAll(string from, IFacts facts)
    {
        Guard.Against.Null(facts);
        return _table.DecideAll(IndexOf(Get(from).Key), facts);
    }

    /// <summary>What was configured, in plain words, for a host's own tests.</summary>
    public PipelineDescriptor Describe() => PipelineDescriptor.Of(this);

    /// <summary>Whether both have the same definition.</summary>
    public bool Equals(Pipeline? other) => ReferenceEquals(this, other) || (other is not null && Definition.Equals(other.Definition));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Pipeline);

    /// <inheritdoc/>
    public override int GetHashCode() => Reference.GetHashCode();

    /// <summary>Key and version.</summary>
    public override string ToString() => Reference.ToString();

    private static MoveDecision AlreadyThere(string to) => new(null, [new Refusal("pipeline.already-there", ("stage", to))]);

    private MoveDecision Unknown(string stage) =>
        new(null, [new Refusal("pipeline.unknown-stage", ("stage", stage), ("stages", string.Join(", ", Stages)))]);

    private MoveDecision NoSuchMove(int source, int target) => new(
        null,
        [new Refusal("pipeline.no-such-move", ("from", Stages[source].Key), ("to", Stages[target].Key), ("targets", string.Join(", ", _table.From(source).Select(m => m.To))))]);
}
