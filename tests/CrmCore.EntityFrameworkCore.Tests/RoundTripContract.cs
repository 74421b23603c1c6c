using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.EntityFrameworkCore.Tests;

/// <summary>What is read equals what was written.</summary>
public abstract class RoundTripContract(IStorageUnderTest storage) : StorageContract(storage)
{
    [ContractFact]
    public async Task A_lead_is_read_as_it_was_written()
    {
        Lead written = Samples.FullLead();
        await AddAsync(written);
        Lead read = await FindAsync(written.Id);
        Assert.Equal(1, read.Version);
        Assert.Empty(read.PendingEvents);
        Assert.Equal(written.ToSnapshot().ToJson(), read.ToSnapshot().ToJson());
        Assert.True(written.CapturedAt.EqualsExact(read.CapturedAt), $"{read.CapturedAt:O}");
        Assert.True(written.WakeAt!.Value.EqualsExact(read.WakeAt!.Value));
        Assert.Equal(Samples.LongText, read.Details.Description);
        Assert.Equal(written.Details, read.Details);
        Assert.Equal(written.Details.Email!.Entered, read.Details.Email!.Entered);
        Assert.Equal(written.FollowUps, read.FollowUps);
        Assert.Equal(written.Touches, read.Touches);
        Assert.Equal(written.Discovery.Needs, read.Discovery.Needs);
        Assert.Equal(written.Discovery.Answers, read.Discovery.Answers);
        Assert.Equal(written.CustomFields, read.CustomFields);
        Assert.Equal(written.ExternalKey, read.ExternalKey);
        Assert.Equal(Samples.LongNumber, read.CustomFields["number"].AsNumber);
        Assert.Equal(read.ToSnapshot().ToJson(), (await Leads.ReadLeadsAsync().SingleAsync()).ToJson());
    }

    [ContractFact]
    public async Task An_opportunity_is_read_as_it_was_written()
    {
        Opportunity written = Samples.FullOpportunity();
        await using IUnitOfWork unit = Units.Begin();
        unit.Opportunities.Add(written);
        await unit.CommitAsync();
        Opportunity read = (await unit.Opportunities.FindAsync(written.Id))!;
        Assert.Equal(written.ToSnapshot().ToJson(), read.ToSnapshot().ToJson());
        Assert.Equal(Samples.LongNumber, read.Amount!.Value.Amount);
        Assert.Equal(written.History, read.History);
        Assert.Equal(written.Closing, read.Closing);
        Assert.True(written.Closing!.At.EqualsExact(read.Closing!.At));
        Assert.Equal(written.Probability, read.Probability);
        Assert.Equal(written.CustomFields, read.CustomFields);
        Assert.Equal(read.ToSnapshot().ToJson(), (await Opportunities.ReadOpportunitiesAsync().SingleAsync()).ToJson());
    }

    [ContractFact]
    public async Task Accounts_and_contacts_are_read_as_they_were_written()
    {
        Account account = Samples.FullAccount();
        Contact contact = Samples.FullContact(account.Id);
        await using IUnitOfWork unit = Units.Begin();
        unit.Accounts.Add(account);
        unit.Contacts.Add(contact);
        await unit.CommitAsync();
        Assert.Equal(account.ToSnapshot().ToJson(), (await unit.Accounts.FindAsync(account.Id))!.ToSnapshot().ToJson());
        Assert.Equal(contact.ToSnapshot().ToJson(), (await unit.Contacts.FindAsync(contact.Id))!.ToSnapshot().ToJson());
        Assert.Equal(account.ToSnapshot().ToJson(), (await Customers.ReadAccountsAsync().SingleAsync()).ToJson());
        ContactSnapshot read = await Customers.ReadContactsAsync().SingleAsync();
        Assert.Equal((contact.Name, contact.Email, contact.Phone), (read.Name, read.Email, read.Phone));
        Assert.Equal(contact.Phone!.Entered, read.Phone!.Entered);
    }

    [ContractFact]
    public async Task Corrections_are_stored_with_their_events()
    {
        (Lead lead, Account account, Contact contact, Opportunity deal) = (Samples.Lead(), Samples.FullAccount(), Samples.FullContact(), Opportunity.Create(new(OpportunityId.New(TimeProvider.System), "Deal"), Pipelines.ReadyPipelines.SolutionSale, Samples.At));
        await CommitAsync(unit =>
        {
            unit.Leads.Add(lead);
            unit.Accounts.Add(account);
            unit.Contacts.Add(contact);
            unit.Opportunities.Add(deal);
        });
        DateTimeOffset at = Samples.At.AddDays(9);
        lead.ChangeDetails(lead.Details with { Email = EmailAddress.Parse("王 <wang@rot.example>"), City = "Ulm" }, at, Samples.Anna).EnsureSucceeded();
        lead.SetCustomField("size", FieldValue.Of(7), at, Samples.Anna).EnsureSucceeded();
        account.ChangeDetails(account.Details with { Name = "Rot GmbH", Website = null }, at, Samples.Anna).EnsureSucceeded();
        contact.ChangeDetails(contact.Details with { Account = account.Id, Title = "CFO" }, at, Samples.Anna).EnsureSucceeded();
        deal.Rename("Robots", at, Samples.Anna).EnsureSucceeded();
        deal.SetAccount(account.Id, at, Samples.Anna).EnsureSucceeded();
        DomainEvent[] told = [.. new Aggregate[] { lead, account, contact, deal }.SelectMany(a => a.PendingEvents)];
        await CommitAsync(unit =>
        {
            unit.Leads.Update(lead);
            unit.Accounts.Update(account);
            unit.Contacts.Update(contact);
            unit.Opportunities.Update(deal);
        });

        await using IUnitOfWork read = Units.Begin();
        Assert.Equal(lead.ToSnapshot().ToJson(), (await read.Leads.FindAsync(lead.Id))!.ToSnapshot().ToJson());
        Assert.Equal(account.ToSnapshot().ToJson(), (await read.Accounts.FindAsync(account.Id))!.ToSnapshot().ToJson());
        Assert.Equal(contact.ToSnapshot().ToJson(), (await read.Contacts.FindAsync(contact.Id))!.ToSnapshot().ToJson());
        Assert.Equal(deal.ToSnapshot().ToJson(), (await read.Opportunities.FindAsync(deal.Id))!.ToSnapshot().ToJson());
        Assert.Equal(deal.Id, (await Opportunities.ReadOpportunitiesAsync(new() { Account = account.Id }).SingleAsync()).Id);
        Dictionary<string, DomainEvent> stored = (await OutboxAsync()).ToDictionary(m => m.EventId, m => m.ToEvent());
        Assert.Equal(6, told.Length);
        Assert.All(told, e => Assert.Equal(e, stored[e.EventId]));

        async Task CommitAsync(Action<IUnitOfWork> stage)
        {
            await using IUnitOfWork unit = Units.Begin();
            stage(unit);
            await unit.CommitAsync();
        }
    }

    [ContractFact]
    public async Task Nothing_is_shared_between_what_is_read_and_what_is_stored()
    {
        Lead written = Samples.Lead();
        await AddAsync(written);
        string stored = written.ToSnapshot().ToJson();
        Lead first = await FindAsync(written.Id);
        Lead second = await FindAsync(written.Id);
        Assert.NotSame(first, second);
        Samples.Qualify(first);
        written.TouchedBy(LeadSource.Web, Samples.At.AddDays(1));
        Assert.Equal(stored, second.ToSnapshot().ToJson());
        Assert.Equal(stored, (await FindAsync(written.Id)).ToSnapshot().ToJson());
    }

    [ContractFact]
    public async Task What_is_not_there_is_null()
    {
        await using IUnitOfWork unit = Units.Begin();
        Assert.Null(await unit.Leads.FindAsync(LeadId.New(TimeProvider.System)));
        Assert.Null(await unit.Opportunities.FindAsync(OpportunityId.New(TimeProvider.System)));
        Assert.Empty(await unit.Accounts.FindByExternalKeysAsync([new("a", "b")]));
        Assert.Empty(await unit.Contacts.FindByExternalKeysAsync([]));
    }
}

public sealed class MemoryRoundTripTests() : RoundTripContract(new MemoryUnderTest());

public sealed class SqliteRoundTripTests() : RoundTripContract(new SqliteUnderTest());

public sealed class ContextRoundTripTests() : RoundTripContract(new ContextUnderTest());

[NeedsPostgreSql]
public sealed class PostgreSqlRoundTripTests() : RoundTripContract(new PostgreSqlUnderTest());
