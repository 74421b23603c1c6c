namespace CrmCore.Matching.Indexing;

/// <summary>The normal forms of one record in one piece of memory: first the length of each, then their letters.</summary>
internal readonly ref struct Profile(ReadOnlySpan<char> data, int fields)
{
    private readonly ReadOnlySpan<char> _data = data;

    /// <summary>How many letters a field has.</summary>
    public int LengthOf(int field) => _data[field];

    /// <summary>The letters from a place, for who goes through the fields in order; the first stands at the number of fields.</summary>
    public ReadOnlySpan<char> Letters(int start, int length) => _data.Slice(start, length);

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
