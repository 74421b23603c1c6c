using CrmCore.Conversion;
using CrmCore.Customers;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Qualification;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Conversion;

public class ConversionServiceTests
{
    private readonly InMemoryStore _store = new();
    private readonly TestClock _clock = new();
    private readonly FaultyStorage _storage;
    private readonly ConversionService _service;

    public ConversionServiceTests()
    {
        _storage = new(_store);
        _service = new(_storage, new PipelineCatalog(Some.Sale), ReadyPolicies.Default, _clock);
    }

    [Fact]
    public async Task It_creates_account_contact_and_opportunity_and_marks_the_lead()
    {
        Lead lead = Some.QualifiedLead();
        await _store.SaveAsync(lead);
        _clock.Advance(TimeSpan.FromDays(1));
        ConversionResult result = await _service.ConvertAsync(Request(lead) with { Amount = Some.Eur(900), OpportunityName = "Reports" });
        Assert.True(result.Succeeded);
        AccountSnapshot account = Assert.Single(await _store.ReadAccountsAsync().ToListAsync());
        ContactSnapshot contact = Assert.Single(await _store.ReadContactsAsync().ToListAsync());
        OpportunitySnapshot deal = Assert.Single(await _store.ReadOpportunitiesAsync().ToListAsync());
        Assert.Equal(("Blau Logistik GmbH", Some.Anna), (account.Name, account.Owner));
        Assert.Equal((Some.Details.Name, account.Id, Some.Details.Email), (contact.Name, contact.Account, contact.Email));
        Assert.Equal(("Reports", lead.Id, account.Id, contact.Id, Some.Anna), (deal.Name, deal.SourceLead, deal.Account, deal.Contact, deal.Owner));
        Assert.Equal((Some.Eur(900), "inquiry"), (deal.Amount, deal.Stage));
        Assert.Equal(lead.Discovery.Needs, deal.Discovery!.Needs);
        LeadSnapshot stored = Assert.Single(await _store.ReadLeadsAsync().ToListAsync());
        Assert.Equal((LeadStatus.Converted, 2), (stored.Status, stored.Version));
        Assert.Equal(new(Request(lead).RequestKey, account.Id, contact.Id, deal.Id, Some.Day(1), Some.Bo), stored.Conversion);
        Assert.Equal(result.Conversion, stored.Conversion);
    }

    [Fact]
    public async Task It_links_what_exists_and_fills_only_blanks()
    {
        Lead lead = Some.QualifiedLead();
        Account account = Account.Create(new() { Id = AccountId.From(Some.Guid(50)), Name = "Blau", CreatedAt = Some.Start });
        Contact contact = Contact.Create(new() { Id = ContactId.From(Some.Guid(51)), Name = new("C. Stein"), Email = EmailAddress.Parse("old@blau.example"), CreatedAt = Some.Start });
        await _store.SaveAsync(lead, account, contact);
        ConversionResult result = await _service.ConvertAsync(
            Request(lead) with { Account = ConversionTarget<AccountId>.Link(account.Id), Contact = ConversionTarget<ContactId>.Link(contact.Id) });
        Assert.Equal((account.Id, contact.Id), (result.Conversion!.Account, result.Conversion.Contact));
        ContactSnapshot linked = Assert.Single(await _store.ReadContactsAsync().ToListAsync());
        Assert.Equal(("C. Stein", "old@blau.example", account.Id), (linked.Name.Full, linked.Email!.Address, linked.Account));
        Assert.Equal("Blau", Assert.Single(await _store.ReadAccountsAsync().ToListAsync()).Name);
    }

    [Fact]
    public async Task It_creates_none_where_none_is_wanted()
    {
        Lead lead = Some.QualifiedLead();
        await _store.SaveAsync(lead);
        ConversionResult result = await _service.ConvertAsync(
            Request(lead) with { Account = ConversionTarget<AccountId>.None, Contact = ConversionTarget<ContactId>.None, Opportunity = ConversionTarget<OpportunityId>.None });
        Assert.True(result.Succeeded);
        Assert.Equal((null, null, null), (result.Conversion!.Account, result.Conversion.Contact, result.Conversion.Opportunity));
        Assert.Empty(await _store.ReadAccountsAsync().ToListAsync());
        Assert.Empty(await _store.ReadOpportunitiesAsync().ToListAsync());
    }

    [Fact]
    public async Task Every_blocker_is_listed_at_once_and_nothing_changes()
    {
        Lead lead = Some.PooledLead();
        Account other = Account.Create(new() { Id = AccountId.From(Some.Guid(50)), Name = "Other", CreatedAt = Some.Start });
        Contact contact = Contact.Create(new() { Id = ContactId.From(Some.Guid(51)), Name = new("C"), Account = other.Id, CreatedAt = Some.Start });
        await _store.SaveAsync(lead, other, contact);
        string before = await _store.DumpAsync();
        _clock.Advance(TimeSpan.FromDays(-1));
        ConversionResult result = await _service.ConvertAsync(
            Request(lead) with { Account = ConversionTarget<AccountId>.Link(AccountId.From(Some.Guid(99))), Contact = ConversionTarget<ContactId>.Link(contact.Id) });
        Assert.Equal(
            ["conversion.account-not-found", "conversion.before-last-change", "conversion.contact-of-another-account", "conversion.no-owner", "conversion.not-qualified"],
            result.Refusals.Select(r => r.Code).Order());
        Assert.NotNull(result.Verdict);
        Assert.All(result.Refusals, r => Assert.NotEqual(r.Code, r.Describe()));
        Assert.Equal(before, await _store.DumpAsync());
    }

    [Fact]
    public async Task A_closed_or_unknown_lead_is_refused_and_a_reason_overrides_the_policy()
    {
        Lead junk = Some.OwnedLead(1);
        junk.Disqualify("junk", Some.Start).EnsureSucceeded();
        Lead unqualified = Some.OwnedLead(2);
        await _store.SaveAsync(junk, unqualified);
        Assert.Contains("conversion.disqualified", (await _service.ConvertAsync(Request(junk) with { OverrideReason = "why not" })).Refusals.Select(r => r.Code));
        Assert.Equal("conversion.lead-not-found", Assert.Single((await _service.ConvertAsync(Request(Some.OwnedLead(3)))).Refusals).Code);
        Assert.Equal("conversion.not-qualified", Assert.Single((await _service.ConvertAsync(Request(unqualified))).Refusals).Code);
        ConversionResult overridden = await _service.ConvertAsync(Request(unqualified) with { OverrideReason = "The board knows them" });
        Assert.Equal("The board knows them", overridden.Conversion?.OverrideReason);
    }

    [Fact]
    public async Task The_same_request_gives_its_first_result_again_and_another_is_refused()
    {
        Lead lead = Some.QualifiedLead();
        await _store.SaveAsync(lead);
        ConversionResult first = await _service.ConvertAsync(Request(lead));
        string before = await _store.DumpAsync();
        _clock.Advance(TimeSpan.FromDays(3));
        ConversionResult again = await _service.ConvertAsync(Request(lead) with { OpportunityName = "Another name" });
        Assert.Equal((first.Conversion, false, true), (again.Conversion, first.IsRepeat, again.IsRepeat));
        ConversionResult other = await _service.ConvertAsync(Request(lead) with { RequestKey = "other" });
        Assert.Equal("conversion.already-converted", Assert.Single(other.Refusals).Code);
        Assert.Equal(before, await _store.DumpAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sixteen_at_once_make_one_conversion(bool sameKey)
    {
        for (int round = 1; round <= 20; round++)
        {
            Lead lead = Some.QualifiedLead(round);
            await _store.SaveAsync(lead);
            using Barrier barrier = new(16);
            ConversionResult[] results = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Factory.StartNew(
                () =>
                {
                    barrier.SignalAndWait();
                    return _service.ConvertAsync(Request(lead) with { RequestKey = sameKey ? "same" : $"key {i}" });
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).Unwrap()));
            Assert.Single(results, r => r is { Succeeded: true, IsRepeat: false });
            Assert.Equal(sameKey ? 16 : 1, results.Count(r => r.Succeeded));
            Assert.Single(results.Where(r => r.Succeeded).Select(r => r.Conversion).Distinct());
            Assert.All(results.Where(r => !r.Succeeded), r => Assert.Equal("conversion.already-converted", Assert.Single(r.Refusals).Code));
        }

        Assert.Equal(20, (await _store.ReadOpportunitiesAsync().ToListAsync()).Count);
        Assert.Equal(20, (await _store.ReadAccountsAsync().ToListAsync()).Count);
        Assert.Equal(20, (await _store.ReadContactsAsync().ToListAsync()).Count);
        Assert.Equal(_store.Outbox.Count, _store.Outbox.DistinctBy(m => m.EventId).Count());
    }

    [Theory]
    [InlineData(Fault.AddAccount)]
    [InlineData(Fault.AddContact)]
    [InlineData(Fault.AddOpportunity)]
    [InlineData(Fault.UpdateLead)]
    [InlineData(Fault.BeforeCommit)]
    public async Task A_breakdown_in_the_middle_leaves_nothing_and_it_can_be_tried_again(Fault fault)
    {
        Lead lead = Some.QualifiedLead();
        await _store.SaveAsync(lead);
        string before = await _store.DumpAsync();
        _storage.Fault = fault;
        await Assert.ThrowsAsync<IOException>(() => _service.ConvertAsync(Request(lead)));
        Assert.Equal(before, await _store.DumpAsync());
        _storage.Fault = Fault.None;
        Assert.True((await _service.ConvertAsync(Request(lead))).Succeeded);
    }

    [Fact]
    public async Task Faults_of_the_caller_are_exceptions()
    {
        Lead lead = Some.QualifiedLead();
        await _store.SaveAsync(lead);
        await Assert.ThrowsAsync<ArgumentException>(() => _service.ConvertAsync(Request(lead) with { RequestKey = " " }));
        await Assert.ThrowsAsync<ArgumentException>(() => _service.ConvertAsync(Request(lead) with { Pipeline = "nowhere" }));
        await Assert.ThrowsAsync<ArgumentException>(() => _service.ConvertAsync(new(default, "k", Some.Anna)));
        await Assert.ThrowsAsync<ArgumentException>(() => _service.ConvertAsync(new(lead.Id, "k", default)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _service.ConvertAsync(Request(lead), new CancellationToken(canceled: true)));
    }

    private static ConversionRequest Request(Lead lead) => new(lead.Id, "key", Some.Bo);
}
