using System.Text;
using System.Text.Json;

namespace CrmCore.Cli.Csv;

/// <summary>
/// What may stand where in a map's JSON. The serializer would refuse the same, but names .NET types and the wrong line.
/// </summary>
internal sealed class MapShape
{
    private static readonly MapShape Text = new(new("a text", "文本"));
    private static readonly MapShape Texts = new(new("a list of texts", "文本列表")) { _items = Text };
    private static readonly MapShape TextByName = new(new("an object with texts", "值为文本的对象")) { _members = Text };
    private static readonly MapShape TextByNameByName = new(new("an object with objects with texts", "值为对象的对象")) { _members = TextByName };
    private static readonly MapShape OptionalText = new(new("a text", "文本")) { _mayBeNull = true };
    private static readonly MapShape Key = new(new("a column, a list of columns, or \"row\"", "列名、列名列表或 \"row\"")) { _items = Text, _isAlsoText = true, _mayBeNull = true };

    private static readonly Dictionary<string, MapShape> Properties = new()
    {
        ["delimiter"] = OptionalText,
        ["encoding"] = OptionalText,
        ["decimalSeparator"] = OptionalText,
        ["dateOrder"] = OptionalText,
        ["timeZone"] = OptionalText,
        ["onBadValue"] = OptionalText,
        ["key"] = Key,
        ["columns"] = TextByName,
        ["values"] = TextByNameByName,
        ["constants"] = TextByName,
        ["blank"] = Texts,
    };

    private static readonly MapShape Root = new(new("an object", "对象")) { _named = Properties };

    private readonly Phrase _description;
    private MapShape? _items;
    private MapShape? _members;
    private Dictionary<string, MapShape>? _named;
    private bool _isAlsoText;
    private bool _mayBeNull;

    private MapShape(Phrase description) => _description = description;

    private bool IsText => _isAlsoText || (_items is null && _members is null && _named is null);

    /// <summary>The first value that is not of its shape, or null. Throws <see cref="JsonException"/> for what is no JSON.</summary>
    public static MapError? FirstError(byte[] json)
    {
        Utf8JsonReader reader = new(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        reader.Read();
        return Root.FirstError(ref reader, "$", json);
    }

    private MapError? FirstError(ref Utf8JsonReader reader, string path, byte[] json)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when _members is not null || _named is not null:
                return FirstErrorOfMembers(ref reader, path, json);
            case JsonTokenType.StartArray when _items is not null:
                return FirstErrorOfItems(ref reader, path, json);
            case JsonTokenType.String when IsText:
            case JsonTokenType.Null when _mayBeNull:
                return null;
            default:
                return Refuse(reader.TokenStartIndex, path, json);
        }
    }

    private MapError? FirstErrorOfMembers(ref Utf8JsonReader reader, string path, byte[] json)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            MapShape? shape = _members ?? _named!.GetValueOrDefault(name);
            string inner = path == "$" ? name : $"{path}[\"{name}\"]";
            if (shape?.FirstError(ref reader, inner, json) is { } error)
            {
                return error;
            }

            if (shape is null)
            {
                ReadOver(ref reader);
            }
        }

        return null;
    }

    /// <summary>Passes over a value whose texts are whole; half a character, written as an escape, is found only when a text is taken out of the JSON.</summary>
    /// <exception cref="InvalidOperationException">A text is not whole.</exception>
    private static void ReadOver(ref Utf8JsonReader reader)
    {
        int depth = reader.CurrentDepth;
        do
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                _ = reader.GetString();
            }
        }
        while ((reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray || reader.CurrentDepth > depth) && reader.Read());
    }

    private MapError? FirstErrorOfItems(ref Utf8JsonReader reader, string path, byte[] json)
    {
        long start = reader.TokenStartIndex;
        bool isEmpty = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            isEmpty = false;
            if (_items!.FirstError(ref reader, path, json) is { } error)
            {
                return error;
            }
        }

        return isEmpty && _isAlsoText ? Refuse(start, path, json) : null;
    }

    private MapError Refuse(long at, string path, byte[] json)
    {
        ReadOnlySpan<byte> before = json.AsSpan(0, (int)at);
        int line = before.Count((byte)'\n') + 1;
        int column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        return new MapError(path, MapFaults.BadShape(path, _description), line, column);
    }
}
