using System.Globalization;

namespace CrmCore.Mutants;

/// <summary>Tries mutants, and notes each verdict at once: a fault may end the process, or never end.</summary>
internal sealed class Trial(Plan plan)
{
    /// <summary>The process ends with this where a mutant never ends.</summary>
    public const int NeverEnds = 3;

    /// <summary>A test may take this long, and so many times what it takes without a fault.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    private const double PatienceFactor = 5;

    /// <summary>What starting, compiling and all the tests may take in a process of its own.</summary>
    private static readonly TimeSpan PatienceAlone = TimeSpan.FromMinutes(4);

    /// <summary>Notes which tests come by which mutants.</summary>
    public void Cover()
    {
        LightSwitch.Write(plan.CorePath, plan.LightCorePath);
        using TestRunner runner = new(plan, plan.CorePath);
        Coverage.Count(runner).Write(plan.CoveragePath);
    }

    /// <summary>Notes how long the tests take.</summary>
    public void Time()
    {
        using TestRunner runner = new(plan, plan.LightCorePath);
        Coverage.Read(plan.CoveragePath).Timed(runner, Console.Out).Write(plan.CoveragePath);
    }

    /// <summary>Tries all that have no verdict yet.</summary>
    public void TryAll()
    {
        using TestRunner runner = new(plan, plan.LightCorePath);
        MutantSwitch mutants = new(runner.Mutated);
        Coverage coverage = Coverage.Read(plan.CoveragePath);
        HashSet<int> runOnce = [.. coverage.RunOnce];
        Dictionary<int, Verdict> known = Verdicts(plan);
        int[] open = [.. Mutant.Of(plan).Select(m => m.Id).Where(id => !known.ContainsKey(id))];
        for (int i = 0; i < open.Length; i++)
        {
            int id = open[i];
            IReadOnlyList<int> judges = coverage.Judges(id);
            if (judges.Count == 0)
            {
                Note(id, runOnce.Contains(id) ? Verdict.RunsOnce : Verdict.NotCovered);
                continue;
            }

            Dictionary<string, TimeSpan> patience = judges.ToDictionary(j => runner.Tests[j].UniqueID, j => Grace + TimeSpan.FromSeconds(PatienceFactor * coverage.Seconds[j]));
            using (Timer watch = Watch(id))
            {
                mutants.On(id);
                string? failure = judges.GroupBy(j => Magnitude(coverage.Seconds[j]))
                    .Select(g => runner.FirstFailure(g.Select(j => runner.Tests[j]), t => watch.Change(patience[t.UniqueID], Timeout.InfiniteTimeSpan)))
                    .FirstOrDefault(f => f is not null);
                mutants.Off();
                Note(id, failure is not null ? Verdict.Killed : runOnce.Contains(id) ? Verdict.RunsOnce : Verdict.Survived, failure);
            }

            if (i % 100 == 99)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i + 1} of {open.Length} tried"));
            }
        }
    }

    /// <summary>Tries one in a process that is new, so that what is static is made with it.</summary>
    public void TryAlone(int id)
    {
        using TestRunner runner = new(plan, plan.LightCorePath);
        MutantSwitch mutants = new(runner.Mutated);
        Coverage coverage = Coverage.Read(plan.CoveragePath);
        using Timer watch = Watch(id);
        watch.Change(PatienceAlone, Timeout.InfiniteTimeSpan);
        mutants.On(id);
        string? failure = coverage.AllJudges.GroupBy(i => Magnitude(coverage.Seconds[i]))
            .Select(g => runner.FirstFailure(g.Select(i => runner.Tests[i]))).FirstOrDefault(f => f is not null);
        Note(id, failure is null ? Verdict.Survived : Verdict.Killed, failure);
    }

    /// <summary>The last verdict on each mutant that was tried.</summary>
    public static Dictionary<int, Verdict> Verdicts(Plan plan)
    {
        Dictionary<int, Verdict> verdicts = [];
        foreach (string[] parts in File.Exists(plan.VerdictsPath) ? File.ReadLines(plan.VerdictsPath).Select(l => l.Split('\t')) : [])
        {
            verdicts[int.Parse(parts[0], CultureInfo.InvariantCulture)] = Enum.Parse<Verdict>(parts[1]);
        }

        return verdicts;
    }

    public void Note(int id, Verdict verdict, string? by = null) => File.AppendAllText(plan.VerdictsPath, string.Create(CultureInfo.InvariantCulture, $"{id}\t{verdict}\t{by?.ReplaceLineEndings(" ")}\n"));

    /// <summary>Tests of the same magnitude run together, those of a lower one before: xunit chooses the order within a run.</summary>
    private static int Magnitude(double seconds) => (int)Math.Ceiling(Math.Log10(Math.Max(0.001, seconds)));

    /// <summary>Ends the process once its time is over: a test that never ends can't be stopped from within.</summary>
    private Timer Watch(int id)
    {
        File.WriteAllText(plan.CurrentPath, id.ToString(CultureInfo.InvariantCulture));
        return new(
            _ =>
            {
                Note(id, Verdict.TimedOut);
                Environment.Exit(NeverEnds);
            },
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
    }
}
