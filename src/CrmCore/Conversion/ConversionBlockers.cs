using CrmCore.Conversion.Policies;
using CrmCore.Leads;
using CrmCore.Qualification;

namespace CrmCore.Conversion;

/// <summary>What of the lead, its owner and the policy's rules speaks against a conversion, all of it.</summary>
internal static class ConversionBlockers
{
    public static IEnumerable<Refusal> Of(ConversionCase known, ConversionPolicy policy, ConversionFacts facts, QualificationVerdict verdict)
    {
        (Lead lead, ConversionRequest request) = (known.Lead, known.Request);
        if (lead.Status == LeadStatus.Disqualified)
        {
            yield return new("conversion.disqualified", ("lead", lead.Id), ("reason", lead.DisqualifiedReason));
        }

        if (lead.Status == LeadStatus.Merged)
        {
            yield return new("conversion.merged", ("lead", lead.Id), ("into", lead.MergedInto));
        }

        if (request.LeadVersion is { } version && version != lead.Version)
        {
            yield return VersionChanged("lead", lead.Id, version, lead.Version);
        }

        if (lead.Reversals.Any(r => r.Conversion.RequestKey == request.RequestKey))
        {
            yield return new("conversion.request-key-used", ("key", request.RequestKey));
        }

        if (known.At < lead.ChangedAt)
        {
            yield return new("conversion.before-last-change", ("at", known.At), ("last", lead.ChangedAt));
        }

        if (known.Owner is null)
        {
            yield return new("conversion.no-owner", ("lead", lead.Id), ("pool", lead.Pool));
        }
        else if (policy.Definition.Owner.When is { } when && !when.IsMet(facts))
        {
            yield return new("conversion.owner-not-allowed", ("owner", known.Owner));
        }

        if (known.Load is { IsFull: true } load)
        {
            yield return new("conversion.owner-at-capacity", ("owner", known.Owner), ("owned", load.Owned), ("capacity", load.Capacity));
        }

        foreach (ConversionRule rule in policy.Rules.Where(r => !r.When.IsMet(facts)))
        {
            yield return Unmet(rule, request, verdict);
        }
    }

    public static Refusal VersionChanged(string record, object id, long planned, long now) =>
        new("conversion.version-changed", ("record", record), ("id", id), ("planned", planned), ("now", now));

    private static Refusal Unmet(ConversionRule rule, ConversionRequest request, QualificationVerdict verdict) => new(
        "conversion." + rule.Key,
        new Dictionary<string, string>
        {
            ["by"] = request.By.Value,
            ["score"] = verdict.Score.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["findings"] = string.Join(", ", verdict.Findings.Select(f => f.Code)),
        },
        rule.Text);
}
