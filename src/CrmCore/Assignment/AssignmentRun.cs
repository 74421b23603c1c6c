namespace CrmCore.Assignment;

/// <summary>One planning run: the members' loads and turns as they change from lead to lead. Not thread-safe.</summary>
internal sealed class AssignmentRun
{
    private readonly AssignmentDefinition _definition;
    private readonly bool _explains;
    private readonly Runner[] _runners;
    private readonly Dictionary<UserId, MemberState> _states;
    private readonly Dictionary<string, Lane> _lanes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _turns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _served = new(StringComparer.Ordinal);

    public AssignmentRun(AssignmentDefinition definition, IEnumerable<MemberState> states, DateTimeOffset at, long seed, bool explains)
    {
        _explains = explains;
        _definition = definition;
        _states = states.ToDictionary(s => s.User);
        Dictionary<string, WorkingCalendar> calendars = (definition.Calendars ?? []).ToDictionary(c => c.Key, StringComparer.Ordinal);
        _runners = [.. definition.Members.Select(m => new Runner(m, _states.GetValueOrDefault(m.User) ?? new(m.User), m.Calendar is { } key ? calendars[key] : null, at, definition.WorkDays))];
        int[] order = Order(_runners.Length, seed);
        for (int i = 0; i < order.Length; i++)
        {
            _runners[order[i]].Place = i;
        }

        foreach (AssignmentRule rule in definition.Rules)
        {
            _turns[rule.Key] = _states.Values.Max(s => (long?)s.Turns.GetValueOrDefault(rule.Key)) ?? 0;
            _served[rule.Key] = _runners.Select(r => r.Share(rule.Key) - (Runner.Turn / r.Member.Weight)).Append(0).Max();
        }
    }

    public AssignmentDecision Decide(AssignmentCandidate lead)
    {
        int place = 0;
        while (place < _definition.Rules.Count && _definition.Rules[place].When?.IsMet(lead.Facts) == false)
        {
            place++;
        }

        IReadOnlyList<string> unmet = _explains ? [.. _definition.Rules.Take(place).Select(r => r.Key)] : [];
        if (place == _definition.Rules.Count)
        {
            return new(lead.Lead, null, null, []) { RulesUnmet = unmet };
        }

        AssignmentRule rule = _definition.Rules[place];
        Lane lane = LaneOf(rule, lead.Facts);
        Runner? chosen = lane.Choose(_served[rule.Key]);
        AssignmentDecision decision = new(lead.Lead, chosen?.Member.User, rule.Key, _explains ? [.. lane.PassedOver(), .. lane.Waiting(chosen, _served[rule.Key]), .. lane.NotOfRule(_runners)] : lane.PassedOver())
        {
            Strategy = rule.Strategy,
            RulesUnmet = unmet,
        };
        if (chosen is null)
        {
            return decision;
        }

        if (rule.Strategy == AssignmentStrategy.Weighted)
        {
            _served[rule.Key] = Math.Max(_served[rule.Key], chosen.Share(rule.Key));
        }

        chosen.Take(rule.Key, ++_turns[rule.Key], rule.Strategy == AssignmentStrategy.Weighted ? _served[rule.Key] : null);
        return decision;
    }

    public IReadOnlyList<MemberState> States() => [.. _runners.Select(r => r.ToState())];

    /// <summary>Those whom a rule can choose from for leads that ask for the same skills.</summary>
    private Lane LaneOf(AssignmentRule rule, IFacts facts)
    {
        string key = rule.Key;
        foreach ((string kind, string fact) in rule.Requires ?? new Dictionary<string, string>())
        {
            key += $"\n{kind}={facts.Get(fact)}";
        }

        if (!_lanes.TryGetValue(key, out Lane? lane))
        {
            lane = new(rule, _runners.Where(r => Lane.IsFor(rule, r)), facts);
            _lanes.Add(key, lane);
        }

        return lane;
    }

    /// <summary>Fisher-Yates with SplitMix64, so that the same seed shuffles alike on every machine.</summary>
    private static int[] Order(int count, long seed)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        ulong state = unchecked((ulong)seed);
        for (int i = count - 1; i > 0 && seed != 0; i--)
        {
            unchecked
            {
                state += 0x9E3779B97F4A7C15;
                ulong mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
                mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
                mixed ^= mixed >> 31;
                int other = (int)(mixed % (ulong)(i + 1));
                (order[i], order[other]) = (order[other], order[i]);
            }
        }

        return order;
    }
}
