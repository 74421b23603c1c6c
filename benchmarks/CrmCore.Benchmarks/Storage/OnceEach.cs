using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace CrmCore.Benchmarks.Storage;

/// <summary>Each iteration carries the work out once, on a storage filled anew.</summary>
internal sealed class OnceEach : ManualConfig
{
    public OnceEach() => AddJob(Job.Default.WithStrategy(RunStrategy.Monitoring).WithLaunchCount(1).WithWarmupCount(2).WithIterationCount(8)
        .WithInvocationCount(1).WithToolchain(InProcessEmitToolchain.Instance));
}
