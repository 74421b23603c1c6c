using System.Globalization;
using CrmCore;
using CrmCore.Conversion;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.MachineLearning;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.PhoneNumbers;
using CrmCore.Pipelines;
using CrmCore.Probabilities.Features;
using CrmCore.Probabilities.Learned;
using CrmCore.Probabilities.Training;
using CrmCore.Qualification;

TimeProvider clock = TimeProvider.System;
InMemoryStore store = new();
DateTimeOffset now = clock.GetUtcNow();
UserId anna = new("anna");
Pipeline sale = ReadyPipelines.SolutionSale;
LeadDetails clara = new() { Name = new("Clara Stein"), Company = "Blau Logistik GmbH", Email = EmailAddress.Parse("clara@blau.example") };

Lead lead = Lead.Capture(LeadId.New(clock), clara, LeadSource.PhoneConsultation, Custody.OwnedBy(anna), now);
lead.Discover(Need.Explicit("Reports in minutes", now, quote: "Our reports take three days.")).EnsureSucceeded();
lead.Discover(new Answer(Answer.Budget, AnswerLevel.Confirmed, "50,000 a year are approved", now)).EnsureSucceeded();
await using IUnitOfWork unit = store.Begin();
unit.Leads.Add(lead);
await unit.CommitAsync();

ConversionService conversion = new(store, new PipelineCatalog(sale), ReadyPolicies.Default, clock);
ConversionResult converted = await conversion.ConvertAsync(new(lead.Id, "request-1", anna));   // all of it or nothing, and never twice

now = clock.GetUtcNow();
Opportunity deal = (await unit.Opportunities.FindAsync(converted.Conversion!.Opportunity!.Value))!;
MoveResult early = deal.MoveTo("quotation", sale, now, anna);   // refused: "Set the amount of the deal."

bool read = new PhoneNumberReader("CN").TryRead("138 0013 8000", out PhoneNumber? phone);   // E.164: +8613800138000

Dataset deals = new(
    new([new("size", FeatureKind.Numeric)]),
    [.. Enumerable.Range(0, 400).Select(i => (double)i)],
    [.. Enumerable.Range(0, 400).Select(i => i % 10 < (i < 200 ? 2 : 8))],
    [.. Enumerable.Range(0, 400).Select(i => $"deal {i}")]);
ProbabilityModel trees = new GradientBoostingTrainer().Train(deals).Model!;
string stored = trees.ToJson();

Console.WriteLine($"converted {converted.Succeeded} to {deal.Name}");
Console.WriteLine($"refused {early.Refusals[0].Describe(new CultureInfo("en"))} {early.Refusals[0].Describe(new CultureInfo("zh-Hans"))}");
Console.WriteLine($"phone {read} {phone?.E164}");
Console.WriteLine($"trees {ProbabilityModel.FromJson(stored).Estimate([300d]) > 0.6} {trees.Estimate([50d]) < 0.4}");
