using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Conversion;
using CrmCore.Conversion.Checks;
using CrmCore.Conversion.Policies;
using CrmCore.Leads;
using CrmCore.Pipelines;
using CrmCore.Qualification;

namespace CrmCore.Cli.Converting;

/// <summary>The work of <c>crmcore convert</c> on one database.</summary>
internal sealed class ConversionRun(CrmDatabase database, ConversionService service, QualificationPolicy qualification, ConversionWishes wishes, Output output)
{
    private const int Shown = 20;

    public static async Task<ConversionRun> OpenAsync(
        CrmDatabase database, ConversionPolicy policy, QualificationPolicy qualification, PipelineCatalog pipelines, ConversionWishes wishes, Output output, CancellationToken cancellationToken)
    {
        DuplicateSearch duplicates = await DuplicateSearch.ReadAsync(database.Leads, database.Customers, cancellationToken).ConfigureAwait(false);
        ConversionService service = new(database.Units, pipelines, qualification, TimeProvider.System, policy, duplicates: duplicates);
        return new(database, service, qualification, wishes, output);
    }

    /// <summary>Plans or converts one lead, or where none is named every qualified one.</summary>
    public async Task<int> RunAsync(string? lead, bool isPlan, CancellationToken cancellationToken)
    {
        List<LeadSnapshot> leads = lead is null ? await QualifiedAsync(cancellationToken).ConfigureAwait(false) : await NamedAsync(lead, cancellationToken).ConfigureAwait(false);
        if (lead is not null && leads.Count == 0)
        {
            Output.Error(CliTexts.Get("convert.no-lead", ("lead", lead)));
            return ExitCodes.Failure;
        }

        List<ConversionReport> reports = isPlan ? await PlanAsync(leads, cancellationToken).ConfigureAwait(false) : await ConvertAsync(leads, cancellationToken).ConfigureAwait(false);
        output.Json(reports, ConversionReportJson.Default.IReadOnlyListConversionReport);
        return reports.TrueForAll(r => r.Succeeded) ? ExitCodes.Success : reports.Exists(r => r.Succeeded) ? ExitCodes.SomeRejected : ExitCodes.Failure;
    }

    private async Task<List<LeadSnapshot>> QualifiedAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return await database.Leads.ReadLeadsAsync(null, cancellationToken)
            .Where(l => Lead.FromSnapshot(l) is { IsOpen: true } lead && qualification.Evaluate(lead, now).IsQualified)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<List<LeadSnapshot>> NamedAsync(string lead, CancellationToken cancellationToken) =>
        await LeadFinder.FindAsync(database, lead, cancellationToken).ConfigureAwait(false) is { } found ? [found] : [];

    private async Task<List<ConversionReport>> PlanAsync(List<LeadSnapshot> leads, CancellationToken cancellationToken)
    {
        List<ConversionReport> reports = [];
        List<ConversionPlan> plans = [];
        foreach (LeadSnapshot lead in leads)
        {
            ConversionPlan plan = await service.PlanAsync(RequestFor(lead), cancellationToken).ConfigureAwait(false);
            reports.Add(ConversionReport.Of(plan, lead.Details.DisplayName));
            plans.Add(plan);
        }

        output.Step(CliTexts.Get("step.planned"), CliTexts.Get("convert.planned", ("ready", plans.Count(p => !p.IsBlocked)), ("leads", CliTexts.Count("leads", plans.Count))));
        foreach (string line in plans.Take(Shown).SelectMany(p => p.Describe().Split('\n')))
        {
            output.Line(line);
        }

        TellMore(plans.Count);
        return reports;
    }

    private async Task<List<ConversionReport>> ConvertAsync(List<LeadSnapshot> leads, CancellationToken cancellationToken)
    {
        IReadOnlyList<ConversionResult> results = await service.ConvertAllAsync([.. leads.Select(RequestFor)], null, cancellationToken).ConfigureAwait(false);
        List<ConversionReport> reports = [.. results.Zip(leads, (r, l) => ConversionReport.Of(r, l.Details.DisplayName))];
        output.Step(CliTexts.Get("step.converted"), CliTexts.Get("convert.done", ("converted", results.Count(r => r.Succeeded)), ("leads", CliTexts.Count("leads", results.Count))));
        if (results.Count(r => r.IsRepeat) is > 0 and int repeats)
        {
            output.Detail(repeats, CliTexts.Get("convert.repeats"));
        }

        foreach (ConversionReport report in reports.Where(r => r.Succeeded).Take(Shown))
        {
            output.Detail(CliTexts.Get(
                "convert.lead",
                ("name", report.Name),
                ("lead", report.Lead),
                ("account", Or(report.Conversion!.Account?.ToString())),
                ("contact", Or(report.Conversion.Contact?.ToString())),
                ("opportunity", Or(report.Conversion.Opportunity?.ToString()))));
        }

        TellMore(results.Count(r => r.Succeeded));
        foreach (IGrouping<string, Refusal> refusals in results.SelectMany(r => r.Refusals).GroupBy(r => r.Code).OrderByDescending(g => g.Count()))
        {
            output.Warning($"{refusals.Count():#,0}  {refusals.First().Describe()}");
        }

        return reports;
    }

    private void TellMore(int count)
    {
        if (count > Shown)
        {
            output.Detail(CliTexts.Get("convert.more", ("count", count - Shown)));
        }
    }

    /// <summary>The request for a lead. A lead whose conversion was reverted needs a new key, so the key counts these.</summary>
    private ConversionRequest RequestFor(LeadSnapshot lead) =>
        new(lead.Id, wishes.RequestKey ?? $"crmcore-convert-{lead.Reversals?.Count ?? 0}", wishes.By ?? lead.Custody.Owner ?? new UserId("crmcore"))
        {
            Owner = wishes.Owner,
            OverrideReason = wishes.OverrideReason,
        };

    private static string Or(string? id) => id ?? "-";
}
