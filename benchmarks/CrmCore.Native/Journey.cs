using System.Globalization;
using CrmCore.Conversion;
using CrmCore.Customers;
using CrmCore.Forecasting;
using CrmCore.Health;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using CrmCore.Pools;
using CrmCore.Probabilities;
using CrmCore.Qualification;
using Microsoft.Extensions.DependencyInjection;

namespace CrmCore.Native;

/// <summary>
/// The way of a lead through the house on in-memory storage, told in both languages: what it writes is the same on each run, so that one of a native program can be
/// held against one of the just-in-time compiler.
/// </summary>
internal static class Journey
{
    private static readonly CultureInfo[] Languages = [new("en"), new("zh-Hans")];
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly UserId Anna = new("anna");
    private static readonly UserId Bo = new("bo");

    private static readonly Pool East = Pool.FromJson("""
        { "key": "east", "name": { "en": "East", "zh-Hans": "华东公海" }, "members": ["anna", "bo"], "timeZone": "Asia/Shanghai", "claims": { "perDay": 10, "capacity": 50 },
          "protection": { "days": 15, "extensionDays": 7, "maximumDays": 60 } }
        """);

    public static async Task RunAsync(TextWriter writer)
    {
        Clock clock = new() { Now = Start };
        ServiceCollection services = new();
        services.AddSingleton<TimeProvider>(clock);
        services.AddCrmCore(crm => crm.UsePipeline(ReadyPipelines.SolutionSale).UseQualification(ReadyPolicies.Default).UseInMemoryStorage());
        await using ServiceProvider provider = services.BuildServiceProvider(validateScopes: true);
        await using AsyncServiceScope scope = provider.CreateAsyncScope();
        Traveller traveller = new(scope.ServiceProvider, clock, writer);
        LeadId lead = await traveller.CaptureAsync();
        await traveller.ClaimAsync(lead);
        await traveller.QualifyAsync(lead);
        Opportunity deal = await traveller.ConvertAsync(lead);
        traveller.Sell(deal);
        await traveller.ForecastAsync();
        await traveller.SnapshotsAsync(lead);
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class Traveller(IServiceProvider services, Clock clock, TextWriter writer)
    {
        private readonly IUnitOfWorkFactory _storage = services.GetRequiredService<IUnitOfWorkFactory>();
        private readonly List<OpportunitySnapshot> _deals = [];
        private readonly PipelineCatalog _pipelines = services.GetRequiredService<PipelineCatalog>();

        private Pipeline Sale => _pipelines.Default;

        public async Task<LeadId> CaptureAsync()
        {
            LeadDetails details = new()
            {
                Name = new("Clara Stein"),
                Company = "华东制造有限公司",
                Email = EmailAddress.Parse("Clara Stein <clara+crm@Blau.example>"),
                Phone = PhoneNumber.TryParse("+86 138 0013 8000", out PhoneNumber? phone) ? phone : null,
            };
            LeadId id = LeadId.From(new("01900000-0000-7000-8000-000000000001"));
            Lead lead = Lead.Capture(id, details, LeadSource.PhoneConsultation, Custody.InPool(East.Id), clock.Now, customFields: CustomFields.Empty.With("employees", FieldValue.Of(250m)));
            await using IUnitOfWork unit = _storage.Begin();
            unit.Leads.Add(lead);
            await unit.CommitAsync();
            Tell($"captured {lead.Details.Name} {lead.Details.Email} {lead.Details.Company} {lead.Status}");
            return id;
        }

        public async Task ClaimAsync(LeadId lead)
        {
            PoolService pools = services.GetRequiredService<PoolService>();
            ClaimResult claimed = await pools.ClaimAsync(lead, East, Anna);
            Tell($"claimed {claimed.Succeeded}, {claimed.LeftToday} left today, protected until {claimed.Protection?.RecycleAt:yyyy-MM-dd}");
            Refused(await pools.ClaimAsync(lead, East, Bo));
        }

        public async Task QualifyAsync(LeadId id)
        {
            clock.Now = Start.AddDays(1);
            await using IUnitOfWork unit = _storage.Begin();
            Lead lead = (await unit.Leads.FindAsync(id))!;
            QualificationPolicy policy = services.GetRequiredService<QualificationPolicy>();
            Judge(policy.Evaluate(lead, clock.Now));
            lead.Work(clock.Now, Anna);
            lead.Discover(Need.Explicit("Reports in minutes", clock.Now, quote: "我们的报表要做三天。"));
            lead.Discover(new Answer(Answer.Budget, AnswerLevel.Confirmed, "50,000 a year are approved", clock.Now));
            unit.Leads.Update(lead);
            await unit.CommitAsync();
            Judge(policy.Evaluate(lead, clock.Now));
        }

        public async Task<Opportunity> ConvertAsync(LeadId lead)
        {
            clock.Now = Start.AddDays(2);
            ConversionService conversion = services.GetRequiredService<ConversionService>();
            ConversionResult first = await conversion.ConvertAsync(new(lead, "request-1", Anna));
            ConversionResult again = await conversion.ConvertAsync(new(lead, "request-1", Anna));
            ConversionResult other = await conversion.ConvertAsync(new(lead, "request-2", Anna));
            Tell($"converted {first.Succeeded} {first.Conversion!.Opportunity}, again the same {again.Conversion!.Opportunity == first.Conversion.Opportunity}");
            Refused(other);
            await using IUnitOfWork unit = _storage.Begin();
            return (await unit.Opportunities.FindAsync(first.Conversion.Opportunity!.Value))!;
        }

        public void Sell(Opportunity deal)
        {
            Refused(deal.MoveTo("evaluation", Sale, clock.Now, Anna));
            deal.SetAmount(new Money(48_000, Currency.Eur), Sale, clock.Now, Anna);
            deal.SetCloseDate(new(2026, 5, 15), Sale, clock.Now, Anna);
            foreach (string stage in (string[])["quotation", "evaluation"])
            {
                clock.Now = clock.Now.AddDays(3);
                MoveResult moved = deal.MoveTo(stage, Sale, clock.Now, Anna);
                WinProbability chance = services.GetRequiredService<IWinProbabilityCalculator>().Estimate(deal);
                Tell($"moved {moved.Succeeded} to {deal.Stage}, {chance.Value}");
                Speak(l => chance.Reasons[0].Text.In(l));
            }

            HealthList health = HealthList.Of([deal.ToSnapshot()], _pipelines, HealthPolicy.Default, clock.Now.AddDays(90));
            foreach (HealthFinding finding in health.Deals.SelectMany(d => d.Findings))
            {
                Speak(l => $"{finding.Code} {finding.Text.In(l)} {finding.Advice.In(l)}");
            }

            Forecast forecast = Forecast.For(FiscalCalendar.Gregorian.Parse("2026-Q2"), [deal.ToSnapshot()], new StageDefaultCalculator(_pipelines), Currency.Eur);
            Tell($"forecast {forecast.Total.Expected} of {forecast.Total.Open}");
            clock.Now = clock.Now.AddDays(9);
            Tell($"won {deal.Win(Sale, clock.Now, Anna).Succeeded} at {deal.ClosedAt:O}");
            _deals.Add(deal.ToSnapshot());
        }

        public async Task ForecastAsync()
        {
            Forecast forecast = Forecast.For(FiscalCalendar.Gregorian.Parse("2026-Q1"), _deals, new StageDefaultCalculator(_pipelines), Currency.Eur);
            Tell($"closed {forecast.Total.Won}");
            Tell($"stored {await services.GetRequiredService<IOpportunityReader>().ReadOpportunitiesAsync().CountAsync()}");
        }

        public async Task SnapshotsAsync(LeadId id)
        {
            await using IUnitOfWork unit = _storage.Begin();
            LeadSnapshot lead = (await unit.Leads.FindAsync(id))!.ToSnapshot();
            Round(lead.ToJson(), json => LeadSnapshot.FromJson(json).ToJson());
            Round(_deals[0].ToJson(), json => OpportunitySnapshot.FromJson(json).ToJson());
            await foreach (AccountSnapshot account in services.GetRequiredService<ICustomerReader>().ReadAccountsAsync())
            {
                Round(account.ToJson(), json => AccountSnapshot.FromJson(json).ToJson());
            }

            Round(Sale.ToJson(), json => Pipeline.FromJson(json).ToJson());
            Round(East.ToJson(), json => Pool.FromJson(json).ToJson());
            Round(ReadyPolicies.Default.ToJson(), json => QualificationPolicy.FromJson(json).ToJson());
            Round(HealthPolicy.Default.ToJson(), json => HealthPolicy.FromJson(json).ToJson());
        }

        private void Judge(QualificationVerdict verdict)
        {
            Tell($"qualified {verdict.IsQualified}, score {verdict.Score}, {verdict.Phase}");
            foreach (Finding finding in verdict.Findings)
            {
                Speak(l => $"{finding.Code} {finding.Text.In(l)} {finding.Advice.In(l)}");
            }
        }

        private void Refused(Outcome outcome)
        {
            foreach (Refusal refusal in outcome.Refusals)
            {
                Speak(l => $"{refusal.Code} {refusal.Describe(l)}");
            }
        }

        private void Round(string json, Func<string, string> again) => Tell($"{json}\nround trip {again(json) == json}");

        private void Speak(Func<CultureInfo, string> text)
        {
            foreach (CultureInfo language in Languages)
            {
                Tell($"  {language.Name}: {text(language)}");
            }
        }

        private void Tell(FormattableString text) => writer.Write(FormattableString.Invariant(text) + "\n");
    }
}
