using CrmCore.Conversion.Checks;
using CrmCore.Conversion.Policies;
using CrmCore.Customers;
using CrmCore.Leads;

namespace CrmCore.Conversion;

/// <summary>Reads what a plan needs: the records to link, possible duplicates, the owner and how full they are.</summary>
internal sealed class ConversionIntake(ConversionPolicy policy, IOwnerCapacity? capacity)
{
    public async Task<ConversionCase> ReadAsync(ConversionDesk desk, ConversionRequest request, Lead lead, DateTimeOffset at, CancellationToken cancellationToken)
    {
        ConversionCase known = new(request, lead, at);
        DuplicateIntake duplicates = await DuplicateIntake.ReadAsync(desk, known, policy.Definition.Duplicates, cancellationToken).ConfigureAwait(false);
        await duplicates.LeadsAsync(cancellationToken).ConfigureAwait(false);
        await ReadOpportunityAsync(desk, known, cancellationToken).ConfigureAwait(false);
        await ReadAccountAsync(desk, known, duplicates, cancellationToken).ConfigureAwait(false);
        await ReadContactAsync(desk, known, duplicates, cancellationToken).ConfigureAwait(false);
        known.Owner = OwnerOf(known);
        if (capacity is not null && known.Owner is { } owner && owner != lead.Owner)
        {
            known.Load = await capacity.ReadAsync(owner, lead, cancellationToken).ConfigureAwait(false);
        }

        return known;
    }

    private static async Task ReadOpportunityAsync(ConversionDesk desk, ConversionCase known, CancellationToken cancellationToken)
    {
        if (known.Request.Opportunity.Existing is { } id)
        {
            known.Opportunity = new(RecordAction.Link, RecordReason.Requested, await desk.Opportunities.FindAsync(id, cancellationToken).ConfigureAwait(false));
            Block(known, known.Opportunity.Existing is null, "opportunity-not-found", ("opportunity", id));
        }
        else if (known.Request.Opportunity.IsNone)
        {
            known.Opportunity = new(RecordAction.None, RecordReason.Requested, null);
        }
    }

    private static async Task ReadAccountAsync(ConversionDesk desk, ConversionCase known, DuplicateIntake duplicates, CancellationToken cancellationToken)
    {
        ConversionTarget<AccountId> wanted = known.Request.Account;
        AccountId? ofOpportunity = known.Opportunity.Existing?.Account;
        if (wanted.IsNone)
        {
            known.Account = new(RecordAction.None, RecordReason.Requested, null);
            return;
        }

        if ((wanted.Existing ?? ofOpportunity) is { } existing)
        {
            RecordReason reason = wanted.Existing is null ? RecordReason.OfOpportunity : RecordReason.Requested;
            known.Account = new(RecordAction.Link, reason, await desk.Accounts.FindAsync(existing, cancellationToken).ConfigureAwait(false));
            Block(known, known.Account.Existing is null, "account-not-found", ("account", existing));
            Block(known, ofOpportunity is { } other && other != existing, "opportunity-of-another-account", ("opportunity", known.Request.Opportunity.Existing), ("account", ofOpportunity));
        }
        else if (await duplicates.AccountAsync(cancellationToken).ConfigureAwait(false) is { } same)
        {
            known.Account = new(RecordAction.Link, RecordReason.Duplicate, same);
        }
    }

    private static async Task ReadContactAsync(ConversionDesk desk, ConversionCase known, DuplicateIntake duplicates, CancellationToken cancellationToken)
    {
        ConversionTarget<ContactId> wanted = known.Request.Contact;
        if (wanted.IsNone)
        {
            known.Contact = new(RecordAction.None, RecordReason.Requested, null);
            return;
        }

        if (wanted.Existing is { } id)
        {
            Contact? contact = await desk.Contacts.FindAsync(id, cancellationToken).ConfigureAwait(false);
            known.Contact = new(RecordAction.Link, RecordReason.Requested, contact);
            Block(known, contact is null, "contact-not-found", ("contact", id));
            Block(known, !BelongsTo(contact, known), "contact-of-another-account", ("contact", id), ("account", contact?.Account));
        }
        else if (await duplicates.ContactAsync(cancellationToken).ConfigureAwait(false) is { } same)
        {
            if (BelongsTo(same, known))
            {
                known.Contact = new(RecordAction.Link, RecordReason.Duplicate, same);
            }
            else
            {
                known.Warnings.Add(DuplicateIntake.MayBe(DuplicateKind.Contact, [same.Id.Value]));
            }
        }
    }

    private static bool BelongsTo(Contact? contact, ConversionCase known) =>
        contact?.Account is not { } account || account == (known.Account.Existing?.Id ?? known.Request.Account.Existing);

    private static void Block(ConversionCase known, bool unmet, string code, params ReadOnlySpan<(string, object?)> parameters)
    {
        if (unmet)
        {
            known.Blockers.Add(new("conversion." + code, parameters));
        }
    }

    private UserId? OwnerOf(ConversionCase known)
    {
        foreach (OwnerSource source in policy.OwnerSources)
        {
            UserId? owner = source switch
            {
                OwnerSource.Request => known.Request.Owner,
                OwnerSource.Lead => known.Lead.Owner,
                OwnerSource.Account => known.Account.Existing?.Owner,
                _ => known.Request.By,
            };
            if (owner is not null)
            {
                return owner;
            }
        }

        return null;
    }
}
