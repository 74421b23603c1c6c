using CrmCore.Leads;
using CrmCore.Persistence;

namespace CrmCore.EntityFrameworkCore.Tests;

/// <summary>A commit is all or nothing, and conflicts where somebody else wrote first.</summary>
public abstract class CommitContract(IStorageUnderTest storage) : StorageContract(storage)
{
    [ContractFact]
    public async Task A_commit_gives_versions_and_stores_the_events_with_the_change()
    {
        Lead lead = Samples.Lead();
        string[] expected = [.. lead.PendingEvents.Select(e => e.EventId)];
        await AddAsync(lead);
        Assert.Equal((1, 0), (lead.Version, lead.PendingEvents.Count));
        await using IUnitOfWork unit = Units.Begin();
        lead.AssignTo(Samples.Anna, "assigned", Samples.At.AddHours(1), Samples.Anna).EnsureSucceeded();
        lead.Qualify(Samples.At.AddHours(2)).EnsureSucceeded();
        DomainEvent[] facts = [.. lead.PendingEvents];
        unit.Leads.Update(lead);
        await unit.CommitAsync();
        Assert.Equal((2, 0), (lead.Version, lead.PendingEvents.Count));
        List<OutboxMessage> outbox = await OutboxAsync();
        Assert.Equal([.. expected, .. facts.Select(f => f.EventId)], outbox.Select(m => m.EventId));
        Assert.Equal(facts, outbox.Skip(1).Select(m => m.ToEvent()));
        Assert.Equal(facts.Select(f => f.At), outbox.Skip(1).Select(m => m.At));
    }

    [ContractFact]
    public async Task A_stale_update_conflicts_and_changes_nothing()
    {
        Lead lead = Samples.Lead();
        await AddAsync(lead);
        Lead stale = await FindAsync(lead.Id);
        lead.AssignTo(Samples.Anna, "assigned", Samples.At).EnsureSucceeded();
        await using (IUnitOfWork first = Units.Begin())
        {
            first.Leads.Update(lead);
            await first.CommitAsync();
        }

        stale.AssignTo(new("u-2"), "assigned", Samples.At).EnsureSucceeded();
        await using IUnitOfWork unit = Units.Begin();
        Lead bystander = Samples.Lead();
        unit.Leads.Add(bystander);
        unit.Leads.Update(stale);
        ConcurrencyConflictException conflict = await ConflictsAsync(unit);
        Assert.Equal([$"Lead {lead.Id}"], conflict.Conflicts);
        Assert.Equal((1, 1), (stale.Version, stale.PendingEvents.Count));
        Assert.Equal((0, 1), (bystander.Version, bystander.PendingEvents.Count));
        Assert.Equal(lead.ToSnapshot().ToJson(), (await Leads.ReadLeadsAsync().SingleAsync()).ToJson());
        Assert.Equal(2, (await OutboxAsync()).Count);

        Lead now = (await unit.Leads.FindAsync(lead.Id))!;
        now.AssignTo(new("u-2"), "assigned", Samples.At).EnsureSucceeded();
        unit.Leads.Update(now);
        await unit.CommitAsync();
        Assert.Equal(new UserId("u-2"), (await FindAsync(lead.Id)).Owner);
    }

    [ContractFact]
    public async Task A_taken_id_conflicts()
    {
        Lead lead = Samples.Lead();
        await AddAsync(lead);
        await RefusesAsync(Samples.Lead(id: lead.Id, name: "other"), lead);
    }

    [ContractFact]
    public async Task A_taken_external_key_conflicts()
    {
        Lead lead = Samples.Lead(new("f.csv", "1"));
        await AddAsync(lead);
        await RefusesAsync(Samples.Lead(new("f.csv", "1"), name: "other"), lead);
        await AddAsync(Samples.Lead(new("F.csv", "1")), Samples.Lead(new("f.csv", "2")));
    }

    [ContractFact]
    public async Task One_external_key_twice_in_a_commit_conflicts()
    {
        await using IUnitOfWork unit = Units.Begin();
        unit.Leads.Add(Samples.Lead(new("f.csv", "1")));
        unit.Leads.Add(Samples.Lead(new("f.csv", "1")));
        await ConflictsAsync(unit);
        Assert.Empty(await Leads.ReadLeadsAsync().ToListAsync());
        Assert.Empty(await OutboxAsync());
    }

    [ContractFact]
    public async Task One_aggregate_by_two_objects_in_a_commit_conflicts()
    {
        Lead lead = Samples.Lead();
        await AddAsync(lead);
        await using IUnitOfWork unit = Units.Begin();
        Lead first = (await unit.Leads.FindAsync(lead.Id))!;
        Lead second = (await unit.Leads.FindAsync(lead.Id))!;
        first.Qualify(Samples.At).EnsureSucceeded();
        second.AssignTo(Samples.Anna, "assigned", Samples.At).EnsureSucceeded();
        unit.Leads.Update(first);
        unit.Leads.Update(second);
        await ConflictsAsync(unit);
        Assert.Equal(1, (await FindAsync(lead.Id)).Version);
    }

    [ContractFact]
    public async Task An_object_staged_twice_is_written_once()
    {
        Lead lead = Samples.Lead();
        await using IUnitOfWork unit = Units.Begin();
        unit.Leads.Add(lead);
        lead.AssignTo(Samples.Anna, "assigned", Samples.At).EnsureSucceeded();
        unit.Leads.Update(lead);
        await unit.CommitAsync();
        Lead read = await FindAsync(lead.Id);
        Assert.Equal((1, Samples.Anna), (read.Version, read.Owner));
        Assert.Equal(2, (await OutboxAsync()).Count);
    }

    [ContractFact]
    public async Task An_update_of_what_was_never_stored_conflicts()
    {
        await using IUnitOfWork unit = Units.Begin();
        unit.Leads.Update(Samples.Lead());
        await ConflictsAsync(unit);
        Assert.Empty(await OutboxAsync());
    }

    [ContractFact]
    public async Task A_unit_writes_all_kinds_or_none()
    {
        Lead taken = Samples.Lead();
        await AddAsync(taken);
        await using IUnitOfWork unit = Units.Begin();
        unit.Accounts.Add(Samples.FullAccount());
        unit.Contacts.Add(Samples.FullContact());
        unit.Leads.Add(Samples.Lead(id: taken.Id));
        unit.Opportunities.Add(Samples.FullOpportunity());
        await ConflictsAsync(unit);
        Assert.Empty(await Customers.ReadAccountsAsync().ToListAsync());
        Assert.Empty(await Customers.ReadContactsAsync().ToListAsync());
        Assert.Empty(await Opportunities.ReadOpportunitiesAsync().ToListAsync());
        Assert.Single(await OutboxAsync());
    }

    [ContractFact]
    public async Task A_cancelled_commit_writes_nothing()
    {
        await using IUnitOfWork unit = Units.Begin();
        unit.Leads.Add(Samples.Lead());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => unit.CommitAsync(new CancellationToken(canceled: true)));
        Assert.Empty(await Leads.ReadLeadsAsync().ToListAsync());
    }

    [ContractFact]
    public async Task What_is_not_committed_is_not_written()
    {
        await using (IUnitOfWork unit = Units.Begin())
        {
            unit.Leads.Add(Samples.Lead());
        }

        Assert.Empty(await Leads.ReadLeadsAsync().ToListAsync());
    }

    private async Task RefusesAsync(Lead second, Lead first)
    {
        await using IUnitOfWork unit = Units.Begin();
        unit.Leads.Add(second);
        ConcurrencyConflictException conflict = await ConflictsAsync(unit);
        Assert.Equal([$"Lead {second.Id}"], conflict.Conflicts);
        Assert.Equal(0, second.Version);
        Assert.Equal(first.ToSnapshot().ToJson(), (await Leads.ReadLeadsAsync().SingleAsync()).ToJson());
        Assert.Single(await OutboxAsync());
        await unit.CommitAsync();
        Assert.Single(await OutboxAsync());
    }
}

public sealed class MemoryCommitTests() : CommitContract(new MemoryUnderTest());

public sealed class SqliteCommitTests() : CommitContract(new SqliteUnderTest());

public sealed class ContextCommitTests() : CommitContract(new ContextUnderTest());

[NeedsPostgreSql]
public sealed class PostgreSqlCommitTests() : CommitContract(new PostgreSqlUnderTest());
