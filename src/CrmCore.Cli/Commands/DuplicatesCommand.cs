using System.CommandLine;
using System.Globalization;
using CrmCore.Cli.Matching;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Leads;
using CrmCore.Matching;

namespace CrmCore.Cli.Commands;

/// <summary><c>crmcore duplicates</c>.</summary>
internal static class DuplicatesCommand
{
    private const int Shown = 20;

    public static Command Create()
    {
        Option<DatabasePlace> database = SharedOptions.ExistingDatabase();
        Option<bool> report = new("--report") { Description = CliTexts.Get("duplicates.option.report") };
        Option<bool> json = SharedOptions.Json();
        Command command = new("duplicates", CliTexts.Get("duplicates.about") + "\ncrmcore duplicates --db crm.db --report") { database, report, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            DatabasePlace file = parsed.GetRequiredValue(database);
            if (!SharedOptions.Exists(file))
            {
                return ExitCodes.Failure;
            }

            using CrmDatabase crm = CrmDatabase.Open(file.FullName);
            Tell(await LeadDuplicates.FindAsync(crm, cancellationToken).ConfigureAwait(false), parsed.GetValue(report), new Output(parsed.GetValue(json)));
            return ExitCodes.Success;
        });
        return command;
    }

    private static void Tell(LeadDuplicates found, bool all, Output output)
    {
        output.Step(CliTexts.Get("step.duplicates"), CliTexts.Get(
            "duplicates.found",
            ("groups", CliTexts.Count("groups", found.Clusters.Count)),
            ("members", found.Leads.Count),
            ("leads", CliTexts.Count("leads", found.Index.Count)),
            ("mergeable", CliTexts.Count("groups", found.Clusters.Count(c => c.Weakest == MatchClass.Same)))));
        foreach (DuplicateCluster cluster in found.Clusters.Take(all ? int.MaxValue : Shown))
        {
            output.Line(DomainWords.Of(cluster.Weakest, cluster.Count));
            foreach (Guid id in cluster)
            {
                LeadDetails details = found.Leads[id].Details;
                output.Line($"  {id}  {string.Join(" · ", new[] { details.Name?.Full, details.Company, details.Email?.Address, details.Phone?.ToString() }.Where(t => !string.IsNullOrWhiteSpace(t)))}");
            }

            if (all && found.Index.Compare(cluster[0], cluster[1]) is { } why)
            {
                output.Detail(string.Join(CliTexts.Get("list.separator"), why.Reasons.Where(r => r.Similarity is not null).Select(r => CliTexts.Get(
                    "duplicates.reason",
                    ("field", r.Field),
                    ("similarity", r.Similarity!.Value.ToString("0.00", CultureInfo.InvariantCulture)),
                    ("weight", r.Weight.ToString("+0.0;-0.0;0", CultureInfo.InvariantCulture))))));
            }
        }

        if (!all && found.Clusters.Count > Shown)
        {
            output.Line(CliTexts.Get("duplicates.more"));
        }

        IReadOnlyList<OverusedKey> ignored = found.Index.OverusedKeys();
        if (all)
        {
            foreach (OverusedKey key in ignored.Take(Shown))
            {
                output.Detail(CliTexts.Get("duplicates.ignored", ("block", key.Block), ("leads", CliTexts.Count("leads", key.Records)), ("example", key.Example)));
            }
        }

        output.Json(
            new DuplicateSummary(found.Index.Count, found.Clusters.Count, ignored.Count, [.. found.Clusters.Select(c => new ClusterSummary(
                c.Weakest.ToString().ToLowerInvariant(),
                c.RefusedLinks,
                [.. c.Select(id => new ClusterLead(id, found.Leads[id].Details.DisplayName, found.Leads[id].Details.Company, found.Leads[id].Details.Email?.Address, found.Leads[id].Details.Phone?.ToString()))]))]),
            DuplicatesJson.Default.DuplicateSummary);
    }
}
