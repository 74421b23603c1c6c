using System.Text;
using UtfUnknown;

namespace CrmCore.Cli.Csv;

/// <summary>
/// Finds a file's encoding: a byte order mark decides, then a name that was stated, then validity as UTF-8 over the whole file
/// (a few wrong bytes do not change the verdict, the rows that hold them are reported), then GB18030, then statistics.
/// </summary>
internal static class EncodingDetector
{
    private const int BlockSize = 1 << 16;

    /// <summary>A file with one wrong byte in this many non-ASCII characters is still taken for UTF-8.</summary>
    private const int CharactersForAnError = 10;

    public static FileText Detect(Stream stream, Encoding? stated)
    {
        byte[] head = new byte[BlockSize];
        int read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        ReadOnlySpan<byte> start = head.AsSpan(0, read);
        if (Mark(start) is { } marked)
        {
            return new FileText(Required(marked), IsGuess: false);
        }

        if (stated is not null)
        {
            return new FileText(stated, IsGuess: false);
        }

        return WideWithoutMark(start) is { } wide ? new FileText(Required(wide), IsGuess: true) : DetectBytes(stream);
    }

    private static FileText DetectBytes(Stream stream)
    {
        Utf8Census utf8 = new();
        Scan(stream, utf8.Add);
        if (utf8.Errors * CharactersForAnError <= utf8.Characters)
        {
            return new FileText(Required("utf-8"), IsGuess: utf8.Errors > 0);
        }

        GbCensus gb = new();
        byte[] sample = [];
        Scan(stream, (block, _) =>
        {
            gb.Add(block);
            if (sample.Length < 4 * BlockSize && !Ascii.IsValid(block))
            {
                sample = [.. sample, .. block];
            }

            return 0;
        });
        DetectionDetail? guess = CharsetDetector.DetectFromBytes(sample).Detected;
        bool otherEastAsian = guess is { Confidence: > 0.9f, EncodingName: "euc-kr" or "big5" or "shift-jis" or "euc-jp" or "uhc" or "cp949" };
        string name = gb.LooksChinese && !otherEastAsian ? "gb18030" : guess is { Confidence: > 0.4f } ? guess.EncodingName : "windows-1252";
        return new FileText(FileText.Find(name) ?? Required("windows-1252"), IsGuess: true);
    }

    private static void Scan(Stream stream, CountBlock count)
    {
        stream.Position = 0;
        byte[] buffer = new byte[BlockSize];
        int kept = 0;
        while (true)
        {
            int read = stream.Read(buffer, kept, buffer.Length - kept);
            int rest = count(buffer.AsSpan(0, kept + read), read == 0);
            if (read == 0)
            {
                return;
            }

            Array.Copy(buffer, kept + read - rest, buffer, 0, rest);
            kept = rest;
        }
    }

    private static string? Mark(ReadOnlySpan<byte> start) => start switch
    {
        [0xEF, 0xBB, 0xBF, ..] => "utf-8",
        [0xFF, 0xFE, 0, 0, ..] => "utf-32",
        [0, 0, 0xFE, 0xFF, ..] => "utf-32BE",
        [0xFF, 0xFE, ..] => "utf-16",
        [0xFE, 0xFF, ..] => "utf-16BE",
        [0x84, 0x31, 0x95, 0x33, ..] => "gb18030",
        _ => null,
    };

    /// <summary>UTF-16 that lost its mark: most zero bytes stand on one side of the pairs.</summary>
    private static string? WideWithoutMark(ReadOnlySpan<byte> start)
    {
        int even = 0;
        int odd = 0;
        for (int i = 0; i < start.Length; i++)
        {
            even += start[i] == 0 && i % 2 == 0 ? 1 : 0;
            odd += start[i] == 0 && i % 2 == 1 ? 1 : 0;
        }

        return (even, odd) switch
        {
            _ when odd * 5 > start.Length && even * 20 < odd => "utf-16",
            _ when even * 5 > start.Length && odd * 20 < even => "utf-16BE",
            _ => null,
        };
    }

    private static Encoding Required(string name) =>
        FileText.Find(name) ?? throw new InvalidOperationException($"The runtime has no encoding '{name}'.");

    /// <summary>Counts one block and returns how many of its last bytes to offer again with the next.</summary>
    private delegate int CountBlock(ReadOnlySpan<byte> block, bool last);
}
