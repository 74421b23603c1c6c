using CrmCore.Customers;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Persistence;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.InMemory;

public class InMemoryStoreTests
{
    private readonly InMemoryStore _store = new();

    [Fact]
    public async Task What_is_read_shares_nothing_with_what_is_stored()
    {
        Lead lead = Some.OwnedLead();
        await _store.SaveAsync(lead);
        string before = await _store.DumpAsync();
        lead.Disqualify("not stored", Some.Day(1)).EnsureSucceeded();
        await using IUnitOfWork unit = _store.Begin();
        (await unit.Leads.FindAsync(lead.Id))!.Disqualify("not stored either", Some.Day(1)).EnsureSucceeded();
        Assert.Equal(before, await _store.DumpAsync());
    }

    [Fact]
    public async Task The_second_writer_of_a_version_conflicts_and_writes_nothing_at_all()
    {
        await _store.SaveAsync(Some.OwnedLead());
        await using IUnitOfWork one = _store.Begin();
        await using IUnitOfWork two = _store.Begin();
        Lead first = (await one.Leads.FindAsync(LeadId.From(Some.Guid(1))))!;
        Lead second = (await two.Leads.FindAsync(first.Id))!;
        first.Work(Some.Day(1)).EnsureSucceeded();
        second.Qualify(Some.Day(1)).EnsureSucceeded();
        one.Leads.Update(first);
        await one.CommitAsync();
        two.Accounts.Add(Account.Create(new() { Id = AccountId.From(Some.Guid(9)), Name = "A", CreatedAt = Some.Start }));
        two.Leads.Update(second);
        string before = await _store.DumpAsync();
        ConcurrencyConflictException e = await Assert.ThrowsAsync<ConcurrencyConflictException>(() => two.CommitAsync());
        Assert.Equal([$"Lead {first.Id}"], e.Conflicts);
        Assert.Equal(before, await _store.DumpAsync());
        await two.CommitAsync();
        Assert.Equal(before, await _store.DumpAsync());
        Assert.Equal(2, first.Version);
        Assert.Empty(first.PendingEvents);
    }

    [Fact]
    public async Task One_id_or_external_key_twice_in_one_commit_conflicts_too()
    {
        ExternalKey key = new("csv", "7");
        Lead one = Lead.Capture(LeadId.From(Some.Guid(1)), Some.Details, LeadSource.Web, Custody.OwnedBy(Some.Anna), Some.Start, externalKey: key);
        Lead two = Lead.Capture(LeadId.From(Some.Guid(2)), Some.Details, LeadSource.Web, Custody.OwnedBy(Some.Anna), Some.Start, externalKey: key);
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => _store.SaveAsync(one, two));
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => _store.SaveAsync(Some.OwnedLead(3), Some.OwnedLead(3)));
        Assert.Equal("", await _store.DumpAsync());
        await _store.SaveAsync(one);
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => _store.SaveAsync(two));
        await using IUnitOfWork unit = _store.Begin();
        Assert.Equal([KeyValuePair.Create(key, one.Id)], await unit.Leads.FindByExternalKeysAsync([key, new("csv", "8")]));
    }

    [Fact]
    public async Task Queries_restrict_page_and_keep_the_order_of_ids()
    {
        await _store.SaveAsync([.. Enumerable.Range(1, 9).Select(i => i % 3 == 0 ? Some.PooledLead(i) : Some.OwnedLead(i))]);
        Assert.Equal(3, (await _store.ReadLeadsAsync(new() { Pool = Some.Pool }).ToListAsync()).Count);
        Assert.Equal(6, (await _store.ReadLeadsAsync(new() { Owner = Some.Anna }).ToListAsync()).Count);
        List<LeadSnapshot> page = await _store.ReadLeadsAsync(new() { Limit = 4 }).ToListAsync();
        List<LeadSnapshot> rest = await _store.ReadLeadsAsync(new() { After = page[^1].Id }).ToListAsync();
        Assert.Equal(Enumerable.Range(1, 9).Select(Some.Guid), page.Concat(rest).Select(s => s.Id.Value));
    }

    [Law]
    public void Every_event_of_a_commit_is_in_the_outbox_and_reads_back(Lead lead)
    {
        DomainEvent[] events = [.. lead.PendingEvents];
        OutboxMessage[] messages = [.. events.Select(OutboxMessage.From)];
        Assert.Equal(events, messages.Select(m => m.ToEvent()));
        Assert.Equal(events.Select(e => e.EventId), messages.Select(m => m.EventId));
    }
}
