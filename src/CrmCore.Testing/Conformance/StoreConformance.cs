using CrmCore.Testing.Conformance.Cases;

namespace CrmCore.Testing.Conformance;

/// <summary>
/// What a store must do so that CrmCore keeps its promises on it, as cases that any test framework can run: one theory over <see cref="CasesFor"/> that
/// calls <see cref="StoreCase.RunAsync"/> and <see cref="CaseResult.EnsurePassed"/>. Without a framework, <see cref="RunAsync"/> runs them all.
/// </summary>
public static class StoreConformance
{
    /// <summary>Every case.</summary>
    public static IReadOnlyList<StoreCase> Cases { get; } =
    [
        .. RoundTripCases.All, .. IdentityCases.All, .. VersionCases.All, .. AtomicityCases.All, .. SharingCases.All, .. ReadingCases.All, .. ReportCases.All,
        .. OutboxCases.All, .. RelayCases.All, .. CounterCases.All, .. GeneratedCases.All,
    ];

    /// <summary>The cases that are tried on a host, in their order.</summary>
    public static IEnumerable<StoreCase> CasesFor(StoreHost host) => Cases.Where(c => c.ReasonToSkip(host) is null);

    /// <summary>The cases that are not tried on a host, by name, with the reasons: what nothing is known about.</summary>
    public static IReadOnlyDictionary<string, string> SkippedFor(StoreHost host) =>
        Cases.Where(c => c.ReasonToSkip(host) is not null).ToDictionary(c => c.Name, c => c.ReasonToSkip(host)!);

    /// <summary>The case of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static StoreCase Get(string name) => Cases.FirstOrDefault(c => c.Name == name) ?? throw new ArgumentException($"There is no case '{name}'.", nameof(name));

    /// <summary>Runs every case on a host, one after the other.</summary>
    public static async Task<ConformanceReport> RunAsync(StoreHost host, CancellationToken cancellationToken = default)
    {
        List<CaseResult> results = [];
        foreach (StoreCase storeCase in Cases)
        {
            results.Add(await storeCase.RunAsync(host, cancellationToken).ConfigureAwait(false));
        }

        return new(host.Name, results);
    }
}
