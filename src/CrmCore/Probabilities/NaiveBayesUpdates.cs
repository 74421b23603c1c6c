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
    private readonly List<string>[] _levels;
    private readonly HashSet<string>[] _known;
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

        _levels = [.. features.Features.Select(f => f.Name == _options.Stage ? _options.StageOrder.ToList() : [])];
        _known = [.. _levels.Select(l => l.ToHashSet(StringComparer.Ordinal))];
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
        if (Learn(deal))
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

    /// <summary>Takes up the levels of a deal that had not been seen; whether there were any.</summary>
    private bool Learn(ClosedDeal deal)
    {
        bool isNew = false;
        for (int f = 0; f < _levels.Length; f++)
        {
            if (_features.Features[f].Kind == FeatureKind.Categorical && FeatureSchema.LevelOf(deal.Values[f]) is { } level && _known[f].Add(level))
            {
                _levels[f].Add(level);
                isNew = true;
            }
        }

        return isNew;
    }

    private (FeatureSchema Schema, NaiveBayesTable Table) Rebuild()
    {
        FeatureSchema schema = new([.. _features.Features.Select((f, i) => new Feature(f.Name, f.Kind, f.Kind == FeatureKind.Numeric ? null : [.. _levels[i]], f.Monotonicity))]);
        NaiveBayesTable table = new(schema, _options);
        foreach (ClosedDeal deal in _deals.Values)
        {
            table.Add(Row(schema, deal), deal.Won);
        }

        return (schema, table);
    }

    private static double[] Row(FeatureSchema schema, ClosedDeal deal) => [.. deal.Values.Select((value, f) => schema.Encode(f, value))];

    private sealed record ClosedDeal(FieldValue[] Values, bool Won);
}
