using CrmCore.Conversion;
using CrmCore.Conversion.Reverting;
using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using CrmCore.Qualification;

namespace CrmCore.EntityFrameworkCore.Tests;

/// <summary>Conversion and revert under many at once: each lead becomes one opportunity, whole, and is taken back whole.</summary>
public abstract class ConversionRaceContract(IStorageUnderTest storage, int leadCount) : StorageContract(storage)
{
    private const int Workers = 16;

    [ContractFact]
    public Task Sixteen_workers_with_one_request_key_convert_each_lead_once() => SixteenWorkersAsync(sameKey: true);

    [ContractFact]
    public Task Sixteen_workers_with_different_request_keys_convert_each_lead_once() => SixteenWorkersAsync(sameKey: false);

    [ContractFact]
    public async Task Workers_in_batches_and_one_by_one_get_in_each_others_way_and_still_convert_each_lead_once()
    {
        Lead[] leads = [.. Enumerable.Range(0, 200).Select(_ => Samples.Lead(owner: Samples.Anna))];
        await AddAsync(leads);
        IReadOnlyList<ConversionResult>[] results = await RunAsync(async worker => worker % 2 == 0
            ? await Service().ConvertAllAsync([.. leads.Select(l => Request(l, "same"))], ConversionAtomicity.Batches(50))
            : await ConvertAsync(leads, worker, sameKey: true));
        Assert.All(results, r => Assert.Equal(200, r.Count(x => x.Succeeded)));
        Assert.Equal(200, results.Sum(r => r.Count(x => !x.IsRepeat)));
        await EachLeadIsWholeAsync(200);
    }

    [ContractFact]
    public async Task Leads_that_share_an_account_all_find_it()
    {
        Account account = Account.Create(new() { Id = AccountId.From(Guid.NewGuid()), Name = "Shared", CreatedAt = Samples.At });
        Lead[] leads = [.. Enumerable.Range(0, 64).Select(_ => Samples.Lead(owner: Samples.Anna))];
        await AddAsync(leads);
        await using (IUnitOfWork unit = Units.Begin())
        {
            unit.Accounts.Add(account);
            await unit.CommitAsync();
        }

        await RunAsync(async worker =>
        {
            foreach (Lead lead in leads.Skip(4 * worker).Take(4))
            {
                (await Service().ConvertAsync(Request(lead, "r") with { Account = ConversionTarget<AccountId>.Link(account.Id) })).EnsureSucceeded();
            }

            return true;
        });
        Assert.Equal(65, Assert.Single(await Customers.ReadAccountsAsync().ToListAsync()).Version);
        Assert.Equal(64, await Opportunities.ReadOpportunitiesAsync().CountAsync());
    }

    [ContractFact]
    public async Task A_conversion_is_stored_and_reverted_with_everything_it_keeps()
    {
        Lead lead = Samples.FullLead();
        await AddAsync(lead);
        string before = StateOf(await FindAsync(lead.Id));
        ConversionResult converted = await Service().ConvertAsync(Request(lead, "r-1"));
        converted.EnsureSucceeded();
        Assert.Equal(converted.Conversion, (await FindAsync(lead.Id)).Conversion);
        Opportunity second = Opportunity.Create(new(OpportunityId.From(Guid.NewGuid()), "Second") { Contact = converted.Conversion!.Contact }, ReadyPipelines.SolutionSale, Samples.At);
        await using (IUnitOfWork unit = Units.Begin())
        {
            unit.Opportunities.Add(second);
            await unit.CommitAsync();
        }

        ConversionRevertService reverts = new(Units, Leads, Opportunities, Customers, TimeProvider.System);
        RevertResult inUse = await reverts.RevertAsync(new(lead.Id, Samples.Anna, "误操作"));
        Assert.Equal(("conversion.record-in-use", $"opportunity {second.Id}"), (Assert.Single(inUse.Refusals).Code, inUse.Refusals[0].Parameters["records"]));
        await using (IUnitOfWork unit = Units.Begin())
        {
            unit.Opportunities.Remove((await unit.Opportunities.FindAsync(second.Id))!);
            await unit.CommitAsync();
        }

        RevertResult reverted = await reverts.RevertAsync(new(lead.Id, Samples.Anna, "误操作"));
        reverted.EnsureSucceeded();
        Assert.Empty(reverted.Reversal!.Left);
        Lead now = await FindAsync(lead.Id);
        Assert.Equal(before, StateOf(now));
        Assert.Equal((converted.Conversion, "误操作"), (now.Reversals[0].Conversion, now.Reversals[0].Reason));
        Assert.Empty(await Opportunities.ReadOpportunitiesAsync().ToListAsync());
        Assert.Empty(await Customers.ReadContactsAsync().ToListAsync());
        Assert.Empty(await Customers.ReadAccountsAsync().ToListAsync());
        (await Service().ConvertAsync(Request(lead, "r-2"))).EnsureSucceeded();
        Assert.Equal(1, await Opportunities.ReadOpportunitiesAsync().CountAsync());
    }

    private static string StateOf(Lead lead) => (lead.ToSnapshot() with { Version = 0, EventCount = 0, ChangedAt = default, Reversals = null }).ToJson();

    private static ConversionRequest Request(Lead lead, string key) => new(lead.Id, key, Samples.Anna) { OverrideReason = "a race" };

    private static Task<T[]> RunAsync<T>(Func<int, Task<T>> work)
    {
        Barrier barrier = new(Workers);
        return Task.WhenAll(Enumerable.Range(0, Workers).Select(i => Task.Factory.StartNew(
            () =>
            {
                barrier.SignalAndWait();
                return work(i);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()));
    }

    private ConversionService Service() => new(Units, new PipelineCatalog(ReadyPipelines.SolutionSale), ReadyPolicies.Default, TimeProvider.System);

    private async Task SixteenWorkersAsync(bool sameKey)
    {
        Lead[] leads = [.. Enumerable.Range(0, leadCount).Select(_ => Samples.Lead(owner: Samples.Anna))];
        await AddAsync(leads);
        ConversionResult[][] results = await RunAsync(worker => ConvertAsync(leads, worker, sameKey));
        for (int i = 0; i < leadCount; i++)
        {
            ConversionResult[] ofLead = [.. results.Select(r => r.Single(x => x.Lead == leads[i].Id))];
            Assert.Single(ofLead, r => r is { Succeeded: true, IsRepeat: false });
            Assert.Equal(sameKey ? Workers : 1, ofLead.Count(r => r.Succeeded));
            Assert.All(ofLead.Where(r => !r.Succeeded), r => Assert.Equal("conversion.already-converted", Assert.Single(r.Refusals).Code));
        }

        await EachLeadIsWholeAsync(leadCount);
    }

    /// <summary>Converts every lead, each worker beginning elsewhere, but neighbours close enough to meet.</summary>
    private async Task<ConversionResult[]> ConvertAsync(Lead[] leads, int worker, bool sameKey)
    {
        ConversionService service = Service();
        List<ConversionResult> results = [];
        for (int i = 0; i < leads.Length; i++)
        {
            results.Add(await service.ConvertAsync(Request(leads[(i + (worker / 4)) % leads.Length], sameKey ? "same" : $"key {worker}")));
        }

        return [.. results];
    }

    private async Task EachLeadIsWholeAsync(int count)
    {
        List<LeadSnapshot> stored = await Leads.ReadLeadsAsync().ToListAsync();
        List<OpportunitySnapshot> deals = await Opportunities.ReadOpportunitiesAsync().ToListAsync();
        List<ContactSnapshot> contacts = await Customers.ReadContactsAsync().ToListAsync();
        Assert.All(stored, l => Assert.Equal(LeadStatus.Converted, l.Status));
        Assert.Equal(stored.Select(l => l.Conversion!.Opportunity!.Value).Order(), deals.Select(d => d.Id).Order());
        Assert.Equal(stored.Select(l => l.Conversion!.Contact!.Value).Order(), contacts.Select(c => c.Id).Order());
        Assert.Equal((count, count), (deals.Count, contacts.Count));
        List<OutboxMessage> outbox = await OutboxAsync();
        Assert.Equal(outbox.Count, outbox.DistinctBy(m => m.EventId).Count());
        Assert.Equal(count, outbox.Count(m => m.ToEvent() is LeadConverted));
    }
}

public sealed class MemoryConversionRaceTests() : ConversionRaceContract(new MemoryUnderTest(), 500);

public sealed class SqliteConversionRaceTests() : ConversionRaceContract(new SqliteUnderTest(), 500);

[NeedsPostgreSql]
public sealed class PostgreSqlConversionRaceTests() : ConversionRaceContract(new PostgreSqlUnderTest(), 500);
