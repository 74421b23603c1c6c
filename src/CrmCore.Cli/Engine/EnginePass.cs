using CrmCore.Cli.Import;
using CrmCore.Cli.Scoring;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Conversion;
using CrmCore.Forecasting;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using CrmCore.Qualification;

namespace CrmCore.Cli.Engine;

/// <summary>
/// One pass over what is stored: duplicates, qualification, conversion of what qualifies, probability, forecast. It depends only on what is stored and the
/// time, so a second pass finds nothing left to do.
/// </summary>
internal sealed class EnginePass(CrmDatabase database, PipelineCatalog pipelines, QualificationPolicy policy, Currency currency, TimeProvider clock)
{
    private const string RequestKey = "crmcore-run";

    private readonly SortedDictionary<string, int> _findings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Refusal> _refusals = new(StringComparer.Ordinal);
    private int _leads;
    private int _open;
    private int _qualified;

    /// <summary>The deals that the pass left.</summary>
    public IReadOnlyList<OpportunitySnapshot> Deals { get; private set; } = [];

    /// <summary>The win rates that the pass learned; null before.</summary>
    public WinRates? Rates { get; private set; }

    public async Task<PassResult> RunAsync(Action<string, double> progress, CancellationToken cancellationToken)
    {
        progress(CliTexts.Get("phase.duplicates"), 0);
        LeadGroups duplicates = await LeadGroups.FindAsync(database.Leads, cancellationToken).ConfigureAwait(false);
        progress(CliTexts.Get("phase.qualification"), 0.2);
        List<LeadId> qualified = await QualifyAsync(duplicates, cancellationToken).ConfigureAwait(false);
        progress(CliTexts.Get("phase.conversion"), 0.5);
        ConversionCounts conversion = await ConvertAsync(qualified, cancellationToken).ConfigureAwait(false);
        progress(CliTexts.Get("phase.forecast"), 0.8);
        Deals = await database.Opportunities.ReadOpportunitiesAsync(null, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        Rates = await WinRates.LearnAsync(pipelines, Deals, cancellationToken).ConfigureAwait(false);
        Forecast forecast = Forecast.For(ForecastPeriod.QuarterOf(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)), Deals, Rates.Calculator, currency);
        return new(
            _leads,
            duplicates.Groups.Count,
            duplicates.Groups.Sum(g => g.Count - 1),
            _open,
            _qualified,
            _findings,
            conversion,
            Deals.Count,
            WinRate.Of(Deals),
            Rates.Calculator.Name,
            Rates.Deals,
            Rates.Evidence,
            forecast);
    }

    /// <summary>What a finding of the pass means.</summary>
    public LocalizedText TextOfFinding(string code) => policy.Rules.First(rule => rule.Key == code).Text;

    /// <summary>The first refusal of the pass with a code.</summary>
    public Refusal ExampleOf(string code) => _refusals[code];

    private async Task<List<LeadId>> QualifyAsync(LeadGroups duplicates, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        List<LeadId> qualified = [];
        await foreach (LeadSnapshot snapshot in database.Leads.ReadLeadsAsync(null, cancellationToken).ConfigureAwait(false))
        {
            _leads++;
            Lead lead = Lead.FromSnapshot(snapshot);
            if (!lead.IsOpen)
            {
                continue;
            }

            _open++;
            QualificationVerdict verdict = policy.Evaluate(lead, now);
            foreach (Finding finding in verdict.Findings)
            {
                _findings[finding.Code] = _findings.GetValueOrDefault(finding.Code) + 1;
            }

            if (verdict.IsQualified)
            {
                _qualified++;
                if (!duplicates.IsLaterDuplicate(lead.Id))
                {
                    qualified.Add(lead.Id);
                }
            }
        }

        return qualified;
    }

    private async Task<ConversionCounts> ConvertAsync(List<LeadId> leads, CancellationToken cancellationToken)
    {
        ConversionService service = new(database.Units, pipelines, policy, clock);
        CustomerBook customers = new(clock);
        await customers.LoadAsync(database.Customers, cancellationToken).ConfigureAwait(false);
        SortedDictionary<string, int> refused = new(StringComparer.Ordinal);
        int converted = 0;
        int linked = 0;
        foreach (LeadId id in leads)
        {
            await using IUnitOfWork unit = database.Units.Begin();
            Lead lead = (await unit.Leads.FindAsync(id, cancellationToken).ConfigureAwait(false))!;
            ConversionRequest request = RequestFor(lead, customers);
            ConversionResult result = await service.ConvertAsync(request, cancellationToken).ConfigureAwait(false);
            converted += result.Succeeded ? 1 : 0;
            linked += result.Succeeded && request.Account.Existing is not null ? 1 : 0;
            customers.Remember(lead, result.Conversion);
            foreach (Refusal refusal in result.Refusals)
            {
                _refusals.TryAdd(refusal.Code, refusal);
                refused[refusal.Code] = refused.GetValueOrDefault(refusal.Code) + 1;
            }
        }

        return new(converted, linked, refused);
    }

    /// <summary>The request of a pass for a lead: the account and contact are linked where they are known.</summary>
    public static ConversionRequest RequestFor(Lead lead, CustomerBook customers)
    {
        AccountId? account = customers.FindAccount(lead.Details.Company);
        ContactId? contact = customers.FindContact(lead.Details.Email, lead.Details.Name?.Full, account);
        return new(lead.Id, RequestKey, lead.Owner ?? new UserId("crmcore"))
        {
            Account = account is { } a ? ConversionTarget<AccountId>.Link(a) : default,
            Contact = contact is { } c && account is not null && customers.AccountOf(c) == account ? ConversionTarget<ContactId>.Link(c) : default,
        };
    }
}
