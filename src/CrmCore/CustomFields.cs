using System.Collections;
using System.Collections.Immutable;

namespace CrmCore;

/// <summary>A host's own fields by key. Immutable: changing one gives a new set. Keys are compared letter by letter and listed in that order.</summary>
public sealed class CustomFields : IReadOnlyCollection<KeyValuePair<string, FieldValue>>
{
    private readonly ImmutableSortedDictionary<string, FieldValue> _values;

    private CustomFields(ImmutableSortedDictionary<string, FieldValue> values) => _values = values;

    /// <summary>No fields.</summary>
    public static CustomFields Empty { get; } = new(ImmutableSortedDictionary.Create<string, FieldValue>(StringComparer.Ordinal));

    /// <summary>How many fields have a value.</summary>
    public int Count => _values.Count;

    /// <summary>The value of a key; <see cref="FieldValue.None"/> where it has none.</summary>
    public FieldValue this[string key] => _values.TryGetValue(Guard.Against.Null(key), out FieldValue value) ? value : FieldValue.None;

    /// <summary>The fields of a dictionary; those without a value are left out.</summary>
    public static CustomFields From(IEnumerable<KeyValuePair<string, FieldValue>>? values)
    {
        CustomFields fields = Empty;
        foreach ((string key, FieldValue value) in values ?? [])
        {
            fields = fields.With(key, value);
        }

        return fields;
    }

    /// <summary>These fields with one set; <see cref="FieldValue.None"/> removes it.</summary>
    /// <exception cref="ArgumentException"><paramref name="key"/> is null, blank, or longer than 200 characters.</exception>
    public CustomFields With(string key, FieldValue value)
    {
        Guard.Against.NullOrWhiteSpace(key);
        Guard.Against.StringTooLong(key, 200);
        return value.IsNone
            ? _values.ContainsKey(key) ? new(_values.Remove(key)) : this
            : new(_values.SetItem(key, value));
    }

    /// <summary>The fields as a dictionary, for a snapshot.</summary>
    public IReadOnlyDictionary<string, FieldValue> ToDictionary() => _values;

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, FieldValue>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
