using System.Diagnostics;
using System.Text.Json;
using Xunit.Abstractions;

namespace CrmCore.Mutants;

/// <summary>Which tests come by which mutant, and how long they take, without any fault.</summary>
/// <param name="Tests">The tests' places among all, by mutant.</param>
/// <param name="Seconds">How long each test takes; below 0 where it fails without any mutant, so that it judges none.</param>
/// <param name="RunOnce">The mutants that a test came by when it ran for the first time in a process, and not again.</param>
internal sealed record Coverage(IReadOnlyDictionary<int, IReadOnlyList<int>> Tests, IReadOnlyList<double> Seconds, IReadOnlyList<int> RunOnce)
{
    /// <summary>Tests that take more seconds judge none: a mutant that nothing notices is run through all that do.</summary>
    private const double Slowest = 1;

    /// <summary>Runs each test twice on the assembly that counts, so that the second time nothing static is made any more.</summary>
    public static Coverage Count(TestRunner runner)
    {
        MutantSwitch mutants = new(runner.Mutated);
        mutants.Capture(true);
        Dictionary<int, HashSet<int>> first = Covered();
        Dictionary<int, HashSet<int>> again = Covered();
        return new(
            again.ToDictionary(t => t.Key, t => (IReadOnlyList<int>)[.. t.Value]),
            [],
            [.. first.Where(t => !again.TryGetValue(t.Key, out HashSet<int>? tests) || !tests.IsSupersetOf(t.Value)).Select(t => t.Key)]);

        Dictionary<int, HashSet<int>> Covered()
        {
            Dictionary<int, HashSet<int>> tests = [];
            for (int i = 0; i < runner.Tests.Count; i++)
            {
                foreach (int id in CoveredBy(runner.Tests[i]))
                {
                    (tests.TryGetValue(id, out HashSet<int>? some) ? some : tests[id] = []).Add(i);
                }
            }

            return tests;
        }

        int[] CoveredBy(ITestCase test)
        {
            _ = mutants.TakeCovered();
            _ = runner.FirstFailure([test]);
            return [.. mutants.TakeCovered()];
        }
    }

    /// <summary>How long each test takes on the assembly that mutants are tried on, the second time it is run.</summary>
    public Coverage Timed(TestRunner runner, TextWriter output)
    {
        _ = runner.Tests.Select(SecondsOf).ToArray();
        double[] seconds = [.. runner.Tests.Select(SecondsOf)];
        foreach (ITestCase test in runner.Tests.Where((_, i) => seconds[i] < 0))
        {
            output.WriteLine($"Fails without any mutant, and judges none: {test.DisplayName}");
        }

        return this with { Seconds = seconds };

        double SecondsOf(ITestCase test)
        {
            long start = Stopwatch.GetTimestamp();
            return runner.FirstFailure([test]) is null ? Stopwatch.GetElapsedTime(start).TotalSeconds : -1;
        }
    }

    public static Coverage Read(string path) => JsonSerializer.Deserialize<Coverage>(File.ReadAllText(path))!;

    /// <summary>The tests that judge, quick ones first.</summary>
    public IEnumerable<int> AllJudges => Enumerable.Range(0, Seconds.Count).Where(IsJudge).OrderBy(t => Seconds[t]);

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this));

    /// <summary>The tests that judge a mutant, quick ones first; empty where none comes by.</summary>
    public IReadOnlyList<int> Judges(int mutant) => Tests.TryGetValue(mutant, out IReadOnlyList<int>? tests) ? [.. tests.Where(IsJudge).OrderBy(t => Seconds[t])] : [];

    private bool IsJudge(int test) => Seconds[test] is >= 0 and <= Slowest;
}
