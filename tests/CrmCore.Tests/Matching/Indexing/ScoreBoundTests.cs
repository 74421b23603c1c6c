using CrmCore.Matching;
using CrmCore.Matching.Rules;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Matching.Indexing;

/// <summary>Candidates that can't reach a class are passed over without being compared; that must never change what is found.</summary>
public class ScoreBoundTests
{
    private static readonly string[] Words =
        ["anna", "hanna", "anne", "a", "bob", "robert", "keller", "kellner", "köhler", "blau", "blaue", "logistik", "logistics", "of", "the", "王", "小明", "x"];

    private static readonly string[] Fields = [MatchFields.Given, MatchFields.Family, MatchFields.Company, MatchFields.Email, MatchFields.Phone, MatchFields.Postcode, "note"];

    [Law]
    public void What_is_found_is_what_comparing_every_candidate_finds(int seed)
    {
        Random random = new(seed);
        MatchRecord[] records = [.. Enumerable.Range(1, 5).Select(i => Record(i, random))];
        DuplicateIndex index = new(RulesBy(random));
        Array.ForEach(records, index.Add);
        foreach (MatchClass atLeast in (MatchClass[])[MatchClass.Possible, MatchClass.Likely, MatchClass.Same])
        {
            foreach (MatchRecord record in records)
            {
                MatchCandidate[] exhaustive = [.. records.Where(r => r.Id != record.Id).Select(r => index.Compare(record, r)).Where(c => c.Class >= atLeast)
                    .OrderByDescending(c => c.Class).ThenByDescending(c => c.Score).ThenBy(c => c.Id)];
                IReadOnlyList<MatchCandidate> found = index.Find(record, atLeast);
                Assert.Equal(exhaustive.Select(c => (c.Id, c.Class, c.Score)), found.Select(c => (c.Id, c.Class, c.Score)));
                Assert.All(exhaustive.Zip(found), both => Assert.Equal(both.First.Reasons, both.Second.Reasons));
                Assert.All(exhaustive.Zip(found), both => Assert.Equal(both.First.Ceilings, both.Second.Ceilings));
            }

            int pairs = records.SelectMany((one, i) => records.Skip(i + 1).Select(other => index.Compare(one, other))).Count(c => c.Class >= atLeast);
            Assert.Equal(pairs, index.Pairs(atLeast).Count());
        }
    }

    [Law]
    public void No_measure_finds_two_values_more_alike_than_the_bound_says(int seed)
    {
        Random random = new(seed);
        string one = Typed(random);
        string other = random.Next(3) == 0 ? Typed(random) : Mistyped(one, random);
        foreach (SimilarityMeasure measure in Enum.GetValues<SimilarityMeasure>())
        {
            DuplicateIndex index = new(RulesOf(measure, 1));
            double similarity = index.Compare(Noted(1, one), Noted(2, other)).Reasons[0].Similarity ?? 0;
            if (similarity > 0)
            {
                DuplicateIndex exact = new(RulesOf(measure, similarity));
                exact.Add(Noted(1, one));
                Assert.Single(exact.Find(Noted(2, other)));
            }
        }
    }

    private static MatchRecord Noted(int number, string text) => new(Some.Guid(number)) { Other = new Dictionary<string, string> { ["all"] = "x", ["note"] = text } };

    /// <summary>Rules by which two values are possibly the same just where they are as alike as this.</summary>
    private static MatchRules RulesOf(SimilarityMeasure measure, double atLeast) => new(
        "one",
        1,
        new Dictionary<string, FieldForm> { ["all"] = FieldForm.Text, ["note"] = FieldForm.Text },
        [new("note", [measure], [new(atLeast, 1)], -1)],
        [new([new("all", KeyForm.Whole)])],
        new(1, 2, 3));

    private static string Typed(Random random) => random.Next(4) == 0
        ? random.NextInt64(1_000_000, 9_999_999_999).ToString(System.Globalization.CultureInfo.InvariantCulture)
        : string.Join(' ', Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Words[random.Next(Words.Length)]));

    private static string Mistyped(string text, Random random)
    {
        char[] letters = [.. text];
        int at = random.Next(letters.Length);
        switch (random.Next(5))
        {
            case 0:
                return text.Remove(at, 1) is { Length: > 0 } rest ? rest : text;
            case 1:
                return text.Insert(at, "q");
            case 2:
                return string.Join(' ', text.Split(' ').Reverse());
            case 3:
                return "49" + text;
            default:
                (letters[at], letters[^1]) = (letters[^1], letters[at]);
                return new(letters);
        }
    }

    /// <summary>Rules that compare everybody with everybody, with measures, levels and weights of any sense, learned ones among them.</summary>
    private static MatchRules RulesBy(Random random)
    {
        MatchRules ready = ReadyMatchRules.For(Fields);
        SimilarityMeasure[] measures = Enum.GetValues<SimilarityMeasure>();
        MatchComparison[] comparisons = random.Next(3) == 0 ? [.. ready.Comparisons] : [.. ready.Comparisons.Select(c => c with
        {
            Measures = [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => measures[random.Next(measures.Length)])],
            Levels = [.. c.Levels.Select(l => l with { Weight = Weight() })],
            Otherwise = Weight(),
            Blank = random.Next(2) == 0 ? 0 : Weight(),
            Swapped = c.SwapWith is null ? 0 : Weight(),
        })];
        double possible = Weight();
        return new(
            "any",
            1,
            new Dictionary<string, FieldForm>(ready.Fields) { ["all"] = FieldForm.Text },
            comparisons,
            [new([new("all", KeyForm.Whole)])],
            new(possible, possible + random.Next(10), possible + 10 + random.Next(10)),
            random.Next(2) == 0 ? ready.Ceilings : [],
            maximumKeyUses: 100);

        double Weight() => (random.NextDouble() * 16) - 6;
    }

    private static MatchRecord Record(int number, Random random)
    {
        return new(Some.Guid(number))
        {
            GivenName = Text(1 + random.Next(2)),
            FamilyName = Text(1),
            Company = Text(3),
            Other = new Dictionary<string, string>
            {
                ["all"] = "x",
                ["note"] = Text(4) ?? "",
                [MatchFields.Email] = random.Next(4) == 0 ? "" : $"{Text(1)}{random.Next(3)}@{Text(1)}.example",
                [MatchFields.Phone] = random.Next(4) == 0 ? "" : $"{(random.Next(2) == 0 ? "+49 " : "0")}89 12{random.Next(20)}567",
                [MatchFields.Postcode] = $"8{random.Next(30)}7",
            },
        };

        string? Text(int words) => random.Next(6) == 0 ? null : string.Join(' ', Enumerable.Range(0, 1 + random.Next(words)).Select(_ => Words[random.Next(Words.Length)]));
    }
}
