using CrmCore.Probabilities.Evaluation;
using CrmCore.Probabilities.Learned;
using CrmCore.Probabilities.Training;

namespace CrmCore.MachineLearning.Tests;

public class TreesTests
{
    private static readonly FeatureSchema Schema = new([new("size", FeatureKind.Numeric), new("source", FeatureKind.Categorical, ["fair", "phone", "rare", "web"]), new("noise", FeatureKind.Numeric)]);

    [Fact]
    public void Trees_can_be_trained_where_these_tests_run() => Assert.True(GradientBoostingTrainer.IsAvailable);

    /// <summary>Deals that no line can tell apart: those of middle size are won, and a missing size speaks for itself.</summary>
    private static Dataset Deals(int count, int seed)
    {
        Random random = new(seed);
        double[] values = new double[count * 3];
        bool[] won = new bool[count];
        for (int i = 0; i < count; i++)
        {
            bool missing = random.Next(10) == 0;
            double size = random.NextDouble();
            int source = random.Next(200) == 0 ? 2 : new[] { 0, 1, 3 }[random.Next(3)];
            values[i * 3] = missing ? FeatureSchema.Missing : size;
            values[(i * 3) + 1] = source;
            values[(i * 3) + 2] = random.NextDouble();
            double chance = missing ? 0.9 : size is > 0.3 and < 0.7 ? 0.8 : 0.15;
            won[i] = random.NextDouble() < (source == 3 ? Math.Min(0.95, chance + 0.1) : chance);
        }

        return new(Schema, values, won, [.. Enumerable.Range(0, count).Select(i => $"d{i}")]);
    }

    private static double[] Estimates(ProbabilityModel model, Dataset data)
    {
        double[] estimates = new double[data.Count];
        model.Estimate(data, estimates);
        return estimates;
    }

    [Fact]
    public void Trees_learn_what_a_line_cannot()
    {
        Dataset test = Deals(3000, 2);
        double[] trees = Estimates(new GradientBoostingTrainer().Train(Deals(4000, 1)).Model!, test);
        double[] line = Estimates(new LogisticTrainer().Train(Deals(4000, 1)).Model!, test);
        Assert.True(Metrics.LogLoss(trees, test.Outcomes) < Metrics.LogLoss(line, test.Outcomes) - 0.08);
        Assert.True(Metrics.CalibrationError(trees, test.Outcomes) < 0.04);
    }

    [Fact]
    public void A_missing_number_and_an_unseen_name_are_handled()
    {
        ProbabilityModel model = new GradientBoostingTrainer().Train(Deals(4000, 1)).Model!;
        Assert.InRange(model.Estimate([FeatureSchema.Missing, 1, 0.5]), 0.8, 0.97);
        Assert.InRange(model.Estimate([0.1, FeatureSchema.Unseen, 0.5]), 0.05, 0.3);
        Assert.InRange(model.Estimate([0.5, FeatureSchema.Missing, 0.5]), 0.6, 0.95);
    }

    [Fact]
    public void Saved_and_loaded_trees_are_bit_equal_and_reasons_add_up()
    {
        Dataset data = Deals(1500, 3);
        ProbabilityModel model = new GradientBoostingTrainer().Train(data).Model!;
        ProbabilityModel loaded = ProbabilityModel.FromJson(model.ToJson());
        Assert.Equal(Estimates(model, data), Estimates(loaded, Deals(1500, 3)));
        for (int row = 0; row < 100; row++)
        {
            RowExplanation why = loaded.Explain(data.Row(row));
            Assert.Equal(Math.Log(why.Estimate / (1 - why.Estimate)), why.Start + why.Contributions.Sum() + why.Adjustment, 9);
            Assert.Equal(0, why.Adjustment, 6);
        }
    }

    [Fact]
    public void The_order_of_rows_changes_nothing_and_the_same_rows_give_the_same_trees()
    {
        Dataset data = Deals(1000, 4);
        int[] shuffled = [.. Enumerable.Range(0, data.Count)];
        new Random(4).Shuffle(shuffled);
        Assert.Equal(new GradientBoostingTrainer().Train(data).Model!.ToJson(), new GradientBoostingTrainer().Train(data.Subset(shuffled)).Model!.ToJson());
    }

    [Fact]
    public void A_file_that_does_not_fit_is_refused()
    {
        ProbabilityModel model = new GradientBoostingTrainer().Train(Deals(500, 5)).Model!;
        Dataset other = new(new([new("size", FeatureKind.Numeric)]), [1], [true], ["a"]);
        Assert.Throws<DefinitionException>(() => model.Estimate(other, new double[1]));
        string broken = model.ToJson().Replace("\"left\":[", "\"left\":[9999,", StringComparison.Ordinal);
        Assert.Throws<System.Text.Json.JsonException>(() => ProbabilityModel.FromJson(broken));
        Assert.Throws<System.Text.Json.JsonException>(() => ProbabilityModel.FromJson("{\"kind\":\"oracle\"}"));
    }

    [Fact]
    public void The_shape_that_does_best_on_rows_held_back_is_chosen_and_one_that_no_tree_can_have_is_refused()
    {
        Dataset data = Deals(1500, 9);
        TreeShape poor = new(2, 700);
        TreeShape able = new(15, 20);
        Assert.Equal(
            new GradientBoostingTrainer(new() { Shapes = [able] }).Train(data).Model!.ToJson(),
            new GradientBoostingTrainer(new() { Shapes = [poor, able] }).Train(data).Model!.ToJson());
        Assert.Throws<ArgumentException>(() => new GradientBoostingTrainer(new() { Shapes = [] }));
        Assert.Throws<ArgumentException>(() => new GradientBoostingTrainer(new() { Shapes = [new(1, 20)] }));
    }

    [Fact]
    public void Few_deals_train_nothing() =>
        Assert.Equal("probability.not-enough-data", new GradientBoostingTrainer().Train(Deals(50, 6)).Refusals[0].Code);

    [Fact]
    public void Best_takes_trees_where_they_are_better_and_estimating_allocates_nothing()
    {
        Dataset data = Deals(2000, 7);
        ProbabilityModel best = new BestTrainer(new LogisticTrainer(), new GradientBoostingTrainer()).Train(data).Model!;
        Assert.True(Metrics.LogLoss(Estimates(best, Deals(2000, 8)), Deals(2000, 8).Outcomes) < 0.55);
        double[] into = new double[data.Count];
        best.Estimate(data, into);
        long before = GC.GetAllocatedBytesForCurrentThread();
        best.Estimate(data, into);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
