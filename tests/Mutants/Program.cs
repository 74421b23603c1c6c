using System.Globalization;
using CrmCore.Mutants;

if (args is not [string folder, string report, string files, string tests, string every, string results, .. string[] what])
{
    Console.Error.WriteLine("Mutants FOLDER REPORT FILES TESTS EVERY RESULTS: tries every so many-th mutant of REPORT (in source files that match FILES) in FOLDER by the tests that match TESTS. See tests/mutate.sh.");
    return 2;
}

Plan plan = new(Path.GetFullPath(folder), report, new(files), new(tests), int.Parse(every, CultureInfo.InvariantCulture), results);
Trial trial = new(plan);
switch (what)
{
    case []:
        return new Supervisor(plan, args).Run() ? 0 : 1;
    case ["cover"]:
        trial.Cover();
        return 0;
    case ["time"]:
        trial.Time();
        return 0;
    case ["all"]:
        trial.TryAll();
        return 0;
    case ["alone", string id]:
        trial.TryAlone(int.Parse(id, CultureInfo.InvariantCulture));
        return 0;
    default:
        return 2;
}
