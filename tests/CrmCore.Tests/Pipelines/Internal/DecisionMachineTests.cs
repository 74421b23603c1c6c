using CrmCore.Pipelines.Internal;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Pipelines.Internal;

public class DecisionMachineTests
{
    private const int States = 6;

    [Fact]
    public void A_million_decisions_of_eight_threads_on_one_machine_are_all_right()
    {
        using DecisionMachine machine = Machine();
        long wrong = 0;
        long permitted = 0;
        Thread[] threads = [.. Enumerable.Range(0, 8).Select(number => new Thread(() =>
        {
            Random random = new(number);
            for (int i = 0; i < 125_000; i++)
            {
                (int from, int to, bool even, bool high) = (random.Next(States), random.Next(States), random.Next(2) == 0, random.Next(2) == 0);
                bool decided = machine.Decide(from, to, Facts(even, high), out ICollection<string> unmet);
                bool right = decided == Expected(from, to, even, high, out string[] expectedUnmet) && unmet.Order().SequenceEqual(expectedUnmet);
                Interlocked.Add(ref wrong, right ? 0 : 1);
                Interlocked.Add(ref permitted, decided ? 1 : 0);
            }
        }))];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        Assert.Equal(0, wrong);
        Assert.InRange(permitted, 100_000, 900_000);
    }

    [Fact]
    public void A_guard_may_itself_ask_the_machine()
    {
        DecisionMachine? machine = null;
        bool inner = false;
        using (machine = new(3, [(0, 1, [("asks", f => (inner = machine!.Decide(1, 2, new TestFacts(), out _)) && Flag(f, "even"))]), (1, 2, [("never", _ => false)]), (2, 0, [])]))
        {
            Assert.False(machine.Decide(0, 1, Facts(true, true), out ICollection<string> unmet));
            Assert.Equal(["asks"], unmet);
            Assert.False(inner);
        }

        using (machine = new(3, [(0, 1, [("asks", f => machine!.Decide(1, 2, new TestFacts(), out _) && Flag(f, "even"))]), (1, 2, [])]))
        {
            Assert.True(machine.Decide(0, 1, Facts(true, true), out _));
            Assert.False(machine.Decide(0, 1, Facts(false, true), out _));
        }
    }

    [Fact]
    public void A_guard_that_throws_leaves_no_trace()
    {
        using DecisionMachine machine = new(2, [(0, 1, [("throws", f => Flag(f, "even") ? true : throw new InvalidOperationException("no facts"))])]);
        Assert.Throws<InvalidOperationException>(() => machine.Decide(0, 1, Facts(false, false), out _));
        Assert.True(machine.Decide(0, 1, Facts(true, false), out ICollection<string> unmet));
        Assert.Empty(unmet);
    }

    /// <summary>Every state leads to the next two; to an even one asks for "even", over one state for "high" too.</summary>
    private static DecisionMachine Machine() => new(
        States,
        from source in Enumerable.Range(0, States)
        from step in (int[])[1, 2]
        let target = (source + step) % States
        select (source, target, (IReadOnlyList<(string, Func<IFacts, bool>)>)[.. Guards(step, target)]));

    private static IEnumerable<(string, Func<IFacts, bool>)> Guards(int step, int target)
    {
        if (target % 2 == 0)
        {
            yield return ("even", f => Flag(f, "even"));
        }

        if (step == 2)
        {
            yield return ("high", f => Flag(f, "high"));
        }
    }

    private static bool Expected(int from, int to, bool even, bool high, out string[] unmet)
    {
        int step = (to - from + States) % States;
        bool exists = step is 1 or 2;
        unmet = exists ? [.. Guards(step, to).Select(g => g.Item1).Where(g => g == "even" ? !even : !high).Order()] : [];
        return exists && unmet.Length == 0;
    }

    private static bool Flag(IFacts facts, string name) => facts.Get(name).AsFlag == true;

    private static TestFacts Facts(bool even, bool high) => new(("even", FieldValue.Of(even)), ("high", FieldValue.Of(high)));
}
