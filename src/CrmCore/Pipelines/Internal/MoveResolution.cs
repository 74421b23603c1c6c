namespace CrmCore.Pipelines.Internal;

/// <summary>A move between numbered stages, with the keys of the gates that it names itself.</summary>
internal sealed record ResolvedMove(int From, int To, MoveKind Kind, int? Group, IReadOnlyList<string> GateKeys);

/// <summary>
/// Works out which moves a definition allows: what a stage writes down, else those of a linear pipeline; and what its group allows, which takes the place
/// of the stage's default for the same target.
/// </summary>
internal sealed class MoveResolution
{
    private readonly PipelineDefinition _definition;
    private readonly IReadOnlyList<StageDefinition> _stages;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly int[] _ranks;
    private readonly int?[] _groups;

    /// <param name="definition">The definition; unknown keys in it are passed over.</param>
    /// <param name="stages">Its stages in the order of the pipeline.</param>
    public MoveResolution(PipelineDefinition definition, IReadOnlyList<StageDefinition> stages)
    {
        _definition = definition;
        _stages = stages;
        _ranks = new int[stages.Count];
        int rank = 0;
        for (int i = 0; i < stages.Count; i++)
        {
            _numbers.TryAdd(stages[i].Key, i);
            _ranks[i] = stages[i].Kind == StageKind.Open ? rank++ : -1;
        }

        _groups = new int?[stages.Count];
        for (int g = 0; g < (definition.Groups?.Count ?? 0); g++)
        {
            foreach (string key in definition.Groups![g].Stages.Where(_numbers.ContainsKey))
            {
                _groups[_numbers[key]] ??= g;
            }
        }
    }

    public int? GroupOf(int stage) => _groups[stage];

    public IReadOnlyList<ResolvedMove> Moves()
    {
        List<ResolvedMove> moves = [];
        for (int from = 0; from < _stages.Count; from++)
        {
            ResolvedMove?[] byTarget = new ResolvedMove?[_stages.Count];
            foreach (MoveDefinition move in _stages[from].Moves ?? [])
            {
                Put(byTarget, from, move, null);
            }

            if (_groups[from] is { } group)
            {
                foreach (MoveDefinition move in _definition.Groups![group].Moves ?? [])
                {
                    Put(byTarget, from, move, group);
                }
            }

            if (_stages[from].Moves is null)
            {
                PutDefaults(byTarget, from);
            }

            moves.AddRange(byTarget.OfType<ResolvedMove>());
        }

        return moves;
    }

    private void Put(ResolvedMove?[] byTarget, int from, MoveDefinition move, int? group)
    {
        if (_numbers.TryGetValue(move.To, out int to) && to != from)
        {
            byTarget[to] ??= new(from, to, KindOf(from, to), group, move.Gates ?? []);
        }
    }

    private void PutDefaults(ResolvedMove?[] byTarget, int from)
    {
        for (int to = 0; to < _stages.Count; to++)
        {
            if (to != from && IsDefault(from, to, KindOf(from, to)))
            {
                byTarget[to] ??= new(from, to, KindOf(from, to), null, []);
            }
        }
    }

    private bool IsDefault(int from, int to, MoveKind kind) => kind switch
    {
        MoveKind.Skip => !_definition.ForbidSkipping,
        MoveKind.Back => !_definition.ForbidGoingBack,
        MoveKind.Reopen => !_definition.ForbidReopening,
        MoveKind.Close => _ranks[from] >= 0 || _stages[from].Kind == _stages[to].Kind,
        _ => true,
    };

    private MoveKind KindOf(int from, int to) => (_ranks[from] >= 0, _ranks[to] >= 0) switch
    {
        (_, false) => MoveKind.Close,
        (false, true) => MoveKind.Reopen,
        _ => (_ranks[to] - _ranks[from]) switch
        {
            1 => MoveKind.Next,
            > 1 => MoveKind.Skip,
            _ => MoveKind.Back,
        },
    };
}
