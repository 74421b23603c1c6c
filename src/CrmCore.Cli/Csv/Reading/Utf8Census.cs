using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace CrmCore.Cli.Csv;

/// <summary>Counts, over a whole file in blocks, what speaks for UTF-8.</summary>
internal sealed class Utf8Census
{
    /// <summary>Well-formed sequences of two to four bytes.</summary>
    public long Characters { get; private set; }

    public long Errors { get; private set; }

    /// <summary>Counts <paramref name="block"/> and returns how many bytes at its end start a character that the next block continues.</summary>
    public int Add(ReadOnlySpan<byte> block, bool last)
    {
        if (Ascii.IsValid(block))
        {
            return 0;
        }

        int whole = last ? block.Length : block.Length - UnfinishedTail(block);
        ReadOnlySpan<byte> text = block[..whole];
        if (Utf8.IsValid(text))
        {
            foreach (byte b in text)
            {
                Characters += b >= 0xC0 ? 1 : 0;
            }
        }
        else
        {
            CountSlowly(text);
        }

        return block.Length - whole;
    }

    private void CountSlowly(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            bool valid = Rune.DecodeFromUtf8(text, out _, out int consumed) == OperationStatus.Done;
            Errors += valid ? 0 : 1;
            Characters += valid && consumed > 1 ? 1 : 0;
            text = text[consumed..];
        }
    }

    private static int UnfinishedTail(ReadOnlySpan<byte> block)
    {
        for (int back = 1; back <= Math.Min(3, block.Length); back++)
        {
            if (block[^back] >= 0xC0)
            {
                return Rune.DecodeFromUtf8(block[^back..], out _, out _) == OperationStatus.NeedMoreData ? back : 0;
            }
        }

        return 0;
    }
}
