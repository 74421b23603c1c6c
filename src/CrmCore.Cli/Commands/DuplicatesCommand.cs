using System.CommandLine;
using System.Globalization;
using CrmCore.Cli.Matching;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Leads;
using CrmCore.Matching;
using CrmCore.Merging;

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
            LeadDuplicates leads = await LeadDuplicates.FindAsync(crm, cancellationToken).ConfigureAwait(false);
            PartyDuplicates across = await PartyDuplicates.FindAsync(crm, cancellationToken).ConfigureAwait(false);
            Output output = new(parsed.GetValue(json));
            Tell(leads, parsed.GetValue(report), output);
            Tell(across, parsed.GetValue(report), output);
            output.Json(SummaryOf(leads, across), DuplicatesJson.Default.DuplicateSummary);
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
    }

    private static void Tell(PartyDuplicates found, bool all, Output output)
    {
        if (found.Clusters.Count + found.Known.Count == 0)
        {
            return;
        }

        output.Step(CliTexts.Get("step.across"), CliTexts.Get("duplicates.across", ("groups", CliTexts.Count("groups", found.Clusters.Count)), ("leads", CliTexts.Count("leads", found.Known.Count))));
        foreach (PartyCluster cluster in found.Clusters.Take(all ? int.MaxValue : Shown))
        {
            string records = CliTexts.Count("records", cluster.Members.Count);
            output.Line(cluster.Weakest == MatchClass.Same ? CliTexts.Get("duplicates.across.same", ("records", records)) : CliTexts.Get("duplicates.across.likely", ("records", records)));
            foreach (Party member in cluster.Members)
            {
                output.Line($"  {member.Id}  {TextLayout.Pad(DomainWords.Of(member.Kind), 8)} {found.Texts[member.Id]}");
            }
        }

        foreach (KnownCompany known in all ? found.Known : [])
        {
            output.Detail(CliTexts.Get("duplicates.known", ("lead", found.Texts[known.Lead]), ("account", found.Texts[known.Account])));
        }
    }

    private static DuplicateSummary SummaryOf(LeadDuplicates leads, PartyDuplicates across) => new(
        leads.Index.Count,
        leads.Clusters.Count,
        leads.Index.OverusedKeys().Count,
        [.. leads.Clusters.Select(c => new ClusterSummary(
            NameOf(c.Weakest),
            c.RefusedLinks,
            [.. c.Select(id => LeadOf(id, leads.Leads[id].Details))]))],
        [.. across.Clusters.Select(c => new PartyGroup(NameOf(c.Weakest), [.. c.Members.Select(m => new PartyItem(m.Kind.ToString().ToLowerInvariant(), m.Id, across.Texts[m.Id]))]))],
        [.. across.Known.Select(k => new KnownAccount(k.Lead, k.Account, NameOf(k.Class)))]);

    private static ClusterLead LeadOf(Guid id, LeadDetails lead) => new(id, lead.DisplayName, lead.Company, lead.Email?.Address, lead.Phone?.ToString());

    private static string NameOf(MatchClass sure) => sure.ToString().ToLowerInvariant();
}
