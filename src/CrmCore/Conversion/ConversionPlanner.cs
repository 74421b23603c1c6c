using CrmCore.Conversion.Fields;
using CrmCore.Conversion.Policies;
using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Qualification;

namespace CrmCore.Conversion;

/// <summary>Makes the plan of a case. Pure: the same case gives the same plan.</summary>
internal sealed class ConversionPlanner(ConversionPolicy policy, QualificationPolicy qualification, PipelineCatalog pipelines)
{
    public ConversionPlan Plan(ConversionCase known)
    {
        QualificationVerdict verdict = qualification.Evaluate(known.Lead, known.At);
        ConversionFacts facts = new(policy, known.Lead, known.Request.By, known.Owner, verdict, known.Request);
        List<Refusal> blockers = [.. ConversionBlockers.Of(known, policy, facts, verdict), .. known.Blockers];
        Dictionary<string, FieldContent> wanted = Wanted(known.Request);
        PlannedStates states = new();
        Dictionary<ConvertedKind, IReadOnlyList<ConvertedField>> changed = [];

        PlannedRecord account = PlanAccount();
        PlannedRecord contact = PlanContact();
        CarriedOver? carried = null;
        PlannedRecord opportunity = PlanOpportunity();
        RequireRecord(account, "account");
        RequireRecord(contact, "contact");

        (List<Refusal> open, List<Refusal> overridden) = Override(blockers, known.Request, facts);
        return new(known.Request)
        {
            LeadVersion = known.Lead.Version,
            Blockers = open,
            Overridden = overridden,
            Warnings = [.. known.Warnings, .. PlanWarnings.Of(known.Request, wanted, [account, contact, opportunity])],
            Verdict = verdict,
            Account = account,
            Contact = contact,
            Opportunity = opportunity,
            Owner = known.Owner,
            Pipeline = opportunity.Action == RecordAction.Create ? states.Opportunity?.Pipeline : null,
            Stage = opportunity.Action == RecordAction.Create ? states.Opportunity?.Stage : null,
            Carried = carried,
            States = states with { Changed = changed },
        };

        PlannedRecord PlanAccount()
        {
            (RecordAction action, RecordReason reason, Account? existing) = known.Account;
            if (action == RecordAction.None || (action == RecordAction.Link && existing is null))
            {
                return new(ConvertedKind.Account, RecordAction.None, reason, null, null, []);
            }

            AccountSnapshot before = existing?.ToSnapshot() ?? new()
            {
                Id = ConversionIds.Account(known.Lead.Id, known.Request.RequestKey),
                Name = "",
                Owner = known.Owner,
                CreatedAt = known.At,
            };
            FieldPlanner<AccountSnapshot> fields = Fields(RecordFieldSets.Account, before, existing is null);
            if (string.IsNullOrWhiteSpace(fields.State.Name))
            {
                return new(ConvertedKind.Account, RecordAction.None, RecordReason.NothingKnown, null, null, []);
            }

            fields.Require(policy.Definition.Required ?? []);
            states = states with { Account = fields.State };
            return Planned(ConvertedKind.Account, action, reason, before.Id.Value, fields.State.Name, existing?.Version ?? 0, fields);
        }

        PlannedRecord PlanContact()
        {
            (RecordAction action, RecordReason reason, Contact? existing) = known.Contact;
            if (action == RecordAction.None || (action == RecordAction.Link && existing is null))
            {
                return new(ConvertedKind.Contact, RecordAction.None, reason, null, null, []);
            }

            ContactSnapshot before = existing?.ToSnapshot() ?? new()
            {
                Id = ConversionIds.Contact(known.Lead.Id, known.Request.RequestKey),
                Name = null!,
                Owner = known.Owner,
                CreatedAt = known.At,
            };
            FieldPlanner<ContactSnapshot> fields = Fields(RecordFieldSets.Contact, before, existing is null);
            fields.Offer(RecordFieldSets.ContactAccount, "account", new(states.Account?.Id.Value), MergeRule.FillBlank);
            if (fields.State.Name is null)
            {
                return new(ConvertedKind.Contact, RecordAction.None, RecordReason.NothingKnown, null, null, []);
            }

            fields.Require(policy.Definition.Required ?? []);
            states = states with { Contact = fields.State };
            return Planned(ConvertedKind.Contact, action, reason, before.Id.Value, fields.State.Name.Full, existing?.Version ?? 0, fields);
        }

        PlannedRecord PlanOpportunity()
        {
            (RecordAction action, RecordReason reason, Opportunity? existing) = known.Opportunity;
            if (action == RecordAction.None || (action == RecordAction.Link && existing is null))
            {
                return new(ConvertedKind.Opportunity, RecordAction.None, reason, null, null, []);
            }

            (Pipeline pipeline, Stage stage) = existing is null ? Start(known.Request, facts, blockers) : default;
            OpportunitySnapshot before = existing?.ToSnapshot() ?? OpportunityDraft.Blank(known, pipeline, stage);
            FieldPlanner<OpportunitySnapshot> fields = Fields(RecordFieldSets.Opportunity, before, existing is null);
            fields.Offer(RecordFieldSets.OpportunityAccount, "account", new(states.Account?.Id.Value), MergeRule.FillBlank);
            fields.Offer(RecordFieldSets.OpportunityContact, "contact", new(states.Contact?.Id.Value), MergeRule.FillBlank);
            if (existing is null)
            {
                fields.Offer(RecordFieldSets.OpportunityName, "name-template", new(policy.Name.NameOf(known.Lead, states.Account?.Name)), MergeRule.FillBlank);
            }

            fields.Require((policy.Definition.Required ?? []).Append(RecordFieldSets.OpportunityName).Distinct());
            blockers.AddRange(OpportunityDraft.Check(before, fields.State, known.At, existing));
            (OpportunitySnapshot after, carried, IReadOnlyList<int> notes) = OpportunityDraft.CarryOver(known.Lead, fields.State, existing is null, policy.Definition.Carry, blockers);
            states = states with { Opportunity = after, Pipeline = existing is null ? pipeline : null, NewNotes = notes };
            return Planned(ConvertedKind.Opportunity, action, reason, before.Id.Value, after.Name, existing?.Version ?? 0, fields);
        }

        FieldPlanner<T> Fields<T>(RecordFields<T> all, T before, bool isNew)
        {
            FieldPlanner<T> fields = new(all, before, isNew, policy.Fields.Currency, blockers);
            fields.Request(wanted);
            fields.Map(policy.Fields, known.Lead);
            return fields;
        }

        PlannedRecord Planned<T>(ConvertedKind kind, RecordAction action, RecordReason reason, Guid id, string name, long version, FieldPlanner<T> fields)
        {
            changed[kind] = fields.Changed;
            return new(kind, action, reason, id, name, fields.Planned) { Version = version };
        }

        void RequireRecord(PlannedRecord record, string name)
        {
            if (record.Reason == RecordReason.NothingKnown)
            {
                blockers.AddRange((policy.Definition.Required ?? []).Where(r => r.StartsWith(name + ".", StringComparison.Ordinal)).Select(r => new Refusal("conversion.field-missing", ("field", r))));
            }
        }
    }

    private static Dictionary<string, FieldContent> Wanted(ConversionRequest request)
    {
        Dictionary<string, FieldContent> wanted = (request.Fields ?? new Dictionary<string, FieldValue>()).ToDictionary(f => f.Key, f => new FieldContent(f.Value), StringComparer.Ordinal);
        foreach ((string key, object? value) in (ReadOnlySpan<(string, object?)>)
            [(RecordFieldSets.OpportunityName, request.OpportunityName), (RecordFieldSets.OpportunityAmount, request.Amount), (RecordFieldSets.OpportunityCloseDate, request.CloseDate)])
        {
            if (value is not null)
            {
                wanted[key] = new(value);
            }
        }

        return wanted;
    }

    private (Pipeline Pipeline, Stage Stage) Start(ConversionRequest request, ConversionFacts facts, List<Refusal> blockers)
    {
        StartRule? rule = request.Pipeline is null ? policy.Definition.Opportunity.Start?.FirstOrDefault(s => s.When?.IsMet(facts) ?? true) : null;
        Pipeline pipeline = (request.Pipeline ?? rule?.Pipeline) is { } key ? pipelines.Newest(key)! : pipelines.Default;
        string? stage = request.Stage ?? rule?.Stage;
        if (stage is not null && pipeline.Find(stage) is not { IsOpen: true })
        {
            blockers.Add(new("conversion.unknown-stage", ("stage", stage), ("pipeline", pipeline.Key)));
            return (pipeline, pipeline.Initial);
        }

        return (pipeline, stage is null ? pipeline.Initial : pipeline.Get(stage));
    }

    /// <summary>Whether there would be nothing to create: an opportunity has a name, whatever the policy lets a person override.</summary>
    private static bool IsEssential(Refusal blocker) => blocker.Code == "conversion.field-missing" && blocker.Parameters["field"] == RecordFieldSets.OpportunityName;

    private (List<Refusal> Open, List<Refusal> Overridden) Override(List<Refusal> blockers, ConversionRequest request, ConversionFacts facts)
    {
        List<Refusal> open = [];
        List<Refusal> overridden = [];
        foreach (Refusal blocker in blockers)
        {
            bool may = !IsEssential(blocker) && !string.IsNullOrWhiteSpace(request.OverrideReason) && policy.Overrides.Any(o => o.Refusal == blocker.Code && (o.When?.IsMet(facts) ?? true));
            (may ? overridden : open).Add(blocker);
        }

        return (open, overridden);
    }
}
