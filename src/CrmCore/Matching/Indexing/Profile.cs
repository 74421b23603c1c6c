namespace CrmCore.Matching.Indexing;

/// <summary>The normal forms of one record in one piece of memory: first the length of each, then their letters.</summary>
internal readonly ref struct Profile(ReadOnlySpan<char> data, int fields)
{
    private readonly ReadOnlySpan<char> _data = data;

    public ReadOnlySpan<char> this[int field]
    {
        get
        {
            int start = fields;
            for (int i = 0; i < field; i++)
            {
                start += _data[i];
            }

            return _data.Slice(start, _data[field]);
        }
    }
}
