using CrmCore.Opportunities;
using CrmCore.Probabilities;
using CrmCore.Probabilities.Learned;
using CrmCore.Probabilities.Timing;
using CrmCore.Probabilities.Training;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Probabilities;

public class ModelTests
{
    private static readonly FeatureSchema Schema = new([new("size", FeatureKind.Numeric), new("source", FeatureKind.Categorical, ["fair", "web"])]);

    private static readonly LogisticModel Logistic = new(
        Schema, 60, 40, -0.5, [new() { Weight = 2, Mean = 1, Scale = 0.5, Centre = 0.1, MissingWeight = -0.3 }, new() { LevelWeights = [0.4, -0.6], UnseenWeight = 0.2 }], 0.01);

    [Theory]
    [InlineData(1.25, 0, 0.8)]
    [InlineData(1.25, 1, -0.2)]
    [InlineData(double.NaN, -1, -0.6)]
    [InlineData(double.NaN, double.NaN, -0.8)]
    [InlineData(1, 2, -0.4)]
    [InlineData(3.5, 0, 9.8)]
    [InlineData(-100, 0, -20.2)]
    public void A_logistic_regression_adds_up_its_terms(double size, double source, double logOdds)
    {
        double[] row = [size, source];
        Assert.Equal(Math.Clamp(1 / (1 + Math.Exp(-logOdds)), ProbabilityModel.Least, 1 - ProbabilityModel.Least), Logistic.Estimate(row), 1e-12);
        RowExplanation explanation = Logistic.Explain(row);
        Assert.Equal(-0.5, explanation.Start);
        Assert.Equal(logOdds, explanation.Start + explanation.Contributions.Sum(), 1e-12);
    }

    [Fact]
    public void A_number_may_count_by_its_logarithm_and_ten_deviations_at_most()
    {
        LogisticTerm term = new() { IsLogarithmic = true, Mean = Math.Log(3), Scale = 2 };
        Assert.Equal((Math.Log(11) - Math.Log(3)) / 2, LogisticModel.Standardised(term, 10), 1e-12);
        Assert.Equal(-Math.Log(3) / 2, LogisticModel.Standardised(term, -5), 1e-12);
        Assert.Equal((10.0, -10.0), (LogisticModel.Standardised(new(), 11), LogisticModel.Standardised(new(), -11)));
        Assert.Throws<ArgumentException>(() => new LogisticModel(Schema, 1, 1, 0, [new()], 0));
    }

    [Fact]
    public void The_historical_model_draws_each_stage_to_the_whole()
    {
        HistoricalModel model = new(Schema, 30, 70, 1, [30, 25], [70, 15]);
        double strength = BetaPrior.Of([30, 25], [70, 15]).Strength;
        Assert.Equal([(30 + (0.3 * strength)) / (100 + strength), (25 + (0.3 * strength)) / (40 + strength), 0.3, 0.3], new[] { 0, 1, 2, double.NaN }.Select(stage => model.Estimate([5, stage])), (a, b) => Math.Abs(a - b) < 1e-12);
        RowExplanation explanation = model.Explain([5, 1]);
        double second = (25 + (0.3 * strength)) / (40 + strength);
        Assert.Equal(Math.Log(3 / 7.0), explanation.Start, 1e-12);
        Assert.Equal([0, Math.Log(second / (1 - second)) - Math.Log(3 / 7.0)], explanation.Contributions, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Throws<ArgumentException>(() => new HistoricalModel(Schema, 1, 1, 1, [1], [1]));
        Assert.Throws<ArgumentException>(() => new HistoricalModel(Schema, 1, 1, 1, [1, 2], [1]));
        Assert.Throws<ArgumentException>(() => new HistoricalModel(Schema, -1, 1, 1, [1, 2], [1, 2]));
    }

    [Fact]
    public void A_blend_weighs_log_odds()
    {
        LogisticModel other = new(Schema, 60, 40, 1, [new(), new() { LevelWeights = [0, 0] }], 0.01);
        BlendModel blend = new([Logistic, other], [0.75, 0.25], 0.1);
        Assert.Equal(1 / (1 + Math.Exp(-((0.75 * 0.8) + 0.25 + 0.1))), blend.Estimate([1.25, 0]), 1e-12);
        RowExplanation explanation = blend.Explain([1.25, 0]);
        Assert.Equal((0.75 * -0.5) + 0.25 + 0.1, explanation.Start, 1e-12);
        Assert.Equal([0.75 * 0.9, 0.75 * 0.4], explanation.Contributions, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(0, explanation.Adjustment, 1e-9);
        foreach (Func<BlendModel> wrong in (Func<BlendModel>[])
            [
                () => new([], [], 0), () => new([Logistic], [1, 2], 0), () => new([Logistic], [-1], 0), () => new([Logistic], [double.NaN], 0),
                () => new([Logistic, new BaseRateTrainer().Train(MadeUp.Deals(200, 1)).Model!], [1, 1], 0),
            ])
        {
            Assert.Throws<ArgumentException>(wrong);
        }
    }

    [Fact]
    public void Estimates_need_places_and_a_model_is_known_by_its_version()
    {
        Dataset data = new(Schema, [1, 0, 2, 1], [true, false], ["a", "b"]);
        Assert.Throws<ArgumentException>(() => Logistic.Estimate(data, new double[1]));
        Assert.Throws<ArgumentNullException>("data", () => Logistic.Estimate(null!, new double[1]));
        double[] three = [9, 9, 9];
        Logistic.Estimate(data, three);
        Assert.Equal([Logistic.Estimate([1, 0]), Logistic.Estimate([2, 1]), 9], three);
        Assert.Matches("^logistic [0-9a-f]{8}$", Logistic.Version);
        Assert.Equal(Logistic.Version, ProbabilityModel.FromJson(Logistic.ToJson()).Version);
        Assert.NotEqual(Logistic.Version, new LogisticModel(Schema, 60, 41, -0.5, Logistic.Terms, 0.01).Version);
    }

    [Fact]
    public void The_stays_of_a_deal_are_told_up_to_an_instant()
    {
        OpportunitySnapshot deal = Opportunity.TakeOver(
            new(OpportunityId.From(Some.Guid(1)), "D"), Some.Sale, Some.Start, new PastMove("quotation", Some.Day(2)), new PastMove("inquiry", Some.Day(5)), new PastMove("lost", Some.Day(9), "price")).ToSnapshot();
        Assert.Equal([new("inquiry", 2, VisitEnd.Moved, "quotation"), new("quotation", 3, VisitEnd.Moved, "inquiry"), new("inquiry", 4, VisitEnd.Lost)], StageVisits.Of(deal, Some.Sale, Some.Day(9)));
        Assert.Equal([new("inquiry", 2, VisitEnd.Moved, "quotation"), new StageVisit("quotation", 1.5, VisitEnd.Open)], StageVisits.Of(deal, Some.Sale, Some.Day(3.5)));
        Assert.Empty(StageVisits.Of(deal, Some.Sale, Some.Day(-1)));
        Assert.Throws<ArgumentNullException>("opportunity", () => StageVisits.Of(null!, Some.Sale, Some.Start).ToList());
        Assert.Throws<ArgumentNullException>("pipeline", () => StageVisits.Of(deal with { History = [] }, null!, Some.Start).ToList());
        Assert.Equal(VisitEnd.Won, Assert.Single(StageVisits.Of(Opportunity.TakeOver(new(OpportunityId.From(Some.Guid(1)), "D"), Some.Sale, Some.Start, new PastMove("won", Some.Day(2))).ToSnapshot(), Some.Sale, Some.Day(3))).End);
    }

    [Fact]
    public void Stays_are_counted_day_by_day_after_the_first_hour()
    {
        StageVisit[] visits = [new("a", 0, VisitEnd.Won), new("a", 1.5, VisitEnd.Won), new("a", 2, VisitEnd.Lost), new("a", 1.5, VisitEnd.Open), new("a", 0.5, VisitEnd.Moved, "b"), new("a", 0.5, VisitEnd.Moved, "gone"), new("b", 1, VisitEnd.Lost), new("gone", 1, VisitEnd.Won)];
        TimeAwareModel model = TimeAwareTrainer.Train(["a", "b"], visits, least: 2).Model!;
        Assert.Equal((1.0, 39.0), (model.BinDays, model.HorizonDays));
        Assert.Equal([6, 4.5, 2.5, 1, 0], model.AtRisk[0].Take(5));
        Assert.Equal([1, 1, 1, 0], model.AtRisk[1].Take(4));
        Assert.Equal([[], [1], [0, 2], [3]], model.Exits[0].Select(Days));
        Assert.Equal([[], [], [], [2]], model.Exits[1].Select(Days));
        Assert.Equal((6, 1), (model.Evidence("a"), model.Evidence("b")));
        Assert.Equal(new Refusal("probability.not-enough-data", ("won", 2), ("lost", 2), ("least", 3)), TimeAwareTrainer.Train(["a", "b"], visits, least: 3).Refusals.Single());
        Assert.Equal(new Refusal("probability.not-enough-data", ("won", 3), ("lost", 2), ("least", 3)), TimeAwareTrainer.Train(["a", "b"], [.. visits, new("a", 1, VisitEnd.Won)], least: 3).Refusals.Single());
        Assert.Throws<ArgumentException>(() => TimeAwareTrainer.Train(["a"], [new("a", -1, VisitEnd.Won)]));
        Assert.Throws<ArgumentException>(() => TimeAwareTrainer.Train(["a"], [new("a", double.NaN, VisitEnd.Won)]));
        Assert.Throws<ArgumentException>(() => TimeAwareTrainer.Train([], visits));

        static IEnumerable<int> Days(IReadOnlyList<int> exits) => exits.Index().SelectMany(e => Enumerable.Repeat(e.Index, e.Item));
    }

    /// <summary>The 99th of a hundred stays is 200 days: 1.5 times that in steps of two days, and what lasts longer has not ended on the grid.</summary>
    [Fact]
    public void The_longest_hundredth_does_not_stretch_the_grid()
    {
        StageVisit[] visits = [.. Enumerable.Range(0, 98).Select(i => new StageVisit("a", 100, i % 2 == 0 ? VisitEnd.Won : VisitEnd.Lost)), new("a", 200, VisitEnd.Won), new("a", 1000, VisitEnd.Won)];
        TimeAwareModel model = TimeAwareTrainer.Train(["a"], visits).Model!;
        Assert.Equal((2.0, 302.0), (model.BinDays, model.HorizonDays));
        Assert.Equal([100, 2, 2, 1, 1], new[] { 51, 52, 101, 102, 151 }.Select(step => model.AtRisk[0][step]));
        Assert.Equal((50, 49), (model.Exits[0][1].Sum(), model.Exits[0][2].Sum()));
    }

    [Fact]
    public void A_move_back_to_the_first_stage_is_an_end_like_others()
    {
        TimeAwareModel model = TimeAwareTrainer.Train(["a", "b"], [new("b", 1, VisitEnd.Moved, "a"), new("b", 1, VisitEnd.Open), new("b", 1, VisitEnd.Moved, "b")], least: 0).Model!;
        Assert.Equal([3, 3, 2, 0], model.AtRisk[1].Take(4));
        Assert.Equal([1, 0, 0, 0], model.Exits[1].Select(e => e[2]));
    }

    /// <summary>Stays of up to 300 days: 1.5 times that is cut into 180 steps of whole days.</summary>
    [Theory]
    [InlineData(20, 1, 40)]
    [InlineData(100, 1, 152)]
    [InlineData(300, 3, 152)]
    [InlineData(1000, 9, 169)]
    public void The_grid_is_as_long_as_stays_are(double longest, double binDays, int steps)
    {
        StageVisit[] visits = [.. Enumerable.Range(0, 100).Select(i => new StageVisit("a", longest, i % 2 == 0 ? VisitEnd.Won : VisitEnd.Lost))];
        TimeAwareModel model = TimeAwareTrainer.Train(["a"], visits).Model!;
        Assert.Equal((binDays, (steps - 1) * binDays), (model.BinDays, model.HorizonDays));
        Assert.Equal(0.5, model.WonEver("a", 0), 1e-3);
        Assert.Equal(0, model.WonWithin("a", 0, 0), 1e-3);
        Assert.Equal(0.5, model.WonWithin("a", 0, longest + (2 * binDays)), 0.02);
    }

    /// <summary>Nobody waits: what is not decided in the first hour of entering is decided never, by the share of wins among what ended.</summary>
    [Fact]
    public void What_is_decided_at_once_takes_no_time()
    {
        TimeAwareModel model = new(["a"], 2, [[10, 0, 0]], [[[0, 0, 0], [4, 0, 0], [6, 0, 0]]]);
        Assert.Equal((0.4, 0.4, 4.0), (Math.Round(model.WonEver("a", 0), 12), Math.Round(model.WonWithin("a", 0, 0), 12), model.HorizonDays));
        Assert.Equal(0, model.MedianDaysToWin("a", 0)!.Value, 1e-6);
        Assert.Throws<ArgumentException>(() => model.WonEver("b", 0));
        Assert.Throws<ArgumentException>(() => model.WonEver("a", -1));
        Assert.Equal(0, model.Evidence("b"));
    }
}
