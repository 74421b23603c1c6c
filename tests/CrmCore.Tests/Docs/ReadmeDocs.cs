using CrmCore.Conversion;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using CrmCore.Probabilities;
using CrmCore.Qualification;

namespace CrmCore.Tests.Docs;

public class ReadmeDocs
{
    [Fact]
    public async Task The_start_of_the_readme_does_what_it_says()
    {
        // docs:begin readme-start
        InMemoryStore store = new();
        TimeProvider clock = TimeProvider.System;
        DateTimeOffset now = clock.GetUtcNow();
        UserId anna = new("anna");
        Pipeline sale = ReadyPipelines.SolutionSale;   // 产品咨询 → 报价 → 方案评估 → 赢单 / 输单 / 无效

        LeadDetails clara = new() { Name = new("Clara Stein"), Company = "Blau Logistik GmbH", Email = EmailAddress.Parse("clara@blau.example") };
        Lead lead = Lead.Capture(LeadId.New(clock), clara, LeadSource.PhoneConsultation, Custody.OwnedBy(anna), now);
        lead.Discover(Need.Explicit("Reports in minutes", now, quote: "Our reports take three days.")).EnsureSucceeded();
        lead.Discover(new Answer(Answer.Budget, AnswerLevel.Confirmed, "50,000 a year are approved", now)).EnsureSucceeded();
        QualificationVerdict verdict = ReadyPolicies.Default.Evaluate(lead, now);   // qualified, and what is still missing

        await using IUnitOfWork unit = store.Begin();
        unit.Leads.Add(lead);
        await unit.CommitAsync();
        ConversionService conversion = new(store, new PipelineCatalog(sale), ReadyPolicies.Default, clock);
        ConversionResult converted = await conversion.ConvertAsync(new(lead.Id, "request-1", anna));   // all of it or nothing, and never twice

        now = clock.GetUtcNow();
        Opportunity deal = (await unit.Opportunities.FindAsync(converted.Conversion!.Opportunity!.Value))!;
        MoveResult early = deal.MoveTo("quotation", sale, now, anna);   // refused: "Set the amount of the deal."
        deal.SetAmount(new Money(48_000, Currency.Eur), sale, now).EnsureSucceeded();
        MoveResult moved = deal.MoveTo("quotation", sale, now, anna);
        unit.Opportunities.Update(deal);
        await unit.CommitAsync();
        WinProbability chance = new StageDefaultCalculator(new PipelineCatalog(sale)).Estimate(deal);
        Console.WriteLine($"{deal.Name}: {deal.Amount}, {chance.Value} ({chance.Reasons[0].Text})");
        // docs:end readme-start

        Assert.True(verdict.IsQualified);
        Assert.Equal(["timing-known"], verdict.Findings.Select(f => f.Code));
        Assert.True(converted.Succeeded);
        Assert.Equal("Set the amount of the deal.", Assert.Single(early.Refusals).Describe(new("en")));
        Assert.True(moved.Succeeded);
        Assert.Equal("quotation", deal.Stage);
        Assert.Equal("Blau Logistik GmbH: EUR 48000, 40% (The default of the stage Quotation.)", $"{deal.Name}: {deal.Amount}, {chance.Value} ({chance.Reasons[0].Text})");
    }
}
