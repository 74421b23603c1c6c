using CrmCore.Cli.Engine;
using CrmCore.Cli.Scoring;
using CrmCore.Cli.Storage;
using CrmCore.Customers;
using CrmCore.Forecasting;
using CrmCore.Health;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Pools;
using CrmCore.Probabilities;
using CrmCore.Qualification;

namespace CrmCore.Cli.Reporting.Building;

/// <summary>Works out what the report shows from the deals and what else is stored, which is read once.</summary>
internal sealed class ReportBuilder
{
    private readonly IReadOnlyList<LeadSnapshot> _leads;
    private readonly IReadOnlyList<OpportunitySnapshot> _opportunities;
    private readonly IReadOnlyDictionary<AccountId, string> _accounts;
    private readonly LeadGroups _duplicates;
    private readonly WinRates _rates;
    private readonly ReportSettings _settings;
    private readonly Currency _currency;

    private ReportBuilder(
        IReadOnlyList<LeadSnapshot> leads,
        IReadOnlyList<OpportunitySnapshot> opportunities,
        IReadOnlyDictionary<AccountId, string> accounts,
        LeadGroups duplicates,
        WinRates rates,
        ReportSettings settings)
    {
        _leads = leads;
        _opportunities = opportunities;
        _accounts = accounts;
        _duplicates = duplicates;
        _rates = rates;
        _settings = settings;
        _currency = CurrencyOf(opportunities);
    }

    /// <summary>The currency that a report of some deals is in: that of the first amount; euro where there is none.</summary>
    public static Currency CurrencyOf(IEnumerable<OpportunitySnapshot> deals) => deals.Select(o => o.Amount?.Currency).FirstOrDefault(c => c is not null) ?? Currency.Eur;

    public static async Task<ReportModel> BuildAsync(CrmDatabase database, IReadOnlyList<OpportunitySnapshot> opportunities, ReportSettings settings, CancellationToken cancellationToken)
    {
        List<LeadSnapshot> leads = await database.Leads.ReadLeadsAsync(null, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        Dictionary<AccountId, string> accounts = [];
        await foreach (AccountSnapshot account in database.Customers.ReadAccountsAsync(cancellationToken).ConfigureAwait(false))
        {
            accounts[account.Id] = account.Name;
        }

        LeadGroups duplicates = LeadGroups.Of(leads);
        WinRates rates = await WinRates.LearnAsync(settings.Pipelines, opportunities, cancellationToken).ConfigureAwait(false);
        return new ReportBuilder(leads, opportunities, accounts, duplicates, rates, settings).Build();
    }

    private ReportModel Build()
    {
        RememberedEstimates calculator = new(_settings.Learned is { } learned ? learned : _rates.Calculator, _settings.AsOf);
        DealFigures deals = new(_opportunities, _accounts, calculator, _settings.Pipelines.Default, _currency, _settings.AsOf);
        AnalysisFigures analysis = new(_opportunities, _leads, _settings.Pipelines, _currency, _settings.AsOf);
        HealthBuilder health = new(_opportunities, _accounts, _settings.Pipelines, HealthPolicy.Default, _settings.AsOf);
        ForecastFigures forecasts = new(_opportunities, _settings.Pipelines, _currency, _settings.AsOf);
        LeadFigures leads = new(_leads, _duplicates, _settings.Policy, _settings.Pools, _settings.AsOf);
        PoolFigures pools = new(_leads, _opportunities, _settings.Pools, _settings.AsOf);
        return new ReportModel
        {
            Title = _settings.Title,
            AsOf = _settings.AsOf,
            Currency = _currency.Code,
            Figures = deals.KeyFigures(leads.WaitingCount, leads.LongestWaitDays),
            ForecastByPeriod = deals.ForecastByQuarter(),
            ForecastByOwner = deals.ForecastByOwner(),
            Range = forecasts.Range(_settings.Quotas.Total(ForecastFigures.QuarterAt(_settings.AsOf))),
            Calibration = forecasts.Calibration(),
            Stages = deals.Stages(),
            Cards = deals.Cards(health.Marks()),
            Funnel = analysis.Funnel(),
            WinReasons = analysis.Reasons(StageKind.Won),
            LossReasons = analysis.Reasons(StageKind.Lost),
            Velocity = analysis.Velocity(),
            Health = health.Figures(),
            ClosedByStage = analysis.ClosedBy(WinLossDimension.Stage),
            ClosedBySize = analysis.ClosedBy(WinLossDimension.Size),
            ClosedByCompetitor = analysis.ClosedBy(WinLossDimension.Competitor),
            WinRateBySource = analysis.WinRateBySource(),
            LeadConversion = analysis.LeadsBy(LeadDimension.Source),
            LeadsBySource = leads.BySource(),
            LeadsByStatus = leads.ByStatus(),
            WaitingLeads = leads.Waiting(),
            Pools = pools.Pools(),
            Owners = pools.Owners(),
            Recycling = pools.Recycling(),
            Duplicates = leads.Duplicates(),
            Notes = Notes(),
        };
    }

    private List<DataNote> Notes()
    {
        List<DataNote> notes = [.. PipelineNotes.Of(_opportunities, _settings.Pipelines)];
        notes.AddRange(ProbabilityNotes.Of(_settings.Learned, _rates));
        int withoutAmount = _opportunities.Count(o => o is { StageKind: StageKind.Open, Amount: null });
        if (withoutAmount > 0)
        {
            notes.Add(new("without-amount", new($"{withoutAmount} open deals have no amount and add nothing to the forecast.", $"{withoutAmount} 个进行中的商机没有金额，未计入预测。"), Severity.Warning));
        }

        int withoutDate = _opportunities.Count(o => o is { StageKind: StageKind.Open, CloseDate: null });
        if (withoutDate > 0)
        {
            notes.Add(new("without-close-date", new($"{withoutDate} open deals have no expected close date and are in no period of the forecast.", $"{withoutDate} 个进行中的商机没有预计成交日期，不属于任何预测期间。"), Severity.Warning));
        }

        return notes;
    }
}

/// <summary>What a report is made for.</summary>
internal sealed record ReportSettings(LocalizedText Title, PipelineCatalog Pipelines, QualificationPolicy Policy, DateTimeOffset AsOf)
{
    /// <summary>What is to be reached; nothing unless it is given.</summary>
    public QuotaPlan Quotas { get; init; } = new();

    /// <summary>The learned calculator of the win probabilities; null for the win rates of the stages.</summary>
    public LearnedWinProbability? Learned { get; init; }

    /// <summary>The pools; the default one where none are said.</summary>
    public PoolCatalog Pools { get; init; } = new(Pool.Default);
}
