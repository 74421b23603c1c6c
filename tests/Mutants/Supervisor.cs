using System.Diagnostics;
using System.Globalization;

namespace CrmCore.Mutants;

/// <summary>Has all mutants tried in processes that may die, and tells the score.</summary>
internal sealed class Supervisor(Plan plan, string[] args)
{
    private const double WantedScore = 85;

    /// <summary>Whether the score is high enough.</summary>
    public bool Run()
    {
        if (!File.Exists(plan.CoveragePath) && (Start("cover") != 0 || Start("time") != 0))
        {
            File.Delete(plan.CoveragePath);
            throw new InvalidOperationException("The tests could not be measured without mutants.");
        }

        while (Start("all") is not 0 and int death)
        {
            NoteDeath(death);
        }

        foreach (int id in Trial.Verdicts(plan).Where(v => v.Value == Verdict.RunsOnce).Select(v => v.Key).Order())
        {
            if (Start("alone", id.ToString(CultureInfo.InvariantCulture)) is not 0 and int code)
            {
                NoteDeath(code);
            }
        }

        return Tell();
    }

    private int Start(params string[] what)
    {
        using Process process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [typeof(Supervisor).Assembly.Location, .. args, .. what]))!;
        process.WaitForExit();
        return process.ExitCode;
    }

    private void NoteDeath(int code)
    {
        if (code == Trial.NeverEnds)
        {
            return;
        }

        int id = int.Parse(File.ReadAllText(plan.CurrentPath), CultureInfo.InvariantCulture);
        if (Trial.Verdicts(plan).TryGetValue(id, out Verdict verdict) && verdict != Verdict.RunsOnce)
        {
            throw new InvalidOperationException($"The tests ended with {code} before a mutant was tried.");
        }

        new Trial(plan).Note(id, Verdict.Crashed);
    }

    private bool Tell()
    {
        Dictionary<int, Verdict> verdicts = Trial.Verdicts(plan);
        IReadOnlyList<Mutant> mutants = Mutant.Of(plan);
        foreach (IGrouping<string, Mutant> folder in mutants.GroupBy(m => Path.GetFileName(Path.GetDirectoryName(m.File)!)).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            Console.WriteLine($"{folder.Key}: {Summary(folder)}");
        }

        File.WriteAllLines(plan.SurvivorsPath, mutants.Where(m => !IsNoticed(verdicts[m.Id])).OrderBy(m => m.File, StringComparer.Ordinal).ThenBy(m => m.Line).Select(m => $"{verdicts[m.Id]} {m}"));
        Console.WriteLine($"All: {Summary(mutants)}. Those that no test noticed are listed in {plan.SurvivorsPath}");
        return Score(mutants) >= WantedScore;

        double Score(IEnumerable<Mutant> some) => 100.0 * some.Count(m => IsNoticed(verdicts[m.Id])) / some.Count();

        string Summary(IEnumerable<Mutant> some) => string.Create(
            CultureInfo.InvariantCulture,
            $"{Score(some):0.0}% of {some.Count()} ({string.Join(", ", some.GroupBy(m => verdicts[m.Id]).OrderBy(g => g.Key).Select(g => $"{g.Count()} {g.Key}"))})");
    }

    private static bool IsNoticed(Verdict verdict) => verdict is Verdict.Killed or Verdict.TimedOut or Verdict.Crashed;
}
