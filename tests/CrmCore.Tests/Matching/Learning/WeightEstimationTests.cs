using CrmCore.Matching;
using CrmCore.Matching.Learning;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Matching.Learning;

public class WeightEstimationTests
{
    [Fact]
    public void It_learns_that_family_names_tell_more_than_states_and_finds_the_pairs()
    {
        DuplicateIndex index = Filled(400, 120);
        LearnedWeights learned = WeightEstimation.Estimate(index);
        Assert.True(learned.Succeeded);
        Assert.True(learned.Settled);
        Assert.InRange(learned.ExpectedMatches, 110, 130);
        Assert.True(WeightOf("family") > WeightOf("state"));
        Assert.Equal(learned.Rules!.ToJson(), WeightEstimation.Estimate(index).Rules!.ToJson());

        double WeightOf(string field) => learned.Fields.Single(f => f.Field == field).Levels[0].Weight;
    }

    [Fact]
    public void Too_few_records_are_refused_with_the_reason()
    {
        LearnedWeights learned = WeightEstimation.Estimate(Filled(10, 2));
        Assert.Null(learned.Rules);
        Refusal refusal = Assert.Single(learned.Refusals);
        Assert.Equal("matching.too-few-candidates", refusal.Code);
        Assert.DoesNotContain("{", refusal.Describe(), StringComparison.Ordinal);
    }

    private static DuplicateIndex Filled(int people, int duplicates)
    {
        Random random = new(3);
        DuplicateIndex index = new(ReadyMatchRules.For([MatchFields.Given, MatchFields.Family, MatchFields.Street, MatchFields.Postcode, MatchFields.State]));
        string[] states = ["nsw", "vic", "qld"];
        for (int i = 0; i < people; i++)
        {
            MatchRecord person = new(Some.Guid(i + 1)) { GivenName = Word(5), FamilyName = Word(7), Street = Word(8), Postcode = random.Next(1000, 9999).ToString(System.Globalization.CultureInfo.InvariantCulture), State = states[random.Next(3)] };
            index.Add(person);
            if (i < duplicates)
            {
                index.Add(person with { Id = Some.Guid(100_000 + i), FamilyName = person.FamilyName![..^1] + "x", Street = i % 3 == 0 ? null : person.Street });
            }
        }

        return index;

        string Word(int letters) => string.Concat(Enumerable.Range(0, letters).Select(i => i % 2 == 0 ? "bcdfghklmnprst"[random.Next(14)] : "aeiou"[random.Next(5)]));
    }
}
