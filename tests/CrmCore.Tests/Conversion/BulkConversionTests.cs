using CrmCore.Conversion;
using CrmCore.Customers;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Persistence;
using CrmCore.Qualification;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Conversion;

public class BulkConversionTests
{
    private readonly InMemoryStore _store = new();
    private readonly TestClock _clock = new();

    [Fact]
    public async Task A_batch_takes_what_can_be_converted_and_says_why_not_of_the_rest()
    {
        Lead junk = Some.OwnedLead(3);
        await _store.SaveAsync(Some.QualifiedLead(1), Some.QualifiedLead(2), junk);
        Account account = Account.Create(new() { Id = AccountId.From(Some.Guid(50)), Name = "Blau", CreatedAt = Some.Start });
        await _store.SaveAsync(account);
        ConversionRequest[] requests = [.. Enumerable.Range(1, 4).Select(i => Request(i) with { Account = ConversionTarget<AccountId>.Link(account.Id) })];
        IReadOnlyList<ConversionResult> results = await Service(_store).ConvertAllAsync(requests);
        Assert.Equal([null, null, "conversion.not-qualified", "conversion.lead-not-found"], results.Select(r => r.Refusals.FirstOrDefault()?.Code));
        AccountSnapshot linked = Assert.Single(await _store.ReadAccountsAsync().ToListAsync());
        Assert.Equal((2L, 3L), (linked.Version, linked.EventCount));
        Assert.All(await Service(_store).ConvertAllAsync(requests[..2]), r => Assert.True(r.IsRepeat));
    }

    [Fact]
    public async Task All_or_nothing_does_nothing_where_one_is_refused()
    {
        await _store.SaveAsync(Some.QualifiedLead(1), Some.OwnedLead(2));
        string before = await _store.DumpAsync();
        IReadOnlyList<ConversionResult> results = await Service(_store).ConvertAllAsync([Request(1), Request(2)], ConversionAtomicity.All);
        Assert.Equal(["conversion.others-refused", "conversion.not-qualified"], results.Select(r => r.Refusals.Single().Code));
        Assert.Equal(before, await _store.DumpAsync());
    }

    [Fact]
    public async Task A_batch_that_meets_a_conflict_is_tried_one_by_one()
    {
        await _store.SaveAsync([.. Enumerable.Range(1, 20).Select(i => Some.QualifiedLead(i))]);
        MeddlingStorage storage = new(_store, LeadId.From(Some.Guid(7)));
        IReadOnlyList<ConversionResult> results = await Service(storage).ConvertAllAsync([.. Enumerable.Range(1, 20).Select(Request)], ConversionAtomicity.Batches(20));
        Assert.All(results, r => Assert.True(r.Succeeded));
        Assert.True(storage.Units > 20);
        Assert.Equal(20, await _store.ReadOpportunitiesAsync().CountAsync());
    }

    [Fact]
    public async Task What_breaks_down_in_the_middle_is_finished_when_it_is_sent_again()
    {
        await _store.SaveAsync([.. Enumerable.Range(1, 30).Select(i => Some.QualifiedLead(i))]);
        ConversionRequest[] requests = [.. Enumerable.Range(1, 30).Select(Request)];
        await Assert.ThrowsAsync<IOException>(() => Service(new BreakingStorage(_store, 100)).ConvertAllAsync(requests, ConversionAtomicity.Batches(10)));
        Assert.Equal(20, await _store.ReadOpportunitiesAsync().CountAsync());
        IReadOnlyList<ConversionResult> results = await Service(_store).ConvertAllAsync(requests, ConversionAtomicity.Batches(10));
        Assert.Equal((20, 30), (results.Count(r => r.IsRepeat), results.Count(r => r.Succeeded)));
        Assert.Equal(30, await _store.ReadOpportunitiesAsync().CountAsync());
        Assert.Throws<ArgumentException>(() => ConversionAtomicity.Batches(0));
    }

    private ConversionService Service(IUnitOfWorkFactory storage) => new(storage, new(Some.Sale), ReadyPolicies.Default, _clock);

    private static ConversionRequest Request(int number) => new(LeadId.From(Some.Guid(number)), "r1", Some.Bo);

    /// <summary>Storage in which somebody changes a lead as soon as it is being worked with.</summary>
    private sealed class MeddlingStorage(IUnitOfWorkFactory inner, LeadId lead) : IUnitOfWorkFactory
    {
        public int Units { get; private set; }

        public IUnitOfWork Begin()
        {
            IUnitOfWork unit = inner.Begin();
            return Units++ == 0 ? new Meddled(unit, this) : unit;
        }

        private async Task MeddleAsync()
        {
            await using IUnitOfWork unit = inner.Begin();
            Lead changed = (await unit.Leads.FindAsync(lead))!;
            changed.Work(Some.Start).EnsureSucceeded();
            unit.Leads.Update(changed);
            await unit.CommitAsync();
        }

        private sealed class Meddled(IUnitOfWork unit, MeddlingStorage storage) : IUnitOfWork
        {
            public ILeadRepository Leads => unit.Leads;

            public CrmCore.Opportunities.IOpportunityRepository Opportunities => unit.Opportunities;

            public IAccountRepository Accounts => unit.Accounts;

            public IContactRepository Contacts => unit.Contacts;

            public IOwnerLedgerRepository Ledgers => unit.Ledgers;

            public async Task CommitAsync(CancellationToken cancellationToken = default)
            {
                await storage.MeddleAsync();
                await unit.CommitAsync(cancellationToken);
            }

            public ValueTask DisposeAsync() => unit.DisposeAsync();
        }
    }
}
