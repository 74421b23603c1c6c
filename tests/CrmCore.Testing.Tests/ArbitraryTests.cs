using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Tests.Support;
using FsCheck.Xunit;

namespace CrmCore.Testing.Tests;

[Properties(Arbitrary = [typeof(CrmArbitraries)])]
public class ArbitraryTests
{
    [Law]
    public void Values_are_valid_and_survive_their_text(Money money, Probability probability, PersonName name, EmailAddress email, PhoneNumber phone, Condition condition)
    {
        Assert.True(money.Amount >= 0 && money.Currency != default);
        Assert.InRange(probability.Value, 0, 1);
        Assert.False(string.IsNullOrWhiteSpace(name.Full));
        Assert.NotNull(email.Address);
        Assert.NotNull(phone.ToString());
        Assert.Equal(condition, Condition.FromJson(condition.ToJson()));
    }

    [Law]
    public void Ids_are_never_default(LeadId lead, OpportunityId opportunity, AccountId account, ContactId contact, UserId user, PoolId pool, ExternalKey key) =>
        Assert.True(lead != default && opportunity != default && account != default && contact != default && user != default && pool != default && key.Key.Length > 0);

    [Law]
    public void Aggregates_survive_their_snapshots(Lead lead, Account account, Contact contact, Opportunity opportunity)
    {
        Assert.Equal(lead.ToSnapshot().ToJson(), Lead.FromSnapshot(lead.ToSnapshot()).ToSnapshot().ToJson());
        Assert.Equal(account.ToSnapshot().ToJson(), Account.FromSnapshot(account.ToSnapshot()).ToSnapshot().ToJson());
        Assert.Equal(contact.ToSnapshot().ToJson(), Contact.FromSnapshot(contact.ToSnapshot()).ToSnapshot().ToJson());
        Assert.Equal(opportunity.ToSnapshot().ToJson(), Opportunity.FromSnapshot(OpportunitySnapshot.FromJson(opportunity.ToSnapshot().ToJson())).ToSnapshot().ToJson());
    }

    [Law]
    public void What_new_opportunities_are_made_of_is_taken(NewOpportunity details, CustomFields fields) =>
        Assert.Equal(details.Id, Opportunity.Create(details with { CustomFields = fields }, CrmCore.Pipelines.ReadyPipelines.Light, DateTimeOffset.UnixEpoch).Id);
}
