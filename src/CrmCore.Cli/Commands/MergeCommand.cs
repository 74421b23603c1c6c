using System.CommandLine;
using CrmCore.Cli.Matching;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Leads;
using CrmCore.Leads.Merging;
using CrmCore.Matching;
using CrmCore.Merging;
using CrmCore.Persistence;

namespace CrmCore.Cli.Commands;

/// <summary><c>crmcore merge</c> and <c>crmcore unmerge</c>.</summary>
internal static class MergeCommand
{
    public static Command Create()
    {
        Argument<string[]> ids = new("LEAD") { Description = "The ids of the leads, two or more; the first by precedence stays.", Arity = ArgumentArity.ZeroOrMore };
        Option<string?> survivor = new("--into") { Description = "The lead that stays.", HelpName = "LEAD" };
        Option<bool> auto = new("--auto") { Description = "Merge every cluster in which all are of class same." };
        Option<bool> dryRun = new("--dry-run") { Description = "Show the merge field by field and write nothing." };
        Option<FileInfo> database = SharedOptions.Database();
        Option<bool> json = SharedOptions.Json();
        Command command = new("merge", "Merge leads that are the same.\ncrmcore merge LEAD LEAD --dry-run --db crm.db") { ids, survivor, auto, dryRun, database, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetRequiredValue(database), async (crm, service) =>
        {
            Output output = new(parsed.GetValue(json));
            List<LeadId[]> groups = [];
            if (parsed.GetValue(auto))
            {
                LeadDuplicates found = await LeadDuplicates.FindAsync(crm, cancellationToken).ConfigureAwait(false);
                groups.AddRange(found.Clusters.Where(c => c.Weakest == MatchClass.Same).Select(c => c.Select(LeadId.From).ToArray()));
            }
            else
            {
                groups.Add([.. parsed.GetValue(ids)!.Append(parsed.GetValue(survivor)).OfType<string>().Select(LeadId.Parse).Distinct()]);
            }

            MergeChoices choices = new() { Survivor = parsed.GetValue(survivor) is { } stays ? LeadId.Parse(stays) : null };
            List<MergeSummary> summaries = [];
            foreach (LeadId[] group in groups)
            {
                LeadMergePreview merged = parsed.GetValue(dryRun)
                    ? await service.PreviewAsync(group, choices, cancellationToken).ConfigureAwait(false)
                    : await service.MergeAsync(group, choices, by: null, cancellationToken).ConfigureAwait(false);
                Tell(merged, parsed.GetValue(dryRun), output);
                summaries.Add(new(merged.Succeeded, merged.Succeeded ? merged.Survivor.Value : null, [.. merged.Losers.Select(l => l.Value)], [.. merged.Refusals.Select(r => r.Code)]));
            }

            output.Json(summaries, DuplicatesJson.Default.IReadOnlyListMergeSummary);
            return summaries.TrueForAll(s => s.Done) ? ExitCodes.Success : summaries.Exists(s => s.Done) ? ExitCodes.SomeRejected : ExitCodes.Failure;
        }));
        return command;
    }

    public static Command CreateUnmerge()
    {
        Argument<string> id = new("LEAD") { Description = "The lead that others were merged into." };
        Option<FileInfo> database = SharedOptions.Database();
        Command command = new("unmerge", "Undo the last merge into a lead, while nothing changed since.\ncrmcore unmerge LEAD --db crm.db") { id, database };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetRequiredValue(database), async (_, service) =>
        {
            LeadChange undone = await service.UnmergeAsync(LeadId.Parse(parsed.GetRequiredValue(id)), by: null, cancellationToken).ConfigureAwait(false);
            Refused(undone);
            if (undone.Succeeded)
            {
                new Output(json: false).Step("unmerged", parsed.GetRequiredValue(id));
            }

            return undone.Succeeded ? ExitCodes.Success : ExitCodes.Failure;
        }));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo file, Func<CrmDatabase, LeadMergeService, Task<int>> run)
    {
        if (!file.Exists)
        {
            Output.Error($"{file}: no such database.");
            return ExitCodes.Failure;
        }

        using CrmDatabase crm = CrmDatabase.Open(file.FullName);
        try
        {
            return await run(crm, new LeadMergeService(crm.Units, TimeProvider.System)).ConfigureAwait(false);
        }
        catch (FormatException wrong)
        {
            Output.Error(wrong.Message);
        }
        catch (ConcurrencyConflictException)
        {
            Output.Error("One of the leads was changed at the same time. Try again.");
        }

        return ExitCodes.Failure;
    }

    private static void Tell(LeadMergePreview merged, bool isPreview, Output output)
    {
        Refused(merged);
        if (!merged.Succeeded)
        {
            return;
        }

        output.Step(isPreview ? "would merge" : "merged", $"{string.Join(", ", merged.Losers)} into {merged.Survivor}");
        foreach (MergedField field in merged.Fields.Where(f => isPreview && f.Value is not null))
        {
            output.Detail($"{field.Field}: {field.Value}{(field.Others.Count > 0 ? $" (instead of {string.Join(", ", field.Others.Values.Distinct())})" : "")}");
        }
    }

    private static void Refused(Outcome outcome)
    {
        foreach (Refusal refusal in outcome.Refusals)
        {
            Output.Error(refusal.Describe());
        }
    }
}
