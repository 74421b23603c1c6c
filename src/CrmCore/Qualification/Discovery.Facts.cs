using System.Text.Json.Serialization;
using CrmCore.Qualification.Questions;

namespace CrmCore.Qualification;

/// <content>What rules look at.</content>
public sealed partial class Discovery
{
    /// <summary>Where the buyer stands, derived from the notes.</summary>
    [JsonIgnore]
    public BuyerPhase Phase
    {
        get
        {
            if (LastOutcome() == CallOutcome.Order)
            {
                return BuyerPhase.Purchase;
            }

            if (CountNeeds(NeedLayer.Explicit) == 0)
            {
                return BuyerPhase.Problem;
            }

            if (!IsSolutionSettled())
            {
                return BuyerPhase.SolutionSought;
            }

            return IsConfirmed(Answer.Budget) && IsConfirmed(Answer.Authority) && IsConfirmed(Answer.Timing) ? BuyerPhase.Purchase : BuyerPhase.SolutionSettled;
        }
    }

    /// <summary>
    /// How well an element is answered: the best answer since the last one that contradicted it, or contradicted where that came last. So evidence never
    /// lowers it unless it contradicts. Besides answers, needs count for <c>need</c>, implied and deep ones for <c>pain</c> and <c>challenges</c>
    /// (confirmed with the buyer's words, else weak), and a hint at a role for the element of its key (weak).
    /// </summary>
    public AnswerLevel LevelOf(string element) => LevelOf(element, DateTimeOffset.MaxValue, null, out _);

    /// <summary>
    /// Its facts: <c>needs</c> (how many), <c>needs.explicit</c>, <c>needs.implied</c>, <c>needs.deep</c>, <c>needs.quoted</c>, <c>needs.promoted</c>;
    /// <c>answers.ELEMENT</c> (weak, confirmed or contradicted); <c>questions</c>, <c>questions.open</c>, <c>questions.probing</c>, <c>questions.closed</c>,
    /// <c>questions.confirm</c>; <c>spin.situation</c>, <c>spin.problem</c>, <c>spin.implication</c>, <c>spin.need-payoff</c>; <c>fabe</c>, <c>fabe.complete</c>;
    /// <c>roles.ROLE</c>; <c>calls</c>, <c>calls.success</c>, <c>calls.last</c> (no-sale, continuation, advance or order); <c>phase</c> (problem,
    /// solution-sought, solution-settled or purchase). Other names have no value.
    /// </summary>
    public FieldValue Get(string fact) => Guard.Against.Null(fact) switch
    {
        "needs" => Count<Need>(static _ => true),
        "needs.explicit" => FieldValue.Of(CountNeeds(NeedLayer.Explicit)),
        "needs.implied" => FieldValue.Of(CountNeeds(NeedLayer.Implied)),
        "needs.deep" => FieldValue.Of(CountNeeds(NeedLayer.Deep)),
        "needs.quoted" => Count<Need>(static n => n.Quote is not null),
        "needs.promoted" => Count<Need>(static n => n.PromotedFrom is not null),
        "questions" => Count<AskedQuestion>(static _ => true),
        "questions.open" => Count<AskedQuestion>(static q => q.Kind == QuestionKind.Open),
        "questions.probing" => Count<AskedQuestion>(static q => q.Kind == QuestionKind.Probing),
        "questions.closed" => Count<AskedQuestion>(static q => q.Kind == QuestionKind.Closed),
        "questions.confirm" => Count<AskedQuestion>(static q => q.Kind == QuestionKind.Confirm),
        "spin.situation" => Count<SpinNote>(static s => s.Kind == SpinType.Situation),
        "spin.problem" => Count<SpinNote>(static s => s.Kind == SpinType.Problem),
        "spin.implication" => Count<SpinNote>(static s => s.Kind == SpinType.Implication),
        "spin.need-payoff" => Count<SpinNote>(static s => s.Kind == SpinType.NeedPayoff),
        "fabe" => Count<FabeNote>(static _ => true),
        "fabe.complete" => Count<FabeNote>(static f => f.Feature is not null && f.Advantage is not null && f.Benefit is not null && f.Proof is not null),
        "calls" => Count<CallNote>(static _ => true),
        "calls.success" => Count<CallNote>(static c => c.IsSuccess),
        "calls.last" => FieldValue.Of(WordOf(LastOutcome())),
        "phase" => FieldValue.Of(WordOf(Phase)),
        _ when fact.StartsWith("answers.", StringComparison.Ordinal) => FieldValue.Of(WordOf(LevelOf(fact["answers.".Length..]))),
        _ when fact.StartsWith("roles.", StringComparison.Ordinal) => CountRoles(fact.AsSpan("roles.".Length)),
        _ => FieldValue.None,
    };

    internal static bool Owns(string fact) =>
        fact is "needs" or "questions" or "fabe" or "calls" or "phase" || OwnsPrefix(fact.AsSpan(0, Math.Max(0, fact.IndexOf('.', StringComparison.Ordinal))));

    internal static bool Knows(string fact) =>
        fact.StartsWith("answers.", StringComparison.Ordinal) || fact.StartsWith("roles.", StringComparison.Ordinal) || fact is "phase" or "calls.last" || Empty.Get(fact).Kind == FieldKind.Number;

    internal static string? WordOf(AnswerLevel level) => level switch
    {
        AnswerLevel.Weak => "weak",
        AnswerLevel.Confirmed => "confirmed",
        AnswerLevel.Contradicted => "contradicted",
        _ => null,
    };

    /// <summary>The level at an instant, where answers older than <paramref name="staleAfter"/> count one level less; the answer that gives it.</summary>
    internal AnswerLevel LevelOf(string element, DateTimeOffset at, TimeSpan? staleAfter, out Answer? decisive)
    {
        AnswerLevel level = AnswerLevel.Unknown;
        decisive = null;
        foreach (DiscoveryNote note in _live)
        {
            if (note is not Answer answer || answer.Level == AnswerLevel.Unknown || !string.Equals(answer.Element, element, StringComparison.Ordinal))
            {
                continue;
            }

            bool stale = staleAfter is { } days && at - answer.At > days;
            AnswerLevel counted = answer.Level == AnswerLevel.Contradicted || !stale ? answer.Level : answer.Level - 1;
            if (counted == AnswerLevel.Contradicted || level == AnswerLevel.Contradicted || counted > level || decisive is null)
            {
                (level, decisive) = (counted, answer);
            }
        }

        AnswerLevel noted = level == AnswerLevel.Contradicted ? AnswerLevel.Unknown : LevelFromNotes(element);
        return noted > level ? noted : level;
    }

    private static bool OwnsPrefix(ReadOnlySpan<char> prefix) => prefix is "needs" or "answers" or "questions" or "spin" or "fabe" or "roles" or "calls";

    private static string? WordOf(CallOutcome? outcome) => outcome switch
    {
        CallOutcome.NoSale => "no-sale",
        CallOutcome.Continuation => "continuation",
        CallOutcome.Advance => "advance",
        CallOutcome.Order => "order",
        _ => null,
    };

    private static string WordOf(BuyerPhase phase) => phase switch
    {
        BuyerPhase.Problem => "problem",
        BuyerPhase.SolutionSought => "solution-sought",
        BuyerPhase.SolutionSettled => "solution-settled",
        _ => "purchase",
    };

    private AnswerLevel LevelFromNotes(string element)
    {
        AnswerLevel level = AnswerLevel.Unknown;
        bool pain = element is "pain" or "challenges";
        foreach (DiscoveryNote note in _live)
        {
            AnswerLevel found = note switch
            {
                Need need when element == "need" || (pain && need.Layer != NeedLayer.Explicit) => need.Quote is null ? AnswerLevel.Weak : AnswerLevel.Confirmed,
                RoleHint hint when hint.Role == element => AnswerLevel.Weak,
                _ => AnswerLevel.Unknown,
            };
            level = found > level ? found : level;
        }

        return level;
    }

    private bool IsConfirmed(string element) => LevelOf(element) == AnswerLevel.Confirmed;

    private bool IsSolutionSettled()
    {
        foreach (DiscoveryNote note in _live)
        {
            if (note is FabeNote { Accepted: true })
            {
                return true;
            }
        }

        return IsConfirmed("decision-criteria") || IsConfirmed("solution");
    }

    private CallOutcome? LastOutcome()
    {
        for (int i = _live.Length - 1; i >= 0; i--)
        {
            if (_live[i] is CallNote call)
            {
                return call.Outcome;
            }
        }

        return null;
    }

    private FieldValue CountRoles(ReadOnlySpan<char> role)
    {
        int count = 0;
        foreach (DiscoveryNote note in _live)
        {
            count += note is RoleHint hint && role.SequenceEqual(hint.Role) ? 1 : 0;
        }

        return FieldValue.Of(count);
    }

    private int CountNeeds(NeedLayer layer)
    {
        int count = 0;
        foreach (DiscoveryNote note in _live)
        {
            count += note is Need need && need.Layer == layer ? 1 : 0;
        }

        return count;
    }

    private FieldValue Count<T>(Func<T, bool> counts)
        where T : DiscoveryNote
    {
        int count = 0;
        foreach (DiscoveryNote note in _live)
        {
            count += note is T t && counts(t) ? 1 : 0;
        }

        return FieldValue.Of(count);
    }
}
