using CrmCore.Customers;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Leads.Merging;
using CrmCore.Matching;
using CrmCore.Matching.Learning;
using CrmCore.Matching.Rules;
using CrmCore.Merging;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Docs;

public class DuplicatesDocs
{
    [Fact]
    public void Find()
    {
        // docs:begin duplicates-find
        DuplicateIndex index = new();
        index.Add(new MatchRecord(Some.Guid(1)) { Name = "Anna Keller", Company = "Blau GmbH", Email = EmailAddress.Parse("anna.keller@blau.example") });
        index.Add(new MatchRecord(Some.Guid(2)) { Name = "Bo Chen", Company = "Blau GmbH" });

        MatchRecord entered = new(Some.Guid(3)) { Name = "KELLER, Anna", Company = "Blau", Email = EmailAddress.Parse("Anna.Keller+fair@blau.example") };
        MatchCandidate found = index.Find(entered)[0];
        MatchClass sure = found.Class;                                                 // Same
        IEnumerable<string> why = found.Reasons.Where(r => r.Weight > 0).Select(r => r.Field);   // given, family, company, email
        DuplicateAction action = new DuplicatePolicy(Same: DuplicateAction.Block).Decide(index.Find(entered));   // Block
        // docs:end duplicates-find
        Assert.Equal((MatchClass.Same, DuplicateAction.Block), (sure, action));
        Assert.Equal(["given", "family", "company", "email"], why);
    }

    [Fact]
    public async Task Parties()
    {
        InMemoryStore store = new();
        await store.SaveAsync(
            Some.OwnedLead(2),
            Account.Create(new() { Id = AccountId.From(Some.Guid(3)), Name = "Blau Logistik", CreatedAt = Some.Start }));
        LeadSnapshot lead = Some.OwnedLead(1).ToSnapshot();

        // docs:begin duplicates-parties
        PartyIndex parties = await PartyIndex.ReadAsync(store, store);         // or Add(...) record by record
        foreach (PartyMatch match in parties.Find(lead, MatchClass.Likely))
        {
            Console.WriteLine($"{match.Party.Kind} {match.Party.Id}: {match.Match.Class}");    // the contact it is, the account of its company
        }

        IReadOnlyList<PartyCluster> clusters = parties.Clusters();             // leads with contacts, accounts with accounts
        // docs:end duplicates-parties
        Assert.Equal([PartyKind.Lead, PartyKind.Account], parties.Find(lead, MatchClass.Likely).Select(m => m.Party.Kind));
        Assert.Empty(clusters);
    }

    [Fact]
    public void Rules()
    {
        // docs:begin duplicates-rules
        MatchRules ready = ReadyMatchRules.For([MatchFields.Company, MatchFields.Phone, MatchFields.City]);
        string json = ready.ToJson();                      // edit it, store it
        MatchRules own = MatchRules.FromJson(json);        // a defect is reported with its path and how to fix it
        DuplicateIndex index = new(own);

        LearnedWeights learned = WeightEstimation.Estimate(index);   // weights from your own records, without labels
        MatchRules rules = learned.Rules ?? own;                     // refused where there is too little to learn from
        // docs:end duplicates-rules
        Assert.Same(own, rules);
    }

    [Fact]
    public void Merge()
    {
        Lead one = Some.OwnedLead(1);
        Lead other = Some.OwnedLead(2);
        DateTimeOffset now = Some.Day(9);

        // docs:begin duplicates-merge
        LeadMergePreview preview = LeadMerge.Preview([one, other]);                    // field by field; changes nothing
        LeadMergePreview merged = LeadMerge.Apply([one, other], null, now, Some.Anna);
        Lead survivor = merged.Survivor == one.Id ? one : other;
        Lead loser = survivor == one ? other : one;
        LeadChange undone = LeadMerge.Undo(survivor, [loser], now, Some.Anna);         // while nothing else changed
        // docs:end duplicates-merge
        Assert.True(preview.Succeeded && merged.Succeeded && undone.Succeeded);
        Assert.Equal(LeadStatus.New, loser.Status);
    }
}
