using CrmCore.Conversion;
using CrmCore.Conversion.Policies;
using CrmCore.Conversion.Reverting;
using CrmCore.Customers;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Qualification;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Conversion;

public class ConversionRevertTests
{
    private readonly InMemoryStore _store = new();
    private readonly TestClock _clock = new();
    private readonly Lead _lead = Some.QualifiedLead();
    private readonly ConversionService _service;
    private readonly ConversionRevertService _reverts;

    public ConversionRevertTests()
    {
        _service = new(_store, new(Some.Sale), ReadyPolicies.Default, _clock);
        _reverts = new(_store, _store, _store, _store, _clock);
    }

    [Fact]
    public async Task What_was_created_is_removed_and_the_lead_keeps_the_record()
    {
        LeadConversion conversion = await ConvertAsync();
        _clock.Advance(TimeSpan.FromHours(2));
        RevertResult planned = await _reverts.PlanAsync(Request());
        RevertResult result = await _reverts.RevertAsync(Request());
        Assert.Equal(planned.Reversal!.Undone, result.Reversal!.Undone);
        Assert.Equal((true, false), (planned.IsPlan, result.IsPlan));
        Assert.Equal([$"opportunity {conversion.Opportunity}", $"contact {conversion.Contact}", $"account {conversion.Account}"], result.Reversal.Undone);
        Assert.Empty(await _store.ReadOpportunitiesAsync().ToListAsync());
        Assert.Empty(await _store.ReadContactsAsync().ToListAsync());
        Assert.Empty(await _store.ReadAccountsAsync().ToListAsync());
        LeadSnapshot lead = await LeadAsync();
        Assert.Equal((LeadStatus.New, null, null), (lead.Status, lead.Conversion, lead.ConversionTrace));
        ConversionReversal kept = Assert.Single(lead.Reversals!);
        Assert.Equal((conversion, Some.Bo, "by mistake", false, _clock.GetUtcNow()), (kept.Conversion, kept.By, kept.Reason, kept.IsForced, kept.At));
        Assert.Equal(
            ["account.removed", "contact.removed", "lead.conversion-reverted", "opportunity.removed"],
            _store.Outbox.Select(m => System.Text.Json.JsonDocument.Parse(m.Payload).RootElement.GetProperty("type").GetString()!).Where(t => t.EndsWith("removed", StringComparison.Ordinal) || t.EndsWith("reverted", StringComparison.Ordinal)).Order());
        Assert.All(_store.Outbox, m => Assert.Equal(m, OutboxMessage.From(m.ToEvent())));
    }

    [Fact]
    public async Task A_reverted_lead_is_converted_again_by_a_new_request_only()
    {
        LeadConversion first = await ConvertAsync();
        (await _reverts.RevertAsync(Request())).EnsureSucceeded();
        Assert.Equal("conversion.request-key-used", Assert.Single((await _service.ConvertAsync(new(_lead.Id, "r1", Some.Bo))).Refusals).Code);
        ConversionResult second = await _service.ConvertAsync(new(_lead.Id, "r2", Some.Bo));
        Assert.True(second.Succeeded);
        Assert.NotEqual(first.Opportunity, second.Conversion!.Opportunity);
        (await _reverts.RevertAsync(Request())).EnsureSucceeded();
        Assert.Equal(["r1", "r2"], (await LeadAsync()).Reversals!.Select(r => r.Conversion.RequestKey));
    }

    [Fact]
    public async Task What_has_changed_since_keeps_it_from_being_reverted_unless_by_force()
    {
        LeadConversion conversion = await ConvertAsync();
        await _store.ChangeAsync(conversion.Opportunity!.Value, d => d.SetAmount(Some.Eur(5), Some.Sale, Some.Start).EnsureSucceeded());
        RevertResult refused = await _reverts.RevertAsync(Request());
        Refusal changed = Assert.Single(refused.Refusals);
        Assert.Equal(("conversion.record-changed", "opportunity", "1", "2"), (changed.Code, changed.Parameters["kind"], changed.Parameters["version"], changed.Parameters["now"]));
        RevertResult forced = await _reverts.RevertAsync(Request() with { Force = true });
        Assert.Equal([$"opportunity {conversion.Opportunity}", $"contact {conversion.Contact}", $"account {conversion.Account}"], forced.Reversal!.Left);
        Assert.Empty(forced.Reversal.Undone);
        Assert.True(forced.Reversal.IsForced);
        Assert.Equal(conversion.Account, Assert.Single(await _store.ReadOpportunitiesAsync().ToListAsync()).Account);
        Assert.Equal(LeadStatus.New, (await LeadAsync()).Status);
    }

    [Fact]
    public async Task What_was_linked_gets_its_former_values_where_they_are_unchanged()
    {
        Account account = Account.Create(new() { Id = AccountId.From(Some.Guid(50)), Name = "Blau", CreatedAt = Some.Start });
        Contact contact = Contact.Create(new() { Id = ContactId.From(Some.Guid(51)), Name = new("C. Stein"), CreatedAt = Some.Start });
        await _store.SaveAsync(account, contact);
        await ConvertAsync(r => r with
        {
            Account = ConversionTarget<AccountId>.Link(account.Id),
            Contact = ConversionTarget<ContactId>.Link(contact.Id),
            Fields = new Dictionary<string, FieldValue> { ["account.website"] = FieldValue.Of("blau.example"), ["account.industry"] = FieldValue.Of("Freight") },
        });
        await using (IUnitOfWork unit = _store.Begin())
        {
            Account stored = (await unit.Accounts.FindAsync(account.Id))!;
            stored.Link(_lead.Id, stored.ToSnapshot() with { Website = "https://blau.example" }, Some.Start, Some.Anna);
            unit.Accounts.Update(stored);
            await unit.CommitAsync();
        }

        ConversionReversal reversal = (await _reverts.RevertAsync(Request())).Reversal!;
        Assert.Equal([$"account {account.Id} website"], reversal.Left);
        Assert.Contains($"account {account.Id} industry", reversal.Undone);
        Assert.Contains($"contact {contact.Id} account", reversal.Undone);
        AccountSnapshot left = Assert.Single(await _store.ReadAccountsAsync().ToListAsync());
        Assert.Equal(("https://blau.example", null), (left.Website, left.Industry));
        ContactSnapshot restored = Assert.Single(await _store.ReadContactsAsync().ToListAsync());
        Assert.Equal((null, null), (restored.Account, restored.Email));
    }

    [Fact]
    public async Task A_deal_that_other_leads_were_attached_to_is_not_taken_away_from_them()
    {
        Lead other = Some.QualifiedLead(2);
        await _store.SaveAsync(_lead, other);
        IReadOnlyList<ConversionResult> together = await _service.ConvertTogetherAsync(new(_lead.Id, "r1", Some.Bo), [other.Id]);
        Assert.All(together, r => Assert.True(r.Succeeded));
        Assert.Contains(("conversion.record-changed", "opportunity"), (await _reverts.RevertAsync(Request())).Refusals.Select(r => (r.Code, r.Parameters["kind"])));
        (await _reverts.RevertAsync(new(other.Id, Some.Bo, "not theirs"))).EnsureSucceeded();
        OpportunitySnapshot deal = Assert.Single(await _store.ReadOpportunitiesAsync().ToListAsync());
        Assert.Null(deal.AttachedLeads);
        Assert.Single(await _store.ReadContactsAsync().ToListAsync());
    }

    [Fact]
    public async Task What_others_use_is_named_and_by_force_it_stays_with_what_it_belongs_to()
    {
        LeadConversion conversion = await ConvertAsync();
        Opportunity second = Opportunity.Create(new(OpportunityId.From(Some.Guid(60)), "Second") { Account = conversion.Account, Contact = conversion.Contact }, Some.Sale, Some.Start);
        Contact colleague = Contact.Create(new() { Id = ContactId.From(Some.Guid(61)), Name = new("Dora"), Account = conversion.Account, CreatedAt = Some.Start });
        await _store.SaveAsync(second, colleague);
        string before = await _store.DumpAsync();

        RevertResult refused = await _reverts.RevertAsync(Request());

        Assert.Equal(
            [
                new("conversion.record-in-use", ("kind", "contact"), ("id", conversion.Contact), ("records", $"opportunity {second.Id}")),
                new Refusal("conversion.record-in-use", ("kind", "account"), ("id", conversion.Account), ("records", $"opportunity {second.Id}, contact {colleague.Id}")),
            ],
            refused.Refusals);
        Assert.Equal(before, await _store.DumpAsync());
        Assert.Equal(refused.Refusals, (await _reverts.PlanAsync(Request())).Refusals);
        ConversionReversal forced = (await _reverts.RevertAsync(Request() with { Force = true })).Reversal!;
        Assert.Equal([$"opportunity {conversion.Opportunity}"], forced.Undone);
        Assert.Equal([$"contact {conversion.Contact}", $"account {conversion.Account}"], forced.Left);
        Assert.True(forced.IsForced);
        Assert.Equal([conversion.Account], (await _store.ReadAccountsAsync().ToListAsync()).Select(a => (AccountId?)a.Id));
        Assert.Equal(2, await _store.ReadContactsAsync().CountAsync());
        Assert.Equal(second.Id, Assert.Single(await _store.ReadOpportunitiesAsync().ToListAsync()).Id);
    }

    [Fact]
    public async Task A_deal_that_a_lead_was_converted_into_by_hand_is_in_use_and_no_more_than_twenty_are_named()
    {
        LeadConversion conversion = await ConvertAsync();
        foreach (int number in Enumerable.Range(100, 30))
        {
            Lead other = Some.QualifiedLead(number);
            other.Qualify(Some.Start).EnsureSucceeded();
            other.MarkConverted(new("by hand", null, null, conversion.Opportunity, Some.Start, Some.Bo)).EnsureSucceeded();
            await _store.SaveAsync(other);
        }

        Refusal refusal = Assert.Single((await _reverts.RevertAsync(Request())).Refusals);
        Assert.Equal(("conversion.record-in-use", "opportunity"), (refusal.Code, refusal.Parameters["kind"]));
        Assert.Equal(20, refusal.Parameters["records"].Split(", ").Length);
    }

    [Fact]
    public async Task Force_that_was_not_needed_is_none()
    {
        await ConvertAsync();
        ConversionReversal reversal = (await _reverts.RevertAsync(Request() with { Force = true })).Reversal!;
        Assert.Equal((3, 0, false), (reversal.Undone.Count, reversal.Left.Count, reversal.IsForced));
        Assert.False(Assert.Single(_store.Outbox.Select(m => m.ToEvent()).OfType<LeadConversionReverted>()).IsForced);
        (await _service.ConvertAsync(new(_lead.Id, "r2", Some.Bo))).EnsureSucceeded();
        _clock.Advance(TimeSpan.FromDays(8));
        ConversionPolicy week = new(ConversionPolicy.Default.Definition with { Revert = new() { WithinDays = 7 } });
        ConversionRevertService late = new(_store, _store, _store, _store, _clock, week);
        Assert.True((await late.RevertAsync(Request() with { Force = true })).Reversal!.IsForced);
    }

    [Fact]
    public async Task A_planned_revert_says_so_and_leaves_the_lead_converted()
    {
        LeadConversion conversion = await ConvertAsync();
        RevertResult plan = await _reverts.PlanAsync(Request());
        Assert.Equal((true, true), (plan.Succeeded, plan.IsPlan));
        Assert.Equal(conversion, (await LeadAsync()).Conversion);
        Assert.True((await _reverts.PlanAsync(Request() with { Reason = "" })) is { Succeeded: false, IsPlan: true });
    }

    [Fact]
    public async Task Every_reason_against_a_revert_is_told()
    {
        await _store.SaveAsync(_lead);
        Assert.Equal(["conversion.not-converted", "conversion.revert-reason-missing"], (await _reverts.RevertAsync(Request() with { Reason = " " })).Refusals.Select(r => r.Code));
        Assert.Equal("conversion.lead-not-found", Assert.Single((await _reverts.RevertAsync(new(LeadId.From(Some.Guid(9)), Some.Bo, "x"))).Refusals).Code);
        ConversionPolicy policy = new(ConversionPolicy.Default.Definition with
        {
            Teams = new Dictionary<string, IReadOnlyList<UserId>> { ["managers"] = [Some.Anna] },
            Revert = new() { WithinDays = 7, When = Condition.Not(Condition.Equal("by", "eve")), ForceWhen = Condition.Equal("by.teams", "managers") },
        });
        (await _service.ConvertAsync(new(_lead.Id, "r1", Some.Bo))).EnsureSucceeded();
        _clock.Advance(TimeSpan.FromDays(8));
        ConversionRevertService strict = new(_store, _store, _store, _store, _clock, policy);
        Assert.Equal(["conversion.revert-too-late", "conversion.revert-not-allowed"], (await strict.RevertAsync(Request() with { By = new("eve") })).Refusals.Select(r => r.Code));
        Assert.Equal("conversion.force-not-allowed", Assert.Single((await strict.RevertAsync(Request() with { Force = true })).Refusals).Code);
        Assert.True((await strict.RevertAsync(Request() with { Force = true, By = Some.Anna })).Succeeded);
    }

    [Fact]
    public async Task A_conversion_from_before_reverts_were_known_says_so()
    {
        _lead.Qualify(Some.Start).EnsureSucceeded();
        _lead.MarkConverted(new("old", null, null, null, Some.Start, Some.Bo)).EnsureSucceeded();
        await _store.SaveAsync(_lead);
        Assert.Equal("conversion.not-traceable", Assert.Single((await _reverts.RevertAsync(Request())).Refusals).Code);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task The_last_instant_of_the_days_for_a_revert_is_within_them(int ticks, bool isWithin)
    {
        await ConvertAsync();
        _clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromTicks(ticks));
        ConversionPolicy week = new(ConversionPolicy.Default.Definition with { Revert = new() { WithinDays = 7 } });
        RevertResult result = await new ConversionRevertService(_store, _store, _store, _store, _clock, week).RevertAsync(Request());
        Assert.Equal(isWithin ? [] : ["conversion.revert-too-late"], result.Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task A_revert_from_before_the_last_change_of_the_lead_is_refused()
    {
        TestClock behind = new();
        _clock.Advance(TimeSpan.FromDays(2));
        await ConvertAsync();
        RevertResult result = await new ConversionRevertService(_store, _store, _store, _store, behind).RevertAsync(Request());
        Assert.Equal(new Refusal("conversion.before-last-change", ("at", Some.Start), ("last", Some.Day(2))), Assert.Single(result.Refusals));
    }

    [Fact]
    public async Task A_request_that_names_no_lead_or_nobody_is_a_mistake_of_the_caller()
    {
        foreach (Func<RevertRequest, Task<RevertResult>> ask in (Func<RevertRequest, Task<RevertResult>>[])[r => _reverts.PlanAsync(r), r => _reverts.RevertAsync(r)])
        {
            await Assert.ThrowsAsync<ArgumentNullException>(() => ask(null!));
            await Assert.ThrowsAsync<ArgumentException>(() => ask(Request() with { Lead = default }));
            await Assert.ThrowsAsync<ArgumentException>(() => ask(Request() with { By = default }));
        }
    }

    private RevertRequest Request() => new(_lead.Id, Some.Bo, "by mistake");

    private async Task<LeadConversion> ConvertAsync(Func<ConversionRequest, ConversionRequest>? change = null)
    {
        await _store.SaveAsync(_lead);
        ConversionRequest request = new(_lead.Id, "r1", Some.Bo);
        ConversionResult result = await _service.ConvertAsync(change is null ? request : change(request));
        result.EnsureSucceeded();
        return result.Conversion!;
    }

    private async Task<LeadSnapshot> LeadAsync() => await _store.ReadLeadsAsync().FirstAsync(l => l.Id == _lead.Id);
}
