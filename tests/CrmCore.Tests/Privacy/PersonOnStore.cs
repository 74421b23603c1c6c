using CrmCore.Customers;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Privacy;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Privacy;

/// <summary>Anna Price on record: a lead that became a contact, an account and a deal, each as a test wants it.</summary>
internal sealed class PersonOnStore
{
    public static readonly LeadId Id = LeadId.From(Some.Guid(1));

    public static readonly ContactId ContactId = CrmCore.ContactId.From(Some.Guid(2));

    public static readonly AccountId AccountId = CrmCore.AccountId.From(Some.Guid(3));

    public static readonly OpportunityId DealId = OpportunityId.From(Some.Guid(4));

    private static readonly PersonName Name = new("Anna Price");

    public InMemoryStore Store { get; } = new();

    public LeadSnapshot Lead { get; set; } = Some.OwnedLead(1, new() { Name = Name, Company = "Blau", Email = EmailAddress.Parse("anna@price.example"), Phone = new("0151 2345678") }).ToSnapshot() with
    {
        Status = LeadStatus.Converted,
        Conversion = new("r1", AccountId, ContactId, DealId, Some.Day(1), Some.Bo),
    };

    public ContactSnapshot Contact { get; set; } = new() { Id = ContactId, Name = Name, Account = AccountId, Title = "Head of IT", CreatedAt = Some.Day(1) };

    public AccountSnapshot Account { get; set; } = new() { Id = AccountId, Name = "Blau", CreatedAt = Some.Day(1) };

    public OpportunitySnapshot Deal { get; set; } =
        Some.Deal(4, Some.Eur(5)).ToSnapshot() with { SourceLead = Id, Contact = ContactId, Account = AccountId, Name = "Blau - Anna Price" };

    public async Task<PersonOnStore> EraseAsync(ErasureOptions? options = null)
    {
        await SaveAsync();
        Assert.True((await new PersonalDataService(Store, new TestClock()).EraseAsync(Id, options)).Succeeded);
        await using IUnitOfWork unit = Store.Begin();
        Lead = (await unit.Leads.FindAsync(Id))!.ToSnapshot();
        Contact = (await unit.Contacts.FindAsync(ContactId))!.ToSnapshot();
        Account = (await unit.Accounts.FindAsync(AccountId))!.ToSnapshot();
        Deal = (await unit.Opportunities.FindAsync(DealId))!.ToSnapshot();
        return this;
    }

    public async Task<PersonalData> ExportAsync()
    {
        await SaveAsync();
        return (await new PersonalDataService(Store, new TestClock()).ExportAsync(Id))!;
    }

    private async Task SaveAsync()
    {
        await using IUnitOfWork unit = Store.Begin();
        unit.Leads.Add(CrmCore.Leads.Lead.FromSnapshot(Lead));
        unit.Contacts.Add(CrmCore.Customers.Contact.FromSnapshot(Contact));
        unit.Accounts.Add(CrmCore.Customers.Account.FromSnapshot(Account));
        unit.Opportunities.Add(Opportunity.FromSnapshot(Deal));
        await unit.CommitAsync();
    }
}
