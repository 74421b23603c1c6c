namespace CrmCore.Matching.Indexing;

/// <summary>Profiles by record number, in pages of memory that hold no references.</summary>
internal sealed class ProfileStore(int fields)
{
    private const int PageLength = 1 << 20;

    private readonly List<char[]> _pages = [];
    private long[] _starts = new long[1024];
    private int _count;
    private int _used = PageLength;

    /// <summary>How many letters are held, those of removed records included.</summary>
    public long Letters { get; private set; }

    public int Add(ReadOnlySpan<char> profile)
    {
        if (_used + profile.Length > PageLength)
        {
            _pages.Add(new char[PageLength]);
            _used = 0;
        }

        if (_count == _starts.Length)
        {
            Array.Resize(ref _starts, _starts.Length * 2);
        }

        profile.CopyTo(_pages[^1].AsSpan(_used));
        _starts[_count] = ((long)(_pages.Count - 1) * PageLength) + _used;
        _used += profile.Length;
        Letters += profile.Length;
        return _count++;
    }

    public Profile Get(int record)
    {
        long start = _starts[record];
        return new(_pages[(int)(start / PageLength)].AsSpan((int)(start % PageLength)), fields);
    }

    public ReadOnlySpan<char> Raw(int record)
    {
        long start = _starts[record];
        ReadOnlySpan<char> page = _pages[(int)(start / PageLength)].AsSpan((int)(start % PageLength));
        int length = fields;
        for (int i = 0; i < fields; i++)
        {
            length += page[i];
        }

        return page[..length];
    }
}
