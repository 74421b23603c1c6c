using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities.Features;
using CrmCore.Probabilities.Learned;
using CrmCore.Probabilities.Training;

namespace CrmCore.Probabilities;

/// <summary>A trained model as a win-probability calculator.</summary>
public sealed class LearnedWinProbability : LearnedCalculator<OpportunitySnapshot>, IWinProbabilityCalculator
{
    /// <summary>A calculator.</summary>
    /// <param name="features">The features that the model was trained on.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="DefinitionException">The model was trained on other features.</exception>
    public LearnedWinProbability(FeatureSet<OpportunitySnapshot> features, ProbabilityModel model)
        : base(features, model)
    {
    }

    /// <summary>
    /// Learns from the closed ones among some deals, judged by the latest of them. Where they do not suffice, the calculator that is given answers instead, and each of
    /// its estimates says so (<see cref="WinProbability.InsteadOf"/>).
    /// </summary>
    /// <param name="opportunities">The deals; open and invalid ones are passed over.</param>
    /// <param name="fallback">Answers where there are not enough data.</param>
    /// <param name="trainer">What is trained; null lets the best of naive Bayes and logistic regression win.</param>
    /// <param name="features">What it looks at; null for <see cref="OpportunityFeatures.Default"/>.</param>
    public static IWinProbabilityCalculator Train(
        IEnumerable<OpportunitySnapshot> opportunities, IWinProbabilityCalculator fallback, IModelTrainer? trainer = null, FeatureSet<OpportunitySnapshot>? features = null)
    {
        Guard.Against.Null(opportunities);
        Guard.Against.Null(fallback);
        trainer ??= new BestTrainer(new NaiveBayesTrainer(), new LogisticTrainer());
        features ??= OpportunityFeatures.Default;
        TrainingResult trained = trainer.Train(features.ToDataset(TrainingSamples.Of(opportunities)), ValidationKind.Latest);
        return trained.Model is { } model ? new LearnedWinProbability(features, model) : new FallbackWinProbability(trainer.Name, trained.Refusals, fallback);
    }

    private protected override Probability? Settled(OpportunitySnapshot record) => Guard.Against.Null(record).StageKind switch
    {
        StageKind.Open => null,
        StageKind.Won => Probability.One,
        _ => Probability.Zero,
    };

    private protected override DateTimeOffset LastChange(OpportunitySnapshot record) => Guard.Against.Null(record).ChangedAt;
}
