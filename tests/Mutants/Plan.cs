using System.Text.RegularExpressions;

namespace CrmCore.Mutants;

/// <summary>What is to be tried.</summary>
/// <param name="Folder">Where the tests lie beside the mutated assembly.</param>
/// <param name="Report">Stryker's page that lists the mutants.</param>
/// <param name="Files">Which source files' mutants are tried.</param>
/// <param name="Tests">Which tests judge them, by their display names.</param>
/// <param name="Every">Of how many mutants one is tried: 1 for all, 5 for a fifth of them.</param>
/// <param name="Results">Where what was found is kept, so that a run can go on after it was stopped; several files begin with this path.</param>
internal sealed record Plan(string Folder, string Report, Regex Files, Regex Tests, int Every, string Results)
{
    public string CoveragePath => Results + ".coverage.json";

    public string SurvivorsPath => Results + ".survivors.txt";

    public string VerdictsPath => Results + ".verdicts.txt";

    /// <summary>Which mutant is being tried; left behind by a process that died on it.</summary>
    public string CurrentPath => Results + ".current.txt";

    public string CorePath => Path.Combine(Folder, "CrmCore.dll");

    /// <summary>The mutated assembly with a switch that costs nothing, and counts nothing.</summary>
    public string LightCorePath => Path.Combine(Folder, "light", "CrmCore.dll");

    public string TestsPath => Path.Combine(Folder, "CrmCore.Tests.dll");
}
