using CrmCore.Conversion.Policies;
using CrmCore.Leads;

namespace CrmCore.Conversion.Reverting;

/// <summary>What of the lead and the policy speaks against a revert, all of it.</summary>
internal static class RevertBlockers
{
    /// <summary>Whether the time for a revert is over.</summary>
    public static bool IsLate(LeadConversion conversion, ConversionPolicy policy, DateTimeOffset at) =>
        policy.Definition.Revert.WithinDays is { } days && at > conversion.At.AddDays(days);

    public static IEnumerable<Refusal> Of(Lead lead, RevertRequest request, ConversionPolicy policy, DateTimeOffset at)
    {
        RevertRules rules = policy.Definition.Revert;
        ConversionFacts facts = new(policy, lead, request.By, lead.Owner, null, null);
        if (lead.Conversion is not { } conversion)
        {
            yield return new("conversion.not-converted", ("lead", lead.Id), ("status", lead.Status));
        }
        else if (lead.ConversionTrace is null)
        {
            yield return new("conversion.not-traceable", ("lead", lead.Id));
        }
        else if (!request.Force && IsLate(conversion, policy, at))
        {
            yield return new("conversion.revert-too-late", ("days", rules.WithinDays), ("converted", conversion.At));
        }

        if (string.IsNullOrWhiteSpace(request.Reason))
        {
            yield return new("conversion.revert-reason-missing");
        }

        if (rules.When?.IsMet(facts) == false)
        {
            yield return new("conversion.revert-not-allowed", ("by", request.By));
        }

        if (request.Force && rules.ForceWhen?.IsMet(facts) == false)
        {
            yield return new("conversion.force-not-allowed", ("by", request.By));
        }

        if (at < lead.ChangedAt)
        {
            yield return new("conversion.before-last-change", ("at", at), ("last", lead.ChangedAt));
        }
    }
}
