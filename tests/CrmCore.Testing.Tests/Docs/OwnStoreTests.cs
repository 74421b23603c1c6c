using CrmCore.Testing.Conformance;
using OwnStore;

namespace CrmCore.Testing.Tests.Docs;

/// <summary>The store of docs/own-store.md.</summary>
public class OwnStoreTests
{
    // docs:begin own-store-test
    private static readonly StoreHost Host = new("own store", (_, _) =>
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("own-store-");
        Database database = new(Path.Combine(folder.FullName, "crm.db"));
        database.Create();
        Store store = new(database);
        return Task.FromResult(new StoreUnderTest
        {
            Units = store,
            Leads = store,
            Opportunities = store,
            Customers = store,
            Outbox = new Outbox(database),
            Cleanup = () =>
            {
                database.Close();
                folder.Delete(recursive: true);
                return ValueTask.CompletedTask;
            },
        });
    })
    {
        Lacking = new Dictionary<StoreCapability, string>
        {
            [StoreCapability.Tenants] = "The host has one tenant.",
            [StoreCapability.Loads] = "Nobody's capacity is limited.",
            [StoreCapability.DueDates] = "Leads are not recycled.",
            [StoreCapability.Definitions] = "The pipelines are in the program.",
            [StoreCapability.Faults] = "Tried by hand: kill the process while it writes.",
        },
    };

    public static TheoryData<string> Cases => [.. StoreConformance.CasesFor(Host).Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_store_conforms(string name) => (await StoreConformance.Get(name).RunAsync(Host)).EnsurePassed();

    // docs:end own-store-test
    [Fact]
    public void What_it_lacks_is_all_that_is_skipped() => Assert.Equal(
        [
            "a-failing-write-anywhere-writes-nothing", "loads-count-what-people-own", "what-is-due-is-found-in-time", "definitions-stay-as-they-were-put",
            "tenants-cannot-see-each-other", "tenants-share-no-reading", "a-unit-stays-with-its-tenant",
        ],
        StoreConformance.SkippedFor(Host).Keys);
}
