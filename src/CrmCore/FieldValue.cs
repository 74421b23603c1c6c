using System.Globalization;
using System.Text.Json.Serialization;

namespace CrmCore;

/// <summary>What kind of value a field holds.</summary>
public enum FieldKind
{
    /// <summary>No value: the field is blank or not known.</summary>
    None = 0,

    /// <summary>Free text.</summary>
    Text = 1,

    /// <summary>A decimal number.</summary>
    Number = 2,

    /// <summary>A calendar date.</summary>
    Date = 3,

    /// <summary>Yes or no.</summary>
    Flag = 4,

    /// <summary>Several texts, such as the chosen ones of a list; the order they were given in is kept.</summary>
    Choices = 5,
}

/// <summary>
/// A typed value of a field: what custom fields hold and what conditions compare. <c>default</c> is <see cref="None"/>. Equality is by kind and
/// value; a number is equal to another of the same size (1.0 and 1). Immutable, safe to share between threads.
/// </summary>
[JsonConverter(typeof(FieldValueJsonConverter))]
public readonly struct FieldValue : IEquatable<FieldValue>
{
    private readonly decimal _number;
    private readonly object? _reference;

    private FieldValue(FieldKind kind, decimal number, object? reference)
    {
        Kind = kind;
        _number = number;
        _reference = reference;
    }

    /// <summary>No value.</summary>
    public static FieldValue None => default;

    /// <summary>What kind of value this is.</summary>
    public FieldKind Kind { get; }

    /// <summary>Whether there is no value.</summary>
    public bool IsNone => Kind == FieldKind.None;

    /// <summary>The text of a text value, else null.</summary>
    public string? AsText => _reference as string;

    /// <summary>The number of a number value, else null.</summary>
    public decimal? AsNumber => Kind == FieldKind.Number ? _number : null;

    /// <summary>The date of a date value, else null.</summary>
    public DateOnly? AsDate => Kind == FieldKind.Date ? DateOnly.FromDayNumber((int)_number) : null;

    /// <summary>The flag of a flag value, else null.</summary>
    public bool? AsFlag => Kind == FieldKind.Flag ? _number != 0 : null;

    /// <summary>The chosen texts of a choices value, else null.</summary>
    public IReadOnlyList<string>? AsChoices => _reference as string[];

    /// <summary>A text; null or blank gives <see cref="None"/>.</summary>
    public static FieldValue Of(string? text) => string.IsNullOrWhiteSpace(text) ? default : new(FieldKind.Text, 0, text);

    /// <summary>A number.</summary>
    public static FieldValue Of(decimal number) => new(FieldKind.Number, number, null);

    /// <summary>A date; null gives <see cref="None"/>.</summary>
    public static FieldValue Of(DateOnly? date) => date is { } d ? new(FieldKind.Date, d.DayNumber, null) : default;

    /// <summary>A flag.</summary>
    public static FieldValue Of(bool flag) => new(FieldKind.Flag, flag ? 1 : 0, null);

    /// <summary>Several texts; none gives <see cref="None"/>.</summary>
    /// <exception cref="ArgumentException">One of them is null or blank.</exception>
    public static FieldValue Of(IEnumerable<string> choices)
    {
        string[] copy = [.. Guard.Against.Null(choices)];
        foreach (string choice in copy)
        {
            Guard.Against.NullOrWhiteSpace(choice, nameof(choices));
        }

        return copy.Length == 0 ? default : new(FieldKind.Choices, 0, copy);
    }

    /// <summary>Whether both are of the same kind and value.</summary>
    public static bool operator ==(FieldValue left, FieldValue right) => left.Equals(right);

    /// <summary>Whether they differ in kind or value.</summary>
    public static bool operator !=(FieldValue left, FieldValue right) => !left.Equals(right);

    /// <summary>The order of two numbers or two dates; null where the kinds differ or have no order.</summary>
    public int? CompareWith(FieldValue other) =>
        Kind == other.Kind && Kind is FieldKind.Number or FieldKind.Date ? _number.CompareTo(other._number) : null;

    /// <inheritdoc/>
    public bool Equals(FieldValue other) =>
        Kind == other.Kind && _number == other._number &&
        (_reference, other._reference) switch
        {
            (string a, string b) => string.Equals(a, b, StringComparison.Ordinal),
            (string[] a, string[] b) => a.AsSpan().SequenceEqual(b),
            _ => true,
        };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FieldValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, _number, AsText, AsChoices?.Count);

    /// <summary>The value as text, independent of any culture; blank for no value.</summary>
    public override string ToString() => Kind switch
    {
        FieldKind.Text => AsText!,
        FieldKind.Number => _number.ToString(CultureInfo.InvariantCulture),
        FieldKind.Date => AsDate!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        FieldKind.Flag => AsFlag!.Value ? "true" : "false",
        FieldKind.Choices => string.Join("; ", AsChoices!),
        _ => "",
    };
}
