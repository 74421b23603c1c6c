using CrmCore.Testing.Conformance;

namespace CrmCore.Testing.Tests.Conformance;

/// <summary>The kit itself is tried on stores made wrong on purpose: the case meant for each catches it.</summary>
public class WrongStoreTests
{
    private static readonly WrongStore[] Wrong = [.. WrongStores.All, .. WrongReadersAndOutboxes.All];

    public static TheoryData<string> Names => [.. Wrong.Select(w => w.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_wrong_store_is_caught_by_the_case_meant_for_it(string name)
    {
        WrongStore wrong = Wrong.Single(w => w.Name == name);
        CaseResult result = await StoreConformance.Get(wrong.CaughtBy).RunAsync(wrong.Host);
        Assert.Equal((wrong.CaughtBy, CaseVerdict.Failed), (result.Case, result.Verdict));
        Assert.False(string.IsNullOrWhiteSpace(result.Expected));
        Assert.False(string.IsNullOrWhiteSpace(result.Actual));
        Assert.Contains(wrong.CaughtBy, Assert.Throws<ConformanceException>(result.EnsurePassed).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_case_catches_a_wrong_store() => Assert.Empty(StoreConformance.Cases.Select(c => c.Name).Except(Wrong.Select(w => w.CaughtBy)));

    [Fact]
    public async Task A_store_without_any_fault_of_its_own_passes_what_the_wrong_ones_fail() =>
        Assert.Equal(CaseVerdict.Passed, (await StoreConformance.Get("stale-update-conflicts").RunAsync(new WrongStore("right", "").Host)).Verdict);
}
