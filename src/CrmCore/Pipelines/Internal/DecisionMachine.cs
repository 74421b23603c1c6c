using Stateless;

namespace CrmCore.Pipelines.Internal;

/// <summary>
/// A Stateless machine used as a decision function: configured once, shared by every aggregate and thread, without entry or exit actions and without
/// async. Each thread has a slot with the state and facts it asks about, so nothing is shared while it decides.
/// </summary>
/// <remarks>
/// <see cref="FiringMode.Immediate"/> because the default queued mode loses triggers when threads share a machine. Every state is configured beforehand,
/// because reading an unknown one adds it. The trigger is the number of the target state.
/// </remarks>
internal sealed class DecisionMachine : IDisposable
{
    private readonly StateMachine<int, int> _machine;
    private readonly ThreadLocal<Slot> _slot = new(() => new Slot());

    /// <param name="stateCount">States are numbered from 0.</param>
    /// <param name="moves">From, to, and the guards by name; a guard sees the facts that <see cref="Decide"/> was given.</param>
    public DecisionMachine(int stateCount, IEnumerable<(int From, int To, IReadOnlyList<(string Name, Func<IFacts, bool> IsMet)> Guards)> moves)
    {
        _machine = new StateMachine<int, int>(() => _slot.Value!.State, state => _slot.Value!.State = state, FiringMode.Immediate);
        for (int state = 0; state < stateCount; state++)
        {
            _machine.Configure(state);
        }

        foreach ((int from, int to, IReadOnlyList<(string Name, Func<IFacts, bool> IsMet)> guards) in moves)
        {
            _machine.Configure(from).PermitIf(to, to, [.. guards.Select(Guarded)]);
        }

        _machine.OnUnhandledTrigger((_, _, unmet) => _slot.Value!.Refuse(unmet));
    }

    /// <summary>Whether the move is permitted; where not, the names of the unmet guards, none of them when no such move is defined.</summary>
    public bool Decide(int from, int to, IFacts facts, out ICollection<string> unmet)
    {
        Slot slot = _slot.Value!;
        (int State, IFacts? Facts, ICollection<string>? Unmet) outer = (slot.State, slot.Facts, slot.Unmet);
        try
        {
            slot.State = from;
            slot.Facts = facts;
            slot.Unmet = null;
            _machine.Fire(to);
            unmet = slot.Unmet ?? [];
            return slot.Unmet is null;
        }
        finally
        {
            (slot.State, slot.Facts, slot.Unmet) = outer;
        }
    }

    public void Dispose() => _slot.Dispose();

    private Tuple<Func<bool>, string> Guarded((string Name, Func<IFacts, bool> IsMet) guard) => new(() => guard.IsMet(_slot.Value!.Facts!), guard.Name);

    private sealed class Slot
    {
        public int State { get; set; }

        public IFacts? Facts { get; set; }

        public ICollection<string>? Unmet { get; set; }

        public void Refuse(ICollection<string>? unmet) => Unmet = unmet ?? [];
    }
}
