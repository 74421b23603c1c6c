using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrmCore;

/// <summary>A probability from 0 to 1, both included; never NaN. <c>default</c> is 0.</summary>
[JsonConverter(typeof(ProbabilityJsonConverter))]
public readonly record struct Probability : IComparable<Probability>
{
    /// <summary>A probability from 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is below 0, above 1, or NaN.</exception>
    public Probability(double value) =>
        Value = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A probability lies between 0 and 1; use Probability.FromPercent for percentages.");

    /// <summary>Impossible.</summary>
    public static Probability Zero { get; }

    /// <summary>Certain.</summary>
    public static Probability One { get; } = new(1);

    /// <summary>The probability, 0 to 1.</summary>
    public double Value { get; }

    /// <summary>The probability in percent, 0 to 100.</summary>
    public double Percent => Value * 100;

    /// <summary>The probability of something not happening.</summary>
    public Probability Complement => new(1 - Value);

    /// <summary>A probability given in percent, 0 to 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="percent"/> is below 0, above 100, or NaN.</exception>
    public static Probability FromPercent(double percent) =>
        percent is >= 0 and <= 100
            ? new(percent / 100)
            : throw new ArgumentOutOfRangeException(nameof(percent), percent, "A percentage of chance lies between 0 and 100.");

    /// <summary>Whether the left one is less.</summary>
    public static bool operator <(Probability left, Probability right) => left.Value < right.Value;

    /// <summary>Whether the left one is greater.</summary>
    public static bool operator >(Probability left, Probability right) => left.Value > right.Value;

    /// <summary>Whether the left one is less or equal.</summary>
    public static bool operator <=(Probability left, Probability right) => left.Value <= right.Value;

    /// <summary>Whether the left one is greater or equal.</summary>
    public static bool operator >=(Probability left, Probability right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public int CompareTo(Probability other) => Value.CompareTo(other.Value);

    /// <summary>In percent with at most two decimals, independent of any culture: <c>42.5%</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Percent:0.##}%");
}

/// <summary>Writes a probability as a JSON number from 0 to 1.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ProbabilityJsonConverter : JsonConverter<Probability>
{
    /// <inheritdoc/>
    public override Probability Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double value) && value is >= 0 and <= 1
            ? new(value)
            : throw new JsonException("Expected a probability: a number from 0 to 1.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Probability value, JsonSerializerOptions options) => Guard.Against.Null(writer).WriteNumberValue(value.Value);
}
