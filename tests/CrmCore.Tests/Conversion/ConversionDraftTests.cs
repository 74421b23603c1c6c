using CrmCore.Conversion;
using CrmCore.Conversion.Policies;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Qualification;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Conversion;

/// <summary>What a conversion makes of little, and what it does with what nothing takes.</summary>
public class ConversionDraftTests
{
    private readonly InMemoryStore _store = new();
    private readonly TestClock _clock = new();

    [Theory]
    [InlineData("Clara Stein", "info@blau.example", "Clara Stein")]
    [InlineData(null, "clara.stein@blau.example", "clara.stein")]
    [InlineData(null, null, null)]
    public async Task A_contact_is_named_after_the_person_else_the_mailbox_and_never_after_the_company(string? name, string? email, string? contact)
    {
        ConversionPlan plan = await PlanAsync(Details(name, email));
        Assert.Equal(contact, plan.Contact.Name);
        Assert.Equal(contact is null ? (RecordAction.None, RecordReason.NothingKnown) : (RecordAction.Create, RecordReason.Default), (plan.Contact.Action, plan.Contact.Reason));
        Assert.Equal(contact is null ? ["conversion.no-contact-name"] : [], plan.Warnings.Select(w => w.Code));
        Assert.False(plan.IsBlocked);
        Assert.Equal("Blau GmbH", plan.Opportunity.Name);
    }

    [Fact]
    public async Task A_policy_refuses_where_there_is_no_contact()
    {
        ConversionPlan plan = await PlanAsync(Details(null, null), policy: new() { Required = ["contact.name"], Key = "k", Version = 1, Name = "K" });
        Assert.Equal(["conversion.field-missing contact.name"], plan.Blockers.Select(b => $"{b.Code} {b.Parameters["field"]}"));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(0)]
    [InlineData(-8)]
    public async Task A_next_step_is_due_on_the_day_that_was_said(int hours)
    {
        Lead lead = Some.OwnedLead();
        DateTimeOffset due = new(2026, 3, 10, 0, 0, 0, TimeSpan.FromHours(hours));
        lead.FollowUp(new(Some.Start, Some.Anna, FollowUpKind.Call, FollowUpOutcome.Reached, null, "Send the offer", due)).EnsureSucceeded();
        await _store.SaveAsync(lead);
        (await Service().ConvertAsync(new(lead.Id, "r1", Some.Bo) { OverrideReason = "x" })).EnsureSucceeded();
        Assert.Equal(new NextStep("Send the offer", new(2026, 3, 10)), Assert.Single(await _store.ReadOpportunitiesAsync().ToListAsync()).NextStep);
    }

    [Fact]
    public async Task The_day_of_capture_is_that_of_the_place_it_was_captured_at()
    {
        Lead lead = Lead.Capture(LeadId.From(Some.Guid(1)), Some.Details, LeadSource.Web, Custody.OwnedBy(Some.Anna), new(2025, 3, 10, 0, 0, 0, TimeSpan.FromHours(8)));
        await _store.SaveAsync(lead);
        ConversionPolicy policy = new(ConversionPolicy.Default.Definition with { Opportunity = new() { Name = "{account} {captured}" } });
        ConversionPlan plan = await Service(policy).PlanAsync(new(lead.Id, "r1", Some.Bo));
        Assert.Equal("Blau Logistik GmbH 2025-03-10", plan.Opportunity.Name);
    }

    [Fact]
    public async Task Values_that_nothing_takes_are_warned_of()
    {
        ConversionPlan plan = await PlanAsync(
            new() { Name = new("Clara Stein") },
            r => r with
            {
                Opportunity = ConversionTarget<OpportunityId>.None,
                Amount = Some.Eur(100),
                Stage = "no-such-stage",
                Pipeline = Some.Sale.Key,
                Fields = new Dictionary<string, FieldValue> { ["account.website"] = FieldValue.Of("blau.example"), ["account.industry"] = FieldValue.None, ["contact.title"] = FieldValue.Of("Head") },
            });
        Assert.Equal([new("conversion.values-unused", ("values", "account.website, opportunity.amount, pipeline, stage"))], plan.Warnings);
        Assert.False(plan.IsBlocked);
        Opportunity deal = Some.Deal(7);
        await _store.SaveAsync(deal);
        ConversionPlan attached = await Service().PlanAsync(new(plan.Request.Lead, "r2", Some.Bo) { Opportunity = ConversionTarget<OpportunityId>.Link(deal.Id), Stage = "quotation", Amount = Some.Eur(5) });
        Assert.Equal(["stage"], attached.Warnings.Select(w => w.Parameters["values"]));
    }

    [Fact]
    public async Task What_cannot_be_created_cannot_be_overridden()
    {
        ConversionPolicyDefinition lenient = ConversionPolicy.Default.Definition with
        {
            Rules = [],
            Opportunity = new() { Name = "{campaign}" },
            Required = ["account.industry", "opportunity.name"],
            Overrides = [new("conversion.field-missing")],
        };
        Lead lead = Some.OwnedLead();
        await _store.SaveAsync(lead);
        string before = await _store.DumpAsync();
        ConversionService service = Service(new(lenient));
        ConversionResult result = await service.ConvertAsync(new(lead.Id, "r1", Some.Bo) { OverrideReason = "never mind" });
        Assert.Equal(["conversion.field-missing opportunity.name"], result.Refusals.Select(r => $"{r.Code} {r.Parameters["field"]}"));
        Assert.Equal(["account.industry"], result.Plan.Overridden.Select(o => o.Parameters["field"]));
        Assert.Equal(before, await _store.DumpAsync());
        Assert.True((await service.ConvertAsync(new(lead.Id, "r1", Some.Bo) { OverrideReason = "never mind", OpportunityName = "A deal" })).Succeeded);
    }

    private static LeadDetails Details(string? name, string? email) => new()
    {
        Company = "Blau GmbH",
        Name = name is null ? null : new(name),
        Email = email is null ? null : EmailAddress.Parse(email),
        Phone = new("+49 89 1234567"),
    };

    private async Task<ConversionPlan> PlanAsync(LeadDetails details, Func<ConversionRequest, ConversionRequest>? change = null, ConversionPolicyDefinition? policy = null)
    {
        Lead lead = Some.OwnedLead(1, details);
        await _store.SaveAsync(lead);
        ConversionRequest request = new(lead.Id, "r1", Some.Bo) { OverrideReason = "x" };
        return await Service(policy is null ? null : new(policy)).PlanAsync(change is null ? request : change(request));
    }

    private ConversionService Service(ConversionPolicy? policy = null) => new(_store, new(Some.Sale), ReadyPolicies.Default, _clock, policy);
}
