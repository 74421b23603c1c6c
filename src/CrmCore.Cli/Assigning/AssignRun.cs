using CrmCore.Assignment;
using CrmCore.Cli.Matching;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Matching;
using CrmCore.Pools;
using CrmCore.Qualification;

namespace CrmCore.Cli.Assigning;

/// <summary>Assigns the leads of one pool, the best by the qualification policy first, and tells what was decided.</summary>
internal sealed class AssignRun(CrmDatabase database, Pool pool, AssignmentPolicy policy, QualificationPolicy qualification, FixedClock clock, Output output)
{
    /// <param name="isPreview">Whether nothing is written.</param>
    /// <param name="seed">The order in which equals stand.</param>
    /// <param name="heldFrom">From which class a duplicate holds a lead back; null for never.</param>
    /// <param name="explains">Whether every decision is told.</param>
    /// <param name="cancellationToken">Stops between two commits.</param>
    public async Task<int> RunAsync(bool isPreview, long seed, MatchClass? heldFrom, bool explains, CancellationToken cancellationToken)
    {
        Dictionary<LeadId, string> names = await database.Leads.ReadLeadsAsync(new() { Pool = pool.Id }, cancellationToken)
            .ToDictionaryAsync(l => l.Id, l => l.Details.DisplayName, cancellationToken: cancellationToken).ConfigureAwait(false);
        DuplicateIndex? index = heldFrom is null ? null : await LeadDuplicates.IndexAsync(database, cancellationToken).ConfigureAwait(false);
        AssignmentOptions options = new()
        {
            Score = lead => qualification.Evaluate(lead, clock.Now).Score,
            Seed = seed,
            Explains = explains,
            Duplicates = index is null ? null : lead => index.Find(lead.ToMatchRecord(), MatchClass.Likely),
            HeldFrom = heldFrom ?? MatchClass.Same,
        };
        AssignmentService service = new(database.Units, database.Leads, database.Loads, clock);
        IReadOnlyList<AssignmentDecision> decisions = isPreview
            ? (await service.PreviewAsync(pool, policy, options, cancellationToken).ConfigureAwait(false)).Decisions
            : await service.AssignAsync(pool, policy, options, cancellationToken).ConfigureAwait(false);
        AssignedLead[] leads = [.. decisions.Select(d => new AssignedLead(d.Lead, names.GetValueOrDefault(d.Lead, ""), d.To?.Value, d.Rule, d.Strategy, d.RulesUnmet, d.PassedOver, d.Reason))];
        AssignReport report = new(
            clock.Now,
            isPreview,
            seed,
            leads.Length,
            leads.Count(l => l.To is not null),
            [.. policy.Definition.Members.Select(m => new MemberCount(m.User.Value, leads.Count(l => l.To == m.User.Value)))],
            leads);
        Tell(report, explains);
        output.Json(report, AssignReportJson.Default.AssignReport);
        return ExitCodes.Success;
    }

    private void Tell(AssignReport report, bool explains)
    {
        output.Step(
            report.Preview ? CliTexts.Get("step.would-assign") : CliTexts.Get("step.assigned"),
            CliTexts.Get("assign.done", ("assigned", report.Assigned), ("leads", CliTexts.Count("leads", report.Leads))));
        foreach (IGrouping<(string Code, string? Rule), AssignedLead> left in report.Decisions.Where(d => d.Reason is not null).GroupBy(d => (d.Reason!.Code, d.Rule)))
        {
            output.Detail(left.Count(), left.Key switch
            {
                (_, { } rule) => CliTexts.Get("assign.left.free", ("rule", rule)),
                ("assignment.no-rule", _) => CliTexts.Get("assign.left.rule"),
                _ => CliTexts.Get("assign.left.duplicates"),
            });
        }

        output.Table([CliTexts.Get("assign.column.member"), CliTexts.Get("assign.column.got")], report.Members.Select(m => (IReadOnlyList<string>)[m.Member, $"{m.Given:#,0}"]), 1);
        foreach (AssignedLead lead in explains ? report.Decisions : [])
        {
            Explain(lead);
        }
    }

    private void Explain(AssignedLead lead)
    {
        output.Line(lead.Reason is { } why
            ? CliTexts.Get("assign.explained.left", ("name", lead.Name), ("lead", lead.Lead), ("why", why.Describe()))
            : CliTexts.Get("assign.explained", ("name", lead.Name), ("lead", lead.Lead), ("user", lead.To), ("rule", lead.Rule), ("strategy", DomainWords.Of(lead.Strategy!.Value))));
        if (lead.RulesUnmet.Count > 0)
        {
            output.Detail(CliTexts.Get("assign.explained.unmet", ("rules", string.Join(CliTexts.Get("list.separator"), lead.RulesUnmet))));
        }

        foreach (PassedOver passed in lead.PassedOver)
        {
            output.Detail(CliTexts.Get("assign.explained.passed", ("user", passed.User), ("reason", DomainWords.Of(passed.Reason))));
        }
    }
}
