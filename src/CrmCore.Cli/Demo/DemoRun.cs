using System.Globalization;
using CrmCore.Cli.Commands;
using CrmCore.Cli.Engine;
using CrmCore.Cli.Import;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Forecasting;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities;
using CrmCore.Qualification;

namespace CrmCore.Cli.Demo;

/// <summary>The whole way of the sample's leads, from capture to won and lost deals, told step by step.</summary>
internal sealed class DemoRun(CrmDatabase database, string folder, Output output)
{
    private readonly PipelineCatalog _pipelines = new(ReadyPipelines.SolutionSale);
    private readonly FixedClock _clock = new(SampleFiles.End);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        output.Title(CliTexts.Get("demo.past"));
        await ImportAsync("deals.csv", cancellationToken).ConfigureAwait(false);
        output.Title(CliTexts.Get("demo.captured"));
        await ImportAsync("leads.csv", cancellationToken).ConfigureAwait(false);
        DemoLeads leads = await DemoLeads.LoadAsync(database, cancellationToken).ConfigureAwait(false);
        LeadGroups duplicates = await ShowDuplicatesAsync(cancellationToken).ConfigureAwait(false);

        output.Title(CliTexts.Get("demo.worked"));
        LeadWork work = new(database, leads, _clock, output);
        await work.ClaimAsync(cancellationToken).ConfigureAwait(false);
        await work.AssignAsync(cancellationToken).ConfigureAwait(false);
        await work.FollowUpAsync(cancellationToken).ConfigureAwait(false);

        output.Title(CliTexts.Get("demo.judged"));
        Journey journey = new(database, leads, _pipelines, _clock, output);
        await journey.QualifyAsync(cancellationToken).ConfigureAwait(false);

        output.Title(CliTexts.Get("demo.moved"));
        await journey.PlayAsync(duplicates, cancellationToken).ConfigureAwait(false);

        _clock.Now = SampleFiles.End;
        output.Title(CliTexts.Get("demo.estimated"));
        List<OpportunitySnapshot> deals = await database.Opportunities.ReadOpportunitiesAsync(null, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        await ForecastAsync(deals, cancellationToken).ConfigureAwait(false);
        string report = Path.Combine(folder, "report.html");
        LocalizedText title = CliTexts.Get("demo.title");
        await ReportCommand.WriteAsync(database, deals, new(title, _pipelines, ReadyPolicies.Default, _clock.Now), report, cancellationToken).ConfigureAwait(false);
        output.Line("");
        output.Step(CliTexts.Get("step.database"), Path.Combine(folder, "crm.db"));
        output.Step(CliTexts.Get("step.report"), CliTexts.Get("demo.browser", ("file", report)));
        return ExitCodes.Success;
    }

    private async Task ImportAsync(string name, CancellationToken cancellationToken)
    {
        string path = await SampleFiles.ExtractAsync(name, folder, cancellationToken).ConfigureAwait(false);
        ImportOptions options = new(path, null, SuggestsMap: false, "", IsDryRun: false, "sample", "EUR", _clock, output);
        _ = name == "deals.csv"
            ? await ImportCommand.OpportunitiesAsync(options, database, cancellationToken).ConfigureAwait(false)
            : await ImportCommand.LeadsAsync(options, database, cancellationToken).ConfigureAwait(false);
    }

    private async Task<LeadGroups> ShowDuplicatesAsync(CancellationToken cancellationToken)
    {
        LeadGroups groups = await LeadGroups.FindAsync(database.Leads, cancellationToken).ConfigureAwait(false);
        output.Step(CliTexts.Get("step.duplicates"), CliTexts.Get("demo.duplicates", ("groups", CliTexts.Count("groups", groups.Groups.Count))));
        foreach (IReadOnlyList<LeadSnapshot> group in groups.Groups.Take(3))
        {
            output.Detail(string.Join("  =  ", group.Select(l => $"{l.ExternalKey!.Key} {l.Details.DisplayName} <{l.Details.Email?.Entered ?? l.Details.Phone?.Entered}>")));
        }

        return groups;
    }

    private async Task ForecastAsync(List<OpportunitySnapshot> all, CancellationToken cancellationToken)
    {
        StageDefaultCalculator defaults = new(_pipelines);
        HistoricalCalculator calculator = await HistoricalCalculator.TrainAsync(_pipelines.Default, all.ToAsyncEnumerable(), defaults, cancellationToken).ConfigureAwait(false);
        output.Table(
            [CliTexts.Get("table.stage"), CliTexts.Get("table.open"), CliTexts.Get("table.default"), CliTexts.Get("table.own"), CliTexts.Get("table.evidence")],
            _pipelines.Default.OfKind(StageKind.Open).Select(stage =>
            {
                OpportunitySnapshot[] there = [.. all.Where(o => o.Stage == stage.Key)];
                WinProbability? estimate = there.Length > 0 ? calculator.Estimate(there[0]) : null;
                return (IReadOnlyList<string>)
                [
                    stage.Name.In(CultureInfo.CurrentUICulture), $"{there.Length}", Output.Percent(stage.Probability.Value), Output.Percent(estimate?.Value.Value), CliTexts.Count("deals.closed", estimate?.Evidence ?? 0),
                ];
            }),
            1, 2, 3, 4);
        ForecastPeriod quarter = ForecastPeriod.QuarterOf(DateOnly.FromDateTime(_clock.Now.UtcDateTime));
        Forecast forecast = Forecast.For(quarter, all, calculator, Currency.Eur);
        output.Step(CliTexts.Get("step.forecast"), ForecastText.Of(forecast));
        foreach ((UserId owner, ForecastLine line) in forecast.ByOwner.OrderByDescending(o => o.Value.Expected))
        {
            output.Detail($"{TextLayout.Pad(owner.Value, 14)} {Output.Money(line.Expected),14}  {CliTexts.Get("result.owner", ("won", line.WonCount), ("open", line.OpenCount))}");
        }
    }
}
