using System.Globalization;
using BenchmarkDotNet.Running;
using CrmCore.Benchmarks;

switch (args)
{
    case ["ratios", "keep", string artifacts, string kept]:
        return RatioCheck.Keep(artifacts, kept, Console.Out) ? 0 : 1;
    case ["ratios", "check", string artifacts, string kept, string tolerance]:
        return RatioCheck.Check(artifacts, kept, double.Parse(tolerance, CultureInfo.InvariantCulture), Console.Out) ? 0 : 1;
    case ["ratios", ..]:
        Console.Error.WriteLine("ratios keep FOLDER FILE | ratios check FOLDER FILE TOLERANCE; benchmarks/ratios.sh runs the benchmarks first");
        return 1;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
}
