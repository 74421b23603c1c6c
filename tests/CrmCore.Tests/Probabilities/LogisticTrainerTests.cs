using CrmCore.Probabilities.Learned;
using CrmCore.Probabilities.Training;

namespace CrmCore.Tests.Probabilities;

/// <summary>Four hundred deals of one number, 1 or -1; the penalties to choose among go from a tenth down to one deal's share.</summary>
public class LogisticTrainerTests
{
    /// <summary>What the rows trained on have by chance, those held back have the other way round.</summary>
    [Fact]
    public void Where_a_number_tells_nothing_the_strongest_penalty_is_best() => Assert.Equal(0.1, Penalty(Deals(200)));

    /// <summary>A penalty of 3 / 100 leaves of the odds of 19 to 1 no more than 8 to 1.</summary>
    [Fact]
    public void Where_a_number_tells_nearly_all_a_weak_penalty_is_best() => Assert.InRange(Penalty(Deals(380)), 1 / 400.0, 0.01);

    [Fact]
    public void A_penalty_is_chosen_once_unless_it_is_given_or_there_are_too_few_deals()
    {
        LogisticTrainer given = new(0.02);
        Assert.Same(given, given.Tuned(Deals(200), ValidationKind.Random));
        LogisticTrainer free = new();
        Assert.Same(free, free.Tuned(Deals(380).Subset([0, 1, 2]), ValidationKind.Random));
        IModelTrainer tuned = free.Tuned(Deals(200), ValidationKind.Random);
        Assert.Equal(0.1, Assert.IsType<LogisticModel>(tuned.Train(Deals(380)).Model).Penalty);
    }

    private static double Penalty(Dataset deals) => Assert.IsType<LogisticModel>(new LogisticTrainer().Train(deals).Model).Penalty;

    /// <summary>In so many deals, spread evenly, the number has the sign of the outcome.</summary>
    private static Dataset Deals(int right)
    {
        int[] deals = [.. Enumerable.Range(0, 400)];
        return new(
            new([new("x", FeatureKind.Numeric)]), [.. deals.Select(i => (i % 2 == 0) == (i / 2 * right % 400 < right) ? 1.0 : -1)], [.. deals.Select(i => i % 2 == 0)], [.. deals.Select(i => $"{i}")]);
    }
}
