using BenchmarkDotNet.Attributes;
using CrmCore.Assignment;
using CrmCore.Leads;

namespace CrmCore.Benchmarks.Pools;

/// <summary>100,000 leads planned for 200 people by two rules, with capacities and a skill. The baseline is plain round robin without rules.</summary>
[MemoryDiagnoser]
public class AssignmentBenchmark
{
    private static readonly DateTimeOffset At = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    private AssignmentCandidate[] _leads = [];
    private AssignmentPolicy _policy = null!;
    private UserId[] _people = [];

    [GlobalSetup]
    public void SetUp()
    {
        _people = [.. Enumerable.Range(0, 200).Select(i => new UserId($"u-{i}"))];
        _leads =
        [
            .. Enumerable.Range(0, 100_000).Select(i =>
            {
                Lead lead = Lead.Capture(new(Guid.CreateVersion7()), new() { Company = $"Company {i}", Country = i % 3 == 0 ? "CN" : "DE" }, LeadSource.Web, Custody.InPool(new("default")), At.AddSeconds(i));
                return new AssignmentCandidate(lead.Id, lead, i % 100, lead.CapturedAt);
            }),
        ];
        _policy = new(new()
        {
            Key = "p",
            Name = "P",
            Members = [.. _people.Select((p, i) => new AssignmentMember { User = p, Capacity = 400 + i, Weight = 1 + (i % 3), Skills = new Dictionary<string, IReadOnlyList<string>> { ["country"] = i % 2 == 0 ? ["CN", "DE"] : ["DE"] } })],
            Rules =
            [
                new() { Key = "cn", When = Condition.Equal("country", "CN"), Strategy = AssignmentStrategy.LoadBalanced, Requires = new Dictionary<string, string> { ["country"] = "country" } },
                new() { Key = "rest", Strategy = AssignmentStrategy.RoundRobin },
            ],
        });
    }

    [Benchmark(Baseline = true)]
    public UserId PlainTurns()
    {
        Queue<UserId> turns = new(_people);
        UserId last = default;
        foreach (AssignmentCandidate _ in _leads)
        {
            last = turns.Dequeue();
            turns.Enqueue(last);
        }

        return last;
    }

    [Benchmark]
    public int Plan() => _policy.Plan(_leads, [], At).Decisions.Count;
}
