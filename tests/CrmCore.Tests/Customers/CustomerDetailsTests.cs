using CrmCore.Conversion;
using CrmCore.Conversion.Reverting;
using CrmCore.Customers;
using CrmCore.Delivery;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Persistence;
using CrmCore.Qualification;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Customers;

/// <summary>Corrections of what is known of accounts and contacts.</summary>
public class CustomerDetailsTests
{
    private static readonly AccountId Blau = AccountId.From(Some.Guid(1));

    [Fact]
    public void A_correction_of_an_account_names_the_fields_and_not_what_is_in_them()
    {
        Account account = NewAccount();
        account.ChangeDetails(new() { Name = " Rot GmbH ", Industry = "Logistics", Website = "https://rot.example", Phone = new("+49 89 1234567") }, Some.Day(1), Some.Anna).EnsureSucceeded();
        account.ChangeDetails(account.Details with { Website = null }, Some.Day(2)).EnsureSucceeded();
        account.AssignTo(Some.Bo, Some.Day(3)).EnsureSucceeded();
        account.SetCustomField("tier", FieldValue.Of("gold"), Some.Day(4)).EnsureSucceeded();
        account.SetCustomFields(CustomFields.Empty, Some.Day(5)).EnsureSucceeded();
        account.AssignTo(null, Some.Day(6)).EnsureSucceeded();

        Assert.Equal(("Rot GmbH", "Logistics", null, "+49 89 1234567", null), (account.Name, account.Industry, account.Website, account.Phone!.Entered, account.Owner));
        Assert.Equal(
            [["name", "industry", "website", "phone"], ["website"], ["owner"], ["custom.tier"], ["custom.tier"], ["owner"]],
            account.PendingEvents.OfType<AccountDetailsChanged>().Select(e => e.Fields));
        Assert.Equal(new AccountDetailsChanged(Blau, ["name", "industry", "website", "phone"]) { Sequence = 2, At = Some.Day(1), By = Some.Anna }, account.PendingEvents[1]);
        CheckEvents(account);
    }

    [Fact]
    public void A_correction_of_a_contact_names_the_fields_and_not_what_is_in_them()
    {
        Contact contact = NewContact();
        contact.ChangeDetails(new() { Name = new("Clara Steiner"), Account = Blau, Title = "CFO", Email = EmailAddress.Parse("clara@rot.example"), Phone = new("089 1234567") }, Some.Day(1), Some.Anna).EnsureSucceeded();
        contact.ChangeDetails(contact.Details with { Account = null }, Some.Day(2)).EnsureSucceeded();
        contact.ChangeDetails(contact.Details with { Email = EmailAddress.Parse("Clara <clara@rot.example>") }, Some.Day(2)).EnsureSucceeded();
        contact.AssignTo(Some.Bo, Some.Day(3)).EnsureSucceeded();
        contact.SetCustomField("tier", FieldValue.Of("gold"), Some.Day(4)).EnsureSucceeded();

        Assert.Equal(("Clara Steiner", null, "CFO", "Clara <clara@rot.example>", Some.Bo), (contact.Name.Full, contact.Account, contact.Title, contact.Email!.Entered, contact.Owner));
        Assert.Equal(
            [["name", "account", "title", "email", "phone"], ["account"], ["email"], ["owner"], ["custom.tier"]],
            contact.PendingEvents.OfType<ContactDetailsChanged>().Select(e => e.Fields));
        Assert.Equal(new ContactDetailsChanged(contact.Id, ["account"]) { Sequence = 3, At = Some.Day(2) }, contact.PendingEvents[2]);
        CheckEvents(contact);
    }

    [Fact]
    public void What_is_refused_and_what_does_not_differ_changes_nothing()
    {
        Account account = NewAccount();
        Contact contact = NewContact();
        string before = account.ToSnapshot().ToJson() + contact.ToSnapshot().ToJson();
        Assert.Equal(["customer.name-missing"], Codes(account.ChangeDetails(account.Details with { Name = " " }, Some.Day(1))));
        Assert.Equal(["customer.before-created", "customer.name-missing"], Codes(account.ChangeDetails(account.Details with { Name = "" }, Some.Day(-1))));
        Assert.All(
            (CustomerChange[])
            [
                account.AssignTo(Some.Bo, Some.Day(-1)), account.SetCustomField("x", FieldValue.Of(1), Some.Day(-1)), account.SetCustomFields(CustomFields.Empty, Some.Day(-1)),
                contact.ChangeDetails(contact.Details with { Title = "CFO" }, Some.Day(-1)), contact.AssignTo(Some.Bo, Some.Day(-1)), contact.SetCustomField("x", FieldValue.Of(1), Some.Day(-1)),
            ],
            c => Assert.Equal(["customer.before-created"], Codes(c)));
        Assert.All(
            (CustomerChange[])
            [
                account.ChangeDetails(account.Details, Some.Day(1)), account.AssignTo(null, Some.Day(1)), account.SetCustomFields(CustomFields.Empty, Some.Day(1)),
                contact.ChangeDetails(contact.Details, Some.Day(1)), contact.AssignTo(null, Some.Day(1)), contact.SetCustomField("x", FieldValue.None, Some.Day(1)),
            ],
            c => Assert.True(c.Succeeded));
        Assert.Equal((before, 1, 1), (account.ToSnapshot().ToJson() + contact.ToSnapshot().ToJson(), account.PendingEvents.Count, contact.PendingEvents.Count));
    }

    [Fact]
    public void Nobody_and_nothing_are_no_arguments()
    {
        Account account = NewAccount();
        Contact contact = NewContact();
        Assert.Throws<ArgumentNullException>(() => account.ChangeDetails(null!, Some.Day(1)));
        Assert.Throws<ArgumentNullException>(() => account.ChangeDetails(account.Details with { Name = null! }, Some.Day(1)));
        Assert.Throws<ArgumentException>(() => account.AssignTo(default(UserId), Some.Day(1)));
        Assert.Throws<ArgumentNullException>(() => account.SetCustomFields(null!, Some.Day(1)));
        Assert.Throws<ArgumentNullException>(() => contact.ChangeDetails(null!, Some.Day(1)));
        Assert.Throws<ArgumentNullException>(() => contact.ChangeDetails(contact.Details with { Name = null! }, Some.Day(1)));
        Assert.Throws<ArgumentException>(() => contact.ChangeDetails(contact.Details with { Account = default(AccountId) }, Some.Day(1)));
        Assert.Throws<ArgumentException>(() => contact.AssignTo(default(UserId), Some.Day(1)));
        Assert.Throws<ArgumentNullException>(() => contact.SetCustomFields(null!, Some.Day(1)));
    }

    [Fact]
    public async Task A_conversion_is_not_reverted_over_a_correction_made_since()
    {
        InMemoryStore store = new();
        TestClock clock = new();
        Lead lead = Some.QualifiedLead();
        await store.SaveAsync(lead);
        ConversionResult converted = await new ConversionService(store, new(Some.Sale), ReadyPolicies.Default, clock).ConvertAsync(new(lead.Id, "r1", Some.Anna));
        converted.EnsureSucceeded();
        await using IUnitOfWork unit = store.Begin();
        Account account = (await unit.Accounts.FindAsync(converted.Conversion!.Account!.Value))!;
        account.ChangeDetails(account.Details with { Industry = "Logistics" }, clock.GetUtcNow(), Some.Anna).EnsureSucceeded();
        unit.Accounts.Update(account);
        await unit.CommitAsync();
        Refusal refused = Assert.Single((await new ConversionRevertService(store, store, store, store, clock).RevertAsync(new(lead.Id, Some.Anna, "by mistake"))).Refusals);
        Assert.Equal(("conversion.record-changed", "account"), (refused.Code, refused.Parameters["kind"]));
    }

    [Law]
    public void A_correction_and_the_correction_back_give_the_same_records(AccountId id, PersonName name, EmailAddress email, PhoneNumber phone, UserId owner, CustomFields fields)
    {
        Account account = NewAccount();
        Contact contact = NewContact();
        string before = account.ToSnapshot().ToJson() + contact.ToSnapshot().ToJson();
        (AccountDetails company, ContactDetails person) = (account.Details, contact.Details);
        account.ChangeDetails(new() { Name = name.Full, Phone = phone, Website = email.Domain }, Some.Start).EnsureSucceeded();
        account.AssignTo(owner, Some.Start).EnsureSucceeded();
        account.SetCustomFields(fields, Some.Start).EnsureSucceeded();
        contact.ChangeDetails(new() { Name = name, Account = id, Email = email, Phone = phone }, Some.Start).EnsureSucceeded();
        contact.AssignTo(owner, Some.Start).EnsureSucceeded();
        contact.SetCustomFields(fields, Some.Start).EnsureSucceeded();
        CheckEvents(account);
        CheckEvents(contact);
        Assert.Equal(account.ToSnapshot().ToJson(), Account.FromSnapshot(AccountSnapshot.FromJson(account.ToSnapshot().ToJson())).ToSnapshot().ToJson());
        Assert.Equal(contact.ToSnapshot().ToJson(), Contact.FromSnapshot(ContactSnapshot.FromJson(contact.ToSnapshot().ToJson())).ToSnapshot().ToJson());

        account.ChangeDetails(company, Some.Start).EnsureSucceeded();
        account.AssignTo(null, Some.Start).EnsureSucceeded();
        account.SetCustomFields(CustomFields.Empty, Some.Start).EnsureSucceeded();
        contact.ChangeDetails(person, Some.Start).EnsureSucceeded();
        contact.AssignTo(null, Some.Start).EnsureSucceeded();
        contact.SetCustomFields(CustomFields.Empty, Some.Start).EnsureSucceeded();
        Assert.Equal(before, (account.ToSnapshot() with { EventCount = 1 }).ToJson() + (contact.ToSnapshot() with { EventCount = 1 }).ToJson());
    }

    private static void CheckEvents(Aggregate aggregate)
    {
        Assert.Equal(Enumerable.Range(1, aggregate.PendingEvents.Count).Select(i => (long)i), aggregate.PendingEvents.Select(e => e.Sequence));
        Assert.All(aggregate.PendingEvents, e => Assert.Equal(e, CloudEvent.FromJson(CloudEvent.From(e, "/crm").ToJson()).ToEvent()));
        Assert.All(aggregate.PendingEvents, e => Assert.DoesNotContain("Clara", CloudEvent.From(e, "/crm").ToJson(), StringComparison.Ordinal));
    }

    private static Account NewAccount() => Account.Create(new() { Id = Blau, Name = "Blau", CreatedAt = Some.Start });

    private static Contact NewContact() => Contact.Create(new() { Id = ContactId.From(Some.Guid(2)), Name = new("Clara Stein"), CreatedAt = Some.Start });

    private static IEnumerable<string> Codes(Outcome outcome) => outcome.Refusals.Select(r => r.Code);
}
