using CrmCore.Conversion;
using CrmCore.Conversion.Policies;
using CrmCore.Conversion.Reverting;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Qualification;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Conversion;

/// <summary>What goes with a lead into an opportunity that exists, and back.</summary>
public class CarryOverTests
{
    private readonly InMemoryStore _store = new();
    private readonly TestClock _clock = new();

    private ConversionRevertService Reverts => new(_store, _store, _store, _store, _clock);

    [Theory]
    [InlineData(CarryOver.Copy)]
    [InlineData(CarryOver.Move)]
    public async Task What_an_attached_lead_brought_goes_with_it_again_and_the_rest_stays(CarryOver carry)
    {
        (Lead lead, OpportunityId deal) = await DealAndLeadAsync(new() { FollowUps = carry, Discovery = carry });
        OpportunitySnapshot before = await DealAsync();
        await AttachAsync(lead, deal, new() { FollowUps = carry, Discovery = carry });
        OpportunitySnapshot attached = await DealAsync();
        LeadSnapshot converted = await LeadAsync(lead.Id);
        Assert.Equal(before.Discovery!.Notes.Count + 1, attached.Discovery!.Notes.Count);
        Assert.Equal((before.Activities?.Count ?? 0) + 1, attached.Activities!.Count);
        Assert.Null(attached.NextStep);
        Assert.Equal(carry == CarryOver.Move, converted is { FollowUps: null, Discovery: null });

        ConversionReversal reversal = (await Reverts.RevertAsync(new(lead.Id, Some.Bo, "not theirs"))).Reversal!;

        Assert.Equal([$"opportunity {deal} activities", $"opportunity {deal} discovery"], reversal.Undone.Where(u => u.EndsWith("activities", StringComparison.Ordinal) || u.EndsWith("discovery", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        OpportunitySnapshot after = await DealAsync();
        Assert.Equal(before.Discovery.Notes, after.Discovery!.Notes);
        Assert.Equal(before.Activities, after.Activities);
        LeadSnapshot again = await LeadAsync(lead.Id);
        Assert.Equal(lead.Discovery.Notes, again.Discovery!.Notes);
        Assert.Equal(lead.FollowUps, again.FollowUps!);
    }

    [Fact]
    public async Task A_lead_that_left_its_follow_ups_and_its_discovery_behind_has_none_to_take_back()
    {
        CarryRules nothing = new() { FollowUps = CarryOver.Leave, Discovery = CarryOver.Leave };
        (Lead lead, OpportunityId deal) = await DealAndLeadAsync(nothing);
        await AttachAsync(lead, deal, nothing);
        ConversionReversal reversal = (await Reverts.RevertAsync(new(lead.Id, Some.Bo, "not theirs"))).Reversal!;
        Assert.DoesNotContain($"opportunity {deal} activities", reversal.Undone);
        Assert.DoesNotContain($"opportunity {deal} discovery", reversal.Undone);
    }

    [Fact]
    public async Task The_deals_own_activities_stay_even_one_that_is_as_the_leads()
    {
        (Lead lead, OpportunityId deal) = await DealAndLeadAsync(new());
        Activity same = new("call", Some.Day(1), Some.Anna, "Wants it");
        Activity demo = new("demo", Some.Day(2), Some.Bo);
        await _store.ChangeAsync(deal, d => d.Log(same, Some.Day(2)).EnsureSucceeded());
        await AttachAsync(lead, deal, new());
        await _store.ChangeAsync(deal, d => d.Log(demo, Some.Day(2)).EnsureSucceeded());
        Assert.Equal([same, same, demo], (await DealAsync()).Activities!);
        (await Reverts.RevertAsync(new(lead.Id, Some.Bo, "not theirs"))).EnsureSucceeded();
        Assert.Equal([same, demo], (await DealAsync()).Activities!);
    }

    [Fact]
    public async Task What_a_later_note_stands_on_stays()
    {
        (Lead lead, OpportunityId deal) = await DealAndLeadAsync(new());
        await AttachAsync(lead, deal, new());
        await _store.ChangeAsync(deal, d => d.Discover(new Correction(lead.Discovery.Notes[0].Id, "They meant the other site", Some.Day(2))).EnsureSucceeded());

        OpportunitySnapshot before = await DealAsync();
        ConversionReversal reversal = (await Reverts.RevertAsync(new(lead.Id, Some.Bo, "not theirs"))).Reversal!;

        Assert.Equal([$"opportunity {deal} discovery"], reversal.Left);
        Assert.Contains($"opportunity {deal} activities", reversal.Undone);
        Assert.Equal(before.Discovery!.Notes, (await DealAsync()).Discovery!.Notes);
    }

    [Fact]
    public async Task A_deal_that_closed_since_keeps_what_it_was_brought()
    {
        (Lead lead, OpportunityId deal) = await DealAndLeadAsync(new());
        LeadConversion conversion = await AttachAsync(lead, deal, new());
        await _store.ChangeAsync(deal, d => d.Move(new("lost", Some.Day(3), Some.Bo) { Reason = "price" }, Some.Sale).EnsureSucceeded());

        _clock.Advance(TimeSpan.FromDays(5));
        Assert.Contains("conversion.opportunity-closed", (await Reverts.RevertAsync(new(lead.Id, Some.Bo, "x"))).Refusals.Select(r => r.Code));
        ConversionReversal reversal = (await Reverts.RevertAsync(new(lead.Id, Some.Bo, "x") { Force = true })).Reversal!;
        Assert.Contains($"opportunity {deal}", reversal.Left);
        Assert.Contains($"contact {conversion.Contact}", reversal.Left.Concat(reversal.Undone));
        Assert.Equal(2, (await DealAsync()).Discovery!.Notes.Count(n => n is Need));
    }

    [Fact]
    public void Only_what_is_not_there_is_carried_over_and_what_is_left_is_not()
    {
        Lead lead = Told(1);
        OpportunitySnapshot blank = Some.Deal().ToSnapshot();
        (OpportunitySnapshot filled, CarriedOver carried, IReadOnlyList<int> notes) = OpportunityDraft.CarryOver(lead, blank, isNew: true, new(), []);
        Assert.Equal((1, 1, "send a quote"), (carried.FollowUpCount, carried.NoteCount, carried.NextStep));
        Assert.Equal([0], notes);
        Assert.Equal(new NextStep("send a quote", DateOnly.FromDateTime(Some.Day(4).UtcDateTime)), filled.NextStep);
        Assert.Equal([new Activity("call", Some.Day(1), Some.Anna, "Wants it")], filled.Activities);

        (OpportunitySnapshot twice, carried, notes) = OpportunityDraft.CarryOver(lead, filled, isNew: false, new(), []);
        Assert.Equal((1, 0, null), (carried.FollowUpCount, carried.NoteCount, carried.NextStep));
        Assert.Empty(notes);
        Assert.Equal(filled.Discovery!.Notes, twice.Discovery!.Notes);
        Assert.Equal(2, twice.Activities!.Count);

        (OpportunitySnapshot left, carried, _) = OpportunityDraft.CarryOver(lead, blank, isNew: true, new() { FollowUps = CarryOver.Leave, Discovery = CarryOver.Leave }, []);
        Assert.Equal((0, 0, null), (carried.FollowUpCount, carried.NoteCount, carried.NextStep));
        Assert.Equal((null, null, null), (left.Discovery, left.Activities, left.NextStep));

        NextStep own = new("call back", new(2026, 2, 1));
        Assert.Equal(own, OpportunityDraft.CarryOver(lead, blank with { NextStep = own }, isNew: true, new(), []).After.NextStep);
    }

    [Theory]
    [InlineData(400, true)]
    [InlineData(401, false)]
    public void A_next_step_that_the_deal_cannot_hold_blocks(int length, bool fits)
    {
        Lead lead = Some.OwnedLead();
        lead.FollowUp(new(Some.Day(1), Some.Anna, FollowUpKind.Call, FollowUpOutcome.Reached, null, new('x', length), Some.Day(2))).EnsureSucceeded();
        List<Refusal> blockers = [];
        OpportunitySnapshot after = OpportunityDraft.CarryOver(lead, Some.Deal().ToSnapshot(), isNew: true, new(), blockers).After;
        Assert.Equal(fits, after.NextStep is not null);
        Assert.Equal(fits ? [] : ["401"], blockers.Where(b => b.Code == "conversion.field-too-long").Select(b => b.Parameters["length"]));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void More_activities_than_a_deal_holds_block(int tooMany, bool fits)
    {
        Lead lead = Some.OwnedLead();
        lead.FollowUp(new(Some.Day(1), Some.Anna, FollowUpKind.Call, FollowUpOutcome.Reached)).EnsureSucceeded();
        Activity one = new("call", Some.Start, Some.Anna);
        OpportunitySnapshot full = Some.Deal().ToSnapshot() with { Activities = [.. Enumerable.Repeat(one, Opportunity.MaximumDetails - 1 + tooMany)] };
        List<Refusal> blockers = [];
        OpportunityDraft.CarryOver(lead, full, isNew: false, new(), blockers);
        Assert.Equal(fits ? [] : ["opportunity.too-many"], blockers.Select(b => b.Code));
    }

    [Fact]
    public void A_deal_takes_no_change_from_before_its_last_nor_an_amount_that_its_items_decide()
    {
        Opportunity deal = Some.Deal(1, Some.Eur(100));
        OpportunitySnapshot before = deal.ToSnapshot();
        Assert.Empty(OpportunityDraft.Check(before, before with { Amount = Some.Eur(0) }, Some.Start, deal));
        Assert.Equal(["opportunity.before-last-change"], Codes(before, Some.Day(-1)));
        Assert.Equal(["opportunity.amount-negative"], Codes(before with { Amount = Some.Eur(-1) }, Some.Start));
        OpportunitySnapshot itemised = before with { LineItems = [new("a", 1, Some.Eur(100))] };
        Assert.Empty(OpportunityDraft.Check(itemised, itemised, Some.Start, null));
        Assert.Equal("opportunity.amount-from-line-items", Assert.Single(OpportunityDraft.Check(itemised, itemised with { Amount = Some.Eur(5) }, Some.Start, null)).Code);

        IEnumerable<string> Codes(OpportunitySnapshot after, DateTimeOffset at) => OpportunityDraft.Check(before, after, at, deal).Select(r => r.Code);
    }

    private static Lead Told(int number)
    {
        Lead lead = Some.OwnedLead(number, Some.Details with { Name = new("Dora Blau"), Email = EmailAddress.Parse($"d{number}@blau.example") });
        lead.Discover(Need.Explicit($"Need {number}", Some.Day(1))).EnsureSucceeded();
        lead.FollowUp(new(Some.Day(1), Some.Anna, FollowUpKind.Call, FollowUpOutcome.Reached, "Wants it", "send a quote", Some.Day(4))).EnsureSucceeded();
        return lead;
    }

    private ConversionService Service(CarryRules carry) =>
        new(_store, new(Some.Sale), ReadyPolicies.Default, _clock, new ConversionPolicy(ConversionPolicy.Default.Definition with { Carry = carry, Overrides = [new("conversion.not-qualified")] }));

    private async Task<(Lead Lead, OpportunityId Deal)> DealAndLeadAsync(CarryRules carry)
    {
        _clock.Advance(TimeSpan.FromDays(2));
        Lead first = Some.QualifiedLead(7);
        Lead lead = Told(1);
        await _store.SaveAsync(first, lead);
        LeadConversion conversion = (await Service(carry).ConvertAsync(new(first.Id, "r1", Some.Bo))).Conversion!;
        return (lead, conversion.Opportunity!.Value);
    }

    private async Task<LeadConversion> AttachAsync(Lead lead, OpportunityId deal, CarryRules carry)
    {
        ConversionResult result = await Service(carry).ConvertAsync(new(lead.Id, "r1", Some.Bo) { Opportunity = ConversionTarget<OpportunityId>.Link(deal), OverrideReason = "same project" });
        result.EnsureSucceeded();
        return result.Conversion!;
    }

    private async Task<OpportunitySnapshot> DealAsync() => await _store.ReadOpportunitiesAsync().FirstAsync();

    private async Task<LeadSnapshot> LeadAsync(LeadId id) => await _store.ReadLeadsAsync().FirstAsync(l => l.Id == id);
}
