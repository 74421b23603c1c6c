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
internal sealed class DemoRun(CrmDatabase database, string folder, string language, Output output)
{
    private readonly PipelineCatalog _pipelines = new(ReadyPipelines.SolutionSale);
    private readonly FixedClock _clock = new(SampleFiles.End);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        output.Title("1. The past: two quarters of closed deals");
        await ImportAsync("deals.csv", cancellationToken).ConfigureAwait(false);
        output.Title("2. Leads are captured");
        await ImportAsync("leads.csv", cancellationToken).ConfigureAwait(false);
        DemoLeads leads = await DemoLeads.LoadAsync(database, cancellationToken).ConfigureAwait(false);
        LeadGroups duplicates = await ShowDuplicatesAsync(cancellationToken).ConfigureAwait(false);

        output.Title("3. They are claimed from the pool, assigned, followed up");
        LeadWork work = new(database, leads, _clock, output);
        await work.ClaimAsync(cancellationToken).ConfigureAwait(false);
        await work.AssignAsync(cancellationToken).ConfigureAwait(false);
        await work.FollowUpAsync(cancellationToken).ConfigureAwait(false);

        output.Title("4. Qualified or not, and why");
        Journey journey = new(database, leads, _pipelines, _clock, output);
        await journey.QualifyAsync(cancellationToken).ConfigureAwait(false);

        output.Title("5. Qualified leads become opportunities, and opportunities move");
        await journey.PlayAsync(duplicates, cancellationToken).ConfigureAwait(false);

        _clock.Now = SampleFiles.End;
        output.Title("6. How likely, and what it adds up to");
        await ForecastAsync(cancellationToken).ConfigureAwait(false);
        string report = Path.Combine(folder, "report.html");
        LocalizedText title = new("Stapelund: leads and opportunities", "斯塔伦：线索与商机");
        await ReportCommand.WriteAsync(database, new(title, _pipelines, ReadyPolicies.Default, _clock.Now), language, report, cancellationToken).ConfigureAwait(false);
        output.Line("");
        output.Line($"Database: {Path.Combine(folder, "crm.db")}");
        output.Line($"Report:   {report} (open it in a browser)");
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
        output.Step("Duplicates", $"{Output.Plural(groups.Groups.Count, "group")} of leads that look the same, for example");
        foreach (IReadOnlyList<LeadSnapshot> group in groups.Groups.Take(3))
        {
            output.Detail(string.Join("  =  ", group.Select(l => $"{l.ExternalKey!.Key} {l.Details.DisplayName} <{l.Details.Email?.Entered ?? l.Details.Phone?.Entered}>")));
        }

        return groups;
    }

    private async Task ForecastAsync(CancellationToken cancellationToken)
    {
        StageDefaultCalculator defaults = new(_pipelines);
        HistoricalCalculator calculator = await HistoricalCalculator.TrainAsync(
            _pipelines.Default, database.Opportunities.ReadOpportunitiesAsync(null, cancellationToken), defaults, cancellationToken).ConfigureAwait(false);
        List<OpportunitySnapshot> all = await database.Opportunities.ReadOpportunitiesAsync(null, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        output.Table(
            ["Stage", "Open", "Default", "From your deals", "Rests on"],
            _pipelines.Default.OfKind(StageKind.Open).Select(stage =>
            {
                OpportunitySnapshot[] there = [.. all.Where(o => o.Stage == stage.Key)];
                WinProbability? estimate = there.Length > 0 ? calculator.Estimate(there[0]) : null;
                return (IReadOnlyList<string>)
                [
                    stage.Name.In(CultureInfo.CurrentUICulture), $"{there.Length}", Output.Percent(stage.Probability.Value), Output.Percent(estimate?.Value.Value), Output.Plural(estimate?.Evidence ?? 0, "closed deal"),
                ];
            }),
            1, 2, 3, 4);
        ForecastPeriod quarter = ForecastPeriod.QuarterOf(DateOnly.FromDateTime(_clock.Now.UtcDateTime));
        Forecast forecast = Forecast.For(quarter, all, calculator, Currency.Eur);
        output.Step("Forecast", $"{quarter}: {Output.Money(forecast.Total.Won)} won + {Output.Money(forecast.Total.Weighted)} weighted = {Output.Money(forecast.Total.Expected)}");
        foreach ((UserId owner, ForecastLine line) in forecast.ByOwner.OrderByDescending(o => o.Value.Expected))
        {
            output.Detail(string.Create(CultureInfo.InvariantCulture, $"{owner.Value,-14} {Output.Money(line.Expected),14}  ({line.WonCount} won, {line.OpenCount} open)"));
        }
    }
}
