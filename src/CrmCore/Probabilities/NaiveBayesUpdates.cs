using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities.Features;
using CrmCore.Probabilities.Learned;
using CrmCore.Probabilities.Training;

namespace CrmCore.Probabilities;

/// <summary>
/// Keeps a naive Bayes table up to date deal by deal: feed it each deal that is won, lost, or reopened (<see cref="OpportunityClosed"/>,
/// <see cref="OpportunityReopened"/>), in any order and as often as you like; it counts what a rebuild from the deals as they stand would count. A deal counts once, with
/// its features as they were just before it was closed. Not thread-safe.
/// </summary>
public sealed class NaiveBayesUpdates
{
    private readonly FeatureSet<OpportunitySnapshot> _features;
    private readonly NaiveBayesOptions _options;
    private readonly Dictionary<OpportunityId, ClosedDeal> _deals = [];
    private FeatureSchema _schema;
    private NaiveBayesTable _table;

    /// <summary>A table without deals.</summary>
    /// <param name="features">What is counted; of these only the categorical ones are.</param>
    /// <param name="options">How to count; null for the defaults. Where they name a stage, they need its order too.</param>
    /// <exception cref="DefinitionException">The options name a feature that is not among those given, or is not categorical.</exception>
    /// <exception cref="ArgumentException">The options name a stage without the order of its levels.</exception>
    public NaiveBayesUpdates(FeatureSet<OpportunitySnapshot> features, NaiveBayesOptions? options = null)
    {
        _features = Guard.Against.Null(features);
        _options = options ?? NaiveBayesOptions.Default;
        if (_options.Stage is not null && _options.StageOrder.Count == 0)
        {
            throw new ArgumentException($"Updates need the order of the stages of '{_options.Stage}': set StageOrder.", nameof(options));
        }

        (_schema, _table) = Rebuild();
    }

    /// <summary>How many deals are counted.</summary>
    public int Count => _deals.Count;

    /// <summary>Takes a deal as it stands now: one that is won or lost is counted, once; any other is not, or no longer.</summary>
    public void Update(OpportunitySnapshot opportunity)
    {
        Guard.Against.Null(opportunity);
        Remove(opportunity.Id);
        if (opportunity is not { StageKind: StageKind.Won or StageKind.Lost, Closing: { } closing })
        {
            return;
        }

        DateTimeOffset before = closing.At.AddTicks(-1);
        ClosedDeal deal = new([.. _features.Features.Select(f => f.Read(opportunity, before))], opportunity.StageKind == StageKind.Won);
        _deals.Add(opportunity.Id, deal);
        if (HasNewLevel(deal))
        {
            (_schema, _table) = Rebuild();
        }
        else
        {
            _table.Add(Row(_schema, deal), deal.Won);
        }
    }

    /// <summary>Takes a deal out; without effect where it is not counted.</summary>
    public void Remove(OpportunityId opportunity)
    {
        if (_deals.Remove(opportunity, out ClosedDeal? deal))
        {
            _table.Remove(Row(_schema, deal), deal.Won);
        }
    }

    /// <summary>The calculator of what is counted now.</summary>
    /// <param name="fallback">Answers while there are fewer than <see cref="TrainingFloor.Default"/> won or lost deals.</param>
    public IWinProbabilityCalculator ToCalculator(IWinProbabilityCalculator fallback)
    {
        Guard.Against.Null(fallback);
        NaiveBayesModel model = _table.ToModel();
        return model.WonCount >= TrainingFloor.Default && model.LostCount >= TrainingFloor.Default
            ? new LearnedWinProbability(_features, model)
            : new FallbackWinProbability(
                model.Name, [new Refusal("probability.not-enough-data", ("won", model.WonCount), ("lost", model.LostCount), ("least", TrainingFloor.Default))], fallback);
    }

    private bool HasNewLevel(ClosedDeal deal) =>
        _schema.Features.Where((feature, f) => feature.Kind == FeatureKind.Categorical && _schema.Encode(f, deal.Values[f]) == FeatureSchema.Unseen).Any();

    /// <summary>Counts all deals anew, with every level that one of them has.</summary>
    private (FeatureSchema Schema, NaiveBayesTable Table) Rebuild()
    {
        FeatureSchema schema = new([.. _features.Features.Select((f, i) => new Feature(f.Name, f.Kind, f.Kind == FeatureKind.Numeric ? null : LevelsOf(i), f.Monotonicity))]);
        NaiveBayesTable table = new(schema, _options);
        foreach (ClosedDeal deal in _deals.Values)
        {
            table.Add(Row(schema, deal), deal.Won);
        }

        return (schema, table);
    }

    private string[] LevelsOf(int feature) =>
        [.. (_features.Features[feature].Name == _options.Stage ? _options.StageOrder : []).Concat(_deals.Values.Select(d => FeatureSchema.LevelOf(d.Values[feature])).OfType<string>()).Distinct(StringComparer.Ordinal)];

    private static double[] Row(FeatureSchema schema, ClosedDeal deal) => [.. deal.Values.Select((value, f) => schema.Encode(f, value))];

    private sealed record ClosedDeal(FieldValue[] Values, bool Won);
}
