using Stateless;

namespace CrmCore.Pipelines.Internal;

/// <summary>A superstate: the states in it, and the moves that each of them has through it.</summary>
internal sealed record MachineGroup(IReadOnlyList<int> Members, IReadOnlyList<MachineGroupMove> Moves);

/// <summary>A move of a superstate to a state.</summary>
internal sealed record MachineGroupMove(int To, IReadOnlyList<MachineGroupGuard> Guards);

/// <summary>A guard of a superstate's move, asked only of the members that it applies to.</summary>
internal sealed record MachineGroupGuard(string Name, Func<IFacts, bool> IsMet, IReadOnlySet<int> AppliesTo);

/// <summary>
/// A Stateless machine used as a decision function: configured once, shared by every aggregate and thread, without entry or exit actions and without
/// async. Each thread has a slot with the state and facts it asks about, so nothing is shared while it decides.
/// </summary>
/// <remarks>
/// <see cref="FiringMode.Immediate"/> because the default queued mode loses triggers when threads share a machine. Every state is configured beforehand,
/// because reading an unknown one adds it. The trigger is the number of the target state. A group is a superstate, numbered after the states. Stateless
/// tells only the superstate's unmet guards where a state and its superstate both refuse, and does nothing on a superstate's move into the present state;
/// neither can happen here, because a definition has one move for a target and a move to where it stands is not asked.
/// </remarks>
internal sealed class DecisionMachine : IDisposable
{
    private readonly StateMachine<int, int> _machine;
    private readonly ThreadLocal<Slot> _slot = new(() => new Slot());

    /// <param name="stateCount">States are numbered from 0.</param>
    /// <param name="moves">From, to, and the guards by name; a guard sees the facts that <see cref="Decide"/> was given.</param>
    /// <param name="groups">The superstates.</param>
    public DecisionMachine(
        int stateCount, IEnumerable<(int From, int To, IReadOnlyList<(string Name, Func<IFacts, bool> IsMet)> Guards)> moves, IReadOnlyList<MachineGroup>? groups = null)
    {
        _machine = new StateMachine<int, int>(() => _slot.Value!.State, state => _slot.Value!.State = state, FiringMode.Immediate);
        for (int state = 0; state < stateCount; state++)
        {
            _machine.Configure(state);
        }

        foreach ((int from, int to, IReadOnlyList<(string Name, Func<IFacts, bool> IsMet)> guards) in moves)
        {
            _machine.Configure(from).PermitIf(to, to, [.. guards.Select(g => Guarded(g.Name, slot => g.IsMet(slot.Facts!)))]);
        }

        for (int group = 0; group < (groups?.Count ?? 0); group++)
        {
            Configure(stateCount + group, groups![group]);
        }

        _machine.OnUnhandledTrigger((_, _, unmet) => _slot.Value!.Refuse(unmet));
    }

    /// <summary>Whether the move is permitted; where not, the names of the unmet guards, none of them when no such move is defined.</summary>
    /// <param name="from">The state it stands in.</param>
    /// <param name="to">Another state.</param>
    /// <param name="facts">What the guards look at.</param>
    /// <param name="unmet">The unmet guards, in their order.</param>
    public bool Decide(int from, int to, IFacts facts, out ICollection<string> unmet)
    {
        Slot slot = _slot.Value!;
        (int State, int From, IFacts? Facts, ICollection<string>? Unmet) outer = (slot.State, slot.From, slot.Facts, slot.Unmet);
        try
        {
            slot.State = from;
            slot.From = from;
            slot.Facts = facts;
            slot.Unmet = null;
            _machine.Fire(to);
            unmet = slot.Unmet ?? Array.Empty<string>();
            return slot.Unmet is null;
        }
        finally
        {
            (slot.State, slot.From, slot.Facts, slot.Unmet) = outer;
        }
    }

    public void Dispose() => _slot.Dispose();

    private void Configure(int superstate, MachineGroup group)
    {
        StateMachine<int, int>.StateConfiguration configuration = _machine.Configure(superstate);
        foreach (MachineGroupMove move in group.Moves)
        {
            configuration.PermitIf(move.To, move.To, [.. move.Guards.Select(g => Guarded(g.Name, slot => !g.AppliesTo.Contains(slot.From) || g.IsMet(slot.Facts!)))]);
        }

        foreach (int member in group.Members)
        {
            _machine.Configure(member).SubstateOf(superstate);
        }
    }

    private Tuple<Func<bool>, string> Guarded(string name, Func<Slot, bool> isMet) => new(() => isMet(_slot.Value!), name);

    private sealed class Slot
    {
        public int State { get; set; }

        public int From { get; set; }

        public IFacts? Facts { get; set; }

        public ICollection<string>? Unmet { get; set; }

        public void Refuse(ICollection<string>? unmet) => Unmet = unmet ?? Array.Empty<string>();
    }
}
