namespace CrmCore.Privacy;

/// <summary>A field of the host's own on a record of a person who is forgotten.</summary>
/// <param name="Record">The kind of record: <c>lead</c>, <c>contact</c>, <c>account</c> or <c>opportunity</c>.</param>
/// <param name="Key">The field's key.</param>
/// <param name="Value">Its value.</param>
public readonly record struct ErasedField(string Record, string Key, FieldValue Value);

/// <summary>What the host knows of its own texts and fields when a person is forgotten. Immutable.</summary>
public sealed record ErasureOptions
{
    /// <summary>Nothing known: no field of the person is kept.</summary>
    public static ErasureOptions Default { get; } = new();

    /// <summary>Who asks for it; null where no person does. The events tell it.</summary>
    public UserId? By { get; init; }

    /// <summary>Says of a field that would be dropped that it is kept, because figures are made of it and it tells nothing of a person; null keeps none.</summary>
    public Func<ErasedField, bool>? KeepsField { get; init; }

    /// <summary>The host's own reasons, letter by letter, beside those of <see cref="Opportunities.CloseReasons"/>: they stay whatever the person is called.</summary>
    public IReadOnlyCollection<string> Reasons { get; init; } = [];
}
