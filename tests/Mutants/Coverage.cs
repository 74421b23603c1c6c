using System.Diagnostics;
using System.Text.Json;
using Xunit.Abstractions;

namespace CrmCore.Mutants;

/// <summary>Which tests come by which mutant, and how long they take, without any fault.</summary>
/// <param name="Tests">The tests' places among all, by mutant.</param>
/// <param name="Seconds">How long each test takes; below 0 where it fails without any mutant, so that it judges none.</param>
/// <param name="RunOnce">The mutants that were come by when the tests ran for the first time in a process, and never again.</param>
internal sealed record Coverage(IReadOnlyDictionary<int, IReadOnlyList<int>> Tests, IReadOnlyList<double> Seconds, IReadOnlyList<int> RunOnce)
{
    /// <summary>Runs each test three times: the second time nothing static is made any more, the third time nothing is counted, which takes time.</summary>
    public static Coverage Measure(TestRunner runner, TextWriter output)
    {
        MutantSwitch mutants = new(runner.Mutated);
        mutants.Capture(true);
        HashSet<int> first = [.. runner.Tests.SelectMany(CoveredBy)];
        IEnumerable<int>[] covered = [.. runner.Tests.Select(CoveredBy)];
        mutants.Capture(false);
        double[] seconds = [.. runner.Tests.Select(SecondsOf)];
        Dictionary<int, List<int>> tests = [];
        for (int i = 0; i < seconds.Length; i++)
        {
            if (seconds[i] < 0)
            {
                output.WriteLine($"Fails without any mutant, and judges none: {runner.Tests[i].DisplayName}");
                continue;
            }

            foreach (int id in covered[i])
            {
                (tests.TryGetValue(id, out List<int>? some) ? some : tests[id] = []).Add(i);
            }
        }

        return new(tests.ToDictionary(t => t.Key, t => (IReadOnlyList<int>)t.Value), seconds, [.. first.Where(id => !tests.ContainsKey(id))]);

        IEnumerable<int> CoveredBy(ITestCase test)
        {
            _ = mutants.TakeCovered();
            _ = runner.FirstFailure([test]);
            return [.. mutants.TakeCovered()];
        }

        double SecondsOf(ITestCase test)
        {
            long start = Stopwatch.GetTimestamp();
            return runner.FirstFailure([test]) is null ? Stopwatch.GetElapsedTime(start).TotalSeconds : -1;
        }
    }

    public static Coverage Read(string path) => JsonSerializer.Deserialize<Coverage>(File.ReadAllText(path))!;

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this));

    /// <summary>The tests that judge a mutant, quick ones first; empty where none comes by.</summary>
    public IReadOnlyList<int> Judges(int mutant) => Tests.TryGetValue(mutant, out IReadOnlyList<int>? tests) ? [.. tests.OrderBy(t => Seconds[t])] : [];
}
