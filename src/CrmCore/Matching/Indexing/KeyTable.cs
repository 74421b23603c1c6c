namespace CrmCore.Matching.Indexing;

/// <summary>
/// Which records have a key: an open-addressed table of keys whose records are chained. Twelve bytes a key, eight more for each record of a key that
/// has several.
/// </summary>
internal sealed class KeyTable
{
    private const int Empty = int.MinValue;
    private const int Gone = int.MinValue + 1;

    private Slot[] _slots;
    private Link[] _links = new Link[1024];
    private int _linkCount;
    private int _freeLink = -1;
    private int _filled;

    public KeyTable(int expectedKeys)
    {
        int capacity = 1024;
        while (capacity < expectedKeys / 3 * 4)
        {
            capacity *= 2;
        }

        _slots = NewSlots(capacity);
    }

    public int Capacity => _slots.Length;

    public void Add(ulong key, int record)
    {
        if (_filled >= _slots.Length / 4 * 3)
        {
            Grow();
        }

        uint check = Check(key);
        int free = -1;
        for (int i = Place(key, _slots.Length); ; i = (i + 1) & (_slots.Length - 1))
        {
            ref Slot slot = ref _slots[i];
            if (slot.Head == Empty)
            {
                ref Slot taken = ref (free < 0 ? ref slot : ref _slots[free]);
                _filled += free < 0 ? 1 : 0;
                taken = new Slot(check, (uint)(key >> 32), ~record);
                return;
            }

            if (slot.Head == Gone)
            {
                free = free < 0 ? i : free;
            }
            else if (slot.Check == check && slot.High == (uint)(key >> 32))
            {
                int next = slot.Head < 0 ? NewLink(~slot.Head, -1) : slot.Head;
                slot.Head = NewLink(record, next);
                return;
            }
        }
    }

    public void Remove(ulong key, int record)
    {
        int i = Find(key);
        if (i < 0)
        {
            return;
        }

        ref Slot slot = ref _slots[i];
        if (slot.Head < 0)
        {
            slot.Head = slot.Head == ~record ? Gone : slot.Head;
            return;
        }

        int before = -1;
        for (int link = slot.Head; link >= 0; before = link, link = _links[link].Next)
        {
            if (_links[link].Record == record)
            {
                int next = _links[link].Next;
                if (before >= 0)
                {
                    _links[before].Next = next;
                }
                else
                {
                    slot.Head = next < 0 ? Gone : next;
                }

                _links[link] = new Link(-1, _freeLink);
                _freeLink = link;
                return;
            }
        }
    }

    /// <summary>Writes the records of a key, the newest first; returns how many there are, counting no further than one above the room.</summary>
    public int Records(ulong key, Span<int> records)
    {
        int i = Find(key);
        return i < 0 ? 0 : Records(_slots[i].Head, records);
    }

    /// <summary>Every key that more than so many records share, by its newest record, with how many do.</summary>
    public IEnumerable<(ulong Key, int Record, int Count)> Overused(int maximum)
    {
        for (int i = 0; i < _slots.Length; i++)
        {
            Slot slot = _slots[i];
            if (slot.Head >= 0)
            {
                int count = 0;
                for (int link = slot.Head; link >= 0; link = _links[link].Next)
                {
                    count++;
                }

                if (count > maximum)
                {
                    yield return (((ulong)slot.High << 32) | slot.Check, _links[slot.Head].Record, count);
                }
            }
        }
    }

    private int Records(int head, Span<int> records)
    {
        if (head < 0)
        {
            if (head == Gone || head == Empty)
            {
                return 0;
            }

            if (records.Length > 0)
            {
                records[0] = ~head;
            }

            return 1;
        }

        int count = 0;
        for (int link = head; link >= 0; link = _links[link].Next)
        {
            if (count == records.Length)
            {
                return count + 1;
            }

            records[count++] = _links[link].Record;
        }

        return count;
    }

    private int Find(ulong key)
    {
        uint check = Check(key);
        for (int i = Place(key, _slots.Length); _slots[i].Head != Empty; i = (i + 1) & (_slots.Length - 1))
        {
            if (_slots[i].Head != Gone && _slots[i].Check == check && _slots[i].High == (uint)(key >> 32))
            {
                return i;
            }
        }

        return -1;
    }

    private int NewLink(int record, int next)
    {
        int link = _freeLink;
        if (link >= 0)
        {
            _freeLink = _links[link].Next;
        }
        else
        {
            link = _linkCount++;
            if (link == _links.Length)
            {
                Array.Resize(ref _links, _links.Length + (_links.Length / 2));
            }
        }

        _links[link] = new Link(record, next);
        return link;
    }

    private void Grow()
    {
        Slot[] old = _slots;
        _slots = NewSlots(old.Length * 2);
        _filled = 0;
        foreach (Slot slot in old)
        {
            if (slot.Head is Empty or Gone)
            {
                continue;
            }

            int i = Place(((ulong)slot.High << 32) | slot.Check, _slots.Length);
            while (_slots[i].Head != Empty)
            {
                i = (i + 1) & (_slots.Length - 1);
            }

            _slots[i] = slot;
            _filled++;
        }
    }

    private static Slot[] NewSlots(int capacity)
    {
        Slot[] slots = new Slot[capacity];
        Array.Fill(slots, new Slot(0, 0, Empty));
        return slots;
    }

    private static uint Check(ulong key) => unchecked((uint)key);

    private static int Place(ulong key, int capacity) => unchecked((int)((key * 0x9E3779B97F4A7C15) >> 33)) & (capacity - 1);

    private struct Slot(uint check, uint high, int head)
    {
        public readonly uint Check = check;
        public readonly uint High = high;
        public int Head = head;
    }

    private struct Link(int record, int next)
    {
        public int Record = record;
        public int Next = next;
    }
}
