using CrmCore.Probabilities.Evaluation;
using CrmCore.Probabilities.Learned;
using CrmCore.Probabilities.Training;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Probabilities;

public class ModelLaws
{
    private static IReadOnlyList<IModelTrainer> Trainers(Dataset data) =>
    [
        new BaseRateTrainer(), new HistoricalTrainer("source", ["web", "phone", "fair"]), new NaiveBayesTrainer(), new NaiveBayesTrainer(new() { Stage = "source", IsRounded = false }),
        new LogisticTrainer(), new CalibratedTrainer(new NaiveBayesTrainer()), new BlendTrainer(new NaiveBayesTrainer(), new LogisticTrainer()),
        new BestTrainer(new NaiveBayesTrainer(), new LogisticTrainer()),
    ];

    [Law(MaxTest = 10)]
    public void Estimates_are_probabilities_and_contributions_add_up(int seed)
    {
        Dataset data = MadeUp.Deals(400, seed);
        foreach (IModelTrainer trainer in Trainers(data))
        {
            ProbabilityModel model = trainer.Train(data).Model!;
            for (int row = 0; row < 50; row++)
            {
                double p = model.Estimate(data.Row(row));
                Assert.InRange(p, 1e-9, 1 - 1e-9);
                RowExplanation why = model.Explain(data.Row(row));
                Assert.Equal(Math.Log(p / (1 - p)), why.Start + why.Contributions.Sum() + why.Adjustment, 9);
            }
        }
    }

    [Law(MaxTest = 5)]
    public void Saving_and_loading_gives_bit_equal_estimates(int seed)
    {
        Dataset data = MadeUp.Deals(300, seed);
        foreach (IModelTrainer trainer in Trainers(data))
        {
            ProbabilityModel model = trainer.Train(data).Model!;
            ProbabilityModel loaded = ProbabilityModel.FromJson(model.ToJson());
            Assert.Equal(MadeUp.Estimates(model, data), MadeUp.Estimates(loaded, MadeUp.Deals(300, seed)));
            Assert.Equal(model.Version, loaded.Version);
        }
    }

    [Law(MaxTest = 5)]
    public void The_order_of_rows_changes_nothing(int seed)
    {
        Dataset data = MadeUp.Deals(300, seed);
        int[] shuffled = [.. Enumerable.Range(0, data.Count)];
        new Random(seed).Shuffle(shuffled);
        foreach (IModelTrainer trainer in Trainers(data))
        {
            Assert.Equal(MadeUp.Estimates(trainer.Train(data).Model!, data), MadeUp.Estimates(trainer.Train(data.Subset(shuffled)).Model!, data));
        }
    }

    [Law(MaxTest = 5)]
    public void The_order_of_columns_changes_nothing(int seed)
    {
        Dataset data = MadeUp.Deals(300, seed);
        int[] order = [2, 0, 1];
        FeatureSchema schema = new([.. order.Select(o => data.Schema.Features[o])]);
        Dataset turned = new(schema, [.. Enumerable.Range(0, data.Count).SelectMany(r => order.Select(o => data.Row(r)[o]))], data.Outcomes.ToArray(), data.Ids.ToArray(), null, data.Order.ToArray());
        foreach (IModelTrainer trainer in Trainers(data))
        {
            double[] before = MadeUp.Estimates(trainer.Train(data).Model!, data);
            double[] after = MadeUp.Estimates(trainer.Train(turned).Model!, turned);
            Assert.All(before.Zip(after), p => Assert.Equal(p.First, p.Second, 6));
        }
    }

    [Law(MaxTest = 5)]
    public void Duplicates_of_all_rows_change_nothing_but_the_evidence(int seed)
    {
        Dataset data = MadeUp.Deals(300, seed);
        Dataset twice = data.Subset([.. Enumerable.Range(0, 300), .. Enumerable.Range(0, 300)]);
        foreach (IModelTrainer trainer in new IModelTrainer[] { new BaseRateTrainer(), new LogisticTrainer(1e-3), new NaiveBayesTrainer() })
        {
            ProbabilityModel once = trainer.Train(data).Model!;
            ProbabilityModel both = trainer.Train(twice).Model!;
            Assert.All(MadeUp.Estimates(once, data).Zip(MadeUp.Estimates(both, data)), p => Assert.Equal(p.First, p.Second, 6));
        }
    }

    [Fact]
    public void The_logistic_regression_finds_what_the_deals_were_made_of()
    {
        LogisticModel model = (LogisticModel)new LogisticTrainer(1e-6).Train(MadeUp.Deals(20_000, 1)).Model!;
        Assert.InRange(model.Terms[0].Weight / model.Terms[0].Scale, 0.85, 1.15);
        Assert.InRange(model.Terms[1].LevelWeights[2] - model.Terms[1].LevelWeights[0], 1.85, 2.15);
        Assert.InRange(model.Terms[2].Weight, -0.06, 0.06);
    }

    [Fact]
    public void A_monotone_feature_never_moves_the_other_way()
    {
        Dataset data = MadeUp.Deals(500, 3);
        FeatureSchema falling = new([new("size", FeatureKind.Numeric, null, Monotonicity.Decreasing), data.Schema.Features[1], data.Schema.Features[2]]);
        Dataset constrained = new(falling, [.. Enumerable.Range(0, data.Count).SelectMany(r => data.Row(r).ToArray())], data.Outcomes.ToArray(), data.Ids.ToArray());
        LogisticModel model = (LogisticModel)new LogisticTrainer(1e-3).Train(constrained).Model!;
        Assert.Equal(0, model.Terms[0].Weight);
        Assert.True(((LogisticModel)new LogisticTrainer(1e-3).Train(data).Model!).Terms[0].Weight > 0);
    }

    [Fact]
    public void Best_takes_the_base_rate_where_there_is_nothing_to_learn()
    {
        Dataset data = MadeUp.Deals(600, 4);
        Assert.IsNotType<BaseRateModel>(new BestTrainer(new NaiveBayesTrainer(), new LogisticTrainer()).Train(data).Model);

        // Two standard errors are passed by luck now and then, not often.
        int fooled = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            Random random = new(seed);
            Dataset luck = new(data.Schema, [.. Enumerable.Range(0, data.Count).SelectMany(r => data.Row(r).ToArray())], [.. Enumerable.Range(0, 600).Select(_ => random.Next(3) == 0)], data.Ids.ToArray());
            fooled += new BestTrainer(new NaiveBayesTrainer(), new LogisticTrainer(1e-2)).Train(luck).Model is BaseRateModel ? 0 : 1;
        }

        Assert.InRange(fooled, 0, 3);
    }

    [Fact]
    public void A_model_refuses_rows_of_other_features()
    {
        ProbabilityModel model = new BaseRateTrainer().Train(MadeUp.Deals(200, 1)).Model!;
        Dataset other = new(new([new("size", FeatureKind.Numeric)]), [1, 2], [true, false], ["a", "b"]);
        DefinitionException refused = Assert.Throws<DefinitionException>(() => model.Estimate(other, new double[2]));
        Assert.NotEmpty(refused.Defects);
    }

    [Fact]
    public void Estimating_allocates_nothing()
    {
        Dataset data = MadeUp.Deals(500, 5);
        double[] into = new double[500];
        foreach (IModelTrainer trainer in Trainers(data))
        {
            ProbabilityModel model = trainer.Train(data).Model!;
            model.Estimate(data, into);
            long before = GC.GetAllocatedBytesForCurrentThread();
            model.Estimate(data, into);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Law(MaxTest = 20)]
    public void A_bootstrap_with_the_same_seed_is_the_same_and_holds_the_value(int seed)
    {
        Dataset data = MadeUp.Deals(200, seed);
        double[] estimates = MadeUp.Estimates(new LogisticTrainer(1e-2).Train(data).Model!, data);
        Interval first = Bootstrap.Of(Metrics.LogLoss, estimates, data.Outcomes, data.Groups, 7);
        Assert.Equal(first, Bootstrap.Of(Metrics.LogLoss, estimates, data.Outcomes, data.Groups, 7));
        Assert.InRange(first.Value, first.Low, first.High);
        Assert.Equal(0, Bootstrap.Compare(estimates, estimates, data.Outcomes, data.Groups, 7).High);
    }

    [Law(MaxTest = 10)]
    public void Where_win_rates_only_go_up_and_down_nothing_is_worse_than_the_base_rate(int seed)
    {
        Dataset noise = UpAndDown(seed);
        Split split = Split.ByTime(noise);
        Dataset train = noise.Subset(split.Train);
        Dataset test = noise.Subset(split.Test);
        double baseRate = Metrics.LogLoss(MadeUp.Estimates(new BaseRateTrainer().Train(train).Model!, test), test.Outcomes);
        foreach (IModelTrainer trainer in new IModelTrainer[] { new BestTrainer(new NaiveBayesTrainer(), new LogisticTrainer()), new CalibratedTrainer(new NaiveBayesTrainer()) })
        {
            double loss = Metrics.LogLoss(MadeUp.Estimates(trainer.Train(train, ValidationKind.Latest).Model!, test), test.Outcomes);
            Assert.True(loss <= baseRate + 0.005, $"{trainer.Name}: {loss} against {baseRate}");
        }
    }

    [Fact]
    public void Where_a_win_rate_moves_for_good_the_latest_deals_are_followed()
    {
        Dataset deals = Risen();
        Split split = Split.ByTime(deals);
        Dataset train = deals.Subset(split.Train);
        Dataset test = deals.Subset(split.Test);
        double baseRate = Metrics.LogLoss(MadeUp.Estimates(new BaseRateTrainer().Train(train).Model!, test), test.Outcomes);
        double best = Metrics.LogLoss(MadeUp.Estimates(new BestTrainer(new LogisticTrainer()).Train(train, ValidationKind.Latest).Model!, test), test.Outcomes);
        Assert.True(best < baseRate - 0.1, $"{best} against {baseRate}");
    }

    /// <summary>Features that tell nothing, and a win rate that is high in every other tenth of the time.</summary>
    private static Dataset UpAndDown(int seed) => Over(seed, i => i * 10 / 5000 % 2 == 0 ? 0.5 : 0.72);

    /// <summary>A win rate that was low at first and is high since.</summary>
    private static Dataset Risen() => Over(3, i => i < 2000 ? 0.15 : 0.65);

    private static Dataset Over(int seed, Func<int, double> rate)
    {
        Random random = new(seed);
        Dataset deals = MadeUp.Deals(5000, seed);
        bool[] won = [.. Enumerable.Range(0, deals.Count).Select(i => random.NextDouble() < rate(i))];
        double[] values = [.. Enumerable.Range(0, deals.Count).SelectMany(i => deals.Row(i).ToArray())];
        return new(deals.Schema, values, won, deals.Ids.ToArray(), null, deals.Order.ToArray());
    }
}
