using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrmCore;

/// <summary>Refuses numbers beyond the range of <see cref="double"/>, such as 1e309, which .NET reads as infinity and then cannot write.</summary>
internal sealed class FiniteNumberConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDouble() is double number && double.IsFinite(number) ? number : throw new JsonException("The number is too large.");

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
