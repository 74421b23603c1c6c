using CrmCore.Probabilities.Training;

namespace CrmCore.Probabilities.Learned;

/// <summary>
/// The counts of a <see cref="NaiveBayesModel"/> while they grow: a deal is added when it is won or lost, and removed when it is restored. Adding and removing
/// in any order gives the same table as counting anew. A won deal counts in every stage, a lost one in its own and all before it. Only categorical
/// features are counted: to count numbers, declare them categorical. Not thread-safe.
/// </summary>
public sealed class NaiveBayesTable
{
    private readonly FeatureSchema _schema;
    private readonly NaiveBayesOptions _options;
    private readonly int _stage;
    private readonly int _team;
    private readonly int[] _placeOfStage;
    private readonly Counter _all;
    private readonly Counter[] _teams;

    /// <summary>An empty table.</summary>
    /// <exception cref="DefinitionException">The options name a feature that is not in the schema, or is not categorical, or a stage that is not one of its levels.</exception>
    public NaiveBayesTable(FeatureSchema schema, NaiveBayesOptions? options = null)
    {
        _schema = Guard.Against.Null(schema);
        _options = options ?? NaiveBayesOptions.Default;
        Check();
        _stage = _options.Stage is null ? -1 : schema.IndexOf(_options.Stage);
        _team = _options.Team is null ? -1 : schema.IndexOf(_options.Team);
        _placeOfStage = _stage < 0 ? [] : PlacesOfStages(schema.Features[_stage].Levels, _options.StageOrder);
        _all = new(schema);
        _teams = _team < 0 ? [] : [.. schema.Features[_team].Levels.Select(_ => new Counter(schema))];
    }

    /// <summary>Counts a deal that was won or lost.</summary>
    public void Add(ReadOnlySpan<double> row, bool won) => Count(row, won, 1);

    /// <summary>Takes a deal out again that had been counted with the same values and outcome.</summary>
    public void Remove(ReadOnlySpan<double> row, bool won) => Count(row, won, -1);

    /// <summary>The model of the counts as they are now.</summary>
    public NaiveBayesModel ToModel() => new(_schema, _options, _all.ToCounts(), [.. _teams.Select(t => t.ToCounts())]);

    internal static int[] PlacesOfStages(IReadOnlyList<string> levels, IReadOnlyList<string> order) =>
        [.. levels.Select((level, code) => order.Count == 0 ? code : Enumerable.Range(0, order.Count).FirstOrDefault(p => order[p] == level, order.Count))];

    private void Count(ReadOnlySpan<double> row, bool won, int by)
    {
        _all.Count(row, won, by, _stage, _placeOfStage);
        if (_team >= 0 && row[_team] >= 0)
        {
            _teams[(int)row[_team]].Count(row, won, by, _stage, _placeOfStage);
        }
    }

    private void Check()
    {
        List<Defect> defects = [];
        foreach ((string path, string name) in new[] { ("stage", _options.Stage), ("team", _options.Team) }.Concat(_options.Tags.Select((t, i) => ($"tags[{i}]", (string?)t))).Where(n => n.Item2 is not null).Select(n => (n.Item1, n.Item2!)))
        {
            int index = _schema.IndexOf(name);
            if (index < 0 || _schema.Features[index].Kind != FeatureKind.Categorical)
            {
                defects.Add(new(path, index < 0 ? "unknown-feature" : "not-categorical", $"'{name}' must be a categorical feature of the schema."));
            }
        }

        if (!(_options.Smoothing > 0))
        {
            defects.Add(new("smoothing", "not-positive", "Smoothing must be above 0."));
        }

        if (defects.Count > 0)
        {
            throw new DefinitionException("a naive Bayes table", defects);
        }
    }

    private sealed class Counter(FeatureSchema schema)
    {
        private readonly int[][] _won = [.. schema.Features.Select(f => new int[f.Levels.Count])];
        private readonly int[][] _lost = [.. schema.Features.Select(f => new int[f.Levels.Count])];
        private int _wonDeals;
        private int _lostDeals;

        public void Count(ReadOnlySpan<double> row, bool won, int by, int stage, int[] placeOfStage)
        {
            _wonDeals += won ? by : 0;
            _lostDeals += won ? 0 : by;
            for (int i = 0; i < row.Length; i++)
            {
                double value = row[i];
                if (i == stage)
                {
                    CountStages(won ? _won[i] : _lost[i], won ? int.MaxValue : value >= 0 ? placeOfStage[(int)value] : -1, by, placeOfStage);
                }
                else if (value >= 0 && schema.Features[i].Kind == FeatureKind.Categorical)
                {
                    (won ? _won[i] : _lost[i])[(int)value] += by;
                }
            }
        }

        public NaiveBayesCounts ToCounts() => new(_wonDeals, _lostDeals, [.. schema.Features.Select((_, i) => new NaiveBayesField([.. _won[i]], [.. _lost[i]]))]);

        private static void CountStages(int[] counts, int furthest, int by, int[] placeOfStage)
        {
            for (int code = 0; code < counts.Length; code++)
            {
                counts[code] += placeOfStage[code] <= furthest ? by : 0;
            }
        }
    }
}
