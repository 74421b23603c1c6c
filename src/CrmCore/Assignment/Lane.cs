namespace CrmCore.Assignment;

/// <summary>Those among whom a rule chooses for leads that ask for the same skills.</summary>
internal sealed class Lane
{
    private readonly AssignmentRule _rule;
    private readonly List<Runner> _free = [];
    private PassedOver[] _passedOver;

    public Lane(AssignmentRule rule, IEnumerable<Runner> runners, IFacts facts)
    {
        _rule = rule;
        List<PassedOver> never = [];
        foreach (Runner runner in runners)
        {
            PassOverReason? reason = runner.IsAbsent ? PassOverReason.Absent
                : rule.OnlyAtWork && !runner.IsAtWork ? PassOverReason.NotAtWork
                : !HasSkills(rule, runner.Member, facts) ? PassOverReason.LacksSkill
                : null;
            if (reason is { } why)
            {
                never.Add(new(runner.Member.User, why));
            }
            else
            {
                _free.Add(runner);
            }
        }

        _passedOver = [.. never];
    }

    /// <summary>Who could not be chosen so far. Leads between which nothing changed share one list.</summary>
    public IReadOnlyList<PassedOver> PassedOver() => _passedOver;

    /// <summary>Whether a rule is for somebody.</summary>
    public static bool IsFor(AssignmentRule rule, Runner runner) => rule.Members is null || rule.Members.Contains(runner.Member.User);

    /// <summary>Those whom the rule is not for.</summary>
    public IEnumerable<PassedOver> NotOfRule(IEnumerable<Runner> all) => all.Where(r => !IsFor(_rule, r)).Select(r => new PassedOver(r.Member.User, PassOverReason.NotOfRule));

    /// <summary>Those who were free when somebody was chosen, whose turn is next first, and why they were not. To be asked before the chosen one takes the turn.</summary>
    public IEnumerable<PassedOver> Waiting(Runner? chosen, long served) => chosen is null
        ? []
        : _free.Where(r => r != chosen).Order(Comparer<Runner>.Create((one, other) => Compare(one, other, served))).Select(r => new PassedOver(r.Member.User, WhyNot(r, chosen, served)));

    public Runner? Choose(long served)
    {
        Runner? best = null;
        for (int i = _free.Count - 1; i >= 0; i--)
        {
            Runner runner = _free[i];
            if (runner.Closed is { } reason)
            {
                _free.RemoveAt(i);
                _passedOver = [.. _passedOver, new(runner.Member.User, reason)];
            }
            else if (best is null || Compare(runner, best, served) < 0)
            {
                best = runner;
            }
        }

        return best;
    }

    private PassOverReason WhyNot(Runner runner, Runner chosen, long served) => ByStrategy(chosen, runner, served) == 0 ? PassOverReason.WaitsTurn
        : _rule.Strategy == AssignmentStrategy.LoadBalanced ? PassOverReason.LessFree
        : PassOverReason.AheadOfShare;

    private int ByStrategy(Runner one, Runner other, long served) => _rule.Strategy switch
    {
        AssignmentStrategy.LoadBalanced => other.Free.CompareTo(one.Free),
        AssignmentStrategy.Weighted => Math.Max(served, one.Share(_rule.Key)).CompareTo(Math.Max(served, other.Share(_rule.Key))),
        _ => 0,
    };

    private int Compare(Runner one, Runner other, long served)
    {
        int order = ByStrategy(one, other, served);
        order = order != 0 ? order : one.LastTurn(_rule.Key).CompareTo(other.LastTurn(_rule.Key));
        return order != 0 ? order : one.Place.CompareTo(other.Place);
    }

    private static bool HasSkills(AssignmentRule rule, AssignmentMember member, IFacts facts)
    {
        foreach ((string kind, string fact) in rule.Requires ?? new Dictionary<string, string>())
        {
            FieldValue wanted = facts.Get(fact);
            IReadOnlyList<string> has = member.Skills?.GetValueOrDefault(kind) ?? [];
            bool fits = wanted.IsNone || (wanted.AsChoices ?? [wanted.ToString()]).All(w => has.Contains(w, StringComparer.OrdinalIgnoreCase));
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }
}
