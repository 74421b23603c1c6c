using CrmCore.Probabilities.Calibration;
using CrmCore.Probabilities.Learned;
using CrmCore.Probabilities.Training;

namespace CrmCore.Tests.Probabilities;

/// <summary>The choices that trainers of trainers make, with models that are given: the one knows the size of the made-up deals, the other their source.</summary>
public class TrainerTests
{
    private static readonly Given BySize = new("size", s => new(s, 50, 50, 0, [new() { Weight = 1, Mean = 2 }, new() { LevelWeights = [0, 0, 0] }, new()], 0));
    private static readonly Given BySource = new("source", s => new(s, 50, 50, 0, [new(), new() { LevelWeights = [-1, 0, 1] }, new()], 0));
    private static readonly Given TooSure = new("sure", s => new(s, 50, 50, 0, [new() { Weight = 5, Mean = 2 }, new() { LevelWeights = [-5, 0, 5] }, new()], 0));

    private static readonly Dataset Deals = MadeUp.Deals(300, 7);

    [Fact]
    public void Without_features_the_base_rate_is_best_and_not_calibrated()
    {
        Dataset bare = new(new([]), [], [.. Enumerable.Range(0, 100).Select(i => i < 60)], [.. Enumerable.Range(0, 100).Select(i => $"{i}")]);
        Assert.Equal(0.6, Assert.IsType<BaseRateModel>(new BestTrainer().Train(bare).Model).Estimate([]));
    }

    [Fact]
    public void In_time_a_blend_has_equal_weights_and_is_drawn_to_the_latest_deals()
    {
        CalibratedModel model = Assert.IsType<CalibratedModel>(new BestTrainer(BySize, BySource).Train(Deals, ValidationKind.Latest).Model);
        Assert.Equal([0.5, 0.5], Assert.IsType<BlendModel>(model.Inner).Weights);
        Assert.Equal(1, Assert.IsType<PlattCalibrator>(model.Calibrator).Slope);
    }

    [Fact]
    public void At_random_a_blend_has_the_weights_that_fit()
    {
        foreach (IModelTrainer trainer in (IModelTrainer[])[new BestTrainer(BySize, BySource), new BlendTrainer(BySize, BySource)])
        {
            BlendModel blend = Blend(trainer.Train(Deals));
            Assert.All(blend.Weights, w => Assert.InRange(w, 0.6, 1.4));
            Assert.Equal(["logistic", "logistic"], blend.Models.Select(m => m.Name));
        }
    }

    [Fact]
    public void A_blend_is_more_complex_than_the_most_complex_of_its_members()
    {
        Assert.Equal(0, new BlendTrainer().Complexity);
        Assert.Equal(3, new BlendTrainer(new BaseRateTrainer(), new NaiveBayesTrainer(), new BaseRateTrainer()).Complexity);
        Assert.Equal(2, new BestTrainer(new BaseRateTrainer(), new NaiveBayesTrainer()).Complexity);
        Assert.Equal(0, new BestTrainer().Complexity);
    }

    [Fact]
    public void A_model_that_is_too_sure_is_calibrated_by_deals_that_it_was_not_trained_on()
    {
        CalibratedModel model = Assert.IsType<CalibratedModel>(new CalibratedTrainer(TooSure).Train(Deals).Model);
        Assert.InRange(model.Calibrator.Calibrate(0.99), 0.55, 0.95);
    }

    /// <summary>Five times the true log-odds: in time the weights are equal, so that a line must take them back.</summary>
    [Fact]
    public void A_blend_of_models_that_are_too_sure_is_calibrated()
    {
        CalibratedModel model = Assert.IsType<CalibratedModel>(new BlendTrainer(TooSure, TooSure).Train(Deals, ValidationKind.Latest).Model);
        Assert.InRange(Assert.IsType<PlattCalibrator>(model.Calibrator).Slope, 0.05, 0.6);
    }

    [Fact]
    public void What_cannot_be_trained_on_parts_is_left_as_it_is()
    {
        CalibratedModel model = Assert.IsType<CalibratedModel>(new CalibratedTrainer(TooSure with { Least = 300 }).Train(Deals).Model);
        Assert.Same(Calibrator.None, model.Calibrator);
        Assert.Single(Blend(new BlendTrainer(BySize, BySource with { Least = 300 }).Train(Deals)).Models);
    }

    private static BlendModel Blend(TrainingResult result) => Assert.IsType<BlendModel>(result.Model is CalibratedModel calibrated ? calibrated.Inner : result.Model);

    private sealed record Given(string Name, Func<FeatureSchema, LogisticModel> Make) : IModelTrainer
    {
        public int Complexity => 2;

        public int Least { get; init; }

        public TrainingResult Train(Dataset data, ValidationKind validation = ValidationKind.Random) =>
            data.Count < Least ? TrainingResult.Refused(new Refusal("too-few")) : TrainingResult.Of(Make(data.Schema));
    }
}
