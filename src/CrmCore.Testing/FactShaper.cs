using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Qualification;

namespace CrmCore.Testing;

/// <summary>Brings an open opportunity to have certain facts, through its own operations; what belongs to a move goes into the request.</summary>
internal static class FactShaper
{
    public static readonly UserId By = new("walker");

    /// <summary>Applies the facts as far as it can; whether they hold is for the caller to ask.</summary>
    public static void Apply(Opportunity opportunity, Pipeline pipeline, IReadOnlyDictionary<string, FieldValue> facts, DateTimeOffset at)
    {
        foreach ((string fact, FieldValue value) in facts)
        {
            if (opportunity.Get(fact) != value)
            {
                Apply(opportunity, pipeline, fact, value, at);
            }
        }
    }

    public static MoveRequest Request(string target, IReadOnlyDictionary<string, FieldValue> facts, DateTimeOffset at) => new(target, at, By)
    {
        Reason = facts.TryGetValue("move.reason", out FieldValue reason) ? reason.AsText : null,
        Competitor = facts.TryGetValue("move.competitor", out FieldValue competitor) ? competitor.AsText : null,
        Facts = new FactTable(facts),
    };

    private static void Apply(Opportunity opportunity, Pipeline pipeline, string fact, FieldValue value, DateTimeOffset at)
    {
        switch (fact)
        {
            case "amount":
                opportunity.SetLineItems([], at, By);
                opportunity.SetAmount(value.AsNumber is { } amount ? new Money(amount, Currency.Eur) : null, pipeline, at, By);
                break;
            case "close-date":
                opportunity.SetCloseDate(value.AsDate, pipeline, at, By);
                break;
            case "owner" when value.AsText is { } owner:
                opportunity.AssignTo(new UserId(owner), pipeline, at, By);
                break;
            case "line-items" when value.AsNumber is { } count:
                opportunity.SetLineItems([.. Times(count, i => new LineItem($"p{i}", 1, new Money(1000, Currency.Eur)))], at, By);
                break;
            case "activities" when value.AsNumber is { } count:
                foreach (int _ in Times(count - opportunity.Activities.Count, i => i))
                {
                    opportunity.Log(new Activity("call", at, By), at);
                }

                break;
            case "next-step":
                opportunity.PlanNextStep(value.AsDate is { } due ? new NextStep("Call", due) : null, at, By);
                break;
            case "competitors":
                opportunity.SetCompetitors(value.AsText is { } name ? [new Competitor(name)] : [], at, By);
                break;
            case "competitors.winner":
                opportunity.SetCompetitors(value.AsText is { } winner ? [new Competitor(winner, CompetitorStatus.Winner)] : [], at, By);
                break;
            case "needs.explicit" when value.AsNumber is { } needs:
                foreach (int i in Times(needs, i => i))
                {
                    opportunity.Discover(Need.Explicit($"need {i}", at));
                }

                break;
            default:
                ApplyByPrefix(opportunity, fact, value, at);
                break;
        }
    }

    private static void ApplyByPrefix(Opportunity opportunity, string fact, FieldValue value, DateTimeOffset at)
    {
        string key = fact[(fact.IndexOf('.', StringComparison.Ordinal) + 1)..];
        switch (fact[..^key.Length])
        {
            case "custom.":
                opportunity.SetCustomField(key, value, at, By);
                break;
            case "roles.":
                BuyingRoleKind[] kinds = [.. Enum.GetValues<BuyingRoleKind>().Where(k => BuyingRole.KeyOf(k) == key)];
                opportunity.SetBuyingRoles(
                    [.. opportunity.BuyingRoles.Where(r => !kinds.Contains(r.Kind)), .. kinds.SelectMany(k => Times(value.AsNumber ?? 0, i => new BuyingRole($"person {i}", k)))], at, By);
                break;
            case "activities.":
                foreach (int _ in Times(value.AsNumber ?? 0, i => i))
                {
                    opportunity.Log(new Activity(key, at, By), at);
                }

                break;
            case "answers." when value.AsText is { } level && Enum.TryParse(level, ignoreCase: true, out AnswerLevel answer):
                opportunity.Discover(new Answer(key, answer, "said so", at));
                break;
        }
    }

    private static IEnumerable<T> Times<T>(decimal count, Func<int, T> make) => Enumerable.Range(0, (int)Math.Clamp(count, 0, 50)).Select(make).ToArray();
}
