using System.Runtime.InteropServices;
using CrmCore.Matching.Indexing;
using CrmCore.Matching.Rules;

namespace CrmCore.Matching;

/// <summary>
/// Finds records that are the same by rules, kept up to date record by record. Only records that share a key are compared, and a key that too many
/// share counts for nothing. Not thread-safe.
/// </summary>
public sealed class DuplicateIndex
{
    private readonly ProfileWriter _writer;
    private readonly ProfileStore _profiles;
    private readonly KeyMaker _keyMaker;
    private readonly KeyTable _keys;
    private readonly PairComparer _comparer;
    private readonly ScoreBound _bound;
    private readonly ulong[] _keyBuffer;
    private readonly List<int> _candidates = [];
    private readonly Dictionary<Guid, int> _numbers;
    private readonly List<Guid> _ids;

    /// <summary>An empty index.</summary>
    /// <param name="rules">The rules; null means <see cref="ReadyMatchRules.Default"/>.</param>
    /// <param name="expectedRecords">How many records will come, so that memory is taken once; 0 where that is not known.</param>
    public DuplicateIndex(MatchRules? rules = null, int expectedRecords = 0)
    {
        Guard.Against.Negative(expectedRecords);
        Rules = rules ?? ReadyMatchRules.Default;
        _writer = new(Rules);
        _profiles = new(_writer.Fields);
        _keyMaker = new(Rules);
        _comparer = new(Rules);
        _bound = new(Rules);
        _keys = new((int)Math.Min((long)expectedRecords * 12, 1 << 29));
        _keyBuffer = new ulong[_keyMaker.MostKeys];
        _numbers = new(expectedRecords);
        _ids = new(expectedRecords);
    }

    /// <summary>The rules.</summary>
    public MatchRules Rules { get; }

    /// <summary>How many records it holds.</summary>
    public int Count => _numbers.Count;

    internal PairComparer Comparer => _comparer;

    internal int Slots => _ids.Count;

    /// <summary>Adds a record, or replaces the one with its id.</summary>
    /// <exception cref="ArgumentException">Its id is empty.</exception>
    public void Add(MatchRecord record)
    {
        Guard.Against.Null(record);
        Guard.Against.Default(record.Id, nameof(record));
        Remove(record.Id);
        int number = _profiles.Add(_writer.Write(record));
        int count = _keyMaker.Write(_profiles.Get(number), _keyBuffer);
        for (int k = 0; k < count; k++)
        {
            _keys.Add(_keyBuffer[k], number);
        }

        _ids.Add(record.Id);
        _numbers[record.Id] = number;
    }

    /// <summary>Removes a record. Returns whether it was there.</summary>
    public bool Remove(Guid id)
    {
        if (!_numbers.Remove(id, out int number))
        {
            return false;
        }

        int count = _keyMaker.Write(_profiles.Get(number), _keyBuffer);
        for (int k = 0; k < count; k++)
        {
            _keys.Remove(_keyBuffer[k], number);
        }

        _ids[number] = Guid.Empty;
        return true;
    }

    /// <summary>The records that may be the same as this one, itself left out, the surest first.</summary>
    /// <param name="record">The record; it need not be in the index.</param>
    /// <param name="atLeast">The lowest class that is returned.</param>
    public IReadOnlyList<MatchCandidate> Find(MatchRecord record, MatchClass atLeast = MatchClass.Possible)
    {
        Guard.Against.Null(record);
        Profile profile = new(_writer.Write(record), _writer.Fields);
        int self = _numbers.GetValueOrDefault(record.Id, -1);
        double least = LeastScore(atLeast);
        Span<double> similarities = stackalloc double[_comparer.Count];
        List<MatchCandidate> found = [];
        _bound.Hold(profile);
        foreach (int other in Candidates(profile, self, int.MaxValue))
        {
            Profile stored = _profiles.Get(other);
            if (!_bound.MayReach(profile, stored, least))
            {
                continue;
            }

            uint swapped = _comparer.Compare(profile, stored, similarities);
            double score = _comparer.Score(similarities, swapped);
            MatchClass reached = score < least ? MatchClass.Different : _comparer.Classify(score, similarities, profile, stored);
            if (reached >= atLeast && reached > MatchClass.Different)
            {
                found.Add(_comparer.Explain(_ids[other], profile, stored, similarities, swapped, score, reached));
            }
        }

        found.Sort((a, b) => a.Class != b.Class ? b.Class.CompareTo(a.Class) : a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Id.CompareTo(b.Id));
        return found;
    }

    /// <summary>
    /// Every pair of records that may be the same, each once, as the records were added. Streams: nothing is held but the index. The index must not change
    /// while it is read.
    /// </summary>
    /// <param name="atLeast">The lowest class that is returned.</param>
    public IEnumerable<MatchPair> Pairs(MatchClass atLeast = MatchClass.Possible)
    {
        List<MatchPair> found = [];
        for (int right = 0; right < _ids.Count; right++)
        {
            if (_ids[right] == Guid.Empty)
            {
                continue;
            }

            PairsOf(right, atLeast, found);
            foreach (MatchPair pair in found)
            {
                yield return pair;
            }
        }
    }

    /// <summary>Groups of two or more records that are the same, larger groups first; see <see cref="DuplicateCluster"/> for how chains are kept from drifting.</summary>
    /// <param name="atLeast">The lowest class of a pair that may join two records.</param>
    public IReadOnlyList<DuplicateCluster> Clusters(MatchClass atLeast = MatchClass.Likely) => ClusterBuilder.Build(this, [.. Pairs(atLeast)]);

    /// <summary>What one record says of another, whether or not they share a key; null where one of the ids is not in the index.</summary>
    public MatchCandidate? Compare(Guid left, Guid right) =>
        _numbers.TryGetValue(left, out int a) && _numbers.TryGetValue(right, out int b) ? _comparer.Explain(right, _profiles.Get(a), _profiles.Get(b)) : null;

    /// <summary>What two records say of each other by these rules, whether or not they share a key. Neither need be in the index, and the index does not change.</summary>
    public MatchCandidate Compare(MatchRecord left, MatchRecord right)
    {
        Guard.Against.Null(left);
        Guard.Against.Null(right);
        char[] first = _writer.Write(left).ToArray();
        return _comparer.Explain(right.Id, new(first, _writer.Fields), new(_writer.Write(right), _writer.Fields));
    }

    /// <summary>The keys that more records share than the rules allow, which therefore count for nothing, those of most records first.</summary>
    public IReadOnlyList<OverusedKey> OverusedKeys()
    {
        List<OverusedKey> overused = [];
        foreach ((ulong key, int record, int count) in _keys.Overused(Rules.MaximumKeyUses))
        {
            for (int b = 0; b < Rules.Blocks.Count; b++)
            {
                int keys = _keyMaker.Write(_profiles.Get(record), _keyBuffer, b);
                if (_keyBuffer.AsSpan(0, keys).Contains(key))
                {
                    overused.Add(new(Rules.Blocks[b], _ids[record], count));
                    break;
                }
            }
        }

        return [.. overused.OrderByDescending(o => o.Records)];
    }

    internal Guid IdOf(int number) => _ids[number];

    internal int NumberOf(Guid id) => _numbers[id];

    internal Profile ProfileOf(int number) => _profiles.Get(number);

    /// <summary>The live records below a number that share a key with a profile, each once, in order, in memory that the next call overwrites.</summary>
    internal ReadOnlySpan<int> Candidates(Profile profile, int self, int below)
    {
        int most = Rules.MaximumKeyUses;
        int keys = _keyMaker.Write(profile, _keyBuffer);
        List<int> found = _candidates;
        found.Clear();
        Span<int> shared = stackalloc int[Math.Min(most, 256) + 1];
        shared = most <= 256 ? shared : new int[most + 1];
        for (int k = 0; k < keys; k++)
        {
            int count = _keys.Records(_keyBuffer[k], shared);
            if (count <= most)
            {
                foreach (int other in shared[..count])
                {
                    if (other != self && other < below)
                    {
                        found.Add(other);
                    }
                }
            }
        }

        Span<int> candidates = CollectionsMarshal.AsSpan(found);
        candidates.Sort();
        int kept = 0;
        for (int i = 0; i < candidates.Length; i++)
        {
            if (i == 0 || candidates[i] != candidates[i - 1])
            {
                candidates[kept++] = candidates[i];
            }
        }

        return candidates[..kept];
    }

    private void PairsOf(int right, MatchClass atLeast, List<MatchPair> found)
    {
        found.Clear();
        Profile profile = _profiles.Get(right);
        double least = LeastScore(atLeast);
        Span<double> similarities = stackalloc double[_comparer.Count];
        _bound.Hold(profile);
        foreach (int left in Candidates(profile, right, right))
        {
            Profile stored = _profiles.Get(left);
            if (!_bound.MayReach(profile, stored, least))
            {
                continue;
            }

            uint swapped = _comparer.Compare(stored, profile, similarities);
            double score = _comparer.Score(similarities, swapped);
            MatchClass reached = score < least ? MatchClass.Different : _comparer.Classify(score, similarities, stored, profile);
            if (reached >= atLeast && reached > MatchClass.Different)
            {
                found.Add(new(_ids[left], _ids[right], reached, score));
            }
        }
    }

    /// <summary>No pair of a lower score is of a class or above: ceilings only lower it.</summary>
    private double LeastScore(MatchClass atLeast) => atLeast switch
    {
        MatchClass.Same => Rules.Thresholds.Same,
        MatchClass.Likely => Rules.Thresholds.Likely,
        _ => Rules.Thresholds.Possible,
    };
}
