namespace CrmCore.Leads.Merging;

/// <summary>
/// Merges leads that are the same: two or many into one. Precedence: a converted lead, which became an opportunity, before one that did not; then the further
/// status (qualified, working, nurturing, new); then the higher score, where the host gives any; then the older one, then by id. Pure: it changes the leads that it is given and nothing else.
/// </summary>
public static class LeadMerge
{
    /// <summary>What a merge would do, field by field. Changes nothing.</summary>
    /// <param name="leads">The leads; at least two, each once.</param>
    /// <param name="choices">What a person decided.</param>
    /// <returns>Refused for a merged or disqualified lead, for two converted ones, and for choices that name leads or fields that are not there.</returns>
    public static LeadMergePreview Preview(IReadOnlyList<Lead> leads, MergeChoices? choices = null)
    {
        Guard.Against.Null(leads);
        choices ??= new();
        List<Refusal> refusals = Refusals(leads, choices);
        return refusals.Count > 0 ? new(refusals) : MergePlan.Of(Ordered(leads, choices), choices);
    }

    /// <summary>Merges: the survivor takes over fields, follow-ups, touches, discovery; the others end as merged, with a pointer to it.</summary>
    /// <param name="leads">The leads; at least two, each once.</param>
    /// <param name="choices">What a person decided.</param>
    /// <param name="at">When; not before one of them was captured.</param>
    /// <param name="by">Who; null where no person does.</param>
    /// <returns>What was done, or every reason against it; then nothing was changed.</returns>
    public static LeadMergePreview Apply(IReadOnlyList<Lead> leads, MergeChoices? choices, DateTimeOffset at, UserId? by = null)
    {
        LeadMergePreview plan = Preview(leads, choices);
        if ((IReadOnlyList<Refusal>)[.. leads.SelectMany(l => l.BeforeCapture(at))] is { Count: > 0 } early)
        {
            return new([.. plan.Refusals, .. early]);
        }

        if (plan.Succeeded)
        {
            Lead survivor = leads.Single(l => l.Id == plan.Survivor);
            LeadSnapshot before = survivor.ToSnapshot();
            MergedLead[] merged = [.. plan.Losers.Select(id => leads.Single(l => l.Id == id).EndAsMerged(plan.Survivor, at, by))];
            survivor.Absorb(plan.Result!, before, merged, at, by);
        }

        return plan;
    }

    /// <summary>Undoes the last merge of a lead: every lead is as it was before, apart from its version, its events, and that it changed now.</summary>
    /// <param name="survivor">The lead that the others were merged into.</param>
    /// <param name="merged">The leads that were merged into it; all of them.</param>
    /// <param name="at">When; not before the merge.</param>
    /// <param name="by">Who; null where no person does.</param>
    /// <returns>Refused where there was no merge, a lead is missing, or one of them changed since, and for an instant before the merge.</returns>
    public static LeadChange Undo(Lead survivor, IReadOnlyList<Lead> merged, DateTimeOffset at, UserId? by = null)
    {
        Guard.Against.Null(survivor);
        Guard.Against.Null(merged);
        if (survivor.Merges is not [.., var last])
        {
            return LeadChange.Refused(new Refusal("lead.nothing-merged", ("lead", survivor.Id)));
        }

        List<Refusal> refusals = at < last.At ? [new("lead.before-merge", ("at", at), ("merged", last.At))] : [];
        if (survivor.Fingerprint() != last.Fingerprint)
        {
            refusals.Add(new("lead.changed-since-merge", ("lead", survivor.Id)));
        }

        foreach (MergedLead one in last.Merged)
        {
            if (merged.FirstOrDefault(l => l.Id == one.Lead) is not { } lead)
            {
                refusals.Add(new("lead.merged-lead-missing", ("lead", one.Lead)));
            }
            else if (lead.Fingerprint() != one.Fingerprint)
            {
                refusals.Add(new("lead.changed-since-merge", ("lead", one.Lead)));
            }
        }

        if (refusals.Count > 0)
        {
            return LeadChange.Refused(refusals);
        }

        foreach (MergedLead one in last.Merged)
        {
            merged.First(l => l.Id == one.Lead).Restore(one.Before, at, by);
        }

        survivor.Restore(last.Before, at, by);
        return LeadChange.Done;
    }

    private static List<Refusal> Refusals(IReadOnlyList<Lead> leads, MergeChoices choices)
    {
        List<Refusal> refusals = [];
        if (leads.DistinctBy(l => l.Id).Count() != leads.Count || leads.Count < 2)
        {
            refusals.Add(new("lead.merge-needs-two", ("leads", leads.Count)));
        }

        refusals.AddRange(leads.Where(l => l.Status is LeadStatus.Merged or LeadStatus.Disqualified).Select(l => new Refusal("lead.merge-ended", ("lead", l.Id), ("status", l.Status))));
        if (leads.Count(l => l.Status == LeadStatus.Converted) is > 1 and int converted)
        {
            refusals.Add(new("lead.merge-two-converted", ("leads", converted)));
        }

        if (choices.Survivor is { } chosen && leads.All(l => l.Id != chosen))
        {
            refusals.Add(new("lead.merge-unknown-lead", ("lead", chosen)));
        }

        if (choices.Survivor is { } survivor && leads.Any(l => l.Status == LeadStatus.Converted && l.Id != survivor))
        {
            refusals.Add(new("lead.merge-converted-must-stay", ("lead", survivor)));
        }

        foreach ((string field, LeadId from) in choices.Fields)
        {
            if (!MergePlan.IsField(field))
            {
                refusals.Add(new("lead.merge-unknown-field", ("field", field)));
            }

            if (leads.All(l => l.Id != from))
            {
                refusals.Add(new("lead.merge-unknown-lead", ("lead", from)));
            }
        }

        return refusals;
    }

    private static Lead[] Ordered(IReadOnlyList<Lead> leads, MergeChoices choices) =>
        [.. leads.OrderByDescending(l => l.Id == choices.Survivor).ThenByDescending(l => Rank(l.Status))
            .ThenByDescending(l => choices.Scores.TryGetValue(l.Id, out decimal score) ? score : (decimal?)null).ThenBy(l => l.CapturedAt).ThenBy(l => l.Id)];

    private static int Rank(LeadStatus status) => status switch
    {
        LeadStatus.Converted => 4,
        LeadStatus.Qualified => 3,
        LeadStatus.Working => 2,
        LeadStatus.Nurturing => 1,
        _ => 0,
    };
}
