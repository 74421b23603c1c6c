using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CrmCore;

/// <summary>
/// Writes and reads the plain data of one room by its source-generated context, with the letters of all scripts as they are. What is read is bounded in length and depth.
/// </summary>
/// <param name="context">The types of the room.</param>
internal sealed class SnapshotJson(JsonSerializerContext context)
{
    /// <summary>How many characters a record or a trained model may grow to.</summary>
    public const int MaximumLength = 64_000_000;

    private readonly JsonSerializerOptions _options = JsonForm.OptionsOf(context);

    /// <summary>Refuses a text that is too long before anything of it is read.</summary>
    /// <exception cref="JsonException">It is.</exception>
    public static string Bounded(string json, string what, int maximumLength = MaximumLength) =>
        Guard.Against.Null(json).Length <= maximumLength
            ? json
            : throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"The text has {json.Length:N0} characters; a {what} has at most {maximumLength:N0}."));

    public string Write<T>(T value) => JsonSerializer.Serialize(value, TypeInfo<T>());

    /// <summary>Reads a value; what its type refuses is reported as wrong JSON, as everything else wrong is.</summary>
    public T Read<T>(string json)
    {
        Bounded(json, typeof(T).Name);
        try
        {
            return JsonSerializer.Deserialize(json, TypeInfo<T>()) ?? throw new JsonException($"Expected a {typeof(T).Name}, found null.");
        }
        catch (Exception e) when (e is ArgumentException or FormatException or NotSupportedException or InvalidOperationException or OverflowException)
        {
            throw new JsonException($"This is not a {typeof(T).Name}: {e.Message}", e);
        }
    }

    private JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)_options.GetTypeInfo(typeof(T));
}
