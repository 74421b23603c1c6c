using CrmCore.Leads;
using CrmCore.Probabilities.Features;
using CrmCore.Probabilities.Learned;

namespace CrmCore.Probabilities;

/// <summary>A trained model as a lead score: the chance that a lead converts; 1 for a converted one, 0 for a disqualified or merged one.</summary>
public sealed class LearnedLeadScore : LearnedCalculator<LeadSnapshot>
{
    /// <summary>A calculator.</summary>
    /// <param name="features">The features that the model was trained on.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="DefinitionException">The model was trained on other features.</exception>
    public LearnedLeadScore(FeatureSet<LeadSnapshot> features, ProbabilityModel model)
        : base(features, model)
    {
    }

    private protected override Probability? Settled(LeadSnapshot record) => Guard.Against.Null(record).Status switch
    {
        LeadStatus.Converted => Probability.One,
        LeadStatus.Disqualified or LeadStatus.Merged => Probability.Zero,
        _ => null,
    };

    private protected override DateTimeOffset LastChange(LeadSnapshot record) => Guard.Against.Null(record).ChangedAt;
}
