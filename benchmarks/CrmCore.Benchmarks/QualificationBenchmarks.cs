using System.Text.RegularExpressions;
using BenchmarkDotNet.Attributes;
using CrmCore.Leads;
using CrmCore.Qualification;
using CrmCore.Qualification.Questions;

namespace CrmCore.Benchmarks;

/// <summary>A default verdict on a lead with 50 notes (at most 20 us and 4 KB), and 100,000 leads in one pass (under 3 s).</summary>
[MemoryDiagnoser]
public class VerdictBenchmarks
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    private Lead _lead = null!;
    private Lead[] _leads = null!;

    [GlobalSetup]
    public void Setup()
    {
        _lead = WithNotes(1, 50);
        _leads = [.. Enumerable.Range(1, 100_000).Select(i => WithNotes(i, 5 + (i % 10)))];
    }

    [Benchmark(Baseline = true)]
    public QualificationVerdict Default() => ReadyPolicies.Default.Evaluate(_lead, Start.AddDays(60));

    [Benchmark]
    public QualificationVerdict Meddic() => ReadyPolicies.Meddic.Evaluate(_lead, Start.AddDays(60));

    [Benchmark]
    public IReadOnlyList<NextQuestion> NextQuestions() => ReadyPolicies.Default.NextQuestions(_lead, Start.AddDays(60));

    [Benchmark]
    public int HundredThousandLeads()
    {
        int qualified = 0;
        foreach (Lead lead in _leads)
        {
            qualified += ReadyPolicies.Default.Evaluate(lead, Start.AddDays(60)).IsQualified ? 1 : 0;
        }

        return qualified;
    }

    private static Lead WithNotes(int number, int notes)
    {
        List<DiscoveryNote> all = [];
        for (int i = 0; i < notes; i++)
        {
            DateTimeOffset at = Start.AddHours(i);
            all.Add((i % 5) switch
            {
                0 => Need.Implied($"Problem {i}", at, "It hurts."),
                1 => new Answer(i % 2 == 0 ? Answer.Budget : Answer.Timing, AnswerLevel.Weak, $"Answer {i}", at),
                2 => new AskedQuestion("returns", "How do you handle returns?", at, "By hand."),
                3 => new SpinNote(SpinType.Problem, "What is slow?", at, "All of it."),
                _ => new RoleHint($"Person {i}", "user", at),
            });
        }

        return Lead.FromSnapshot(new()
        {
            Id = LeadId.From(new Guid(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)),
            Details = new() { Company = "Blau", Email = EmailAddress.Parse("clara@blau.example") },
            Source = LeadSource.Web,
            Custody = Custody.OwnedBy(new("anna")),
            CustodySince = Start,
            CapturedAt = Start,
            ChangedAt = Start,
            Discovery = new(all),
        });
    }
}

/// <summary>The kind of a question (at most 2 us, nothing allocated).</summary>
[MemoryDiagnoser]
public partial class QuestionBenchmarks
{
    [Params(
        "What do you use today?",
        "Could you tell me a little more about how you handle returns at the moment?",
        "So what you're saying is that delivery time matters most, is that right?",
        "您现在用什么系统管理库存？",
        "您刚才提到交货慢，能不能具体说说主要慢在哪个环节？")]
    public string Question { get; set; } = "";

    /// <summary>What one would write by hand: a few words of open questions, told from all others.</summary>
    [Benchmark(Baseline = true)]
    public bool FewWords() => OpenWords().IsMatch(Question);

    [Benchmark]
    public QuestionClassification Classify() => QuestionClassifier.Classify(Question);

    [GeneratedRegex("\\b(what|why|how|which|who|when|where|tell me|describe)\\b|什么|怎么|为什么|哪|如何|谁", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OpenWords();
}
