using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrmCore;

/// <summary>A text for people in English and, where given, other languages. In JSON a plain string is English; otherwise an object of language tag to text.</summary>
[JsonConverter(typeof(LocalizedTextJsonConverter))]
public sealed class LocalizedText : IEquatable<LocalizedText>
{
    /// <summary>The language tag of English.</summary>
    public const string English = "en";

    /// <summary>The language tag of Simplified Chinese.</summary>
    public const string SimplifiedChinese = "zh-Hans";

    private readonly SortedDictionary<string, string> _texts;

    /// <summary>A text in English and, where it is given, Simplified Chinese.</summary>
    /// <exception cref="ArgumentException"><paramref name="english"/> is null or blank.</exception>
    public LocalizedText(string english, string? simplifiedChinese = null)
        : this(simplifiedChinese is null
            ? new Dictionary<string, string> { [English] = english }
            : new Dictionary<string, string> { [English] = english, [SimplifiedChinese] = simplifiedChinese })
    {
    }

    /// <summary>A text in several languages by tag (BCP 47), English among them.</summary>
    /// <exception cref="ArgumentException">English is missing, or a tag or text is blank.</exception>
    public LocalizedText(IReadOnlyDictionary<string, string> texts)
    {
        Guard.Against.Null(texts);
        _texts = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string tag, string text) in texts)
        {
            Guard.Against.NullOrWhiteSpace(tag, nameof(texts));
            Guard.Against.NullOrWhiteSpace(text, nameof(texts));
            _texts[tag] = text;
        }

        if (!_texts.ContainsKey(English))
        {
            throw new ArgumentException("A localized text needs its English form.", nameof(texts));
        }
    }

    /// <summary>The texts by language tag.</summary>
    public IReadOnlyDictionary<string, string> Texts => _texts;

    /// <summary>A text in English only.</summary>
    public static implicit operator LocalizedText(string english) => new(english);

    /// <summary>A text in English only.</summary>
    public static LocalizedText FromString(string english) => new(english);

    /// <summary>The text for a culture: its own, else its parent's (zh-CN finds zh-Hans), else English.</summary>
    /// <param name="culture">The culture; null means the current UI culture.</param>
    public string In(CultureInfo? culture = null)
    {
        for (CultureInfo c = culture ?? CultureInfo.CurrentUICulture; c.Name.Length > 0; c = c.Parent)
        {
            if (_texts.TryGetValue(c.Name, out string? text))
            {
                return text;
            }
        }

        return _texts[English];
    }

    /// <inheritdoc/>
    public bool Equals(LocalizedText? other) => other is not null && _texts.SequenceEqual(other._texts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LocalizedText);

    /// <inheritdoc/>
    public override int GetHashCode() => _texts[English].GetHashCode(StringComparison.Ordinal);

    /// <summary>The English text.</summary>
    public override string ToString() => _texts[English];
}

/// <summary>Writes a text as a string where it is English only, else as an object of language tag to text.</summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public sealed class LocalizedTextJsonConverter : JsonConverter<LocalizedText>
{
    /// <inheritdoc/>
    public override LocalizedText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Dictionary<string, string> texts = [];
        if (reader.TokenType == JsonTokenType.String)
        {
            texts[LocalizedText.English] = reader.GetString()!;
        }
        else if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string tag = reader.GetString()!;
                reader.Read();
                texts[tag] = reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException($"The text for '{tag}' must be a string.");
            }
        }

        return texts.ContainsKey(LocalizedText.English) && texts.All(t => !string.IsNullOrWhiteSpace(t.Key) && !string.IsNullOrWhiteSpace(t.Value))
            ? new(texts)
            : throw new JsonException("Expected a text, or an object of language tag to text with \"en\" among them.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, LocalizedText value, JsonSerializerOptions options)
    {
        Guard.Against.Null(writer);
        Guard.Against.Null(value);
        if (value.Texts.Count == 1)
        {
            writer.WriteStringValue(value.ToString());
            return;
        }

        writer.WriteStartObject();
        foreach ((string tag, string text) in value.Texts)
        {
            writer.WriteString(tag, text);
        }

        writer.WriteEndObject();
    }
}
