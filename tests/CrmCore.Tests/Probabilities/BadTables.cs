using CrmCore.Probabilities.Evaluation;
using CrmCore.Probabilities.Learned;
using CrmCore.Probabilities.Training;

namespace CrmCore.Tests.Probabilities;

public class BadTables
{
    private static readonly TableColumns Columns = new("id", "outcome", "won");

    private static Table Make(string header, params IEnumerable<string> rows) => new(header.Split(','), [.. rows.Select(r => (IReadOnlyList<string>)r.Split(','))]);

    private static IReadOnlyList<string> Codes(Outcome outcome) => [.. outcome.Refusals.Select(r => r.Code)];

    [Fact]
    public void Columns_that_are_not_there_are_all_named()
    {
        TableResult result = Make("id,x", "1,2").Read(Columns with { Order = "when" });
        Assert.Equal(["probability.no-column", "probability.no-column"], Codes(result));
        Assert.Contains("outcome", result.Refusals[0].Describe(System.Globalization.CultureInfo.GetCultureInfo("en")), StringComparison.Ordinal);
        Assert.Contains("没有列", result.Refusals[0].Describe(System.Globalization.CultureInfo.GetCultureInfo("zh-Hans")), StringComparison.Ordinal);
    }

    [Fact]
    public void No_outcome_no_id_no_order()
    {
        Assert.Equal(["probability.no-rows"], Codes(Make("id,outcome", "1,", "2,").Read(Columns)));
        Assert.Equal(["probability.no-id"], Codes(Make("id,outcome", ",won").Read(Columns)));
        Assert.Equal(["probability.order-unreadable"], Codes(Make("id,outcome,when", "1,won,soon").Read(Columns with { Order = "when" })));
    }

    [Fact]
    public void Constant_blank_and_naming_columns_are_left_out_with_a_note()
    {
        TableResult result = Make("id,outcome,same,blank,name,x", Enumerable.Range(0, 100).Select(i => $"{i},{(i % 2 == 0 ? "won" : "lost")},a,,deal {i},{i % 7}")).Read(Columns);
        Assert.Equal(["x"], result.Data!.Schema.Features.Select(f => f.Name));
        Assert.Equal(3, result.Notes.Count);
    }

    [Fact]
    public void Numbers_that_are_none_are_missing()
    {
        Dataset data = Make("id,outcome,x", "1,won,NaN", "2,lost,Infinity", "3,lost,-inf", "4,won,1e5", "5,won,2").Read(Columns).Data!;
        Assert.Equal(FeatureKind.Numeric, data.Schema.Features[0].Kind);
        Assert.Equal([true, true, true, false, false], Enumerable.Range(0, 5).Select(r => double.IsNaN(data.Row(r)[0])));
    }

    [Theory]
    [InlineData(100, 0)]
    [InlineData(0, 100)]
    [InlineData(1, 0)]
    [InlineData(39, 100)]
    [InlineData(0, 0)]
    public void Too_few_of_an_outcome_train_nothing(int won, int lost)
    {
        Dataset data = new(new([new("x", FeatureKind.Numeric)]), [.. Enumerable.Range(0, won + lost).Select(i => (double)i)], [.. Enumerable.Range(0, won + lost).Select(i => i < won)], [.. Enumerable.Range(0, won + lost).Select(i => $"{i}")]);
        foreach (IModelTrainer trainer in new IModelTrainer[] { new BaseRateTrainer(), new NaiveBayesTrainer(), new LogisticTrainer(), new BestTrainer(new LogisticTrainer()), new CalibratedTrainer(new NaiveBayesTrainer()), new BlendTrainer(new LogisticTrainer()) })
        {
            TrainingResult result = trainer.Train(data);
            Assert.Null(result.Model);
            Assert.Contains("probability.not-enough-data", Codes(result));
        }
    }

    [Fact]
    public void Rows_of_one_deal_do_not_count_as_many()
    {
        Dataset data = MadeUp.Deals(400, 1, i => $"g{i % 20}");
        Assert.Contains("probability.not-enough-data", Codes(new LogisticTrainer().Train(data)));
    }

    [Fact]
    public void A_hundred_thousand_distinct_values_unseen_levels_and_extremes_are_borne()
    {
        const int Count = 100_000;
        FeatureSchema schema = new([new("name", FeatureKind.Categorical, [.. Enumerable.Range(0, Count).Select(i => $"n{i:000000}")]), new("huge", FeatureKind.Numeric)]);
        Random random = new(1);
        bool[] won = [.. Enumerable.Range(0, Count).Select(_ => random.Next(2) == 0)];
        Dataset data = new(schema, [.. Enumerable.Range(0, Count).SelectMany(i => new[] { i, i % 3 == 0 ? 1e300 : -1e300 })], won, [.. Enumerable.Range(0, Count).Select(i => $"{i}")]);
        ProbabilityModel model = new LogisticTrainer(1e-2).Train(data).Model!;
        foreach (double[] row in new double[][] { [FeatureSchema.Unseen, FeatureSchema.Missing], [FeatureSchema.Missing, double.MaxValue], [5, double.MinValue] })
        {
            Assert.InRange(model.Estimate(row), 0.3, 0.7);
        }
    }

    [Fact]
    public void A_backtest_of_luck_advises_the_default()
    {
        Random random = new(2);
        Dataset deals = MadeUp.Deals(500, 2);
        Dataset luck = new(deals.Schema, [.. Enumerable.Range(0, 500).SelectMany(r => deals.Row(r).ToArray())], [.. Enumerable.Range(0, 500).Select(_ => random.Next(2) == 0)], deals.Ids.ToArray());
        BacktestResult result = Backtest.Run(luck, SplitKind.Hash, [new NaiveBayesTrainer(), new LogisticTrainer()]);
        Assert.Contains("None of these beats the base rate", result.Advice.ToString(), StringComparison.Ordinal);
        Assert.Contains("Use", Backtest.Run(MadeUp.Deals(2000, 2), SplitKind.Time, [new LogisticTrainer()]).Advice.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_backtest_of_too_few_deals_says_so()
    {
        BacktestResult result = Backtest.Run(MadeUp.Deals(30, 2), SplitKind.Hash, [new LogisticTrainer()]);
        Assert.All(result.Entries, e => Assert.Null(e.Evaluation));
        Assert.Contains("not enough closed deals", result.Advice.ToString(), StringComparison.Ordinal);
    }
}
