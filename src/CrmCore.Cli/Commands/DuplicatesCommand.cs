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
        Option<FileInfo> database = SharedOptions.Database();
        Option<bool> report = new("--report") { Description = "Show every cluster with its leads and the fields that speak for it, and the keys that were ignored." };
        Option<bool> json = SharedOptions.Json();
        Command command = new("duplicates", "Find leads that were entered more than once.\ncrmcore duplicates --db crm.db --report") { database, report, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            FileInfo file = parsed.GetRequiredValue(database);
            if (!file.Exists)
            {
                Output.Error($"{file}: no such database.");
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
        output.Step("duplicates", string.Create(
            CultureInfo.InvariantCulture,
            $"{found.Clusters.Count:#,0} clusters with {found.Leads.Count:#,0} of {found.Index.Count:#,0} leads; {found.Clusters.Count(c => c.Weakest == MatchClass.Same):#,0} fit to be merged without asking (crmcore merge --auto)"));
        foreach (DuplicateCluster cluster in found.Clusters.Take(all ? int.MaxValue : Shown))
        {
            output.Line(string.Create(CultureInfo.InvariantCulture, $"{cluster.Weakest.ToString().ToLowerInvariant()}, {cluster.Count} leads"));
            foreach (Guid id in cluster)
            {
                LeadDetails details = found.Leads[id].Details;
                output.Line($"  {id}  {string.Join(" · ", new[] { details.Name?.Full, details.Company, details.Email?.Address, details.Phone?.ToString() }.Where(t => !string.IsNullOrWhiteSpace(t)))}");
            }

            if (all && found.Index.Compare(cluster[0], cluster[1]) is { } why)
            {
                output.Detail(string.Join(", ", why.Reasons.Where(r => r.Similarity is not null).Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Field} {r.Similarity:0.00} ({r.Weight:+0.0;-0.0;0})"))));
            }
        }

        if (!all && found.Clusters.Count > Shown)
        {
            output.Line("... --report shows all of them.");
        }

        IReadOnlyList<OverusedKey> ignored = found.Index.OverusedKeys();
        if (all)
        {
            foreach (OverusedKey key in ignored.Take(Shown))
            {
                output.Detail(string.Create(CultureInfo.InvariantCulture, $"ignored: {key.Block}, shared by {key.Records:#,0} leads such as {key.Example}"));
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
