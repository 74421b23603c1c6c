using CrmCore.InMemory;
using CrmCore.Testing.Conformance;

namespace CrmCore.Testing.Tests.Conformance;

public class InMemoryConformanceTests
{
    // docs:begin conformance-host
    private static readonly StoreHost Host = new("in memory", (tenants, _) => Task.FromResult(StoreUnderTest.Of(new InMemoryStore(tenants))))
    {
        Lacking = new Dictionary<StoreCapability, string> { [StoreCapability.Faults] = "A write in memory can't fail by itself." },
    };

    public static TheoryData<string> Cases => [.. StoreConformance.CasesFor(Host).Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_store_conforms(string name) => (await StoreConformance.Get(name).RunAsync(Host)).EnsurePassed();

    // docs:end conformance-host
    [Fact]
    public void Only_what_the_store_lacks_is_skipped() => Assert.Equal(["a-failing-write-anywhere-writes-nothing"], StoreConformance.SkippedFor(Host).Keys);
}
