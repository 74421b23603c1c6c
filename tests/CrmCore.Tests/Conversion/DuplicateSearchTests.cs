using CrmCore.Conversion.Checks;
using CrmCore.Customers;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Matching;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Conversion;

public class DuplicateSearchTests
{
    private readonly InMemoryStore _store = new();
    private readonly Lead _lead = Some.OwnedLead();

    [Fact]
    public async Task Leads_accounts_and_contacts_of_a_store_are_found()
    {
        Lead twin = Some.OwnedLead(2);
        Account account = AccountOf(50, "BLAU LOGISTIK");
        Contact contact = ContactOf(51, account.Id);
        await _store.SaveAsync(_lead, twin, account, contact);

        DuplicateSearch search = await DuplicateSearch.ReadAsync(_store, _store);

        Assert.Equal(
            [(DuplicateKind.Lead, twin.Id.Value), (DuplicateKind.Account, account.Id.Value), (DuplicateKind.Contact, contact.Id.Value)],
            (await search.FindAsync(_lead)).OrderBy(d => d.Kind).Select(d => (d.Kind, d.Id)));
        foreach (Guid id in (Guid[])[twin.Id.Value, account.Id.Value, contact.Id.Value])
        {
            search.Remove(id);
            Assert.DoesNotContain(await search.FindAsync(_lead), d => d.Id == id);
        }

        Assert.Empty(await search.FindAsync(_lead));
    }

    [Fact]
    public async Task A_renamed_account_is_found_by_its_new_name_only()
    {
        DuplicateSearch search = await DuplicateSearch.ReadAsync(_store, _store);
        AccountSnapshot account = AccountOf(50, "Blau Logistik").ToSnapshot();
        search.Add(account);
        Assert.Equal([(MatchClass.Same, account.Id.Value)], (await search.FindAsync(_lead)).Select(d => (d.Class, d.Id)));
        search.Add(account with { Name = "Rosa Gartenbau" });
        Assert.Empty(await search.FindAsync(_lead));
        Lead other = Some.OwnedLead(2, new() { Company = "Rosa Gartenbau GmbH" });
        Assert.Equal(account.Id.Value, Assert.Single(await search.FindAsync(other)).Id);
    }

    [Fact]
    public async Task The_contacts_of_a_renamed_account_are_held_against_its_new_name()
    {
        DuplicateSearch search = await DuplicateSearch.ReadAsync(_store, _store);
        AccountSnapshot account = AccountOf(50, "Rosa Gartenbau").ToSnapshot();
        ContactSnapshot contact = new() { Id = ContactId.From(Some.Guid(60)), Name = new("Bo Chen"), Account = account.Id, CreatedAt = Some.Start };
        Lead before = Some.OwnedLead(2, new() { Name = new("Bo Chen"), Company = "Rosa Gartenbau" });
        Lead after = Some.OwnedLead(3, new() { Name = new("Bo Chen"), Company = "Tulpe Transporte" });
        search.Add(account);
        search.Add(contact);
        Assert.True(await ScoreAsync(before) > await ScoreAsync(after));
        search.Add(account with { Name = "Tulpe Transporte" });
        Assert.True(await ScoreAsync(before) < await ScoreAsync(after));
        search.Remove(account.Id.Value);
        Assert.Equal(await ScoreAsync(before), await ScoreAsync(after));

        async Task<double> ScoreAsync(Lead lead) => (await search.FindAsync(lead)).Single(d => d.Kind == DuplicateKind.Contact).Score;
    }

    [Fact]
    public async Task Accounts_of_one_name_come_in_the_order_of_their_ids_and_once_each()
    {
        DuplicateSearch search = await DuplicateSearch.ReadAsync(_store, _store);
        Guid[] ids = [.. Enumerable.Range(50, 5).Select(i => Some.Guid(i))];
        foreach (Guid id in ids.Reverse())
        {
            search.Add(Account.Create(new() { Id = AccountId.From(id), Name = "Blau Logistik", CreatedAt = Some.Start }).ToSnapshot());
        }

        Assert.Equal(ids.Order(), (await search.FindAsync(_lead)).Select(d => d.Id));
        Assert.Empty(await search.FindAsync(Some.OwnedLead(3, new() { Name = new("Nobody Else"), Company = " " })));
    }

    [Theory]
    [InlineData("-", "???")]
    [InlineData("-", "-")]
    [InlineData("…", " . ")]
    public async Task A_name_without_letters_is_the_name_of_no_company(string account, string company)
    {
        DuplicateSearch search = await DuplicateSearch.ReadAsync(_store, _store);
        AccountSnapshot nameless = AccountOf(50, account).ToSnapshot();
        search.Add(nameless);
        Lead lead = Some.OwnedLead(2, new() { Name = new("Nobody Else"), Company = company });
        Assert.Empty(await search.FindAsync(lead));
        search.Add(nameless with { Name = "Blau Logistik" });
        Assert.Empty(await search.FindAsync(lead));
        Assert.Single(await search.FindAsync(_lead));
        search.Add(nameless);
        search.Remove(nameless.Id.Value);
        Assert.Empty(await search.FindAsync(_lead));
    }

    [Fact]
    public async Task Leads_that_are_closed_are_no_duplicates_and_cancelling_stops()
    {
        DuplicateSearch search = await DuplicateSearch.ReadAsync(_store, _store);
        LeadSnapshot twin = Some.OwnedLead(2).ToSnapshot();
        foreach (LeadStatus status in (LeadStatus[])[LeadStatus.Converted, LeadStatus.Disqualified, LeadStatus.Merged])
        {
            search.Add(twin with { Status = status });
            Assert.Empty(await search.FindAsync(_lead));
        }

        search.Add(twin);
        Assert.Single(await search.FindAsync(_lead));
        search.Add(twin with { Status = LeadStatus.Converted });
        Assert.Empty(await search.FindAsync(_lead));
        search.Add(twin);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => search.FindAsync(_lead, new(canceled: true)));
        await Assert.ThrowsAsync<ArgumentNullException>(() => search.FindAsync(null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => DuplicateSearch.ReadAsync(null!, _store));
        await Assert.ThrowsAsync<ArgumentNullException>(() => DuplicateSearch.ReadAsync(_store, null!));
        Assert.Throws<ArgumentNullException>(() => search.Add((LeadSnapshot)null!));
        Assert.Throws<ArgumentNullException>(() => search.Add((AccountSnapshot)null!));
        Assert.Throws<ArgumentNullException>(() => search.Add((ContactSnapshot)null!));
    }

    private static Account AccountOf(int number, string name) => Account.Create(new() { Id = AccountId.From(Some.Guid(number)), Name = name, CreatedAt = Some.Start });

    private static Contact ContactOf(int number, AccountId account) =>
        Contact.Create(new() { Id = ContactId.From(Some.Guid(number)), Name = Some.Details.Name!, Email = Some.Details.Email, Account = account, CreatedAt = Some.Start });
}
