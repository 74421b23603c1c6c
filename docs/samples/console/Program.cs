// The whole way of one lead, in memory: captured, claimed, called, qualified, converted, moved, won, forecast, and told to others.
// docs:begin start-setup
using System.Globalization;
using CrmCore;
using CrmCore.Conversion;
using CrmCore.Delivery;
using CrmCore.Forecasting;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using CrmCore.Pools;
using CrmCore.Probabilities;
using CrmCore.Qualification;

CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(args is ["zh"] ? "zh-Hans" : "en");
TimeProvider clock = TimeProvider.System;
InMemoryStore store = new();
Pipeline sale = ReadyPipelines.SolutionSale;   // 产品咨询 → 报价 → 方案评估 → 赢单 / 输单 / 无效
UserId anna = new("anna");
// docs:end start-setup

// docs:begin start-capture
LeadDetails clara = new() { Name = new("Clara Stein"), Company = "Blau Logistik GmbH", Email = EmailAddress.Parse("clara@blau.example") };
Lead captured = Lead.Capture(LeadId.New(clock), clara, LeadSource.Web, Custody.InPool(Pool.Default.Id), clock.GetUtcNow());
await using (IUnitOfWork unit = store.Begin())
{
    unit.Leads.Add(captured);
    await unit.CommitAsync();
}

ClaimResult claim = await new PoolService(store, store, clock).ClaimAsync(captured.Id, Pool.Default, anna);
Console.WriteLine($"claimed: {claim.Succeeded}");
// docs:end start-capture

// docs:begin start-qualify
await using (IUnitOfWork unit = store.Begin())
{
    Lead lead = (await unit.Leads.FindAsync(captured.Id))!;
    DateTimeOffset now = clock.GetUtcNow();
    lead.FollowUp(new(now, anna, FollowUpKind.Call, FollowUpOutcome.Interested, "Asked for prices")).EnsureSucceeded();
    Console.WriteLine($"qualified: {ReadyPolicies.Default.Evaluate(lead, now).IsQualified}");

    lead.Discover(Need.Explicit("Reports in minutes", now, quote: "Our reports take three days.")).EnsureSucceeded();
    lead.Discover(new Answer(Answer.Budget, AnswerLevel.Confirmed, "50,000 a year are approved", now)).EnsureSucceeded();
    QualificationVerdict verdict = ReadyPolicies.Default.Evaluate(lead, now);
    Console.WriteLine($"qualified: {verdict.IsQualified}, {verdict.Score:0} points");
    foreach (Finding finding in verdict.Findings)
    {
        Console.WriteLine($"  {finding.Severity}: {finding.Text.In()} {finding.Question?.In()}");
    }

    unit.Leads.Update(lead);
    await unit.CommitAsync();
}
// docs:end start-qualify

// docs:begin start-convert
ConversionService conversion = new(store, new PipelineCatalog(sale), ReadyPolicies.Default, clock);
ConversionRequest request = new(captured.Id, "form-4711", anna);
ConversionResult converted = await conversion.ConvertAsync(request);
ConversionResult again = await conversion.ConvertAsync(request);   // a second click
Console.WriteLine($"converted: {converted.Succeeded}, the same again: {again.IsRepeat}");
// docs:end start-convert

// docs:begin start-move
await using (IUnitOfWork unit = store.Begin())
{
    Opportunity deal = (await unit.Opportunities.FindAsync(converted.Conversion!.Opportunity!.Value))!;
    MoveResult early = deal.MoveTo("quotation", sale, clock.GetUtcNow(), anna);
    foreach (Refusal refusal in early.Refusals)
    {
        Console.WriteLine($"refused: {refusal.Code}: {refusal.Describe()}");
    }

    deal.SetAmount(new Money(48_000, Currency.Eur), sale, clock.GetUtcNow(), anna).EnsureSucceeded();
    deal.SetCloseDate(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), sale, clock.GetUtcNow(), anna).EnsureSucceeded();
    deal.MoveTo("quotation", sale, clock.GetUtcNow(), anna).EnsureSucceeded();
    Console.WriteLine($"moved: {deal.Name} is in '{sale.Get(deal.Stage).Name.In()}' with {deal.Amount}");
    unit.Opportunities.Update(deal);
    await unit.CommitAsync();
}
// docs:end start-move

// docs:begin start-forecast
StageDefaultCalculator calculator = new(new PipelineCatalog(sale));
ForecastPeriod quarter = ForecastPeriod.QuarterOf(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
Forecast before = Forecast.For(quarter, await store.ReadOpportunitiesAsync().ToListAsync(), calculator, Currency.Eur);
Console.WriteLine($"forecast: {before.Total.Weighted} weighted, {before.Total.Won} won");
// docs:end start-forecast

// docs:begin start-win
await using (IUnitOfWork unit = store.Begin())
{
    Opportunity deal = (await unit.Opportunities.FindAsync(converted.Conversion!.Opportunity!.Value))!;
    deal.MoveNext(sale, clock.GetUtcNow(), anna).EnsureSucceeded();
    deal.Win(sale, clock.GetUtcNow(), anna).EnsureSucceeded();
    unit.Opportunities.Update(deal);
    await unit.CommitAsync();
}

Forecast after = Forecast.For(quarter, await store.ReadOpportunitiesAsync().ToListAsync(), calculator, Currency.Eur);
Console.WriteLine($"forecast: {after.Total.Weighted} weighted, {after.Total.Won} won");
// docs:end start-win

// docs:begin start-events
OutboxRelay relay = new(store, [DomainEventHandler.For<OpportunityEvent>((fact, _) => Console.Out.WriteLineAsync($"  {fact.GetType().Name}"))], clock);
RelayRun run = await relay.DrainAsync();
Console.WriteLine($"events delivered: {run.Delivered}");
// docs:end start-events
