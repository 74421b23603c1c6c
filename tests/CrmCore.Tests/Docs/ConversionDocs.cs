using CrmCore.Conversion;
using CrmCore.Conversion.Checks;
using CrmCore.Conversion.Fields;
using CrmCore.Conversion.Policies;
using CrmCore.Conversion.Reverting;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Pipelines;
using CrmCore.Qualification;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Docs;

/// <summary>The code of <c>docs/conversion.md</c>.</summary>
public class ConversionDocs
{
    private readonly InMemoryStore _store = new();
    private readonly TestClock _clock = new();

    [Fact]
    public async Task Plan_execute_and_revert()
    {
        (InMemoryStore store, TestClock clock, UserId anna) = (_store, _clock, Some.Anna);
        Lead lead = Some.QualifiedLead();
        await store.SaveAsync(lead);

        // docs:begin conversion-plan
        PipelineCatalog pipelines = new(ReadyPipelines.SolutionSale);
        ConversionService conversion = new(store, pipelines, ReadyPolicies.Default, clock);

        ConversionRequest request = new(lead.Id, "form-4711", anna) { Amount = new Money(48_000, Currency.Eur) };
        ConversionPlan plan = await conversion.PlanAsync(request);
        Console.WriteLine(plan.Describe());              // what is created, linked, filled and kept, and why; what blocks it
        ConversionResult result = await conversion.ExecuteAsync(plan);
        // docs:end conversion-plan
        Assert.True(result.Succeeded);

        // docs:begin conversion-revert
        ConversionRevertService reverts = new(store, store, store, store, clock);
        RevertResult reverted = await reverts.RevertAsync(new(lead.Id, anna, "The wrong company"));
        Console.WriteLine(string.Join(", ", reverted.Reversal?.Undone ?? []));
        // docs:end conversion-revert
        Assert.Equal(3, reverted.Reversal!.Undone.Count);
    }

    [Fact]
    public async Task Link_attach_and_together()
    {
        (InMemoryStore store, UserId anna) = (_store, Some.Anna);
        Lead first = Some.QualifiedLead(1);
        Lead second = Some.QualifiedLead(2);
        Lead third = Some.QualifiedLead(3);
        await store.SaveAsync(first, second, third);
        ConversionService conversion = new(store, new(ReadyPipelines.SolutionSale), ReadyPolicies.Default, _clock);
        LeadConversion done = (await conversion.ConvertAsync(new(first.Id, "r1", anna))).Conversion!;

        // docs:begin conversion-targets
        ConversionRequest attach = new(second.Id, "r2", anna)
        {
            Contact = ConversionTarget<ContactId>.Link(done.Contact!.Value),              // or .Create (the default), or .None
            Opportunity = ConversionTarget<OpportunityId>.Link(done.Opportunity!.Value),  // brings its account along
            Fields = new Dictionary<string, FieldValue> { ["contact.title"] = FieldValue.Of("Head of Purchasing") },
        };
        ConversionResult attached = await conversion.ConvertAsync(attach);
        // docs:end conversion-targets
        Assert.True(attached.Succeeded);
        Lead fourth = Some.QualifiedLead(4);
        await store.SaveAsync(fourth);

        // docs:begin conversion-many
        IReadOnlyList<ConversionResult> oneDeal = await conversion.ConvertTogetherAsync(new(third.Id, "r3", anna), [fourth.Id]);

        List<ConversionRequest> requests = await store.ReadLeadsAsync()
            .Where(l => l.Status == LeadStatus.Qualified)
            .Select(l => new ConversionRequest(l.Id, "nightly", anna))
            .ToListAsync();
        IReadOnlyList<ConversionResult> results = await conversion.ConvertAllAsync(requests, ConversionAtomicity.Batches(500));
        // docs:end conversion-many
        Assert.All(oneDeal, r => Assert.True(r.Succeeded));
        Assert.Empty(results);
    }

    [Fact]
    public async Task Policy_and_checks()
    {
        (InMemoryStore store, TestClock clock) = (_store, _clock);

        // docs:begin conversion-policy
        ConversionPolicy policy = ConversionPolicy.FromJson("""
            {
              "schemaVersion": 1, "key": "east", "version": 1, "name": { "en": "East", "zh-Hans": "华东" },
              "teams": { "east": ["anna", "bo"], "managers": ["chief"] },
              "rules": [
                { "key": "not-qualified", "when": { "fact": "verdict.qualified", "is": "present" } },
                { "key": "not-allowed", "when": { "fact": "by.teams", "is": "one-of", "value": ["east", "managers"] } },
                { "key": "call-first", "when": { "fact": "follow-ups", "is": "at-least", "value": 1 }, "text": { "en": "Call them first.", "zh-Hans": "请先致电。" } }
              ],
              "overrides": [ { "refusal": "conversion.not-qualified", "when": { "fact": "by.teams", "is": "equal", "value": "managers" } } ],
              "owner": { "from": ["request", "lead", "converter"], "when": { "fact": "owner.teams", "is": "equal", "value": "east" } },
              "duplicates": { "leads": { "same": "block", "likely": "warn" }, "accounts": { "same": "link", "likely": "warn" } },
              "required": ["account.name", "opportunity.amount"],
              "opportunity": {
                "start": [ { "pipeline": "solution-sale", "stage": "quotation", "when": { "fact": "source", "is": "equal", "value": "Referral" } } ],
                "name": "{account} - {campaign} | {account} | {display-name}"
              },
              "carry": { "followUps": "move", "discovery": "copy" },
              "fields": [
                { "from": "company", "to": "account.name" },
                { "from": "industry", "to": "account.industry", "merge": "source-wins", "maximumLength": 80 },
                { "from": "name", "to": "contact.name" },
                { "from": "email", "to": "contact.email" },
                { "from": "custom.budget", "to": "opportunity.amount", "kind": "number" },
                { "from": "description", "to": "opportunity.description", "merge": "concatenate" }
              ],
              "currency": "CNY",
              "revert": { "withinDays": 30, "forceWhen": { "fact": "by.teams", "is": "equal", "value": "managers" } }
            }
            """);
        // docs:end conversion-policy

        // docs:begin conversion-checks
        DuplicateSearch duplicates = await DuplicateSearch.ReadAsync(store, store);
        PoolCapacity capacity = new(new(CrmCore.Pools.Pool.Default), store);
        ConversionService conversion = new(store, new(ReadyPipelines.SolutionSale), ReadyPolicies.Default, clock, policy, capacity, duplicates);
        // docs:end conversion-checks
        Assert.Equal("conversion.lead-not-found", Assert.Single((await conversion.PlanAsync(new(Some.OwnedLead().Id, "r", Some.Bo))).Blockers).Code);

        // docs:begin conversion-map
        FieldMap map = new([new("custom.size", "account.custom.size"), new("city", "opportunity.description") { Merge = MergeRule.Concatenate }]);
        // new FieldMap([new("email", "opportunity.amount")]) throws: a text is no amount
        // docs:end conversion-map
        Assert.Equal(2, map.Mappings.Count);
        Assert.Throws<DefinitionException>(() => new FieldMap([new("email", "opportunity.amount")]));
    }
}
