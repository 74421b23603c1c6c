using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using CrmCore.Cli.Matching;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Leads;
using CrmCore.Leads.Merging;
using CrmCore.Matching;
using CrmCore.Merging;

namespace CrmCore.Cli.Commands;

/// <summary><c>crmcore merge</c> and <c>crmcore unmerge</c>.</summary>
internal static class MergeCommand
{
    public static Command Create()
    {
        Argument<string[]> ids = new("LEAD") { Description = CliTexts.Get("merge.argument.leads"), Arity = ArgumentArity.ZeroOrMore };
        Option<string?> survivor = new("--into") { Description = CliTexts.Get("merge.option.into"), HelpName = "LEAD" };
        Option<bool> auto = new("--auto") { Description = CliTexts.Get("merge.option.auto") };
        Option<bool> dryRun = new("--dry-run") { Description = CliTexts.Get("merge.option.dry-run") };
        Option<DatabasePlace> database = SharedOptions.ExistingDatabase();
        Option<bool> json = SharedOptions.Json();
        Command command = new("merge", CliTexts.Get("merge.about") + "\ncrmcore merge LEAD LEAD --dry-run --db crm.db") { ids, survivor, auto, dryRun, database, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            LeadId? stays = null;
            if (!SharedOptions.Exists(parsed.GetRequiredValue(database))
                || (parsed.GetValue(survivor) is { } into && !TryRead(into, out stays))
                || !TryRead(parsed.GetValue(ids)!, out List<LeadId> named))
            {
                return ExitCodes.Failure;
            }

            using CrmDatabase crm = CrmDatabase.Open(parsed.GetRequiredValue(database).FullName);
            IEnumerable<LeadId[]> groups = parsed.GetValue(auto)
                ? (await LeadDuplicates.FindAsync(crm, cancellationToken).ConfigureAwait(false)).Clusters.Where(c => c.Weakest == MatchClass.Same).Select(c => c.Select(LeadId.From).ToArray())
                : [[.. named.Concat(stays is { } one ? [one] : []).Distinct()]];
            return await MergeAsync(crm, groups, new() { Survivor = stays }, parsed.GetValue(dryRun), new Output(parsed.GetValue(json)), cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    public static Command CreateUnmerge()
    {
        Argument<string> id = new("LEAD") { Description = CliTexts.Get("unmerge.argument.lead") };
        Option<DatabasePlace> database = SharedOptions.ExistingDatabase();
        Option<bool> json = SharedOptions.Json();
        Command command = new("unmerge", CliTexts.Get("unmerge.about") + "\ncrmcore unmerge LEAD --db crm.db") { id, database, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (!SharedOptions.Exists(parsed.GetRequiredValue(database)) || !TryRead(parsed.GetRequiredValue(id), out LeadId? survivor))
            {
                return ExitCodes.Failure;
            }

            using CrmDatabase crm = CrmDatabase.Open(parsed.GetRequiredValue(database).FullName);
            LeadChange undone = await Service(crm).UndoAsync(survivor.Value, by: null, cancellationToken).ConfigureAwait(false);
            Output output = new(parsed.GetValue(json));
            TellRefusals(undone);
            if (undone.Succeeded)
            {
                output.Step(CliTexts.Get("step.unmerged"), survivor.Value.ToString());
            }

            output.Json(new(undone.Succeeded, survivor.Value.Value, [.. undone.Refusals.Select(r => r.Code)]), DuplicatesJson.Default.UnmergeSummary);
            return undone.Succeeded ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;
    }

    private static async Task<int> MergeAsync(
        CrmDatabase crm, IEnumerable<LeadId[]> groups, MergeChoices choices, bool isPreview, Output output, CancellationToken cancellationToken)
    {
        LeadMergeService service = Service(crm);
        List<MergeSummary> summaries = [];
        foreach (LeadId[] group in groups)
        {
            LeadMergePreview merged = isPreview
                ? await service.PreviewAsync(group, choices, cancellationToken).ConfigureAwait(false)
                : await service.MergeAsync(group, choices, by: null, cancellationToken).ConfigureAwait(false);
            Tell(merged, isPreview, output);
            summaries.Add(new(merged.Succeeded, merged.Succeeded ? merged.Survivor.Value : null, [.. merged.Losers.Select(l => l.Value)], [.. merged.Refusals.Select(r => r.Code)]));
        }

        if (summaries.Count == 0)
        {
            output.Line(CliTexts.Get("merge.none"));
        }

        output.Json(summaries, DuplicatesJson.Default.IReadOnlyListMergeSummary);
        return summaries.TrueForAll(s => s.Done) ? ExitCodes.Success : summaries.Exists(s => s.Done) ? ExitCodes.SomeRejected : ExitCodes.Failure;
    }

    private static LeadMergeService Service(CrmDatabase crm) => new(crm.Units, TimeProvider.System);

    private static bool TryRead(IEnumerable<string> texts, out List<LeadId> ids)
    {
        ids = [];
        bool all = true;
        foreach (string text in texts)
        {
            all &= TryRead(text, out LeadId? id);
            ids.Add(id.GetValueOrDefault());
        }

        return all;
    }

    /// <summary>Reads the id of a lead; what is none has been said.</summary>
    private static bool TryRead(string text, [NotNullWhen(true)] out LeadId? id)
    {
        id = Guid.TryParse(text, out Guid value) && value != Guid.Empty ? LeadId.From(value) : null;
        if (id is null)
        {
            Output.Error(CliTexts.Get("merge.bad-id", ("text", text)));
        }

        return id is not null;
    }

    private static void Tell(LeadMergePreview merged, bool isPreview, Output output)
    {
        TellRefusals(merged);
        if (!merged.Succeeded)
        {
            return;
        }

        string separator = CliTexts.Get("list.separator");
        output.Step(
            isPreview ? CliTexts.Get("step.would-merge") : CliTexts.Get("step.merged"),
            CliTexts.Get("merge.done", ("leads", string.Join(separator, merged.Losers)), ("survivor", merged.Survivor)));
        foreach (MergedField field in merged.Fields.Where(f => isPreview && f.Value is not null))
        {
            output.Detail(field.Others.Count > 0
                ? CliTexts.Get("merge.field.instead", ("field", field.Field), ("value", field.Value), ("others", string.Join(separator, field.Others.Values.Distinct())))
                : CliTexts.Get("merge.field", ("field", field.Field), ("value", field.Value)));
        }
    }

    private static void TellRefusals(Outcome outcome)
    {
        foreach (Refusal refusal in outcome.Refusals)
        {
            Output.Error(refusal.Describe());
        }
    }
}
