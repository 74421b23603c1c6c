using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Pipelines;
using CrmCore.Testing;
using CrmCore.Testing.Conformance;
using FsCheck.Xunit;
using Xunit;

public class StoreTests
{
    private static readonly StoreHost Host = new("in memory", (tenants, _) => Task.FromResult(StoreUnderTest.Of(new InMemoryStore(tenants))))
    {
        Lacking = new Dictionary<StoreCapability, string> { [StoreCapability.Faults] = "A write in memory can't fail by itself." },
    };

    public static TheoryData<string> Cases => [.. StoreConformance.CasesFor(Host).Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_store_conforms(string name) => (await StoreConformance.Get(name).RunAsync(Host)).EnsurePassed();

    [Fact]
    public void The_pipeline_holds() => PipelineProperties.Check(new SaleUnderTest(ReadyPipelines.Light), cases: 50);

    [Property(Arbitrary = [typeof(CrmArbitraries)])]
    public void A_lead_survives_its_snapshot(Lead lead) =>
        Assert.Equal(lead.ToSnapshot().ToJson(), Lead.FromSnapshot(lead.ToSnapshot()).ToSnapshot().ToJson());
}
