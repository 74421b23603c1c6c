using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;

namespace CrmCore.Conversion;

/// <summary>What a conversion would create from a lead, and what speaks against it.</summary>
internal sealed class ConversionDraft(Lead lead, ConversionRequest request, DateTimeOffset at)
{
    private UserId? Owner => request.Owner ?? lead.Owner;

    public List<Refusal> Refusals()
    {
        List<Refusal> refusals = [];
        if (!lead.IsOpen)
        {
            refusals.Add(new Refusal("conversion.lead-not-open", ("lead", lead.Id), ("status", lead.Status)));
        }

        if (Owner is null)
        {
            refusals.Add(new Refusal("conversion.no-owner", ("lead", lead.Id), ("pool", lead.Pool)));
        }

        if (at < lead.ChangedAt)
        {
            refusals.Add(new Refusal("conversion.before-last-change", ("at", at), ("last", lead.ChangedAt)));
        }

        return refusals;
    }

    public async Task<Account?> FindAccountAsync(IUnitOfWork unit, List<Refusal> refusals, CancellationToken cancellationToken)
    {
        if (request.Account.Existing is not { } id)
        {
            return null;
        }

        Account? account = await unit.Accounts.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (account is null)
        {
            refusals.Add(new Refusal("conversion.account-not-found", ("account", id)));
        }

        return account;
    }

    public async Task<Contact?> FindContactAsync(IUnitOfWork unit, List<Refusal> refusals, CancellationToken cancellationToken)
    {
        if (request.Contact.Existing is not { } id)
        {
            return null;
        }

        Contact? contact = await unit.Contacts.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (contact is null)
        {
            refusals.Add(new Refusal("conversion.contact-not-found", ("contact", id)));
        }
        else if (contact.Account is { } account && account != request.Account.Existing)
        {
            refusals.Add(new Refusal("conversion.contact-of-another-account", ("contact", id), ("account", account)));
        }

        return contact;
    }

    public Account? NewAccount() => request.Account.IsNone || string.IsNullOrWhiteSpace(lead.Details.Company)
        ? null
        : Account.Create(
            new()
            {
                Id = IdOf<AccountId>("account"),
                Name = lead.Details.Company,
                Owner = Owner,
                Industry = lead.Details.Industry,
                CreatedAt = at,
            },
            request.By);

    public Contact? NewContact(AccountId? account) => request.Contact.IsNone
        ? null
        : Contact.Create(
            new()
            {
                Id = IdOf<ContactId>("contact"),
                Name = lead.Details.Name ?? new PersonName(lead.Details.DisplayName),
                Account = account,
                Title = lead.Details.Title,
                Email = lead.Details.Email,
                Phone = lead.Details.Phone,
                Owner = Owner,
                CreatedAt = at,
            },
            request.By);

    public Opportunity? NewOpportunity(Pipeline pipeline, Account? account, Contact? contact) => !request.CreatesOpportunity
        ? null
        : Opportunity.Create(
            new(IdOf<OpportunityId>("opportunity"), request.OpportunityName ?? account?.Name ?? lead.Details.DisplayName)
            {
                Account = account?.Id,
                Contact = contact?.Id,
                Owner = Owner,
                Amount = request.Amount,
                CloseDate = request.CloseDate,
                SourceLead = lead.Id,
                Source = lead.Source,
                Description = lead.Details.Description,
                Discovery = lead.Discovery,
                CustomFields = lead.CustomFields,
            },
            pipeline,
            at,
            request.By);

    private TId IdOf<TId>(string part)
        where TId : struct, IEntityId<TId> => EntityId.FromName<TId>(lead.Id.Value, $"conversion/{request.RequestKey}/{part}");
}
