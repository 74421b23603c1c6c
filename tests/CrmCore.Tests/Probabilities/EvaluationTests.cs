using CrmCore.Probabilities.Evaluation;
using CrmCore.Probabilities.Features;
using CrmCore.Probabilities.Training;

namespace CrmCore.Tests.Probabilities;

public class EvaluationTests
{
    private static readonly double[] Estimates = [0.1, 0.4, 0.35, 0.8];
    private static readonly bool[] Won = [false, false, true, true];

    [Fact]
    public void The_curve_of_won_against_lost()
    {
        Assert.Equal([(0, 0), (0, 0.5), (0.5, 0.5), (0.5, 1), (1, 1)], Metrics.Roc(Estimates, Won));
        Assert.Equal([(0, 0), (1, 1)], Metrics.Roc([0.5, 0.5], [true, false]));
        Assert.Equal([(0, 0), (0, 1)], Metrics.Roc([0.5], [true]));
        Assert.Equal([(0, 0), (0.5, 0), (1, 0)], Metrics.Roc([0.5, 0.7], [false, false]));
    }

    [Fact]
    public void What_needs_both_outcomes_is_not_a_number_without_them()
    {
        Assert.Equal([double.NaN, double.NaN], [Metrics.Auc([0.1, 0.2], [true, true]), Metrics.Auc([0.1, 0.2], [false, false])]);
        Assert.Equal([double.NaN, 1.0], [Metrics.AveragePrecision([0.1], [false]), Metrics.AveragePrecision([0.1], [true])]);
        Assert.Equal([double.NaN, 1.0], [Metrics.Lift([0.1], [false]), Metrics.Lift([0.1], [true])]);
    }

    [Fact]
    public void Estimates_that_are_equal_are_judged_together()
    {
        double[] ties = [0.9, 0.5, 0.5, 0.1];
        Assert.Equal((1 + (2 / 3.0) + 0.75) / 3, Metrics.AveragePrecision(ties, [true, true, false, true]), 12);
        Assert.Equal((1 + (2 / 3.0) + 0.75) / 3, Metrics.AveragePrecision(ties, [true, false, true, true]), 12);
        Assert.Equal(0.5, Metrics.Auc(ties, [true, true, false, true]), 12);
        Assert.Equal(0.75, Metrics.Auc([0.2, 0.9, 0.9, 0.5, 0.1], [false, true, false, true, false]), 12);
    }

    [Theory]
    [InlineData(0.01, 2)]
    [InlineData(0.25, 2)]
    [InlineData(0.5, 1)]
    [InlineData(0.75, 4 / 3.0)]
    [InlineData(1, 1)]
    public void The_best_part_is_so_many_times_likelier(double share, double lift) => Assert.Equal(lift, Metrics.Lift(Estimates, Won, share), 12);

    [Fact]
    public void A_sure_estimate_that_is_wrong_costs_much_but_not_all()
    {
        Assert.Equal(-Math.Log(1e-15), Metrics.LogLoss(0, true), 9);
        Assert.Equal(34.5, Metrics.LogLoss(1, false), 0.1);
        Assert.Equal(0, Metrics.LogLoss(1, true), 1e-14);
    }

    [Fact]
    public void Estimates_and_outcomes_are_as_many()
    {
        Assert.Throws<ArgumentException>(() => Metrics.Brier([0.1], [true, false]));
        Assert.Throws<ArgumentException>(() => Metrics.Auc([], []));
        Assert.Throws<ArgumentException>(() => ModelEvaluation.Of([], []));
        Assert.Throws<ArgumentException>(() => CalibrationCurve.EqualCount([0.1], []));
        Assert.Throws<ArgumentException>(() => CalibrationCurve.EqualCount([], []));
        Assert.Throws<ArgumentException>(() => CalibrationCurve.EqualCount([0.1, 0.2], [true]));
        Assert.Throws<ArgumentException>(() => CalibrationCurve.EqualWidth([], []));
        Assert.Throws<ArgumentException>(() => CalibrationCurve.EqualWidth([0.1, 0.2], [true]));
        Assert.Throws<ArgumentException>(() => CalibrationCurve.EqualWidth([0.1], [true], 0));
        Assert.Throws<ArgumentException>(() => CalibrationCurve.EqualCount([0.1], [true], 0));
    }

    [Fact]
    public void Bins_of_equal_width_hold_their_lower_edge_and_the_last_both()
    {
        IReadOnlyList<CalibrationBin> bins = CalibrationCurve.EqualWidth([0, 0.24, 0.25, 0.75, 1], [false, true, true, false, true], 4);
        Assert.Equal([new(0, 0.25, 2, 0.12, 0.5), new(0.25, 0.5, 1, 0.25, 1), new(0.75, 1, 2, 0.875, 0.5)], bins);
    }

    [Fact]
    public void Bins_of_equal_numbers_go_from_the_lowest_estimate_to_the_highest()
    {
        IReadOnlyList<CalibrationBin> bins = CalibrationCurve.EqualCount([0.9, 0.1, 0.5, 0.3, 0.75], [true, false, true, false, false], 2);
        Assert.Equal((0.1, 0.3, 2, 0.0), (bins[0].From, bins[0].To, bins[0].Count, bins[0].WinRate));
        Assert.Equal((0.5, 0.9, 3, 2 / 3.0), (bins[1].From, bins[1].To, bins[1].Count, bins[1].WinRate));
        Assert.Equal([0.2, 2.15 / 3], bins.Select(b => Math.Round(b.MeanEstimate, 12)).Select((m, i) => i == 1 ? 2.15 / 3 : m));
        Assert.Equal(2.15 / 3, bins[1].MeanEstimate, 12);
        Assert.Equal(2, CalibrationCurve.EqualCount([0.9, 0.1], [true, false], 10).Count);
    }

    [Fact]
    public void The_brier_score_taken_apart_by_hand()
    {
        BrierDecomposition parts = BrierDecomposition.Of([0.2, 0.2, 0.7, 0.7], [false, false, true, false], 2);
        Assert.Equal([(0.04 + 0.04) / 2, ((0.25 * 0.25) + (0.25 * 0.25)) / 2, 0.25 * 0.75, 0], new[] { parts.Reliability, parts.Resolution, parts.Uncertainty, parts.WithinBins }.Select(p => Math.Round(p, 12)));
        ModelEvaluation all = ModelEvaluation.Of(Estimates, Won);
        Assert.Equal((4, 0.5, 0.75, Metrics.LogLoss(Estimates, Won), Metrics.Brier(Estimates, Won)), (all.Count, all.BaseRate, all.Auc, all.LogLoss, all.Brier));
        Assert.Equal((Metrics.CalibrationError(Estimates, Won), Metrics.AveragePrecision(Estimates, Won), 2.0), (all.CalibrationError, all.AveragePrecision, all.LiftOfBestTenth));
    }

    /// <summary>Three deals in two groups: each drawing takes two groups, so the share of won ones is that of one group or of all.</summary>
    [Fact]
    public void A_group_is_drawn_as_a_whole()
    {
        HashSet<double> seen = [];
        Interval interval = Bootstrap.Of((e, w) => Seen((double)w.Count(true) / w.Length), [0.5, 0.5, 0.5], [true, true, false], ["a", "a", "b"], seed: 1);
        Assert.Equal([0, 2 / 3.0, 1], seen.Order());
        Assert.Equal((2 / 3.0, 0.0, 1.0), (interval.Value, interval.Low, interval.High));
        Assert.Throws<ArgumentException>(() => Bootstrap.Of(Metrics.Brier, [0.5], [true], ["a"], 1, draws: 0));
        Assert.Throws<ArgumentNullException>(() => Bootstrap.Of(null!, [0.5], [true], ["a"], 1));

        double Seen(double value)
        {
            seen.Add(value);
            return value;
        }
    }

    [Fact]
    public void Draws_that_tell_nothing_are_left_out_of_an_interval()
    {
        Interval none = Bootstrap.Of(Metrics.Auc, [0.5, 0.5], [true, true], ["a", "b"], 1);
        Assert.Equal((double.NaN, double.NaN, double.NaN), (none.Value, none.Low, none.High));
        Interval some = Bootstrap.Of(Metrics.Auc, [0.2, 0.9], [false, true], ["a", "b"], 1);
        Assert.Equal((1.0, 1.0, 1.0), (some.Value, some.Low, some.High));
    }

    [Fact]
    public void The_better_of_two_has_a_gain_above_0()
    {
        double[] good = [0.1, 0.2, 0.8, 0.9];
        double[] poor = [0.5, 0.5, 0.5, 0.5];
        Interval gain = Bootstrap.Compare(good, poor, [false, false, true, true], ["a", "b", "c", "d"], 1);
        Assert.Equal(Math.Log(2) + ((Math.Log(0.9) + Math.Log(0.8)) / 2), gain.Value, 12);
        Assert.Equal(Math.Log(2) + Math.Log(0.8), gain.Low, 12);
        Assert.Equal(Math.Log(2) + Math.Log(0.9), gain.High, 12);
        Interval loss = Bootstrap.Compare(poor, good, [false, false, true, true], ["a", "b", "c", "d"], 1);
        Assert.Equal((-gain.Value, -gain.High, -gain.Low), (loss.Value, loss.Low, loss.High));
    }

    /// <summary>Ten deals from the web and ten by phone before, five and fifteen now; half a deal is added to each of four bins: blank, unknown, phone, web.</summary>
    [Fact]
    public void The_stability_index_by_hand()
    {
        FeatureSchema schema = new([new("source", FeatureKind.Categorical, ["phone", "web"]), new("x", FeatureKind.Numeric)]);
        Dataset before = Rows(schema, [.. Enumerable.Range(0, 20).Select(i => new[] { i % 2, (double)i })]);
        Dataset now = Rows(schema, [.. Enumerable.Range(0, 20).Select(i => new[] { i % 4 == 0 ? 0.0 : 1, i })]);
        DriftReport drift = DriftReport.Between(before, now, new double[20]);
        double expected = ((5.5 - 10.5) / 22 * Math.Log(5.5 / 10.5)) + ((15.5 - 10.5) / 22 * Math.Log(15.5 / 10.5));
        Assert.Equal(["source", "x"], drift.Features.Select(f => f.Feature));
        Assert.Equal(expected, drift.Features[0].StabilityIndex, 12);
        Assert.Equal(0, drift.Features[1].StabilityIndex);
        Assert.Empty(drift.OverTime);
        Assert.Equal((0.5, 0.5), (drift.TrainBaseRate, drift.NowBaseRate));

        Dataset unknown = Rows(schema, [.. Enumerable.Range(0, 20).Select(i => new[] { i < 10 ? FeatureSchema.Unseen : FeatureSchema.Missing, FeatureSchema.Missing })]);
        DriftReport gone = DriftReport.Between(before, unknown, new double[20]);
        Assert.Equal(4 * (10 / 22.0) * Math.Log(10.5 / 0.5), gone.Features.Single(f => f.Feature == "source").StabilityIndex, 12);
        // Ten bins of two deals, each emptied, and the blank one filled.
        Assert.Equal((10 * (-2 / 25.5) * Math.Log(0.5 / 2.5)) + (20 / 25.5 * Math.Log(20.5 / 0.5)), gone.Features.Single(f => f.Feature == "x").StabilityIndex, 12);
    }

    /// <summary>Half a deal in either bin, blank and not: four blank ones before, then two blank and two not.</summary>
    [Fact]
    public void A_number_that_was_never_filled_in_before_drifts_when_it_is()
    {
        FeatureSchema schema = new([new("x", FeatureKind.Numeric)]);
        Dataset before = Rows(schema, [[FeatureSchema.Missing], [FeatureSchema.Missing], [FeatureSchema.Missing], [FeatureSchema.Missing]]);
        Dataset now = Rows(schema, [[FeatureSchema.Missing], [3], [FeatureSchema.Missing], [-1]]);
        Assert.Equal((-0.4 * Math.Log(0.5 / 0.9)) + (0.4 * Math.Log(0.5 / 0.1)), Assert.Single(DriftReport.Between(before, now, new double[4]).Features).StabilityIndex, 12);
    }

    [Fact]
    public void Calibration_is_told_over_stretches_of_time()
    {
        FeatureSchema schema = new([new("x", FeatureKind.Numeric)]);
        Dataset now = new(schema, new double[5], [true, false, true, true, false], ["a", "b", "c", "d", "e"], null, [5, 1, 4, 2, 3]);
        DriftReport drift = DriftReport.Between(now, now, [0.5, 0.1, 0.4, 0.2, 0.3], periods: 2);
        Assert.Equal([(1m, 2m, 2, 0.15, 0.5), (3m, 5m, 3, 0.4, 2 / 3.0)], drift.OverTime.Select(p => (p.From, p.To, p.Count, Math.Round(p.MeanEstimate, 12), p.WinRate)));
        Assert.Equal(5, DriftReport.Between(now, now, new double[5], periods: 9).OverTime.Count);
        Assert.Throws<ArgumentException>(() => DriftReport.Between(now, now, new double[4]));
    }

    [Fact]
    public void A_field_that_decides_alone_or_by_being_filled_in_is_warned_of()
    {
        FeatureSchema schema = new([new("noise", FeatureKind.Numeric), new("knows", FeatureKind.Numeric), new("inverse", FeatureKind.Numeric), new("filled", FeatureKind.Numeric), new("level", FeatureKind.Categorical, ["a", "b"])]);
        double[][] rows = [.. Enumerable.Range(0, 40).Select(i => new[] { i * 7 % 13, i % 2, -(i % 2), i % 2 == 0 ? FeatureSchema.Missing : 1, i % 2 })];
        IReadOnlyList<LeakWarning> warnings = LeakCheck.Find(Rows(schema, rows));
        Assert.Equal([("knows", LeakKind.DecidesAlone), ("inverse", LeakKind.DecidesAlone), ("filled", LeakKind.FillingDecides), ("level", LeakKind.DecidesAlone)], warnings.Select(w => (w.Feature, w.Kind)));
        Assert.All(warnings, w => Assert.InRange(w.Measure, 0.97, 1));
        Assert.Contains("仅凭", warnings[0].Text.In(System.Globalization.CultureInfo.GetCultureInfo("zh-Hans")), StringComparison.Ordinal);
        Assert.Empty(LeakCheck.Find(new Dataset(schema, [], [], [])));
        Assert.Empty(LeakCheck.Find(new Dataset(schema, rows[1], [true], ["a"])));
    }

    [Fact]
    public void A_level_of_a_single_deal_tells_nothing_of_it()
    {
        FeatureSchema schema = new([new("id", FeatureKind.Categorical, ["a", "b", "c", "d"]), new("pair", FeatureKind.Categorical, ["a", "b"])]);
        Assert.Equal(["pair"], LeakCheck.Find(Rows(schema, [[0, 0], [1, 1], [2, 0], [3, 1]])).Select(w => w.Feature));
    }

    [Theory]
    [InlineData(10, 0, true)]
    [InlineData(10, 5, false)]
    [InlineData(10, 4, true)]
    public void A_field_filled_in_for_closed_deals_only_is_warned_of(int closed, int open, bool warned)
    {
        FeatureSchema schema = new([new("x", FeatureKind.Numeric)]);
        IReadOnlyList<LeakWarning> warnings = LeakCheck.Find(Filled(closed), Filled(open));
        Assert.Equal(warned ? [LeakKind.FilledAfterClosing] : [], warnings.Select(w => w.Kind));
        Assert.All(warnings, w => Assert.Equal((closed - open) / 10.0, w.Measure, 12));
        Assert.Empty(LeakCheck.Find(Filled(closed), Rows(new FeatureSchema([new("other", FeatureKind.Numeric)]), new double[10][].Select(_ => new[] { 1.0 }).ToArray())));

        Dataset Filled(int count) => Rows(schema, [.. Enumerable.Range(0, 10).Select(i => new[] { i < count ? 1 : FeatureSchema.Missing })]);
    }

    [Fact]
    public void A_backtest_tells_of_each_calculator_and_compares_two()
    {
        Dataset deals = MadeUp.Deals(1000, 3);
        BacktestResult result = Backtest.Run(deals, SplitKind.Time, [new NaiveBayesTrainer(), new LogisticTrainer()], draws: 50);
        Assert.Equal(["base-rate", "naive-bayes", "logistic"], result.Entries.Select(e => e.Calculator));
        Assert.Equal((SplitKind.Time, 800, 200), (result.Split, result.TrainCount, result.Test.Count));
        Assert.Equal(Enumerable.Range(0, 800).Count(i => deals.Outcomes[i]) / 800.0, result.TrainBaseRate, 12);
        BacktestEntry logistic = result.Entries[2];
        Assert.Equal((200, 200), (logistic.Estimates.Count, logistic.Evaluation!.Count));
        Assert.Equal(logistic.Evaluation.LogLoss, logistic.LogLoss.Value, 12);
        Assert.Equal(logistic.Evaluation.Auc, logistic.Auc.Value, 12);
        Assert.Equal(result.Entries[0].Evaluation!.LogLoss - logistic.Evaluation.LogLoss, logistic.GainOverBaseRate.Value, 12);
        Assert.True(logistic.LogLoss.Low < logistic.LogLoss.Value && logistic.LogLoss.Value < logistic.LogLoss.High);
        Assert.True(logistic.TrainSeconds > 0 && logistic.PredictMicroseconds > 0);
        Assert.NotNull(logistic.Model);
        Assert.Equal(logistic.GainOverBaseRate.Value, result.Compare("logistic", "base-rate")!.Value.Value, 12);
        Assert.Throws<ArgumentException>(() => result.Compare("logistic", "tea leaves"));
        Assert.Equal(result.TrainBaseRate, result.Drift!.TrainBaseRate);
        Assert.Equal(default, Backtest.Run(deals, SplitKind.Time, [new LogisticTrainer()], draws: 0).Entries[1].LogLoss);
        Assert.Single(Backtest.Run(deals, SplitKind.Hash, [new BaseRateTrainer()]).Entries);
    }

    [Fact]
    public void A_backtest_adds_the_base_rate_only_where_it_is_missing_and_tells_how_to_hold_back()
    {
        Dataset deals = MadeUp.Deals(200, 5);
        foreach ((SplitKind split, ValidationKind validation) in ((SplitKind, ValidationKind)[])[(SplitKind.Hash, ValidationKind.Random), (SplitKind.Time, ValidationKind.Latest)])
        {
            Told told = new();
            long start = System.Diagnostics.Stopwatch.GetTimestamp();
            BacktestResult result = Backtest.Run(deals, split, [told, new BaseRateTrainer()], draws: 0);
            double seconds = System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds;
            Assert.Equal(["told", "base-rate"], result.Entries.Select(e => e.Calculator));
            Assert.Equal(validation, told.Validation);
            Assert.InRange(result.Entries.Sum(e => e.TrainSeconds + (e.PredictMicroseconds * result.Test.Count / 1e6)), 0, seconds);
        }

        Assert.Throws<ArgumentNullException>("data", () => Backtest.Run(null!, SplitKind.Hash, []));
        Assert.Throws<ArgumentNullException>("trainers", () => Backtest.Run(deals, SplitKind.Hash, null!));
    }

    private sealed class Told : IModelTrainer
    {
        public string Name => "told";

        public int Complexity => 1;

        public ValidationKind? Validation { get; private set; }

        public TrainingResult Train(Dataset data, ValidationKind validation = ValidationKind.Random)
        {
            Validation = validation;
            return new BaseRateTrainer().Train(data, validation);
        }
    }

    [Fact]
    public void A_rolling_backtest_judges_each_deal_after_its_training()
    {
        BacktestResult result = Backtest.Run(MadeUp.Deals(1000, 4), SplitKind.Rolling, [new LogisticTrainer()], draws: 10);
        Assert.Equal((900, 500), (result.TrainCount, result.Test.Count));
        Assert.Equal(500, result.Entries[1].Estimates.Count);
        Assert.Throws<ArgumentException>(() => Backtest.Run(new Dataset(MadeUp.Schema, [], [], []), SplitKind.Time, []));
        BacktestResult none = Backtest.Run(MadeUp.Deals(30, 4), SplitKind.Rolling, [new LogisticTrainer()]);
        Assert.All(none.Entries, e => Assert.Equal("probability.not-enough-data", Assert.Single(e.Refusals.DistinctBy(r => r.Code)).Code));
        Assert.Null(none.Compare("logistic", "base-rate"));
        Assert.Null(none.Drift);
    }

    [Fact]
    public void The_advice_names_the_best_or_the_lowest_loss_and_warns_of_percentages_that_are_off()
    {
        BacktestEntry baseRate = Entry("base-rate", 0.69, 0.01, 0);
        Assert.StartsWith("Use best: its log loss of 0.501 beats the base rate's 0.690, and its percentages are off by 2.0 points", Advice(baseRate, Entry("best", 0.501, 0.02, 0.1), Entry("trees", 0.5, 0.02, 0.1)), StringComparison.Ordinal);
        Assert.StartsWith("Use trees:", Advice(baseRate, Entry("best", 0.503, 0.02, 0.1), Entry("trees", 0.5, 0.02, 0.1)), StringComparison.Ordinal);
        Assert.Contains("trust its order more than its numbers", Advice(baseRate, Entry("trees", 0.5, 0.051, 0.1)), StringComparison.Ordinal);
        Assert.DoesNotContain("trust its order", Advice(baseRate, Entry("trees", 0.5, 0.05, 0.1)), StringComparison.Ordinal);
        Assert.Contains("其排序比数值更可信", Chinese(baseRate, Entry("trees", 0.5, 0.051, 0.1)), StringComparison.Ordinal);
        Assert.DoesNotContain("其排序比数值更可信", Chinese(baseRate, Entry("trees", 0.5, 0.05, 0.1)), StringComparison.Ordinal);
        Assert.StartsWith("None of these", Advice(baseRate, Entry("trees", 0.5, 0.01, 0)), StringComparison.Ordinal);
        Assert.StartsWith("There are not enough", Advice(new BacktestEntry("base-rate", [])), StringComparison.Ordinal);

        static BacktestEntry Entry(string name, double loss, double error, double gain) => new(name, [])
        {
            Evaluation = new(100, 0.5, 0.7, loss, 0.2, new(0, 0, 0.25, 0), error, 0.6, 1.5),
            GainOverBaseRate = new(gain, gain, gain),
        };

        static string Advice(params BacktestEntry[] entries) => Of(entries).ToString();

        static string Chinese(params BacktestEntry[] entries) => Of(entries).In(System.Globalization.CultureInfo.GetCultureInfo("zh-Hans"));

        static LocalizedText Of(BacktestEntry[] entries) => new BacktestResult(SplitKind.Hash, 100, 0.5, MadeUp.Deals(1, 1), entries, null).Advice;
    }

    private static Dataset Rows(FeatureSchema schema, double[][] rows) =>
        new(schema, [.. rows.SelectMany(r => r)], [.. rows.Select((_, i) => i % 2 == 1)], [.. rows.Select((_, i) => $"{i}")]);
}
