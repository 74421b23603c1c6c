namespace CrmCore.Cli.Csv;

/// <summary>Reads a short text from left to right.</summary>
internal ref struct TextCursor(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;

    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>The next character, NUL at the end.</summary>
    public readonly char Peek => _rest.IsEmpty ? '\0' : _rest[0];

    public void Next() => _rest = _rest.IsEmpty ? _rest : _rest[1..];

    public bool Skip(char expected)
    {
        bool found = Peek == expected && !_rest.IsEmpty;
        _rest = found ? _rest[1..] : _rest;
        return found;
    }

    public bool Skip(string expected)
    {
        bool found = _rest.StartsWith(expected, StringComparison.OrdinalIgnoreCase);
        _rest = found ? _rest[expected.Length..] : _rest;
        return found;
    }

    public bool SkipSpaces()
    {
        int before = _rest.Length;
        _rest = _rest.TrimStart();
        return _rest.Length < before;
    }

    /// <summary>Reads a number and returns how many digits it has: 0 where none stands here, or more than <paramref name="most"/> do.</summary>
    public int Number(int most, out int value)
    {
        int digits = 0;
        value = 0;
        while (digits < _rest.Length && char.IsAsciiDigit(_rest[digits]))
        {
            if (digits == most)
            {
                return 0;
            }

            value = (value * 10) + (_rest[digits++] - '0');
        }

        _rest = _rest[digits..];
        return digits;
    }

    public ReadOnlySpan<char> Letters()
    {
        int length = 0;
        while (length < _rest.Length && char.IsAsciiLetter(_rest[length]))
        {
            length++;
        }

        ReadOnlySpan<char> letters = _rest[..length];
        _rest = _rest[length..];
        return letters;
    }
}
