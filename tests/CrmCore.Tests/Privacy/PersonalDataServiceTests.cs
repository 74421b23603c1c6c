using System.Text.Json;
using CrmCore.Conversion;
using CrmCore.Customers;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Leads.Merging;
using CrmCore.Merging;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using CrmCore.Privacy;
using CrmCore.Qualification;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Privacy;

public class PersonalDataServiceTests
{
    private const string Mark = "Zdenka";

    private static readonly UserId Anna = new("anna");

    private static readonly ErasureOptions Seats = new() { KeepsField = f => f.Key == "seats" };

    private readonly InMemoryStore _store = new();

    private readonly TestClock _clock = new();

    [Fact]
    public async Task Everything_that_names_the_person_is_handed_over_and_then_gone()
    {
        (Lead lead, Lead other, OpportunityId deal) = await JourneyAsync();
        PersonalDataService service = new(_store, _clock);

        PersonalData before = (await service.ExportAsync(other.Id))!;
        Assert.Equal((2, 1, 1, 1), (before.Leads.Count, before.Contacts.Count, before.Accounts.Count, before.Opportunities.Count));
        Assert.Equal(lead.Id, before.Leads[0].Id);
        Assert.Contains(Mark, before.ToJson(), StringComparison.Ordinal);
        using JsonDocument handedOver = JsonDocument.Parse(before.ToJson());
        Assert.Equal(["leads", "contacts", "accounts", "opportunities"], handedOver.RootElement.EnumerateObject().Select(m => m.Name));

        OpportunitySnapshot was = await DealAsync(deal);
        _clock.Advance(TimeSpan.FromDays(9));
        Assert.True((await service.EraseAsync(lead.Id, Seats)).Succeeded);

        PersonalData after = (await service.ExportAsync(lead.Id))!;
        OpportunitySnapshot now = await DealAsync(deal);
        Assert.DoesNotContain(Mark, after.ToJson() + now.ToJson(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("0151", after.ToJson() + now.ToJson(), StringComparison.Ordinal);
        Assert.DoesNotContain("Novakova", string.Concat(_store.Outbox.Select(m => m.Payload)), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Mark, (await LeadAsync(other.Id)).ToSnapshot().ToJson(), StringComparison.OrdinalIgnoreCase);

        Assert.Equal((was.Amount, was.Stage, was.StageKind, was.CloseDate, was.Owner, was.CreatedAt), (now.Amount, now.Stage, now.StageKind, now.CloseDate, now.Owner, now.CreatedAt));
        Assert.Equal(was.History.Select(h => (h.Kind, h.At, h.From, h.To, h.Amount)), now.History.Select(h => (h.Kind, h.At, h.From, h.To, h.Amount)));
        Assert.Equal(["Karl"], now.BuyingRoles!.Select(r => r.Person));
        Assert.Equal(before.Leads[0].Status, after.Leads[0].Status);
        Assert.Equal(before.Leads[0].Source, after.Leads[0].Source);
        Assert.Equal("Blau Logistik", after.Leads[0].Details.Company);
        Assert.Equal(FieldValue.Of(7), after.Leads[0].CustomFields!["seats"]);
        Assert.Equal(before.Leads[0].FollowUps!.Select(f => (f.At, f.Kind, f.Outcome)), after.Leads[0].FollowUps!.Select(f => (f.At, f.Kind, f.Outcome)));
    }

    [Fact]
    public async Task Erasing_is_told_and_moves_the_last_change()
    {
        (Lead lead, Lead other, OpportunityId deal) = await JourneyAsync();
        int before = _store.Outbox.Count;
        _clock.Advance(TimeSpan.FromDays(9));
        await new PersonalDataService(_store, _clock).EraseAsync(lead.Id, new() { By = Anna });

        DomainEvent[] told = [.. _store.Outbox.Skip(before).Select(m => m.ToEvent())];
        Assert.Equal([nameof(ContactErased), nameof(LeadErased), nameof(LeadErased), nameof(OpportunityRedacted)], told.Select(e => e.GetType().Name).Order(StringComparer.Ordinal));
        Assert.All(told, e => Assert.Equal((Some.Day(9), Anna), (e.At, e.By!.Value)));
        Assert.Equal([lead.Id, other.Id], told.OfType<LeadErased>().Select(e => e.Lead));
        Assert.Equal((Some.Day(9), Some.Day(9)), ((await LeadAsync(lead.Id)).ChangedAt, (await LeadAsync(other.Id)).ChangedAt));
        Assert.Equal(Some.Day(9), (await DealAsync(deal)).ChangedAt);
    }

    [Fact]
    public async Task Erasing_again_changes_nothing_more()
    {
        (Lead lead, _, _) = await JourneyAsync();
        PersonalDataService service = new(_store, _clock);
        await service.EraseAsync(lead.Id);
        int told = _store.Outbox.Count;
        long version = (await LeadAsync(lead.Id)).Version;
        _clock.Advance(TimeSpan.FromDays(9));
        Assert.True((await service.EraseAsync(lead.Id)).Succeeded);
        Assert.Equal((told, version), (_store.Outbox.Count, (await LeadAsync(lead.Id)).Version));
    }

    [Fact]
    public async Task A_lead_that_is_not_there_is_refused()
    {
        PersonalDataService service = new(_store, _clock);
        Assert.Null(await service.ExportAsync(Some.OwnedLead(1).Id));
        Assert.Equal("lead.not-found", Assert.Single((await service.EraseAsync(Some.OwnedLead(1).Id)).Refusals).Code);
    }

    private async Task<(Lead Lead, Lead Other, OpportunityId Deal)> JourneyAsync()
    {
        Lead lead = Person(1);
        Lead other = Person(2);
        lead.FollowUp(new(Some.Day(1), Anna, FollowUpKind.Call, FollowUpOutcome.Interested, $"{Mark} asked for a quote", $"call {Mark}")).EnsureSucceeded();
        lead.Discover(Need.Explicit("Reports in minutes", Some.Day(1), quote: $"I, {Mark}, need them.")).EnsureSucceeded();
        await CommitAsync(u =>
        {
            u.Leads.Add(lead);
            u.Leads.Add(other);
        });
        TestClock clock = new();
        clock.Advance(TimeSpan.FromDays(2));
        (await new LeadMergeService(_store, clock).MergeAsync([lead.Id, other.Id], new MergeChoices { Survivor = lead.Id }, Anna)).EnsureSucceeded();
        ConversionService conversion = new(_store, new PipelineCatalog(ReadyPipelines.SolutionSale), ReadyPolicies.Default, clock);
        ConversionResult converted = await conversion.ConvertAsync(new(lead.Id, "r1", Anna) { OverrideReason = $"{Mark} is known" });
        converted.EnsureSucceeded();
        OpportunityId id = converted.Conversion!.Opportunity!.Value;
        await using IUnitOfWork unit = _store.Begin();
        Opportunity deal = (await unit.Opportunities.FindAsync(id))!;
        deal.SetAmount(new Money(48_000, Currency.Eur), ReadyPipelines.SolutionSale, Some.Day(3), Anna);
        deal.SetBuyingRoles([new($"{Mark} Novakova", BuyingRoleKind.Champion), new("Karl", BuyingRoleKind.EconomicBuyer)], Some.Day(3), Anna);
        unit.Opportunities.Update(deal);
        await unit.CommitAsync();
        return (await LeadAsync(lead.Id), await LeadAsync(other.Id), id);
    }

    private async Task CommitAsync(Action<IUnitOfWork> stage)
    {
        await using IUnitOfWork unit = _store.Begin();
        stage(unit);
        await unit.CommitAsync();
    }

    private async Task<OpportunitySnapshot> DealAsync(OpportunityId id)
    {
        await using IUnitOfWork unit = _store.Begin();
        return (await unit.Opportunities.FindAsync(id))!.ToSnapshot();
    }

    private async Task<Lead> LeadAsync(LeadId id)
    {
        await using IUnitOfWork unit = _store.Begin();
        return (await unit.Leads.FindAsync(id))!;
    }

    private static Lead Person(int number) => Lead.Capture(
        LeadId.New(TimeProvider.System),
        new() { Name = new($"{Mark} Novakova"), Company = "Blau Logistik", Email = EmailAddress.Parse($"{Mark}@blau.example"), Phone = new("0151 2345678"), Description = $"Ask for {Mark}" },
        LeadSource.Web,
        Custody.OwnedBy(Anna),
        Some.Start,
        externalKey: new("crm", $"{number}: {Mark}@blau.example"),
        customFields: CustomFields.Empty.With("nickname", FieldValue.Of(Mark)).With("seats", FieldValue.Of(7)));
}
