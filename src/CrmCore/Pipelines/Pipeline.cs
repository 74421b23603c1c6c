using CrmCore.Pipelines.Internal;

namespace CrmCore.Pipelines;

/// <summary>
/// The path of a sale: stages, the moves between them, and the gates that guard them. Immutable, checked as a whole when built, safe to share between
/// threads and opportunities. Made by <see cref="Define"/> or taken from <see cref="ReadyPipelines"/>.
/// </summary>
public sealed class Pipeline
{
    private readonly Dictionary<string, int> _numbers;
    private readonly Move?[,] _moves;
    private readonly Dictionary<string, Gate> _gates;
    private readonly DecisionMachine _machine;

    internal Pipeline(string key, int version, LocalizedText name, IReadOnlyList<Stage> stages, IReadOnlyList<Move> moves)
    {
        Key = key;
        Version = version;
        Name = name;
        Stages = stages;
        Moves = moves;
        _numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Stage stage in stages)
        {
            _numbers.Add(stage.Key, _numbers.Count);
        }

        _gates = stages.SelectMany(s => s.EntryGates).DistinctBy(g => g.Key).ToDictionary(g => g.Key, StringComparer.Ordinal);
        _moves = new Move?[stages.Count, stages.Count];
        foreach (Move move in moves)
        {
            _moves[_numbers[move.From.Key], _numbers[move.To.Key]] = move;
        }

        _machine = new DecisionMachine(stages.Count, moves.Select(m => (_numbers[m.From.Key], _numbers[m.To.Key], GuardsOf(m))));
    }

    /// <summary>The stable key.</summary>
    public string Key { get; }

    /// <summary>The version, from 1.</summary>
    public int Version { get; }

    /// <summary>Key and version together, as an opportunity remembers them.</summary>
    public PipelineReference Reference => new(Key, Version);

    /// <summary>The name for people.</summary>
    public LocalizedText Name { get; }

    /// <summary>The stages: the open ones in the order of the sale, then the ends.</summary>
    public IReadOnlyList<Stage> Stages { get; }

    /// <summary>Every move that is allowed.</summary>
    public IReadOnlyList<Move> Moves { get; }

    /// <summary>Where a deal starts: the first open stage.</summary>
    public Stage Initial => Stages[0];

    /// <summary>Starts a definition.</summary>
    /// <param name="key">The stable key.</param>
    /// <param name="name">The name for people.</param>
    /// <param name="version">The version, from 1.</param>
    public static PipelineBuilder Define(string key, LocalizedText name, int version = 1) => new(key, name, version);

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

    /// <summary>Decides whether something with these facts may move from one stage to another. Changes nothing.</summary>
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
            return new(null, [new Refusal("pipeline.unknown-stage", ("stage", source < 0 ? from : to), ("stages", string.Join(", ", Stages)))]);
        }

        if (_machine.Decide(source, target, facts, out ICollection<string> unmet))
        {
            return new(_moves[source, target], []);
        }

        return unmet.Count > 0
            ? new(_moves[source, target], [.. unmet.Select(g => _gates[g].Refusal)])
            : new(null, [source == target
                ? new Refusal("pipeline.already-there", ("stage", to))
                : new Refusal("pipeline.no-such-move", ("from", from), ("to", to), ("targets", Targets(source)))]);
    }

    private static IReadOnlyList<(string, Func<IFacts, bool>)> GuardsOf(Move move) =>
        move.Kind == MoveKind.Reopen ? [] : [.. move.To.EntryGates.Select(g => (g.Key, (Func<IFacts, bool>)g.Condition.IsMet))];

    private string Targets(int source) =>
        string.Join(", ", Enumerable.Range(0, Stages.Count).Where(t => _moves[source, t] is not null).Select(t => Stages[t].Key));
}
