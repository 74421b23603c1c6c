using System.Globalization;
using CrmCore.Cli.Engine;
using CrmCore.Cli.Import;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Conversion;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using CrmCore.Qualification;

namespace CrmCore.Cli.Demo;

/// <summary>From qualified leads to closed deals, in the order in which it happened.</summary>
internal sealed class Journey(CrmDatabase database, DemoLeads leads, PipelineCatalog pipelines, FixedClock clock, Output output)
{
    private readonly Dictionary<string, OpportunityId> _opportunities = [];
    private readonly Dictionary<string, int> _moves = new(StringComparer.Ordinal);
    private readonly List<string> _refused = [];

    private Pipeline Pipeline => pipelines.Default;

    public async Task QualifyAsync(CancellationToken cancellationToken)
    {
        QualificationPolicy policy = ReadyPolicies.Default;
        int qualified = 0;
        int judged = 0;
        Dictionary<string, (int Count, Finding Finding)> findings = [];
        (Lead Lead, QualificationVerdict Verdict)? example = null;
        await foreach (LeadSnapshot snapshot in database.Leads.ReadLeadsAsync(null, cancellationToken).ConfigureAwait(false))
        {
            Lead lead = Lead.FromSnapshot(snapshot);
            QualificationVerdict verdict = policy.Evaluate(lead, clock.Now);
            judged++;
            qualified += verdict.IsQualified ? 1 : 0;
            foreach (Finding finding in verdict.Findings)
            {
                findings[finding.Code] = (findings.GetValueOrDefault(finding.Code).Count + 1, finding);
            }

            example = !verdict.IsQualified && (example is null || verdict.Score > example.Value.Verdict.Score) ? (lead, verdict) : example;
        }

        output.Step(CliTexts.Get("step.qualified"), CliTexts.Get(
            "demo.qualified", ("qualified", qualified), ("leads", CliTexts.Count("leads", judged)), ("policy", policy.Name.In())));
        foreach ((int count, Finding finding) in findings.Values.OrderByDescending(f => f.Count))
        {
            output.Detail(count, finding.Text.In());
        }

        if (example is { } nearest)
        {
            output.Step(CliTexts.Get("step.nearest"), CliTexts.Get("demo.nearest", ("name", nearest.Lead.Details.DisplayName), ("score", $"{nearest.Verdict.Score:0}")));
            foreach (Finding finding in nearest.Verdict.Findings)
            {
                output.Detail($"{finding.Text.In()} {finding.Advice.In()}");
            }
        }
    }

    public async Task PlayAsync(LeadGroups duplicates, CancellationToken cancellationToken)
    {
        IReadOnlyList<SampleRow> rows = [.. SampleFiles.Read("journey.csv").OrderBy(r => r.At)];
        await ConvertAsync(rows, duplicates, cancellationToken).ConfigureAwait(false);
        foreach (SampleRow row in rows)
        {
            if (_opportunities.TryGetValue(row["lead"], out OpportunityId id))
            {
                await PlayAsync(row, id, cancellationToken).ConfigureAwait(false);
            }
        }

        output.Step(CliTexts.Get("step.moved"), string.Join(CliTexts.Get("list.separator"), Pipeline.Stages
            .Where(stage => _moves.ContainsKey(stage.Key))
            .Select(stage => CliTexts.Get("demo.moves", ("stage", stage.Name.In()), ("count", _moves[stage.Key])))));
        output.Step(CliTexts.Get("step.refused"), CliTexts.Get("demo.refused", ("moves", CliTexts.Count("moves", _refused.Count))));
        foreach (string refusal in _refused)
        {
            output.Detail(refusal);
        }
    }

    private async Task ConvertAsync(IReadOnlyList<SampleRow> rows, LeadGroups duplicates, CancellationToken cancellationToken)
    {
        ConversionService service = new(database.Units, pipelines, ReadyPolicies.Default, clock);
        CustomerBook customers = new(clock);
        await customers.LoadAsync(database.Customers, cancellationToken).ConfigureAwait(false);
        int linked = 0;
        int waiting = 0;
        foreach (IGrouping<string, SampleRow> lead in rows.GroupBy(r => r["lead"]))
        {
            if (leads.Find(lead.Key) is not { } id || duplicates.IsLaterDuplicate(id))
            {
                waiting++;
                continue;
            }

            clock.Now = lead.Min(r => r.At).AddMinutes(-1);
            await using IUnitOfWork unit = database.Units.Begin();
            Lead converting = (await unit.Leads.FindAsync(id, cancellationToken).ConfigureAwait(false))!;
            ConversionRequest request = EnginePass.RequestFor(converting, customers) with { RequestKey = "demo", By = new UserId(lead.First()["by"]), Owner = new UserId(lead.First()["by"]) };
            ConversionResult result = await service.ConvertAsync(request, cancellationToken).ConfigureAwait(false);
            if (result.Conversion is { } conversion)
            {
                _opportunities[lead.Key] = conversion.Opportunity!.Value;
                customers.Remember(converting, conversion);
                linked += request.Account.Existing is null ? 0 : 1;
            }
            else
            {
                waiting++;
                _refused.AddRange(result.Refusals.Select(r => CliTexts.Get("demo.refused.convert", ("lead", lead.Key), ("why", r.Describe()))));
            }
        }

        output.Step(CliTexts.Get("step.converted"), CliTexts.Get(
            "demo.converted", ("leads", CliTexts.Count("leads", _opportunities.Count)), ("linked", linked)));
        if (waiting > 0)
        {
            output.Detail(waiting, CliTexts.Get("demo.waiting"));
        }
    }

    private async Task PlayAsync(SampleRow row, OpportunityId id, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = database.Units.Begin();
        Opportunity opportunity = (await unit.Opportunities.FindAsync(id, cancellationToken).ConfigureAwait(false))!;
        UserId by = new(row["by"]);
        Outcome outcome = row["action"] switch
        {
            "amount" => SetAmount(opportunity, row, by),
            "move" => opportunity.Move(new(row["stage"], row.At, by) { Reason = row.Text("reason") }, Pipeline),
            "won" or "lost" or "invalid" => opportunity.Move(new(row["action"], row.At, by) { Reason = row.Text("reason"), Competitor = row.Text("competitor") }, Pipeline),
            _ => opportunity.SetCloseDate(opportunity.CloseDate, Pipeline, row.At, by),
        };
        Stage? stage = row["action"] == "move" ? Pipeline.Find(row["stage"]) : Pipeline.Find(row["action"]);
        if (outcome.Succeeded)
        {
            if (stage is not null)
            {
                _moves[stage.Key] = _moves.GetValueOrDefault(stage.Key) + 1;
            }

            unit.Opportunities.Update(opportunity);
            await unit.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            string why = Output.Sentences(outcome.Refusals.Select(r => r.Describe()));
            _refused.Add(stage is null
                ? CliTexts.Get("demo.refused.change", ("deal", opportunity.Name), ("why", why))
                : CliTexts.Get("demo.refused.move", ("deal", opportunity.Name), ("stage", stage.Name.In()), ("why", why)));
        }
    }

    private Outcome SetAmount(Opportunity opportunity, SampleRow row, UserId by)
    {
        Outcome amount = opportunity.SetAmount(new Money(decimal.Parse(row["amount"], CultureInfo.InvariantCulture), new Currency(row["currency"])), Pipeline, row.At, by);
        return amount.Succeeded && row.Text("close_date") is { } date
            ? opportunity.SetCloseDate(DateOnly.Parse(date, CultureInfo.InvariantCulture), Pipeline, row.At, by)
            : amount;
    }
}
