using System.Diagnostics;
using System.Globalization;
using CrmCore.Cli.Csv;
using Xunit.Abstractions;

namespace CrmCore.Cli.Tests.Fuzzing;

/// <summary>
/// Throws mutated inputs at every parser: none may crash, hang or grow. CRMCORE_FUZZ_INPUTS says how many, CRMCORE_FUZZ_SEED which ones; a run in CI is short
/// and always the same.
/// </summary>
public class FuzzTests(ITestOutputHelper output)
{
    private const int DefaultInputs = 30_000;

    private const int MostFaults = 5;

    /// <summary>Far above what the slowest input takes on a busy machine: only what never ends takes so long.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    private static readonly long Inputs = Setting("CRMCORE_FUZZ_INPUTS", DefaultInputs);

    private static readonly int Seed = (int)Setting("CRMCORE_FUZZ_SEED", 1);

    public static TheoryData<string> Targets { get; } = [.. FuzzTarget.All.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void What_is_kept_is_read_or_properly_refused(string target)
    {
        FuzzTarget parser = FuzzTarget.All.Single(t => t.Name == target);
        Assert.NotEmpty(parser.Kept);
        Assert.All(parser.Kept, k => Assert.Null(parser.FaultOf(k)));
        Assert.Null(parser.FaultOf([]));
    }

    [Fact]
    public void No_mutated_input_crashes_a_parser()
    {
        long[] counts = new long[FuzzTarget.All.Count];
        TimeSpan[] slowest = new TimeSpan[counts.Length];
        List<string> faults = [];
        Stopwatch run = Stopwatch.StartNew();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (long i = 0; i < Inputs && faults.Count < MostFaults; i++)
        {
            int place = (int)(i % counts.Length);
            FuzzTarget target = FuzzTarget.All[place];
            int seed = unchecked((Seed * 1_000_003) + (int)i);
            byte[] input = Mutator.Mutate(target.Kept[(int)(i / counts.Length % target.Kept.Count)], target.Kept[^1], seed);
            long start = Stopwatch.GetTimestamp();
            Exception? fault = target.FaultOf(input);
            TimeSpan took = Stopwatch.GetElapsedTime(start);
            counts[place]++;
            slowest[place] = took > slowest[place] ? took : slowest[place];
            if (fault is not null || took > Hang)
            {
                faults.Add($"{target.Name}, input {i} of seed {Seed}: {(fault is null ? $"took {took}" : fault)}\n{Convert.ToBase64String(input.AsSpan(0, Math.Min(4000, input.Length)))}");
            }
        }

        long grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        string report = string.Create(CultureInfo.InvariantCulture, $"{counts.Sum():N0} inputs in {run.Elapsed:hh\\:mm\\:ss}, memory {grown / 1048576.0:+0.0;-0.0} MB; slowest: ")
            + string.Join(", ", FuzzTarget.All.Zip(slowest).OrderByDescending(p => p.Second).Take(5).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.First.Name} {p.Second.TotalMilliseconds:0} ms")));
        output.WriteLine(report);
        Console.WriteLine(report);
        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
    }

    [Fact]
    public void Half_a_character_in_a_map_is_wrong_JSON()
    {
        Assert.False(ColumnMapJson.TryRead("{ \"columns\": { \"\\ud800\": \"name\" } }", out _, out MapError? name));
        Assert.False(ColumnMapJson.TryRead("{ \"\\udfff\": {} }", out _, out MapError? member));
        Assert.False(ColumnMapJson.TryRead("{ \"unknown\": [1, { \"a\": \"\\ud800\" }], \"columns\": {} }", out _, out MapError? unknown));
        Assert.All([name, member, unknown], Assert.NotNull);
    }

    [Fact]
    public void The_same_seed_makes_the_same_input_and_another_one_another()
    {
        byte[] kept = [.. Enumerable.Range(0, 200).Select(i => (byte)i)];
        Assert.Equal(Mutator.Mutate(kept, kept, 7), Mutator.Mutate(kept, kept, 7));
        Assert.True(Enumerable.Range(0, 1000).Select(s => Convert.ToBase64String(Mutator.Mutate(kept, kept, s))).Distinct().Count() > 950);
    }

    [Fact]
    public void A_parser_that_crashes_is_found_out()
    {
        FuzzTarget careless = new("Csv", b => _ = 100 / (b.Length - 1));
        Assert.Contains(Enumerable.Range(0, 2000), s => careless.FaultOf(Mutator.Mutate([1, 2, 3], [4], s)) is DivideByZeroException);
    }

    private static long Setting(string name, long otherwise) =>
        long.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out long value) ? value : otherwise;
}
