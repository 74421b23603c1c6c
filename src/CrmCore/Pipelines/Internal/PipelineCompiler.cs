namespace CrmCore.Pipelines.Internal;

/// <summary>Makes stages, moves and the machine of a definition that was checked.</summary>
internal sealed class PipelineCompiler
{
    private readonly Dictionary<string, (int Number, Gate Gate)> _gates = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<ResolvedMove> _resolved;

    public PipelineCompiler(PipelineDefinition definition)
    {
        StageDefinition[] ordered = [.. definition.Stages.OrderBy(s => s.Kind == StageKind.Open ? 0 : 1)];
        Definition = Completed(definition, ordered);
        Gates = [.. Definition.Gates?.Select(g => g.ToGate()) ?? []];
        foreach (Gate gate in Gates)
        {
            _gates.Add(gate.Key, (_gates.Count, gate));
        }

        MoveResolution resolution = new(Definition, ordered);
        Stages = [.. ordered.Select((s, i) => new Stage(s, GroupKey(resolution.GroupOf(i)), GatesOf(s.EntryKeys), GatesOf(s.Leave ?? [])))];
        Groups = [.. Definition.Groups?.Select(g => new StageGroup(g.Key, g.Name, [.. Stages.Where(s => g.Stages.Contains(s.Key))])) ?? []];
        Initial = Stages[PipelineGraphChecks.InitialOf(ordered)];
        _resolved = resolution.Moves();
        Moves = [.. _resolved.Select(ToMove)];
    }

    public PipelineDefinition Definition { get; }

    public IReadOnlyList<Gate> Gates { get; }

    public IReadOnlyList<Stage> Stages { get; }

    public IReadOnlyList<StageGroup> Groups { get; }

    public IReadOnlyList<Move> Moves { get; }

    public Stage Initial { get; }

    public DecisionMachine ToMachine(IReadOnlyDictionary<string, int> numbers)
    {
        List<MachineGroup> groups = [];
        for (int g = 0; g < Groups.Count; g++)
        {
            groups.Add(new([.. Groups[g].Stages.Select(s => numbers[s.Key])], [.. MovesOf(g, numbers)]));
        }

        return new(Stages.Count, Moves.Where(m => m.Group is null).Select(m => (numbers[m.From.Key], numbers[m.To.Key], Guards(m.Gates))), groups);
    }

    private static IReadOnlyList<(string, Func<IFacts, bool>)> Guards(IEnumerable<Gate> gates) => [.. gates.Select(g => (g.Key, (Func<IFacts, bool>)g.Condition.IsMet))];

    private IEnumerable<MachineGroupMove> MovesOf(int group, IReadOnlyDictionary<string, int> numbers)
    {
        foreach (IGrouping<int, Move> moves in _resolved.Zip(Moves).Where(m => m.First.Group == group).GroupBy(m => m.First.To, m => m.Second))
        {
            IEnumerable<Gate> gates = moves.SelectMany(m => m.Gates).DistinctBy(g => g.Key).OrderBy(g => _gates[g.Key].Number);
            yield return new(
                moves.Key,
                [.. gates.Select(g => new MachineGroupGuard(g.Key, g.Condition.IsMet, moves.Where(m => m.Gates.Contains(g)).Select(m => numbers[m.From.Key]).ToHashSet()))]);
        }
    }

    private Move ToMove(ResolvedMove move)
    {
        Stage from = Stages[move.From];
        Stage to = Stages[move.To];
        IEnumerable<Gate> gates = GatesOf(move.GateKeys);
        gates = LeavesByGates(from, to, move.Kind) ? gates.Concat(from.ExitGates) : gates;
        gates = move.Kind == MoveKind.Reopen ? gates : gates.Concat(to.EntryGates);
        return new(from, to, move.Kind)
        {
            Gates = [.. gates.DistinctBy(g => g.Key).OrderBy(g => _gates[g.Key].Number)],
            Group = GroupKey(move.Group),
        };
    }

    private static bool LeavesByGates(Stage from, Stage to, MoveKind kind) => kind switch
    {
        MoveKind.Next or MoveKind.Skip or MoveKind.Reopen => true,
        MoveKind.Close => from.IsOpen && to.Kind == StageKind.Won,
        _ => false,
    };

    private Gate[] GatesOf(IEnumerable<string> keys) => [.. keys.Select(k => _gates[k].Gate)];

    private string? GroupKey(int? group) => group is { } g ? Definition.Groups![g].Key : null;

    /// <summary>Writes out what may be left out: the order, default entry gates, probabilities, categories, and ready gates.</summary>
    private static PipelineDefinition Completed(PipelineDefinition definition, IReadOnlyList<StageDefinition> ordered)
    {
        StageDefinition[] stages =
        [
            .. ordered.Select(s => s with
            {
                Probability = s.Probability ?? s.DefaultProbability,
                Category = s.Category ?? s.DefaultCategory,
                Enter = [.. s.EntryKeys],
                Leave = NullIfEmpty(s.Leave),
            }),
        ];
        List<GateDefinition> gates = [.. definition.Gates ?? []];
        HashSet<string> known = [.. gates.Select(g => g.Key)];
        IEnumerable<string> named = stages.SelectMany(s => (s.Enter ?? []).Concat(s.Leave ?? []).Concat(GatesOf(s.Moves)))
            .Concat((definition.Groups ?? []).SelectMany(g => GatesOf(g.Moves)));
        gates.AddRange(named.Where(known.Add).Select(key => GateDefinition.Of(Pipelines.Gates.Find(key)!)));
        return definition with { Stages = stages, Gates = NullIfEmpty(gates), Groups = NullIfEmpty(definition.Groups) };

        static IEnumerable<string> GatesOf(IEnumerable<MoveDefinition>? moves) => moves?.SelectMany(m => m.Gates ?? []) ?? [];

        static IReadOnlyList<T>? NullIfEmpty<T>(IReadOnlyList<T>? list) => list is { Count: > 0 } ? list : null;
    }
}
