using CrmCore.Conversion;
using CrmCore.Conversion.Checks;
using CrmCore.Conversion.Reverting;
using CrmCore.Customers;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Qualification;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Conversion;

/// <summary>What a revert leaves keeps what it points to, and who searches for duplicates learns what is gone.</summary>
public class RevertReferenceTests
{
    private readonly InMemoryStore _store = new();
    private readonly TestClock _clock = new();
    private readonly Lead _lead = Some.QualifiedLead();

    [Fact]
    public async Task A_contact_that_changed_since_stays_with_its_account_by_force()
    {
        LeadConversion conversion = await ConvertAsync();
        await ChangeAsync(conversion.Contact!.Value, c => c with { Title = "Head of logistics" });
        RevertResult refused = await RevertAsync();
        Assert.Equal(("conversion.record-changed", "contact"), Assert.Single(refused.Refusals) is var refusal ? (refusal.Code, refusal.Parameters["kind"]) : default);
        ConversionReversal reversal = (await RevertAsync(force: true)).Reversal!;
        Assert.Equal([$"opportunity {conversion.Opportunity}"], reversal.Undone);
        Assert.Equal([$"contact {conversion.Contact}", $"account {conversion.Account}"], reversal.Left);
        Assert.Equal(conversion.Account, Assert.Single(await _store.ReadContactsAsync().ToListAsync()).Account);
        Assert.Equal(conversion.Account, Assert.Single(await _store.ReadAccountsAsync().ToListAsync()).Id);
    }

    [Fact]
    public async Task A_deal_that_closed_since_stays_with_the_account_and_the_contact_that_it_was_given()
    {
        Opportunity deal = Some.Deal(50);
        await _store.SaveAsync(deal);
        LeadConversion conversion = await ConvertAsync(r => r with { Opportunity = ConversionTarget<OpportunityId>.Link(deal.Id) });
        await _store.ChangeAsync(deal.Id, d => d.Lose("price", Some.Sale, Some.Day(1), Some.Bo).EnsureSucceeded());
        _clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(["conversion.opportunity-closed"], (await RevertAsync()).Refusals.Select(r => r.Code));
        ConversionReversal reversal = (await RevertAsync(force: true)).Reversal!;
        Assert.Empty(reversal.Undone);
        Assert.Equal([$"opportunity {deal.Id}", $"contact {conversion.Contact}", $"account {conversion.Account}"], reversal.Left);
        OpportunitySnapshot left = Assert.Single(await _store.ReadOpportunitiesAsync().ToListAsync());
        Assert.Equal((conversion.Account, conversion.Contact), (left.Account, left.Contact));
        Assert.Equal(conversion.Contact, Assert.Single(await _store.ReadContactsAsync().ToListAsync()).Id);
        Assert.Equal(conversion.Account, Assert.Single(await _store.ReadAccountsAsync().ToListAsync()).Id);
    }

    [Fact]
    public async Task A_deal_keeps_the_contact_that_it_was_given_after_the_conversion()
    {
        Contact first = Contact.Create(new() { Id = ContactId.From(Some.Guid(51)), Name = new("Dora Blau"), CreatedAt = Some.Start });
        Opportunity deal = Opportunity.Create(new(OpportunityId.From(Some.Guid(50)), "Deal") { Contact = first.Id }, Some.Sale, Some.Start);
        await _store.SaveAsync(first, deal);
        LeadConversion conversion = await ConvertAsync(r => r with { Opportunity = ConversionTarget<OpportunityId>.Link(deal.Id) });
        await _store.ChangeAsync(deal.Id, d => d.SetContact(conversion.Contact, Some.Start).EnsureSucceeded());
        ConversionReversal reversal = (await RevertAsync()).Reversal!;
        Assert.Equal([$"contact {conversion.Contact}", $"account {conversion.Account}"], reversal.Left);
        OpportunitySnapshot left = Assert.Single(await _store.ReadOpportunitiesAsync().ToListAsync());
        Assert.Equal((null, conversion.Contact), (left.Account, left.Contact));
        Assert.Contains(conversion.Contact, (await _store.ReadContactsAsync().ToListAsync()).Select(c => (ContactId?)c.Id));
    }

    [Fact]
    public async Task An_account_and_a_contact_that_a_lead_was_converted_into_by_hand_are_in_use()
    {
        LeadConversion conversion = await ConvertAsync();
        Lead other = Some.QualifiedLead(2);
        other.Qualify(Some.Start).EnsureSucceeded();
        other.MarkConverted(new("by hand", conversion.Account, conversion.Contact, null, Some.Start, Some.Bo)).EnsureSucceeded();
        await _store.SaveAsync(other);
        Assert.Equal(
            [
                new("conversion.record-in-use", ("kind", "contact"), ("id", conversion.Contact), ("records", $"lead {other.Id}")),
                new Refusal("conversion.record-in-use", ("kind", "account"), ("id", conversion.Account), ("records", $"lead {other.Id}")),
            ],
            (await RevertAsync()).Refusals);
    }

    [Fact]
    public async Task A_search_for_duplicates_learns_that_the_lead_is_open_again_and_what_is_gone()
    {
        await _store.SaveAsync(_lead);
        DuplicateSearch search = await DuplicateSearch.ReadAsync(_store, _store);
        LeadConversion conversion = await ConvertAsync(duplicates: search);
        Assert.Equal([(DuplicateKind.Account, conversion.Account!.Value.Value), (DuplicateKind.Contact, conversion.Contact!.Value.Value)], await FoundAsync(search));
        await RevertAsync(duplicates: search);
        Assert.Equal([(DuplicateKind.Lead, _lead.Id.Value)], await FoundAsync(search));
    }

    [Fact]
    public async Task A_search_for_duplicates_still_knows_what_was_left()
    {
        await _store.SaveAsync(_lead);
        DuplicateSearch search = await DuplicateSearch.ReadAsync(_store, _store);
        LeadConversion conversion = await ConvertAsync(duplicates: search);
        await _store.SaveAsync(Opportunity.Create(new(OpportunityId.From(Some.Guid(60)), "Second") { Account = conversion.Account }, Some.Sale, Some.Start));
        await RevertAsync(force: true, search);
        Assert.Equal([(DuplicateKind.Lead, _lead.Id.Value), (DuplicateKind.Account, conversion.Account!.Value.Value)], await FoundAsync(search));
    }

    [Fact]
    public async Task A_search_for_duplicates_learns_that_what_was_linked_has_its_former_values()
    {
        Contact linked = Contact.Create(new() { Id = ContactId.From(Some.Guid(51)), Name = new("Clara Stein"), CreatedAt = Some.Start });
        await _store.SaveAsync(linked);
        DuplicateSearch search = await DuplicateSearch.ReadAsync(_store, _store);
        await ConvertAsync(r => r with { Contact = ConversionTarget<ContactId>.Link(linked.Id) }, search);
        Assert.Contains((DuplicateKind.Contact, linked.Id.Value), await FoundAsync(search));
        await RevertAsync(duplicates: search);
        DuplicateSearch fresh = await DuplicateSearch.ReadAsync(_store, _store);
        Assert.Equal(await fresh.FindAsync(Some.QualifiedLead(9)), await search.FindAsync(Some.QualifiedLead(9)));
    }

    private static async Task<IEnumerable<(DuplicateKind Kind, Guid Id)>> FoundAsync(DuplicateSearch search) =>
        (await search.FindAsync(Some.QualifiedLead(9))).Select(f => (f.Kind, f.Id)).OrderBy(f => f.Kind);

    private async Task<LeadConversion> ConvertAsync(Func<ConversionRequest, ConversionRequest>? change = null, IDuplicateSearch? duplicates = null)
    {
        if (await _store.ReadLeadsAsync().CountAsync() == 0)
        {
            await _store.SaveAsync(_lead);
        }

        ConversionRequest request = new(_lead.Id, "r1", Some.Bo);
        ConversionResult result = await new ConversionService(_store, new(Some.Sale), ReadyPolicies.Default, _clock, duplicates: duplicates).ConvertAsync(change is null ? request : change(request));
        result.EnsureSucceeded();
        return result.Conversion!;
    }

    private async Task<RevertResult> RevertAsync(bool force = false, IDuplicateSearch? duplicates = null) =>
        await new ConversionRevertService(_store, _store, _store, _store, _clock, duplicates: duplicates).RevertAsync(new(_lead.Id, Some.Bo, "by mistake") { Force = force });

    private async Task ChangeAsync(ContactId id, Func<ContactDetails, ContactDetails> change)
    {
        await using IUnitOfWork unit = _store.Begin();
        Contact contact = (await unit.Contacts.FindAsync(id))!;
        contact.ChangeDetails(change(contact.Details), Some.Start).EnsureSucceeded();
        unit.Contacts.Update(contact);
        await unit.CommitAsync();
    }
}
