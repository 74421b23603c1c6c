using CrmCore.Conversion;
using CrmCore.Customers;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Matching;
using CrmCore.Merging;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using CrmCore.Qualification;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Docs;

/// <summary>The code of <c>docs/customers.md</c>.</summary>
public class CustomersDocs
{
    [Fact]
    public async Task Accounts_and_contacts()
    {
        (TestClock clock, InMemoryStore store, UserId anna) = (new(), new(), Some.Anna);

        // docs:begin customers-create
        Account account = Account.Create(
            new() { Id = AccountId.New(clock), Name = "Blau Logistik GmbH", Owner = anna, Website = "https://www.blau.example", CreatedAt = clock.GetUtcNow() }, by: anna);
        Contact clara = Contact.Create(
            new()
            {
                Id = ContactId.New(clock),
                Name = new PersonName("Clara Stein"),
                Account = account.Id,
                Email = EmailAddress.Parse("clara@blau.example"),
                CreatedAt = clock.GetUtcNow(),
            },
            by: anna);
        await using IUnitOfWork unit = store.Begin();
        unit.Accounts.Add(account);
        unit.Contacts.Add(clara);
        await unit.CommitAsync();
        // docs:end customers-create
        Assert.Equal(account.Id, (await unit.Contacts.FindAsync(clara.Id))!.Account);

        // docs:begin customers-fill
        bool filled = account.FillBlanks(industry: "Logistics", website: "https://other.example", phone: null);   // the industry; the web site stays
        unit.Accounts.Update(account);
        await unit.CommitAsync();
        // docs:end customers-fill
        Assert.True(filled);
        Assert.Equal(("Logistics", "https://www.blau.example"), (account.Industry, account.Website));

        // docs:begin customers-renamed
        Account renamed = Account.FromSnapshot(account.ToSnapshot() with { Name = "Blau Logistics SE" });
        unit.Accounts.Update(renamed);
        await unit.CommitAsync();
        // docs:end customers-renamed
        Assert.Equal("Blau Logistics SE", (await unit.Accounts.FindAsync(account.Id))!.Name);

        Lead lead = Some.QualifiedLead();
        await store.SaveAsync(lead);

        // docs:begin customers-match
        PartyIndex parties = await PartyIndex.ReadAsync(store, store);
        IReadOnlyList<PartyMatch> found = parties.Find(lead.ToSnapshot(), MatchClass.Likely);   // contacts it may be, then accounts its company may be
        ContactId known = ContactId.From(found.First(m => m.Party.Kind == PartyKind.Contact).Party.Id);
        // docs:end customers-match
        Assert.Equal(clara.Id, known);

        // docs:begin customers-attach
        ConversionService conversion = new(store, new PipelineCatalog(ReadyPipelines.SolutionSale), ReadyPolicies.Default, clock);
        ConversionResult result = await conversion.ConvertAsync(new(lead.Id, "form-1", anna)
        {
            Account = ConversionTarget<AccountId>.Link(account.Id),
            Contact = ConversionTarget<ContactId>.Link(known),
        });
        // docs:end customers-attach
        Assert.True(result.Succeeded, string.Join(" ", result.Refusals.Select(r => r.Code)));
        Assert.Equal(account.Id, result.Conversion!.Account);

        // docs:begin customers-read
        List<ContactSnapshot> people = await store.ReadContactsAsync().Where(c => c.Account == account.Id).ToListAsync();
        List<OpportunitySnapshot> deals = await store.ReadOpportunitiesAsync(new() { Account = account.Id }).ToListAsync();
        // docs:end customers-read
        Assert.Equal((clara.Id, 1), (Assert.Single(people).Id, deals.Count));
    }
}
