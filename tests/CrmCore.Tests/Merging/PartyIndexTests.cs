using CrmCore.Customers;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Matching;
using CrmCore.Merging;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Merging;

public class PartyIndexTests
{
    private static readonly AccountSnapshot Blau =
        new() { Id = AccountId.From(Some.Guid(101)), Name = "Blau Logistik GmbH", Website = "https://www.blau.example/about", Phone = new("+49 89 1234567"), CreatedAt = Some.Start };

    private static readonly ContactSnapshot Clara =
        new() { Id = ContactId.From(Some.Guid(201)), Name = new("Clara Stein"), Account = Blau.Id, Email = EmailAddress.Parse("clara@blau.example"), CreatedAt = Some.Start };

    [Fact]
    public void Names_without_letters_are_the_names_of_nobody_and_no_company()
    {
        PartyIndex index = new();
        index.Add(Blau with { Name = "-", Website = null, Phone = null });
        index.Add(Clara with { Name = new("???"), Email = null });
        LeadSnapshot lead = Some.OwnedLead(1, new() { Name = new("???"), Company = "-" }).ToSnapshot();
        Assert.Empty(index.Find(lead, MatchClass.Possible));
        Assert.Empty(index.FindAccounts(lead with { Details = new() { Company = "???" } }, MatchClass.Possible));
    }

    [Fact]
    public void A_lead_finds_the_contact_that_it_is_and_the_account_of_its_company()
    {
        PartyIndex index = Index();
        IReadOnlyList<PartyMatch> found = index.Find(Some.OwnedLead(1).ToSnapshot(), MatchClass.Likely);
        Assert.Equal([new(PartyKind.Contact, Clara.Id.Value), new(PartyKind.Account, Blau.Id.Value)], found.Select(f => f.Party));
        Assert.Equal(MatchClass.Same, found[0].Match.Class);
        Assert.Equal([MatchFields.Company, MatchFields.Domain], found[1].Match.Reasons.Where(r => r.Similarity == 1).Select(r => r.Field));
        LeadDetails colleague = new() { Name = new("Bo Chen"), Company = "BLAU Logistik" };
        Assert.Equal([PartyKind.Account], index.Find(Some.OwnedLead(2, colleague).ToSnapshot(), MatchClass.Likely).Select(f => f.Party.Kind));
        Assert.Empty(index.Find(Some.OwnedLead(3, new() { Name = new("Bo Chen"), Company = "Rot AG" }).ToSnapshot(), MatchClass.Likely));
    }

    [Fact]
    public void Accounts_find_each_other_and_never_people()
    {
        PartyIndex index = Index();
        AccountSnapshot again = Blau with { Id = AccountId.From(Some.Guid(102)), Name = "Blau Logistik", Website = "blau.example" };
        index.Add(again);
        index.Add(Blau with { Id = AccountId.From(Some.Guid(103)), Name = "Rot AG", Website = null, Phone = null });
        Assert.Equal((new(PartyKind.Account, Blau.Id.Value), MatchClass.Same), Assert.Single(index.Find(again, MatchClass.Likely)) is var found ? (found.Party, found.Match.Class) : default);
        Assert.Equal([new(PartyKind.Account, Some.Guid(101)), new(PartyKind.Account, Some.Guid(102))], Assert.Single(index.Clusters()).Members);
    }

    [Fact]
    public async Task What_is_stored_is_read_and_a_converted_lead_is_stood_for_by_its_contact()
    {
        InMemoryStore store = new();
        Lead converted = Some.OwnedLead(1);
        converted.Qualify(Some.Day(1)).EnsureSucceeded();
        converted.MarkConverted(new("key", Blau.Id, Clara.Id, null, Some.Day(1), Some.Anna)).EnsureSucceeded();
        Lead ended = Some.OwnedLead(2);
        ended.Disqualify("junk", Some.Day(1)).EnsureSucceeded();
        await store.SaveAsync(Account.Create(Blau), Contact.Create(Clara), converted, ended, Some.OwnedLead(3));
        PartyIndex index = await PartyIndex.ReadAsync(store, store);
        Assert.Equal(3, index.Count);
        PartyCluster cluster = Assert.Single(index.Clusters());
        Assert.Equal([new(PartyKind.Contact, Clara.Id.Value), new(PartyKind.Lead, Some.Guid(3))], cluster.Members);
        Assert.Equal(MatchClass.Same, cluster.Weakest);
        Assert.True(index.Remove(Some.Guid(3)));
        Assert.False(index.Remove(Some.Guid(3)));
        Assert.Empty(index.Clusters());
    }

    [Law]
    public void A_lead_and_a_contact_of_the_same_person_find_each_other_for_the_same_reasons(PersonName name, EmailAddress email, PhoneNumber phone)
    {
        PartyIndex index = new();
        index.Add(Blau);
        LeadSnapshot lead = Some.OwnedLead(1, new() { Name = name, Company = Blau.Name, Email = email, Phone = phone }).ToSnapshot();
        ContactSnapshot contact = Clara with { Name = name, Email = email, Phone = phone };
        index.Add(lead);
        index.Add(contact);
        PartyMatch there = Assert.Single(index.Find(contact, MatchClass.Possible));
        PartyMatch back = Assert.Single(index.Find(lead, MatchClass.Possible), f => f.Party.Kind == PartyKind.Contact);
        Assert.Equal((new(PartyKind.Lead, lead.Id.Value), back.Match.Class, back.Match.Score), (there.Party, there.Match.Class, there.Match.Score));
        Assert.True(there.Match.Class >= MatchClass.Likely);
        Assert.Equal(2, Assert.Single(index.Clusters()).Members.Count);
    }

    [Fact]
    public void The_company_of_a_contact_is_the_name_that_its_account_has_now()
    {
        PartyIndex index = new();
        index.Add(Clara with { Email = null });
        LeadSnapshot before = Some.OwnedLead(1, new() { Name = new("Clara Stein"), Company = "Blau Logistik GmbH" }).ToSnapshot();
        LeadSnapshot after = Some.OwnedLead(2, new() { Name = new("Clara Stein"), Company = "Rot Transporte AG" }).ToSnapshot();

        index.Add(Blau);
        Assert.Equal((true, false), (Finds(before), Finds(after)));
        index.Add(Blau with { Name = "Rot Transporte AG" });
        Assert.Equal((false, true), (Finds(before), Finds(after)));
        index.Add(Clara with { Email = null, Account = null });
        index.Add(Blau);
        Assert.Equal((false, false), (Finds(before), Finds(after)));
        index.Add(Clara with { Email = null });
        Assert.True(index.Remove(Blau.Id.Value));
        Assert.Equal((false, false), (Finds(before), Finds(after)));
        Assert.True(index.Remove(Clara.Id.Value));
        index.Add(Blau);
        Assert.Equal((false, 1), (Finds(before), index.Count));

        bool Finds(LeadSnapshot lead) => index.Find(lead, MatchClass.Possible)
            .Any(f => f.Party.Kind == PartyKind.Contact && f.Match.Reasons.Any(r => r is { Field: MatchFields.Company, Similarity: 1 }));
    }

    private static PartyIndex Index()
    {
        PartyIndex index = new();
        index.Add(Blau);
        index.Add(Clara);
        return index;
    }
}
