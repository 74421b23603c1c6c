using System.Reflection;

namespace CrmCore.Mutants;

/// <summary>The class that Stryker puts into a mutated assembly: which mutant is on, and which ones were come by.</summary>
internal sealed class MutantSwitch
{
    private const int None = -1;

    private readonly FieldInfo _active;
    private readonly FieldInfo _capture;
    private readonly MethodInfo _coverage;

    public MutantSwitch(Assembly mutated)
    {
        Type control = mutated.GetTypes().Single(t => t.Name == "MutantControl");
        _active = control.GetField("ActiveMutant")!;
        _capture = control.GetField("CaptureCoverage")!;
        _coverage = control.GetMethod("GetCoverageData")!;
        Off();
    }

    public void On(int mutant) => _active.SetValue(null, mutant);

    public void Off() => On(None);

    public void Capture(bool on) => _capture.SetValue(null, on);

    /// <summary>The mutants that were come by since this was asked last.</summary>
    public IEnumerable<int> TakeCovered() => ((IList<int>[])_coverage.Invoke(null, null)!).SelectMany(c => c).Distinct();
}
