using System.Globalization;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities;
using CrmCore.Probabilities.Calibration;
using CrmCore.Probabilities.Features;
using CrmCore.Probabilities.Learned;
using CrmCore.Probabilities.Training;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Probabilities;

/// <summary>Every feature is 1, so that each adds its weight; the fifth is not known.</summary>
public class LearnedCalculatorTests
{
    private static readonly StageDefaultCalculator Fallback = new(new PipelineCatalog(Some.Sale));
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-Hans");
    private static readonly double[] Weights = [0.1, -0.9, 0.3, 0, 0.5, -0.7, 0.2, 0.8, 0.05, -0.6, 0.4];

    private static readonly FeatureSet<OpportunitySnapshot> Features = new([.. Weights.Select((_, i) => new FeatureDefinition<OpportunitySnapshot>(
        $"f{i}", FeatureKind.Numeric, new($"Feature {i}", $"特征{i}"), (_, _) => i == 4 ? FieldValue.None : FieldValue.Of(1)))]);

    private static readonly LogisticModel Model = new(
        new([.. Features.Features.Select(f => new Feature(f.Name, f.Kind))]), 60, 40, -0.25, [.. Weights.Select(w => new LogisticTerm { Weight = w, MissingWeight = w })], 0);

    [Fact]
    public void The_eight_strongest_reasons_come_first_and_the_others_together()
    {
        WinProbability estimate = new LearnedWinProbability(Features, Model).Estimate(Some.Deal().ToSnapshot());
        Assert.Equal([-0.9, 0.8, -0.7, -0.6, 0.5, 0.4, 0.3, 0.2, 0.15], estimate.Reasons.Select(r => Math.Round(r.Contribution, 12)));
        Assert.Equal((-0.25, 100, ReasonScale.LogOdds), (estimate.Start, estimate.Evidence, estimate.Scale));
        Assert.Equal(1 / (1 + Math.Exp(0.25 - Weights.Sum())), estimate.Value.Value, 1e-12);
        Assert.Equal(["Feature 1: 1 (speaks against)", "Feature 7: 1 (speaks for)", "Feature 4: not known (speaks for)", "All other features together"], Told(CultureInfo.InvariantCulture));
        Assert.Equal(["特征1：1（不利）", "特征7：1（有利）", "特征4：未知（有利）", "其余特征合计"], Told(Chinese));

        IEnumerable<string> Told(CultureInfo culture) => new[] { 0, 1, 4, 8 }.Select(r => estimate.Reasons[r].Text.In(culture));
    }

    [Fact]
    public void What_a_calibration_adds_is_a_reason_of_its_own()
    {
        WinProbability estimate = new LearnedWinProbability(Features, new CalibratedModel(Model, new PlattCalibrator(1, -0.375))).Estimate(Some.Deal().ToSnapshot());
        Assert.Equal(10, estimate.Reasons.Count);
        Assert.Equal(-0.375, estimate.Reasons[^1].Contribution, 1e-9);
        Assert.Equal("Calibration: what such estimates came to in the past", estimate.Reasons[^1].Text.In(CultureInfo.InvariantCulture));
        Assert.Equal("校准：同类估计在过去的实际结果", estimate.Reasons[^1].Text.In(Chinese));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(0.7)]
    [InlineData(-1.1)]
    [InlineData(2.3)]
    public void What_rounding_leaves_over_is_no_reason(double weight)
    {
        LogisticModel model = new(Model.Schema, 60, 40, -0.3, [.. Weights.Select((_, i) => new LogisticTerm { Weight = i == 0 ? weight : 0 })], 0);
        Assert.Equal(weight, Assert.Single(new LearnedWinProbability(Features, model).Estimate(Some.Deal().ToSnapshot()).Reasons).Contribution);
    }

    [Fact]
    public void Many_are_estimated_at_once_and_what_is_settled_is_certain()
    {
        LearnedWinProbability calculator = new(Features, Model);
        OpportunitySnapshot[] deals = [Some.ClosedDeal(1, StageKind.Won).ToSnapshot(), Some.Deal(2).ToSnapshot(), Some.ClosedDeal(3, StageKind.Lost).ToSnapshot(), Some.ClosedDeal(4, StageKind.Invalid).ToSnapshot()];
        double[] estimates = [-1, -1, -1, -1, -1];
        calculator.Estimate(deals, Some.Start, estimates);
        Assert.Equal([1, calculator.Estimate(deals[1]).Value.Value, 0, 0, -1], estimates);
        WinProbability won = calculator.Estimate(deals[0]);
        Assert.Equal((Probability.One, 0, 0), (won.Value, won.Evidence, won.Reasons.Count));
    }

    [Fact]
    public void It_learns_from_the_features_that_it_is_given_or_else_from_those_to_start_with()
    {
        OpportunitySnapshot[] deals = [.. Enumerable.Range(1, 80).Select(i => Some.ClosedDeal(i, i % 2 == 0 ? StageKind.Won : StageKind.Lost).ToSnapshot())];
        Assert.Equal(Features.Features.Select(f => f.Name), Learned(Features));
        Assert.Equal(OpportunityFeatures.Default.Features.Select(f => f.Name), Learned(null));

        IEnumerable<string> Learned(FeatureSet<OpportunitySnapshot>? features) =>
            Assert.IsType<LearnedWinProbability>(LearnedWinProbability.Train(deals, Fallback, new BaseRateTrainer(), features)).Model.Schema.Features.Select(f => f.Name);
    }

    [Fact]
    public void Only_an_estimate_for_an_open_deal_says_in_whose_stead_it_is()
    {
        FallbackWinProbability calculator = new("best", [], Fallback);
        OpportunitySnapshot[] deals = [Some.Deal(1).ToSnapshot(), Some.ClosedDeal(2, StageKind.Won).ToSnapshot(), Some.ClosedDeal(3, StageKind.Lost).ToSnapshot()];
        Assert.Equal(["best", null, null], deals.Select(d => calculator.Estimate(d).InsteadOf));
        Assert.Equal(["best", null, null], deals.Select(d => calculator.Estimate(d, Some.Day(20)).InsteadOf));
    }

    [Fact]
    public void It_needs_deals_and_who_answers_in_its_stead()
    {
        Assert.Throws<ArgumentNullException>("opportunities", () => LearnedWinProbability.Train(null!, Fallback));
        Assert.Throws<ArgumentNullException>("fallback", () => LearnedWinProbability.Train([], null!));
    }
}
