using CrmCore.Conversion.Policies;
using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;

namespace CrmCore.Conversion;

/// <summary>Does what a plan says to the records on the desk: account, contact, opportunity, and the lead last.</summary>
internal sealed class ConversionExecution(ConversionDesk desk, ConversionCase known, ConversionPlan plan, ConversionPolicy policy)
{
    private readonly List<ConvertedRecord> _records = [];
    private readonly PlannedStates _states = plan.States!;

    public LeadConversion Run()
    {
        (Lead lead, ConversionRequest request) = (known.Lead, known.Request);
        DoAccount(request.By);
        DoContact(request.By);
        DoOpportunity(request.By);
        LeadConversion conversion = new(request.RequestKey, _states.Account?.Id, _states.Contact?.Id, _states.Opportunity?.Id, known.At, request.By)
        {
            OverrideReason = plan.Overridden.Count == 0 ? null : request.OverrideReason,
            Overridden = plan.Overridden.Count == 0 ? null : string.Join(", ", plan.Overridden.Select(o => o.Code).Distinct()),
        };
        lead.MarkConverted(conversion, new(lead.Status, lead.WakeAt, _records)
        {
            Policy = policy.ToString(),
            MovedFollowUps = plan.Carried?.FollowUps == CarryOver.Move ? [.. lead.FollowUps] : null,
            MovedDiscovery = plan.Carried?.Discovery == CarryOver.Move ? lead.Discovery : null,
        });
        desk.Leads.Update(lead);
        desk.Duplicates?.Remove(lead.Id);
        return conversion;
    }

    private void DoAccount(UserId by)
    {
        if (_states.Account is not { } state)
        {
            return;
        }

        if (known.Account.Existing is { } account)
        {
            account.Link(known.Lead.Id, state, known.At, by);
            desk.Accounts.Update(account);
        }
        else
        {
            account = Account.Create(state, by);
            desk.Accounts.Add(account.Id, account);
        }

        desk.Duplicates?.Add(state);
        Note(ConvertedKind.Account, state.Id.Value, account, known.Account.Existing is null);
    }

    private void DoContact(UserId by)
    {
        if (_states.Contact is not { } state)
        {
            return;
        }

        if (known.Contact.Existing is { } contact)
        {
            contact.Link(known.Lead.Id, state, known.At, by);
            desk.Contacts.Update(contact);
        }
        else
        {
            contact = Contact.Create(state, by);
            desk.Contacts.Add(contact.Id, contact);
        }

        desk.Duplicates?.Add(state);
        Note(ConvertedKind.Contact, state.Id.Value, contact, known.Contact.Existing is null);
    }

    private void DoOpportunity(UserId by)
    {
        if (_states.Opportunity is not { } state)
        {
            return;
        }

        if (known.Opportunity.Existing is { } opportunity)
        {
            opportunity.Attach(known.Lead.Id, state, known.At, by);
            desk.Opportunities.Update(opportunity);
        }
        else
        {
            opportunity = Opportunity.Create(Details(state), _states.Pipeline!, known.At, by);
            desk.Opportunities.Add(opportunity.Id, opportunity);
        }

        Note(ConvertedKind.Opportunity, state.Id.Value, opportunity, known.Opportunity.Existing is null);
    }

    private void Note(ConvertedKind kind, Guid id, Aggregate record, bool isCreated)
    {
        bool attached = kind == ConvertedKind.Opportunity && !isCreated;
        _records.Add(new(kind, id, isCreated, record.Version + 1, record.EventCount)
        {
            Fields = isCreated || _states.Changed[kind].Count == 0 ? null : _states.Changed[kind],
            Notes = attached && _states.NewNotes.Count > 0 ? _states.NewNotes : null,
            Activities = attached ? plan.Carried!.FollowUpCount : 0,
        });
    }

    private static NewOpportunity Details(OpportunitySnapshot state) => new(state.Id, state.Name)
    {
        Stage = state.Stage,
        Account = state.Account,
        Contact = state.Contact,
        Owner = state.Owner,
        Amount = state.Amount,
        CloseDate = state.CloseDate,
        SourceLead = state.SourceLead,
        Source = state.Source,
        Description = state.Description,
        Discovery = state.Discovery,
        Activities = state.Activities,
        NextStep = state.NextStep,
        CustomFields = CustomFields.From(state.CustomFields),
    };
}
