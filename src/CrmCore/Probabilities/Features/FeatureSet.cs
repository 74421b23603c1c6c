using CrmCore.Probabilities.Training;

namespace CrmCore.Probabilities.Features;

/// <summary>The features that a calculator looks at, declared. Immutable, thread-safe.</summary>
/// <typeparam name="T">The kind of record.</typeparam>
public sealed class FeatureSet<T>
{
    /// <summary>A set.</summary>
    /// <exception cref="DefinitionException">Two features have the same name.</exception>
    public FeatureSet(params IReadOnlyList<FeatureDefinition<T>> features)
    {
        Features = [.. Guard.Against.Null(features)];
        _ = new FeatureSchema([.. Features.Select(f => new Feature(f.Name, f.Kind, monotonicity: f.Monotonicity))]);
    }

    /// <summary>The features in their order.</summary>
    public IReadOnlyList<FeatureDefinition<T>> Features { get; }

    /// <summary>With one more feature.</summary>
    public FeatureSet<T> With(FeatureDefinition<T> feature) => new([.. Features, Guard.Against.Null(feature)]);

    /// <summary>Without a feature.</summary>
    public FeatureSet<T> Without(string name) => new([.. Features.Where(f => f.Name != name)]);

    /// <summary>Those of the features that a model looks at, in its order: the set to use a model with that was trained without some.</summary>
    /// <exception cref="DefinitionException">The model looks at a feature that is not in the set.</exception>
    public FeatureSet<T> For(FeatureSchema schema)
    {
        FeatureSet<T> chosen = new([.. Guard.Against.Null(schema).Features.Select(f => Features.FirstOrDefault(own => own.Name == f.Name)).OfType<FeatureDefinition<T>>()]);
        return chosen.DifferencesFrom(schema) is { Count: > 0 } differences ? throw new DefinitionException("the features of a model", differences) : chosen;
    }

    /// <summary>Everything that stands between these features and a model: it must look at the same ones in the same order.</summary>
    public IReadOnlyList<Defect> DifferencesFrom(FeatureSchema schema)
    {
        Guard.Against.Null(schema);
        return [.. Enumerable.Range(0, Math.Max(Features.Count, schema.Count))
            .Where(i => i >= Features.Count || i >= schema.Count || Features[i].Name != schema.Features[i].Name || Features[i].Kind != schema.Features[i].Kind)
            .Select(i => new Defect(
                $"features[{i}]", "other-feature",
                $"The model looks at {(i < schema.Count ? $"the {schema.Features[i].Kind} '{schema.Features[i].Name}'" : "nothing")}, the set has {(i < Features.Count ? $"the {Features[i].Kind} '{Features[i].Name}'" : "nothing")}; train the model anew or give it its own set."))];
    }

    /// <summary>Reads a record's row as of an instant, by the codes of a schema that fits. Allocates nothing.</summary>
    /// <param name="record">The record.</param>
    /// <param name="at">The instant.</param>
    /// <param name="schema">The schema of the model.</param>
    /// <param name="row">Takes one value a feature.</param>
    public void Read(T record, DateTimeOffset at, FeatureSchema schema, Span<double> row)
    {
        for (int i = 0; i < Features.Count; i++)
        {
            row[i] = schema.Encode(i, Features[i].Read(record, at));
        }
    }

    /// <summary>Builds training rows from samples: the levels of each categorical feature are those that occur, in the order of their letters.</summary>
    /// <param name="samples">Records as of moments, with what became of them.</param>
    public Dataset ToDataset(IReadOnlyList<TrainingSample<T>> samples)
    {
        Guard.Against.Null(samples);
        FieldValue[][] values = [.. samples.Select(s => Features.Select(f => f.Read(s.Record, s.At)).ToArray())];
        FeatureSchema schema = new([.. Features.Select((f, i) => f.Kind == FeatureKind.Numeric
            ? new Feature(f.Name, f.Kind, monotonicity: f.Monotonicity)
            : new Feature(f.Name, f.Kind, [.. values.Select(v => FeatureSchema.LevelOf(v[i])).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]))]);
        double[] rows = [.. values.SelectMany(v => v.Select((value, i) => schema.Encode(i, value)))];
        string[] ids = [.. samples.Select(s => s.Id)];
        return new(schema, rows, [.. samples.Select(s => s.Succeeded)], ids, ids, [.. samples.Select(s => (decimal)s.At.UtcTicks)]);
    }
}

/// <summary>A record as of a moment, with what became of it.</summary>
/// <param name="Id">The record's id; samples of one record stay together.</param>
/// <param name="Record">The record as it is stored.</param>
/// <param name="At">The moment before it was settled.</param>
/// <param name="Succeeded">Whether it was won, or converted.</param>
/// <typeparam name="T">The kind of record.</typeparam>
public readonly record struct TrainingSample<T>(string Id, T Record, DateTimeOffset At, bool Succeeded);
