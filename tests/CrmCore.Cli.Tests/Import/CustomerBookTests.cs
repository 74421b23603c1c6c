using CrmCore.Cli.Engine;
using CrmCore.Cli.Import;
using CrmCore.Customers;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Persistence;

namespace CrmCore.Cli.Tests.Import;

public class CustomerBookTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("-")]
    [InlineData("???")]
    [InlineData("…")]
    [InlineData(" ")]
    [InlineData(null)]
    public async Task A_name_without_letters_is_no_company_and_nobody(string? name)
    {
        CustomerBook book = new(TimeProvider.System);
        Assert.Null(book.AccountOf(name, At, "anna"));
        Assert.Null(book.ContactOf(name, null, null, At, "anna"));
        Assert.Empty(await StoredAsync(book));
    }

    [Fact]
    public async Task Who_has_an_address_and_no_name_is_called_by_it()
    {
        CustomerBook book = new(TimeProvider.System);
        AccountId? account = book.AccountOf("Blau GmbH", At, "anna");
        Assert.NotNull(book.ContactOf("???", "clara@blau.example", account, At, "anna"));
        Assert.Equal(account, book.AccountOf("BLAU", At, "anna"));
        Assert.Equal(["Blau GmbH", "clara"], await StoredAsync(book));
    }

    [Fact]
    public async Task Nothing_is_linked_to_an_account_or_contact_that_is_stored_under_such_a_name()
    {
        InMemoryStore store = new();
        AccountId blau = AccountId.New(TimeProvider.System);
        await using (IUnitOfWork unit = store.Begin())
        {
            unit.Accounts.Add(Account.Create(new() { Id = AccountId.New(TimeProvider.System), Name = "-", CreatedAt = At }));
            unit.Accounts.Add(Account.Create(new() { Id = blau, Name = "Blau GmbH", CreatedAt = At }));
            unit.Contacts.Add(Contact.Create(new() { Id = ContactId.New(TimeProvider.System), Name = new("???"), Account = blau, CreatedAt = At }));
            await unit.CommitAsync();
        }

        CustomerBook book = new(TimeProvider.System);
        await book.LoadAsync(store, CancellationToken.None);
        Lead nameless = Lead.Capture(LeadId.New(TimeProvider.System), new() { Company = "Blau" }, LeadSource.Web, Custody.OwnedBy(new("anna")), At);
        Lead homeless = Lead.Capture(LeadId.New(TimeProvider.System), new() { Company = "???", Name = new("-") }, LeadSource.Web, Custody.OwnedBy(new("anna")), At);

        Assert.Equal((blau, null), (EnginePass.RequestFor(nameless, book).Account.Existing, EnginePass.RequestFor(nameless, book).Contact.Existing));
        Assert.Equal((null, null), (EnginePass.RequestFor(homeless, book).Account.Existing, EnginePass.RequestFor(homeless, book).Contact.Existing));
        book.Remember(homeless, new("key", AccountId.New(TimeProvider.System), ContactId.New(TimeProvider.System), null, At, new("anna")));
        Assert.Null(EnginePass.RequestFor(homeless, book).Account.Existing);
    }

    /// <summary>The names of what an import would store, accounts first.</summary>
    private static async Task<IReadOnlyList<string>> StoredAsync(CustomerBook book)
    {
        InMemoryStore store = new();
        await using (IUnitOfWork unit = store.Begin())
        {
            book.Stage(unit);
            await unit.CommitAsync();
        }

        return [.. await store.ReadAccountsAsync().Select(a => a.Name).ToListAsync(), .. await store.ReadContactsAsync().Select(c => c.Name.Full).ToListAsync()];
    }
}
