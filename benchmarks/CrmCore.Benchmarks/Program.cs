using BenchmarkDotNet.Running;
using CrmCore.Benchmarks;

// ratios check|keep [folder of the run's exports] [file of the kept ratios]
if (args is ["ratios", "check" or "keep", ..])
{
    string artifacts = args.Length > 2 ? args[2] : "BenchmarkDotNet.Artifacts/results";
    string kept = args.Length > 3 ? args[3] : "benchmarks/results/ratios.json";
    return RatioCheck.Run(artifacts, kept, args[1] == "keep", Console.Out) ? 0 : 1;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
