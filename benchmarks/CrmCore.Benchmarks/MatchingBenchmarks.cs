using System.Buffers.Binary;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using CrmCore.Matching;
using CrmCore.Matching.Rules;

namespace CrmCore.Benchmarks;

/// <summary>
/// Building the index of synthetic leads, looking one up, and the full run; 5 % of the leads are duplicates. Held against what is written by hand instead: equal
/// addresses, numbers, or names with companies, which finds no misspelt name.
/// </summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkDotNet.Configs.BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class MatchingBenchmarks
{
    private MatchRecord[] _leads = [];
    private MatchRecord[] _queries = [];
    private DuplicateIndex _index = new();
    private Dictionary<string, List<Guid>> _exact = [];
    private int _next;

    [Params(10_000, 100_000)]
    public int Leads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _leads = [.. SyntheticLeads.Make(Leads, seed: 5)];
        _queries = [.. SyntheticLeads.Make(1000, seed: 9).Select((q, i) => q with { Id = SyntheticLeads.Id(Leads + i) })];
        _index = Build();
        _exact = BuildExact();
    }

    [Benchmark(Baseline = true, Description = "equal keys in a dictionary: build")]
    [BenchmarkCategory("build")]
    public Dictionary<string, List<Guid>> BuildExact()
    {
        Dictionary<string, List<Guid>> index = new(3 * Leads, StringComparer.OrdinalIgnoreCase);
        foreach (MatchRecord lead in _leads)
        {
            foreach (string key in Keys(lead))
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(index, key, out _) ??= []).Add(lead.Id);
            }
        }

        return index;
    }

    [Benchmark]
    [BenchmarkCategory("build")]
    public DuplicateIndex Build()
    {
        DuplicateIndex index = new(expectedRecords: Leads);
        Array.ForEach(_leads, index.Add);
        return index;
    }

    [Benchmark(Baseline = true, Description = "equal keys in a dictionary: look up")]
    [BenchmarkCategory("look up")]
    public int LookUpExact() => Keys(_queries[_next++ % _queries.Length]).SelectMany(k => _exact.GetValueOrDefault(k) ?? []).Distinct().Count();

    [Benchmark]
    [BenchmarkCategory("look up")]
    public int LookUp() => _index.Find(_queries[_next++ % _queries.Length]).Count;

    [Benchmark(Baseline = true, Description = "equal keys in a dictionary: all pairs")]
    [BenchmarkCategory("all pairs")]
    public int FullRunExact()
    {
        HashSet<(Guid, Guid)> pairs = [];
        foreach (List<Guid> same in _exact.Values.Where(s => s.Count is > 1 and <= MatchRules.DefaultMaximumKeyUses))
        {
            for (int i = 0; i < same.Count; i++)
            {
                for (int j = i + 1; j < same.Count; j++)
                {
                    pairs.Add((same[i], same[j]));
                }
            }
        }

        return pairs.Count;
    }

    [Benchmark]
    [BenchmarkCategory("all pairs")]
    public int FullRun() => _index.Pairs(MatchClass.Likely).Count();

    private static IEnumerable<string> Keys(MatchRecord lead) =>
        ((string?[])[lead.Email?.Address, lead.Phone?.ToString(), $"{lead.Name} {lead.Company}"]).OfType<string>();
}

/// <summary>Made-up leads with a few common and many rare names.</summary>
internal static class SyntheticLeads
{
    private static readonly string[] Syllables = ["ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "vo", "za", "der", "son", "man", "ley", "ton", "berg", "stein", "ford", "wick", "ham"];

    private static readonly string[] Trades = ["Logistics", "Systems", "Trading", "Software", "Foods", "Energy"];

    private static readonly string[] Forms = [" Ltd", " GmbH", " Inc", " LLC", ""];

    public static Guid Id(int number)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        BinaryPrimitives.WriteInt32BigEndian(bytes[12..], number + 1);
        return new Guid(bytes, bigEndian: true);
    }

    public static IEnumerable<MatchRecord> Make(int count, int seed)
    {
        Random random = new(seed);
        string[] given = [.. Enumerable.Range(0, 500).Select(_ => Word(2))];
        string[] family = [.. Enumerable.Range(0, 20_000).Select(_ => Word(3))];
        string[] company = [.. Enumerable.Range(0, 100_000).Select(_ => $"{Word(3)} {Trades[random.Next(Trades.Length)]}{Forms[random.Next(Forms.Length)]}")];
        List<MatchRecord> made = [];
        for (int i = 0; i < count; i++)
        {
            MatchRecord lead;
            if (made.Count > 0 && random.Next(20) == 0)
            {
                MatchRecord again = made[random.Next(made.Count)];
                lead = again with { Id = Id(i), Name = random.Next(2) == 0 ? again.Name!.ToUpperInvariant() : again.Name!.Remove(1, 1), Email = random.Next(2) == 0 ? again.Email : null };
            }
            else
            {
                (string first, string last, string firm) = (Often(given), Often(family), Often(company));
                EmailAddress.TryParse($"{first}.{last}{random.Next(100)}@{firm.Split(' ')[0]}.example", out EmailAddress? email);
                lead = new(Id(i)) { Name = $"{first} {last}", Company = firm, Email = email, Phone = new($"+1{random.NextInt64(2_000_000_000, 9_999_999_999)}") };
            }

            made.Add(lead);
            yield return lead;
        }

        string Word(int syllables) => string.Concat(Enumerable.Range(0, syllables).Select(_ => Syllables[random.Next(Syllables.Length)]));

        string Often(string[] words) => words[(int)(words.Length * Math.Pow(random.NextDouble(), 2))];
    }
}
