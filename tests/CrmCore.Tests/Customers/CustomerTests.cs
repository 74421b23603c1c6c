using CrmCore.Customers;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Customers;

public class CustomerTests
{
    [Law]
    public void Snapshots_round_trip_through_json_and_the_aggregate(
        AccountId account, ContactId contact, PersonName name, EmailAddress email, PhoneNumber phone, UserId owner, CustomFields fields)
    {
        AccountSnapshot company = new()
        {
            Id = account,
            Name = name.Full,
            Owner = owner,
            Phone = phone,
            CreatedAt = Some.Start,
            CustomFields = fields.Count == 0 ? null : fields.ToDictionary(),
            ExternalKey = new("csv", name.Full),
        };
        ContactSnapshot person = new()
        {
            Id = contact,
            Name = name,
            Account = account,
            Email = email,
            Phone = phone,
            Owner = owner,
            CreatedAt = Some.Start,
            CustomFields = fields.Count == 0 ? null : fields.ToDictionary(),
        };
        Assert.Equal(company.ToJson(), Account.FromSnapshot(AccountSnapshot.FromJson(company.ToJson())).ToSnapshot().ToJson());
        Assert.Equal(person.ToJson(), Contact.FromSnapshot(ContactSnapshot.FromJson(person.ToJson())).ToSnapshot().ToJson());
    }

    [Fact]
    public void A_new_record_has_no_version()
    {
        AccountSnapshot stored = new() { Id = AccountId.From(Some.Guid(1)), Name = "A", CreatedAt = Some.Start, Version = 1 };
        Assert.Throws<ArgumentException>(() => Account.Create(stored));
        Assert.Throws<ArgumentException>(() => Account.Create(stored with { Version = 0, Name = " " }));
        Assert.Throws<ArgumentException>(() => Account.Create(stored with { Version = 0, Id = default }));
    }
}
