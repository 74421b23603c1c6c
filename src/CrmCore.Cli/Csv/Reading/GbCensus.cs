namespace CrmCore.Cli.Csv;

/// <summary>Counts, over a whole file in blocks, what speaks for GB18030: two-byte characters, and among them the 3,755 everyday hanzi of GB 2312 level 1.</summary>
internal sealed class GbCensus
{
    private byte _lead;
    private long _pairs;
    private long _everyday;
    private long _errors;

    public bool LooksChinese => _pairs > 0 && _errors * 50 <= _pairs && _everyday * 2 >= _pairs;

    public void Add(ReadOnlySpan<byte> block)
    {
        foreach (byte b in block)
        {
            Step(b);
        }
    }

    private void Step(byte b)
    {
        if (_lead == 0)
        {
            _lead = b is >= 0x81 and <= 0xFE ? b : (byte)0;
            _errors += b is 0x80 or 0xFF ? 1 : 0;
            return;
        }

        bool halfOfFourBytes = b is >= 0x30 and <= 0x39;
        bool pair = b is >= 0x40 and <= 0xFE and not 0x7F;
        _pairs += pair ? 1 : 0;
        _errors += pair || halfOfFourBytes ? 0 : 1;
        _everyday += pair && b >= 0xA1 && _lead is >= 0xB0 and <= 0xD7 ? 1 : 0;
        _lead = 0;
    }
}
