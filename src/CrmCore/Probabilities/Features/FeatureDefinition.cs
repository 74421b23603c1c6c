using CrmCore.Probabilities.Training;

namespace CrmCore.Probabilities.Features;

/// <summary>The value of a feature as it was known at an instant; <see cref="FieldValue.None"/> where nothing was. Must not look at anything later, change anything or throw.</summary>
/// <param name="record">The record as it is stored, with its history.</param>
/// <param name="at">The instant.</param>
public delegate FieldValue FeatureReader<in T>(T record, DateTimeOffset at);

/// <summary>A feature of records: its name, how people call it, and how to read it as of an instant.</summary>
/// <param name="Name">The stable name.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Label">How people call it.</param>
/// <param name="Read">Reads it.</param>
/// <typeparam name="T">The kind of record.</typeparam>
public sealed record FeatureDefinition<T>(string Name, FeatureKind Kind, LocalizedText Label, FeatureReader<T> Read)
{
    /// <summary>Which way it may move an estimate.</summary>
    public Monotonicity Monotonicity { get; init; }
}
