using System.Text;

namespace CrmCore.Cli.Tests.Fuzzing;

/// <summary>Makes inputs out of kept ones: bytes and tokens changed, left out, doubled, exchanged, put in. The same seed makes the same input.</summary>
internal static class Mutator
{
    private const int MostChanges = 6;

    private const int LongestInput = 200_000;

    /// <summary>What parsers stumble over: limits of numbers, half characters, depth, the words of the formats themselves.</summary>
    private static readonly byte[][] Tokens =
    [
        .. ((string[])
        [
            "null", "true", "false", "0", "-1", "1e309", "-1e309", "1e-400", "79228162514264337593543950335", "79228162514264337593543950336", "9223372036854775808", "2147483648", "0.1", "NaN",
            "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udfff\"", "\"2026-02-30\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"", "\"00000000-0000-0000-0000-000000000000\"",
            "{}", "[]", "[null]", "{\"kind\":\"", "\"kind\":", "\"schemaVersion\":2", "\"schemaVersion\":1,", "\"version\":0", "\"key\":\"\"", "{\"not\":", "{\"all\":[", "{\"any\":[]}",
            ",", ":", "\"", "\\", "'", ";", "\t", "\r", "\n", "\r\n", "\0", "\uFEFF", "\uFFFF", "=1+1", "@", "<a@b>", "{{", "}}", "{{#", "{{/", "{{^", "(a+)+$",
        ]).Select(Encoding.UTF8.GetBytes),
        Encoding.UTF8.GetBytes(new string('[', 2000)), Encoding.UTF8.GetBytes(new string('{', 300)), Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"not\":", 200))),
        Encoding.UTF8.GetBytes(new string('9', 5000)), Encoding.UTF8.GetBytes(new string('"', 101)), [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF8], [0x81, 0x30, 0x81, 0x30], [0xFF, 0xFE], [0xFE, 0xFF],
    ];

    public static byte[] Mutate(byte[] kept, byte[] other, int seed)
    {
        Random random = new(seed);
        List<byte> input = [.. kept];
        for (int changes = random.Next(1, MostChanges + 1); changes > 0 && input.Count < LongestInput; changes--)
        {
            Change(input, other, random);
        }

        return [.. input];
    }

    private static void Change(List<byte> input, byte[] other, Random random)
    {
        int at = random.Next(input.Count + 1);
        int length = Math.Min(input.Count - at, 1 << random.Next(9));
        switch (random.Next(9))
        {
            case 0 when at < input.Count:
                input[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < input.Count:
                input[at] = (byte)random.Next(256);
                break;
            case 2:
                input.RemoveRange(at, length);
                break;
            case 3:
                input.InsertRange(random.Next(input.Count + 1), input.GetRange(at, length));
                break;
            case 4 when other.Length > 0:
                int from = random.Next(other.Length);
                input.InsertRange(at, other.AsSpan(from, Math.Min(other.Length - from, 1 << random.Next(9))).ToArray());
                break;
            case 5:
                input.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                break;
            case 6:
                ReplaceToken(input, at, random);
                break;
            case 7:
                input.RemoveRange(at, input.Count - at);
                break;
            default:
                byte[] part = [.. input.GetRange(at, length)];
                Array.Reverse(part);
                input.RemoveRange(at, length);
                input.InsertRange(at, part);
                break;
        }
    }

    /// <summary>Puts a token in place of the one at hand: a run of letters and digits, or a text between quotes.</summary>
    private static void ReplaceToken(List<byte> input, int at, Random random)
    {
        int start = at;
        while (start > 0 && IsWord(input[start - 1]))
        {
            start--;
        }

        int end = at;
        while (end < input.Count && IsWord(input[end]))
        {
            end++;
        }

        if (start > 0 && end < input.Count && input[start - 1] == '"' && input[end] == '"')
        {
            (start, end) = (start - 1, end + 1);
        }

        input.RemoveRange(start, end - start);
        input.InsertRange(start, Tokens[random.Next(Tokens.Length)]);
    }

    private static bool IsWord(byte value) => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'.' or (byte)'_' or >= 0x80;
}
