using CrmCore.Conversion;
using CrmCore.Conversion.Checks;
using CrmCore.Conversion.Reverting;
using CrmCore.Customers;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Qualification;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Conversion;

/// <summary>What points to something points to what is there, whatever is converted, breaks down, is hung on by others and reverted.</summary>
public class ConversionReferenceLaws
{
    private static readonly string[] Names = ["Anna Koch", "Bo Chen", "Clara Stein", "Dora Lang", "Emil Roth", "Fritz Haas", "Greta Busch", "Hugo Wolf", "Ida Sommer", "Jan Vogel", "Karl Baum", "Lena Fuchs"];

    private static readonly string[] Companies = ["Blau GmbH", "BLAU", "Rot AG", "-", "???"];

    [Law]
    public void A_revert_takes_nothing_away_from_others(ConversionScenario scenario, bool dealOfAccount, bool dealOfContact, bool contact, bool lead, bool force)
    {
        (InMemoryStore store, TestClock clock) = scenario.StoreAsync().Result;
        if (scenario.Service(store, clock).ConvertAsync(scenario.Request).Result is not { Succeeded: true, IsRepeat: false, Conversion: { } conversion })
        {
            return;
        }

        List<Aggregate> hung = [];
        if (dealOfAccount && conversion.Account is { } account)
        {
            hung.Add(Opportunity.Create(new(OpportunityId.From(Some.Guid(90)), "Second") { Account = account }, Some.Sale, clock.GetUtcNow()));
        }

        if (dealOfContact && conversion.Contact is { } person)
        {
            hung.Add(Opportunity.Create(new(OpportunityId.From(Some.Guid(91)), "Third") { Contact = person }, Some.Sale, clock.GetUtcNow()));
        }

        if (contact && conversion.Account is { } employer)
        {
            hung.Add(Contact.Create(new() { Id = ContactId.From(Some.Guid(92)), Name = new("Dora"), Account = employer, CreatedAt = clock.GetUtcNow() }));
        }

        if (lead)
        {
            Lead other = Some.QualifiedLead(93);
            other.Qualify(Some.Start).EnsureSucceeded();
            other.MarkConverted(conversion with { RequestKey = "by hand", At = clock.GetUtcNow() }).EnsureSucceeded();
            hung.Add(other);
        }

        store.SaveAsync([.. hung]).Wait();
        string before = store.DumpAsync().Result;
        clock.Advance(TimeSpan.FromHours(1));
        RevertResult result = new ConversionRevertService(store, store, store, store, clock, scenario.Policy).RevertAsync(new(scenario.Lead.Id, Some.Bo, "by mistake") { Force = force }).Result;
        AllPointToWhatIsThere(store);
        Assert.Equal(force || result.Refusals.Count == 0, result.Succeeded);
        Assert.All(result.Refusals, r => Assert.Equal("conversion.record-in-use", r.Code));
        Assert.True(result.Succeeded || before == store.DumpAsync().Result);
        Assert.True(result.Reversal is not { IsForced: true, Left: [] });
    }

    [Law(MaxTest = 100)]
    public void A_search_that_is_shared_knows_what_was_committed_and_nothing_else(byte[] companies, byte size, ushort breaksAt)
    {
        InMemoryStore store = new();
        Lead[] leads = [.. companies.Take(Names.Length).Select((c, i) => Some.OwnedLead(i + 1, new() { Name = new(Names[i]), Company = Companies[c % Companies.Length] }))];
        store.SaveAsync(leads).Wait();
        DuplicateSearch search = DuplicateSearch.ReadAsync(store, store).Result;
        ConversionRequest[] requests = [.. leads.Select(l => new ConversionRequest(l.Id, "r", Some.Bo) { OverrideReason = "all of them" })];
        ConversionAtomicity atomicity = ConversionAtomicity.Batches((size % 6) + 1);
        Exception? broken = Record.Exception(() => Service(new BreakingStorage(store, (breaksAt % 100) + 1)).ConvertAllAsync(requests, atomicity).GetAwaiter().GetResult());
        Assert.True(broken is null or IOException);
        KnowsWhatIsStored(store, search);
        Assert.All(Service(store).ConvertAllAsync(requests, atomicity).Result, r => Assert.Empty(r.Refusals));
        KnowsWhatIsStored(store, search);
        AllPointToWhatIsThere(store);
        int named = leads.Select(l => l.Details.Company![0]).Where(char.IsLetter).Distinct().Count();
        int nameless = leads.Count(l => !char.IsLetter(l.Details.Company![0]));
        Assert.Equal(named + nameless, store.ReadAccountsAsync().CountAsync().AsTask().Result);

        ConversionService Service(CrmCore.Persistence.IUnitOfWorkFactory storage) => new(storage, new(Some.Sale), ReadyPolicies.Default, new TestClock(), duplicates: search);
    }

    private static void KnowsWhatIsStored(InMemoryStore store, DuplicateSearch search)
    {
        DuplicateSearch fresh = DuplicateSearch.ReadAsync(store, store).Result;
        foreach (string company in Companies)
        {
            Lead probe = Some.OwnedLead(80, new() { Name = new(Names[1]), Company = company });
            Assert.Equal(fresh.FindAsync(probe).Result, search.FindAsync(probe).Result);
        }
    }

    private static void AllPointToWhatIsThere(InMemoryStore store)
    {
        HashSet<AccountId> accounts = [.. store.ReadAccountsAsync().ToListAsync().AsTask().Result.Select(a => a.Id)];
        List<ContactSnapshot> contacts = store.ReadContactsAsync().ToListAsync().AsTask().Result;
        List<OpportunitySnapshot> deals = store.ReadOpportunitiesAsync().ToListAsync().AsTask().Result;
        Assert.All(contacts, c => Assert.True(c.Account is not { } account || accounts.Contains(account)));
        Assert.All(deals, d => Assert.True(d.Account is not { } account || accounts.Contains(account)));
        Assert.All(deals, d => Assert.True(d.Contact is not { } contact || contacts.Exists(c => c.Id == contact)));
        Assert.All(store.ReadLeadsAsync().ToListAsync().AsTask().Result.Select(l => l.Conversion).OfType<LeadConversion>(), c =>
        {
            Assert.True(c.Account is not { } account || accounts.Contains(account));
            Assert.True(c.Contact is not { } contact || contacts.Exists(x => x.Id == contact));
            Assert.True(c.Opportunity is not { } deal || deals.Exists(x => x.Id == deal));
        });
    }
}
