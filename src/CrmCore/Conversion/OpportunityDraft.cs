using CrmCore.Conversion.Policies;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Qualification;

namespace CrmCore.Conversion;

/// <summary>The part of a plan that only an opportunity has: where it starts, what it can't take, and what is carried over to it.</summary>
internal static class OpportunityDraft
{
    public static OpportunitySnapshot Blank(ConversionCase known, Pipeline pipeline, Stage stage) => new()
    {
        Id = ConversionIds.Opportunity(known.Lead.Id, known.Request.RequestKey),
        Name = "",
        Pipeline = pipeline.Reference,
        Stage = stage.Key,
        Owner = known.Owner,
        SourceLead = known.Lead.Id,
        Source = known.Lead.Source,
        CreatedAt = known.At,
        StageEnteredAt = known.At,
        ChangedAt = known.At,
        History = [],
    };

    public static IEnumerable<Refusal> Check(OpportunitySnapshot before, OpportunitySnapshot after, DateTimeOffset at, Opportunity? existing)
    {
        if (existing is { IsOpen: false })
        {
            yield return new("conversion.opportunity-closed", ("opportunity", existing.Id), ("stage", existing.Stage));
        }

        if (existing is not null && at < existing.ChangedAt)
        {
            yield return new("opportunity.before-last-change", ("at", at), ("last", existing.ChangedAt));
        }

        if (after.Amount?.Amount < 0)
        {
            yield return new("opportunity.amount-negative", ("amount", after.Amount));
        }

        if (after.Amount != before.Amount && before.LineItems is { Count: > 0 } items)
        {
            yield return new("opportunity.amount-from-line-items", ("items", items.Count));
        }
    }

    public static (OpportunitySnapshot After, CarriedOver Carried, IReadOnlyList<int> NewNotes) CarryOver(
        Lead lead, OpportunitySnapshot state, bool isNew, CarryRules rules, List<Refusal> blockers)
    {
        Discovery before = state.Discovery ?? Discovery.Empty;
        HashSet<DiscoveryNote> known = [.. before.Notes];
        IReadOnlyList<DiscoveryNote> told = rules.Discovery == Policies.CarryOver.Leave ? [] : lead.Discovery.Notes;
        int[] notes = [.. Enumerable.Range(0, told.Count).Where(i => !known.Contains(told[i]))];
        Discovery discovery = notes.Length == 0 ? before : new([.. before.Notes, .. notes.Select(i => told[i])]);
        IReadOnlyList<Activity> activities = rules.FollowUps == Policies.CarryOver.Leave ? [] : Activities(lead.FollowUps);
        NextStep? next = isNew && rules.FollowUps != Policies.CarryOver.Leave ? NextStepOf(lead, blockers) : null;
        Activity[] all = [.. state.Activities ?? [], .. activities];
        if (all.Length > Opportunity.MaximumDetails)
        {
            blockers.Add(new("opportunity.too-many", ("part", "activities"), ("maximum", Opportunity.MaximumDetails)));
        }

        OpportunitySnapshot after = state with
        {
            Discovery = discovery.IsEmpty ? null : discovery,
            Activities = all.Length == 0 ? null : all,
            NextStep = state.NextStep ?? next,
        };
        return (after, new(rules.FollowUps, activities.Count, rules.Discovery, notes.Length, next?.What), notes);
    }

    /// <summary>Follow-ups as the activities of a deal.</summary>
    public static IReadOnlyList<Activity> Activities(IEnumerable<FollowUp> followUps) =>
        [.. followUps.Select(f => new Activity(f.Kind.ToString().ToLowerInvariant(), f.At, f.By, string.IsNullOrWhiteSpace(f.Note) ? null : f.Note))];

    private static NextStep? NextStepOf(Lead lead, List<Refusal> blockers)
    {
        if (lead.FollowUps is not [.., { NextStep: { } what, NextStepDue: { } due }] || string.IsNullOrWhiteSpace(what))
        {
            return null;
        }

        if (what.Length > 400)
        {
            blockers.Add(new("conversion.field-too-long", ("field", "opportunity.next-step"), ("source", "lead.follow-ups"), ("length", what.Length), ("maximum", 400)));
            return null;
        }

        return new(what, DateOnly.FromDateTime(due.DateTime));
    }
}
