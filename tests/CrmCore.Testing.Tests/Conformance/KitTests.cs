using CrmCore.InMemory;
using CrmCore.Persistence;
using CrmCore.Testing.Conformance;

namespace CrmCore.Testing.Tests.Conformance;

/// <summary>What the kit says about cases that are skipped, fail, throw or hang.</summary>
public class KitTests
{
    private static readonly Dictionary<StoreCapability, string> NoFaults = new() { [StoreCapability.Faults] = "none" };

    [Fact]
    public void Names_and_reasons_are_there_and_no_name_is_used_twice()
    {
        Assert.Equal(StoreConformance.Cases.Count, StoreConformance.Cases.Select(c => c.Name).Distinct().Count());
        Assert.All(StoreConformance.Cases, c => Assert.Matches("^[a-z0-9-]+$", c.Name));
        Assert.All(StoreConformance.Cases, c => Assert.EndsWith(".", c.Why, StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(() => StoreConformance.Get("no-such-case"));
    }

    [Fact]
    public async Task What_is_skipped_has_a_reason_and_has_not_passed()
    {
        StoreHost host = new("h", (_, _) => throw new InvalidOperationException("never opened"))
        {
            Lacking = new Dictionary<StoreCapability, string> { [StoreCapability.Outbox] = "The host sends nothing." },
            Exceptions = new Dictionary<string, string> { ["absent-is-null"] = "Bug 4711, to be mended." },
        };
        CaseResult lacking = await StoreConformance.Get("events-come-in-order").RunAsync(host);
        Assert.Equal((CaseVerdict.Skipped, "Outbox: The host sends nothing."), (lacking.Verdict, lacking.Reason));
        Assert.Throws<ConformanceException>(lacking.EnsurePassed);
        Assert.Equal("Bug 4711, to be mended.", (await StoreConformance.Get("absent-is-null").RunAsync(host)).Reason);
        Assert.Equal("Bug 4711, to be mended.", StoreConformance.SkippedFor(host)["absent-is-null"]);
        Assert.DoesNotContain(StoreConformance.CasesFor(host), c => c.Name is "absent-is-null" or "events-come-in-order");
        Assert.False(new ConformanceReport("h", [lacking]).Conforms);
    }

    [Fact]
    public void A_reason_is_required_and_an_exception_names_a_case()
    {
        Assert.Throws<ArgumentException>(() => new StoreHost("h", (_, _) => throw new InvalidOperationException()) { Lacking = new Dictionary<StoreCapability, string> { [StoreCapability.Outbox] = " " } });
        Assert.Throws<ArgumentException>(() => new StoreHost("h", (_, _) => throw new InvalidOperationException()) { Exceptions = new Dictionary<string, string> { ["absent-is-nul"] = "typo" } });
    }

    [Fact]
    public async Task A_capability_that_is_not_listed_as_lacking_is_expected()
    {
        CaseResult result = await StoreConformance.Get("relays-do-not-double").RunAsync(Host());
        Assert.Equal(CaseVerdict.Failed, result.Verdict);
        Assert.Contains("Outbox", result.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_store_throws_is_a_failure_and_so_is_no_end()
    {
        StoreHost throwing = new("h", (_, _) => throw new IOException("The disk is gone."));
        CaseResult thrown = await StoreConformance.Get("absent-is-null").RunAsync(throwing);
        Assert.Equal((CaseVerdict.Failed, "no exception"), (thrown.Verdict, thrown.Expected));
        Assert.Contains("The disk is gone.", thrown.Actual, StringComparison.Ordinal);
        StoreHost hanging = new("h", async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            throw new InvalidOperationException();
        })
        {
            Timeout = TimeSpan.FromMilliseconds(50),
        };
        Assert.Equal("no end", (await StoreConformance.Get("absent-is-null").RunAsync(hanging)).Actual);
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StoreConformance.Get("absent-is-null").RunAsync(hanging, cancelled.Token));
    }

    [Fact]
    public async Task A_report_tells_every_case_and_the_seed_of_a_generated_failure()
    {
        ConformanceReport report = await StoreConformance.RunAsync(new WrongStore("forgets a field", "every-field-comes-back") { Unit = WrongStore.Reading(s => s with { Details = s.Details with { Company = "?" } }) }.Host);
        Assert.Equal(StoreConformance.Cases.Count, report.Results.Count);
        Assert.False(report.Conforms);
        Assert.Contains("FAILED  every-field-comes-back", report.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("1 skipped", report.ToString(), StringComparison.Ordinal);
        string seed = Assert.Single(report.Results, r => r.Case == "generated-records-come-back").Actual!;
        Assert.Matches(@"\(\d+,\d+", seed);
    }

    [Fact]
    public async Task A_store_of_one_object_is_tried_by_the_ports_it_has_and_disposed_of()
    {
        UnitsOnly units = new();
        StoreUnderTest store = StoreUnderTest.Of(units);
        Assert.Same(units, store.Units);
        Assert.All(new object?[] { store.Leads, store.Opportunities, store.Customers, store.Loads, store.DueDates, store.Outbox, store.Definitions, store.Faults }, Assert.Null);
        await store.DisposeAsync();
        Assert.True(units.IsDisposed);
        InMemoryStore memory = new();
        store = StoreUnderTest.Of(memory);
        Assert.All(new object?[] { store.Leads, store.Opportunities, store.Customers, store.Loads, store.DueDates, store.Outbox, store.Definitions }, port => Assert.Same(memory, port));
        Assert.Throws<ArgumentNullException>(() => StoreUnderTest.Of(null!));
    }

    private static StoreHost Host()
    {
        InMemoryStore store = new();
        return new("units only", (_, _) => Task.FromResult(new StoreUnderTest { Units = store })) { Lacking = NoFaults };
    }

    private sealed class UnitsOnly : IUnitOfWorkFactory, IDisposable
    {
        public bool IsDisposed { get; private set; }

        public IUnitOfWork Begin() => throw new NotSupportedException();

        public void Dispose() => IsDisposed = true;
    }
}
