namespace CrmCore.Conversion.Fields;

/// <summary>A field of an account, a contact or an opportunity that a conversion can set.</summary>
/// <typeparam name="T">The snapshot of the record.</typeparam>
internal sealed record RecordField<T>(string Key, FieldForm Form, int? MaximumLength, Func<T, object?> Get, Func<T, object?, T> Set)
{
    public FieldContent Of(T record) => new(Get(record));

    public T With(T record, FieldContent content) => Set(record, content.IsBlank ? null : content.Value);
}

/// <summary>The fields of one kind of record.</summary>
internal sealed class RecordFields<T>
{
    private readonly Dictionary<string, RecordField<T>> _known;
    private readonly Func<T, IReadOnlyDictionary<string, FieldValue>?> _custom;
    private readonly Func<T, IReadOnlyDictionary<string, FieldValue>?, T> _withCustom;

    public RecordFields(
        string record,
        Func<T, IReadOnlyDictionary<string, FieldValue>?> custom,
        Func<T, IReadOnlyDictionary<string, FieldValue>?, T> withCustom,
        params RecordField<T>[] known)
    {
        Record = record;
        _custom = custom;
        _withCustom = withCustom;
        _known = known.ToDictionary(f => f.Key, StringComparer.Ordinal);
    }

    /// <summary>The word before the dot.</summary>
    public string Record { get; }

    public IEnumerable<string> Names => _known.Values.Where(f => f.Form != FieldForm.Link).Select(f => f.Key).Append($"{Record}.custom.KEY");

    /// <summary>The field of a key such as <c>account.industry</c>; null where there is none.</summary>
    public RecordField<T>? Find(string key)
    {
        if (_known.TryGetValue(key, out RecordField<T>? known))
        {
            return known;
        }

        string prefix = $"{Record}.custom.";
        if (!key.StartsWith(prefix, StringComparison.Ordinal) || key.Length == prefix.Length || key.Length > prefix.Length + 200 || key[^1] == '*')
        {
            return null;
        }

        string custom = key[prefix.Length..];
        return new(
            key,
            FieldForm.Any,
            null,
            r => _custom(r) is { } fields && fields.TryGetValue(custom, out FieldValue value) ? value : null,
            (r, v) => _withCustom(r, NullIfEmpty(CustomFields.From(_custom(r)).With(custom, v is FieldValue value ? value : FieldValue.None))));
    }

    private static IReadOnlyDictionary<string, FieldValue>? NullIfEmpty(CustomFields fields) => fields.Count == 0 ? null : fields.ToDictionary();
}
