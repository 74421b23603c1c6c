namespace CrmCore.Pipelines;

/// <summary>Says of a stage what is not needed of every stage. Not thread-safe.</summary>
public sealed class StageBuilder
{
    private readonly List<Gate> _gates = [];

    internal StageBuilder(StageDefinition definition) => Definition = definition;

    internal StageDefinition Definition { get; private set; }

    internal IReadOnlyList<Gate> Gates => _gates;

    /// <summary>Deals start here.</summary>
    public StageBuilder Initial() => With(Definition with { Initial = true });

    /// <summary>Where its deals count in a forecast.</summary>
    public StageBuilder Category(ForecastCategory category) => With(Definition with { Category = category });

    /// <summary>Where the buyer stands meanwhile.</summary>
    public StageBuilder Buyer(BuyerPhase phase) => With(Definition with { BuyerPhase = phase });

    /// <summary>How many days a deal usually stands here.</summary>
    public StageBuilder Expects(int days) => With(Definition with { ExpectedDays = days });

    /// <summary>After how many days a deal here is rotting, by which clock, and whether a planned next step suspends it.</summary>
    public StageBuilder RotsAfter(int days, RotClock clock = RotClock.StageEntered, bool suspendedByNextStep = false) =>
        With(Definition with { Rot = new() { Days = days, Clock = clock, SuspendedByNextStep = suspendedByNextStep } });

    /// <summary>What a deal meets before it enters; none means nothing at all, even for an end.</summary>
    public StageBuilder Enter(params IEnumerable<Gate> gates) => With(Definition with { Enter = Keys(gates) });

    /// <summary>What a deal meets before it goes on from here; see <see cref="Stage.ExitGates"/>.</summary>
    public StageBuilder Leave(params IEnumerable<Gate> gates) => With(Definition with { Leave = Keys(gates) });

    /// <summary>Allows a move, with gates of its own. A stage that says so has exactly the moves said, not those of a linear pipeline.</summary>
    public StageBuilder MoveTo(string stage, params IEnumerable<Gate> gates) =>
        With(Definition with { Moves = [.. Definition.Moves ?? [], new MoveDefinition { To = stage, Gates = NullIfEmpty(Keys(gates)) }] });

    /// <summary>Allows no move of its own; only those of its group are left.</summary>
    public StageBuilder NoMoves() => With(Definition with { Moves = [] });

    private string[] Keys(IEnumerable<Gate> gates)
    {
        Gate[] given = [.. Guard.Against.Null(gates)];
        _gates.AddRange(given);
        return [.. given.Select(g => g.Key)];
    }

    private StageBuilder With(StageDefinition definition)
    {
        Definition = definition;
        return this;
    }

    private static string[]? NullIfEmpty(string[] keys) => keys.Length == 0 ? null : keys;
}

/// <summary>Says which moves a group has. Not thread-safe.</summary>
public sealed class GroupBuilder
{
    private readonly List<Gate> _gates = [];
    private readonly List<MoveDefinition> _moves = [];

    internal GroupBuilder()
    {
    }

    internal IReadOnlyList<Gate> Gates => _gates;

    internal IReadOnlyList<MoveDefinition>? Moves => _moves.Count == 0 ? null : _moves;

    /// <summary>Allows a move from each stage of the group, with gates of its own.</summary>
    public GroupBuilder MoveTo(string stage, params IEnumerable<Gate> gates)
    {
        Gate[] given = [.. Guard.Against.Null(gates)];
        _gates.AddRange(given);
        _moves.Add(new() { To = stage, Gates = given.Length == 0 ? null : [.. given.Select(g => g.Key)] });
        return this;
    }
}
