using System.Text;

namespace CrmCore.Cli.Csv;

/// <summary>How a file's bytes become text.</summary>
/// <param name="Encoding">Decodes a byte that is no text to <see cref="Unreadable"/>, so that a row can report it.</param>
/// <param name="IsGuess">True where neither a mark nor the bytes' validity proves the encoding.</param>
internal sealed record FileText(Encoding Encoding, bool IsGuess)
{
    /// <summary>Stands for bytes that could not be decoded: a code point that Unicode keeps out of all text.</summary>
    public const char Unreadable = '\uFFFF';

    public string Name => Encoding.WebName;

    /// <summary>The encoding of that name, code pages included, or null.</summary>
    public static Encoding? Find(string name)
    {
        DecoderReplacementFallback mark = new(Unreadable.ToString());
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ExceptionFallback, mark)
                ?? Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, mark);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
