using CrmCore.Health;

namespace CrmCore.Cli.Analysis;

/// <summary>What <c>crmcore health</c> tells a machine.</summary>
internal sealed record HealthResult(DateTimeOffset AsOf, string Policy, int Checked, int Marked, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<OwnerHealthResult> Owners)
{
    public static HealthResult Of(HealthList list, HealthPolicy policy, DateTimeOffset asOf, Func<AccountId, string?> accountName) => new(
        asOf, policy.Definition.Key, list.CheckedCount, list.Deals.Count, list.Counts,
        [
            .. list.ByOwner.Select(owner => new OwnerHealthResult(
                owner.Owner?.Value,
                [
                    .. owner.Deals.Select(d => new DealHealthResult(
                        d.Deal.Id.ToString(), d.Deal.ExternalKey?.Key, d.Deal.Name, d.Deal.Account is { } account ? accountName(account) : null, d.Deal.Stage, d.Deal.Amount, d.Deal.CloseDate, d.Worst,
                        [.. d.Findings.Select(f => new FindingResult(f.Code, f.Severity, f.Text.In(), f.Advice.In()))])),
                ])),
        ]);
}

/// <summary>The deals of somebody that are marked.</summary>
internal sealed record OwnerHealthResult(string? Owner, IReadOnlyList<DealHealthResult> Deals);

/// <summary>A deal that is marked.</summary>
internal sealed record DealHealthResult(
    string Id, string? ExternalKey, string Name, string? Account, string Stage, Money? Amount, DateOnly? CloseDate, HealthSeverity Severity, IReadOnlyList<FindingResult> Findings);

/// <summary>What marks it, in the user's language.</summary>
internal sealed record FindingResult(string Code, HealthSeverity Severity, string Text, string Advice);
