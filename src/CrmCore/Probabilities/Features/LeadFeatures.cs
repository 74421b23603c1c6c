using CrmCore.Leads;
using CrmCore.Probabilities.Training;
using CrmCore.Qualification;

namespace CrmCore.Probabilities.Features;

/// <summary>Features of leads as of an instant, for the chance that one converts. Details without a history are taken as they are stored.</summary>
public static class LeadFeatures
{
    /// <summary>The features to start with.</summary>
    public static FeatureSet<LeadSnapshot> Default { get; } = new(
        new("source", FeatureKind.Categorical, new("Source", "来源"), static (l, _) => SourceNames.Of(l.Source)),
        new("campaign", FeatureKind.Categorical, new("Campaign", "活动"), static (l, _) => FieldValue.Of(l.Source.Campaign)),
        new("industry", FeatureKind.Categorical, new("Industry", "行业"), static (l, _) => FieldValue.Of(l.Details.Industry)),
        new("country", FeatureKind.Categorical, new("Country", "国家"), static (l, _) => FieldValue.Of(l.Details.Country)),
        new("has-email", FeatureKind.Numeric, new("Has an e-mail address", "有电子邮箱"), static (l, _) => FieldValue.Of(l.Details.Email is not null)),
        new("has-phone", FeatureKind.Numeric, new("Has a phone number", "有电话"), static (l, _) => FieldValue.Of(l.Details.Phone is not null)),
        new("days-open", FeatureKind.Numeric, new("Days since capture", "捕获后天数"), static (l, at) => OpportunityFeatures.Days(l.CapturedAt, at)),
        new("days-since-touch", FeatureKind.Numeric, new("Days since the last follow-up", "距上次跟进天数"), static (l, at) => LastFollowUp(l, at) is { } last ? OpportunityFeatures.Days(last, at) : FieldValue.None),
        new("follow-ups", FeatureKind.Numeric, new("Follow-ups", "跟进次数"), static (l, at) => FieldValue.Of(FollowUps(l, at, static _ => true))),
        new("follow-ups.advance", FeatureKind.Numeric, new("Follow-ups that moved the sale on", "推进的跟进次数"), static (l, at) => FieldValue.Of(FollowUps(l, at, static f => f.Outcome is FollowUpOutcome.Advance or FollowUpOutcome.MeetingAgreed))),
        new("follow-ups.no-answer", FeatureKind.Numeric, new("Follow-ups without an answer", "无应答跟进次数"), static (l, at) => FieldValue.Of(FollowUps(l, at, static f => f.Outcome == FollowUpOutcome.NoAnswer))),
        new("needs.explicit", FeatureKind.Numeric, new("Explicit needs", "显性需求数"), static (l, at) => FieldValue.Of(DiscoveryFeatures.Needs(l.Discovery, at, NeedLayer.Explicit))),
        new("needs.implied", FeatureKind.Numeric, new("Implied needs", "隐性需求数"), static (l, at) => FieldValue.Of(DiscoveryFeatures.Needs(l.Discovery, at, NeedLayer.Implied))),
        Answered(Answer.Budget, "Budget", "预算"),
        Answered(Answer.Authority, "Authority", "决策权"),
        Answered(Answer.Timing, "Timing", "时间"));

    /// <summary>How well an element of a qualification framework is answered: weak, confirmed or contradicted.</summary>
    public static FeatureDefinition<LeadSnapshot> Answered(string element, string english, string chinese) =>
        new("answers." + element, FeatureKind.Categorical, new(english, chinese), (l, at) => DiscoveryFeatures.Level(l.Discovery, at, element));

    /// <summary>A custom field, as it is stored.</summary>
    public static FeatureDefinition<LeadSnapshot> Custom(string key, FeatureKind kind, LocalizedText? label = null) =>
        new("custom." + key, kind, label ?? key, (l, _) => l.CustomFields is { } fields && fields.TryGetValue(key, out FieldValue value) ? value : FieldValue.None);

    private static DateTimeOffset? LastFollowUp(LeadSnapshot lead, DateTimeOffset at)
    {
        DateTimeOffset? last = null;
        for (int i = 0; i < (lead.FollowUps?.Count ?? 0); i++)
        {
            DateTimeOffset then = lead.FollowUps![i].At;
            last = then <= at && (last is null || then > last) ? then : last;
        }

        return last;
    }

    private static int FollowUps(LeadSnapshot lead, DateTimeOffset at, Func<FollowUp, bool> counts)
    {
        int count = 0;
        for (int i = 0; i < (lead.FollowUps?.Count ?? 0); i++)
        {
            count += lead.FollowUps![i].At <= at && counts(lead.FollowUps[i]) ? 1 : 0;
        }

        return count;
    }
}
