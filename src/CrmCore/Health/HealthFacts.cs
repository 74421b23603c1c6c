using System.Collections.Frozen;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Qualification;

namespace CrmCore.Health;

/// <summary>
/// What health checks look at: the facts of an open deal and, as of an instant, those named in <see cref="Names"/>. Days are whole days, working days where there
/// is a calendar. Not thread-safe.
/// </summary>
public sealed class HealthFacts : IFacts
{
    /// <summary>What the names of these facts begin with.</summary>
    internal const string Prefix = "health.";

    private readonly Opportunity _deal;
    private readonly Stage? _stage;
    private readonly HealthPolicy _policy;
    private readonly DateTimeOffset _at;
    private readonly DateOnly _today;

    internal HealthFacts(Opportunity deal, Pipeline? pipeline, HealthPolicy policy, DateTimeOffset at)
    {
        _deal = deal;
        _stage = pipeline?.Find(deal.Stage);
        _policy = policy;
        _at = at;
        _today = policy.DayOf(at);
    }

    /// <summary>
    /// The facts beside those of the deal: <c>health.age-days</c> since it was created, <c>health.stage-days</c> since it entered its stage, <c>health.rotting-days</c>
    /// since it began to rot by its stage's rule (0 on that day, none where it does not), <c>health.silent-days</c> since the last activity or noted call
    /// (else since its creation), <c>health.days-to-close</c> until the expected close date and <c>health.days-to-next-step</c> until the next step is due (both
    /// negative when passed), <c>health.next-step</c> (what it is), <c>health.people</c> (how many of the buyer's side are known), <c>health.amount-cut</c>
    /// (by which share, 0 to 1, the amount lies below the highest it had; 1 where it was taken away).
    /// </summary>
    public static IReadOnlySet<string> Names { get; } = FrozenSet.Create(
        StringComparer.Ordinal,
        "health.age-days", "health.stage-days", "health.rotting-days", "health.silent-days", "health.days-to-close", "health.days-to-next-step", "health.next-step", "health.people", "health.amount-cut");

    /// <inheritdoc/>
    public FieldValue Get(string fact) => Guard.Against.Null(fact) switch
    {
        "health.age-days" => FieldValue.Of(DaysSince(_deal.CreatedAt)),
        "health.stage-days" => FieldValue.Of(DaysSince(_deal.StageEnteredAt)),
        "health.rotting-days" => OfNumber(RottingDays()),
        "health.silent-days" => FieldValue.Of(DaysSince(LastSign())),
        "health.days-to-close" => OfNumber(DaysTo(_deal.CloseDate)),
        "health.days-to-next-step" => OfNumber(DaysTo(_deal.NextStep?.Due)),
        "health.next-step" => FieldValue.Of(_deal.NextStep?.What),
        "health.people" => FieldValue.Of(People()),
        "health.amount-cut" => FieldValue.Of(AmountCut()),
        _ => _deal.Get(fact),
    };

    private static FieldValue OfNumber(int? number) => number is { } n ? FieldValue.Of(n) : FieldValue.None;

    private int DaysSince(DateTimeOffset instant) => Math.Max(0, _policy.DaysBetween(instant, _at));

    private int? DaysTo(DateOnly? day) => day is { } d ? _policy.DaysBetween(_today, d) : null;

    private int? RottingDays()
    {
        bool planned = _deal.NextStep?.Due >= _today;
        if (_stage?.Rot is not { } rule || (planned && (rule.SuspendedByNextStep || _policy.Definition.NextStepSuspendsRotting)))
        {
            return null;
        }

        DateTimeOffset since = rule.Clock switch
        {
            RotClock.Created => _deal.CreatedAt,
            RotClock.LastTouch when _deal.LastTouch is { } touch && touch > _deal.StageEnteredAt => touch,
            _ => _deal.StageEnteredAt,
        };
        int days = _policy.DaysBetween(since, _at) - rule.Days;
        return days >= 0 ? days : null;
    }

    private DateTimeOffset LastSign()
    {
        DateTimeOffset last = _deal.CreatedAt;
        foreach (Activity activity in _deal.Activities)
        {
            last = activity.At > last && activity.At <= _at ? activity.At : last;
        }

        foreach (DiscoveryNote note in _deal.Discovery.Notes)
        {
            last = note is CallNote && note.At > last && note.At <= _at ? note.At : last;
        }

        return last;
    }

    /// <summary>Contacts once each, and names without one; a main contact with no part in the decision is taken to be one of those names.</summary>
    private int People()
    {
        if (_deal.BuyingRoles.Count == 0)
        {
            return _deal.Contact is null ? 0 : 1;
        }

        HashSet<ContactId> contacts = [.. _deal.BuyingRoles.Select(r => r.Contact).OfType<ContactId>()];
        int names = _deal.BuyingRoles.Where(r => r.Contact is null).Select(r => r.Person.Trim()).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        bool another = _deal.Contact is { } main && !contacts.Contains(main) && names == 0;
        return contacts.Count + names + (another ? 1 : 0);
    }

    private decimal AmountCut()
    {
        decimal highest = 0;
        for (int i = 0; i < _deal.History.Count; i++)
        {
            highest = _deal.History[i].Amount is { } amount && (_deal.Amount is not { } now || now.Currency == amount.Currency) ? Math.Max(highest, amount.Amount) : highest;
        }

        decimal present = _deal.Amount?.Amount ?? 0;
        return highest > 0 && present < highest ? 1 - (present / highest) : 0;
    }
}
