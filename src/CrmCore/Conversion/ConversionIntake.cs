using CrmCore.Conversion.Checks;
using CrmCore.Conversion.Policies;
using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Matching;

namespace CrmCore.Conversion;

/// <summary>Reads what a plan needs: the records to link, possible duplicates, the owner and how full they are.</summary>
internal sealed class ConversionIntake(ConversionPolicy policy, IOwnerCapacity? capacity, IDuplicateSearch? duplicates)
{
    public async Task<ConversionCase> ReadAsync(ConversionDesk desk, ConversionRequest request, Lead lead, DateTimeOffset at, CancellationToken cancellationToken)
    {
        ConversionCase known = new(request, lead, at);
        IReadOnlyList<FoundDuplicate> found = duplicates is null
            ? []
            : [.. (await duplicates.FindAsync(lead, cancellationToken).ConfigureAwait(false)).Where(d => !desk.Together.Contains(d.Id))];
        Handle(known, found, DuplicateKind.Lead, policy.Definition.Duplicates.Leads);
        await ReadOpportunityAsync(desk, known, cancellationToken).ConfigureAwait(false);
        await ReadAccountAsync(desk, known, found, cancellationToken).ConfigureAwait(false);
        await ReadContactAsync(desk, known, found, cancellationToken).ConfigureAwait(false);
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

    private async Task ReadAccountAsync(ConversionDesk desk, ConversionCase known, IReadOnlyList<FoundDuplicate> found, CancellationToken cancellationToken)
    {
        ConversionTarget<AccountId> wanted = known.Request.Account;
        AccountId? ofOpportunity = known.Opportunity.Existing?.Account;
        if (wanted.IsNone)
        {
            known.Account = new(RecordAction.None, RecordReason.Requested, null);
            return;
        }

        RecordReason reason = wanted.Existing is not null ? RecordReason.Requested : ofOpportunity is not null ? RecordReason.OfOpportunity : RecordReason.Duplicate;
        AccountId? id = wanted.Existing ?? ofOpportunity ?? (Handle(known, found, DuplicateKind.Account, policy.Definition.Duplicates.Accounts) is { } same ? AccountId.From(same) : null);
        if (id is { } existing)
        {
            known.Account = new(RecordAction.Link, reason, await desk.Accounts.FindAsync(existing, cancellationToken).ConfigureAwait(false));
            Block(known, known.Account.Existing is null, "account-not-found", ("account", existing));
            Block(known, ofOpportunity is { } other && other != existing, "opportunity-of-another-account", ("opportunity", known.Request.Opportunity.Existing), ("account", ofOpportunity));
        }
    }

    private async Task ReadContactAsync(ConversionDesk desk, ConversionCase known, IReadOnlyList<FoundDuplicate> found, CancellationToken cancellationToken)
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
        else if (Handle(known, found, DuplicateKind.Contact, policy.Definition.Duplicates.Contacts) is { } same)
        {
            Contact? contact = await desk.Contacts.FindAsync(ContactId.From(same), cancellationToken).ConfigureAwait(false);
            if (contact is not null && BelongsTo(contact, known))
            {
                known.Contact = new(RecordAction.Link, RecordReason.Duplicate, contact);
            }
            else
            {
                known.Warnings.Add(Duplicates(DuplicateKind.Contact, [same]));
            }
        }
    }

    private static bool BelongsTo(Contact? contact, ConversionCase known) =>
        contact?.Account is not { } account || account == (known.Account.Existing?.Id ?? known.Request.Account.Existing);

    /// <summary>Warns, blocks, or gives the one record to link.</summary>
    private static Guid? Handle(ConversionCase known, IReadOnlyList<FoundDuplicate> found, DuplicateKind kind, DuplicateRule rule)
    {
        FoundDuplicate[] same = [.. found.Where(d => d.Kind == kind && d.Class == MatchClass.Same)];
        FoundDuplicate[] likely = [.. found.Where(d => d.Kind == kind && d.Class == MatchClass.Likely)];
        if (rule.Same == DuplicateHandling.Link && same.Length == 1)
        {
            return same[0].Id;
        }

        Tell(rule.Same == DuplicateHandling.Link ? DuplicateHandling.Block : rule.Same, same);
        Tell(rule.Likely, likely);
        return null;

        void Tell(DuplicateHandling handling, FoundDuplicate[] records)
        {
            if (records.Length > 0 && handling != DuplicateHandling.Allow)
            {
                (handling == DuplicateHandling.Block ? known.Blockers : known.Warnings).Add(Duplicates(kind, records.Select(r => r.Id)));
            }
        }
    }

    private static Refusal Duplicates(DuplicateKind kind, IEnumerable<Guid> ids) =>
        new("conversion.duplicates", ("kind", kind.ToString().ToLowerInvariant()), ("records", string.Join(", ", ids)));

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
