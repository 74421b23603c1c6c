namespace CrmCore.Pipelines.Internal;

/// <summary>The moves of a pipeline as a table by numbered stages, compiled for reading in bulk. Immutable, thread-safe.</summary>
internal sealed class DecisionTable
{
    private static readonly IReadOnlyList<Refusal> None = [];

    private readonly int _count;
    private readonly Entry?[] _entries;
    private readonly Entry[][] _from;
    private readonly Move[][] _movesFrom;
    private readonly Dictionary<string, Refusal> _refusals = new(StringComparer.Ordinal);

    public DecisionTable(int stageCount, IReadOnlyList<Move> moves, IReadOnlyDictionary<string, int> numbers)
    {
        _count = stageCount;
        _entries = new Entry?[stageCount * stageCount];
        foreach (Move move in moves)
        {
            _entries[(numbers[move.From.Key] * stageCount) + numbers[move.To.Key]] = new(move);
            foreach (Gate gate in move.Gates)
            {
                _refusals[gate.Key] = gate.Refusal;
            }
        }

        _from = [.. Enumerable.Range(0, stageCount).Select(s => _entries.Skip(s * stageCount).Take(stageCount).OfType<Entry>().ToArray())];
        _movesFrom = [.. _from.Select(entries => entries.Select(e => e.Move).ToArray())];
    }

    public Move? Find(int from, int to) => _entries[(from * _count) + to]?.Move;

    public IReadOnlyList<Move> From(int stage) => _movesFrom[stage];

    public IReadOnlyList<Refusal> RefusalsOf(ICollection<string> gates) => [.. gates.Select(g => _refusals[g])];

    /// <summary>The decision; null where there is no such move.</summary>
    public MoveDecision? Decide(int from, int to, IFacts facts) => _entries[(from * _count) + to] is { } entry ? new(entry.Move, entry.Unmet(facts)) : null;

    public MoveDecision[] DecideAll(int from, IFacts facts)
    {
        Entry[] entries = _from[from];
        MoveDecision[] decisions = new MoveDecision[entries.Length];
        for (int i = 0; i < entries.Length; i++)
        {
            decisions[i] = new(entries[i].Move, entries[i].Unmet(facts));
        }

        return decisions;
    }

    private sealed class Entry(Move move)
    {
        private readonly Gate[] _gates = [.. move.Gates];

        public Move Move => move;

        public IReadOnlyList<Refusal> Unmet(IFacts facts)
        {
            List<Refusal>? unmet = null;
            foreach (Gate gate in _gates)
            {
                if (!gate.Condition.IsMet(facts))
                {
                    (unmet ??= new(_gates.Length)).Add(gate.Refusal);
                }
            }

            return unmet ?? None;
        }
    }
}
