using CrmCore.Conversion.Checks;
using CrmCore.Conversion.Fields;
using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.Conversion.Reverting;

/// <summary>
/// Takes back one conversion within a unit of work: what was created, is as it was and is used by nobody else is removed, what was linked gets its former values.
/// A record is read before its uses, so that whoever writes it meanwhile conflicts with the removal.
/// </summary>
/// <param name="unit">Where it is staged.</param>
/// <param name="uses">Finds what else uses a record.</param>
/// <param name="lead">The lead.</param>
/// <param name="request">The request.</param>
/// <param name="isLate">Whether the time for it is over.</param>
/// <param name="at">The instant.</param>
internal sealed class Reversion(IUnitOfWork unit, RecordUses uses, Lead lead, RevertRequest request, bool isLate, DateTimeOffset at)
{
    private readonly List<Refusal> _refusals = [];
    private readonly List<string> _undone = [];
    private readonly List<string> _left = [];
    private readonly List<Action> _changes = [];
    private readonly List<Action<IDuplicateSearch>> _news = [];

    /// <summary>What was created and stays, so that nothing it refers to may go.</summary>
    private readonly HashSet<Guid> _kept = [];

    private bool _isForced = isLate;

    /// <summary>Stages everything, or tells every reason against it and stages nothing.</summary>
    /// <param name="refusals">What speaks against it already.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task<RevertResult> RunAsync(IReadOnlyList<Refusal> refusals, CancellationToken cancellationToken)
    {
        _refusals.AddRange(refusals);
        IReadOnlyList<ConvertedRecord> records = lead.ConversionTrace!.Records;
        foreach (ConvertedRecord record in records.OrderByDescending(r => r.Kind))
        {
            switch (record.Kind)
            {
                case ConvertedKind.Opportunity:
                    await OpportunityAsync(record, cancellationToken).ConfigureAwait(false);
                    break;
                case ConvertedKind.Contact:
                    await ContactAsync(record, cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    await AccountAsync(record, cancellationToken).ConfigureAwait(false);
                    break;
            }
        }

        if (_refusals.Count > 0)
        {
            return new(_refusals);
        }

        _changes.ForEach(c => c());
        ConversionReversal reversal = new(lead.Conversion!, at, request.By, request.Reason.Trim(), _isForced, _undone, _left);
        lead.RevertConversion(reversal);
        unit.Leads.Update(lead);
        _news.Add(s => s.Add(lead.ToSnapshot()));
        return new(reversal);
    }

    /// <summary>Tells a search, after the commit, what is open again, gone, or has its former values.</summary>
    public void Tell(IDuplicateSearch search) => _news.ForEach(tell => tell(search));

    private async Task OpportunityAsync(ConvertedRecord record, CancellationToken cancellationToken)
    {
        if (await unit.Opportunities.FindAsync(OpportunityId.From(record.Id), cancellationToken).ConfigureAwait(false) is not { } deal)
        {
            return;
        }

        if (record.IsCreated)
        {
            if (await MayRemoveAsync(record, deal, cancellationToken).ConfigureAwait(false))
            {
                _changes.Add(() => deal.End(lead.Id, at, request.By));
                _changes.Add(() => unit.Opportunities.Remove(deal));
            }
            else
            {
                Keep(deal.Account?.Value, deal.Contact?.Value);
            }
        }
        else if (!deal.IsOpen)
        {
            Leave(record, new("conversion.opportunity-closed", ("opportunity", deal.Id), ("stage", deal.Stage)));
            Keep(deal.Account?.Value, deal.Contact?.Value);
        }
        else
        {
            OpportunitySnapshot before = deal.ToSnapshot();
            OpportunitySnapshot restored = FieldRestorer.Restore(RecordFieldSets.Opportunity, before, NameOf(record), record.Fields, _undone, _left);
            restored = CarriedRestorer.Restore(restored, record, lead, NameOf(record), _undone, _left);
            Keep(restored.Account?.Value, restored.Contact?.Value);
            _changes.Add(() => deal.Detach(lead.Id, restored, at, request.By));
            _changes.Add(() => unit.Opportunities.Update(deal));
        }
    }

    private async Task ContactAsync(ConvertedRecord record, CancellationToken cancellationToken)
    {
        if (await unit.Contacts.FindAsync(ContactId.From(record.Id), cancellationToken).ConfigureAwait(false) is not { } contact)
        {
            return;
        }

        if (record.IsCreated)
        {
            if (await MayRemoveAsync(record, contact, cancellationToken).ConfigureAwait(false))
            {
                _changes.Add(() => contact.End(lead.Id, at, request.By));
                _changes.Add(() => unit.Contacts.Remove(contact));
                _news.Add(s => s.Remove(record.Id));
            }
            else
            {
                Keep(contact.Account?.Value);
            }
        }
        else if (record.Fields is not null)
        {
            ContactSnapshot restored = FieldRestorer.Restore(RecordFieldSets.Contact, contact.ToSnapshot(), NameOf(record), record.Fields, _undone, _left);
            _changes.Add(() => contact.Unlink(lead.Id, restored, at, request.By));
            _changes.Add(() => unit.Contacts.Update(contact));
            _news.Add(s => s.Add(contact.ToSnapshot()));
        }
    }

    private async Task AccountAsync(ConvertedRecord record, CancellationToken cancellationToken)
    {
        if (await unit.Accounts.FindAsync(AccountId.From(record.Id), cancellationToken).ConfigureAwait(false) is not { } account)
        {
            return;
        }

        if (record.IsCreated)
        {
            if (await MayRemoveAsync(record, account, cancellationToken).ConfigureAwait(false))
            {
                _changes.Add(() => account.End(lead.Id, at, request.By));
                _changes.Add(() => unit.Accounts.Remove(account));
                _news.Add(s => s.Remove(record.Id));
            }
        }
        else if (record.Fields is not null)
        {
            AccountSnapshot restored = FieldRestorer.Restore(RecordFieldSets.Account, account.ToSnapshot(), NameOf(record), record.Fields, _undone, _left);
            _changes.Add(() => account.Unlink(lead.Id, restored, at, request.By));
            _changes.Add(() => unit.Accounts.Update(account));
            _news.Add(s => s.Add(account.ToSnapshot()));
        }
    }

    /// <summary>Whether something created goes: it is as the conversion left it, and neither what stays nor anything else refers to it.</summary>
    private async Task<bool> MayRemoveAsync(ConvertedRecord record, Aggregate now, CancellationToken cancellationToken)
    {
        if (now.Version != record.Version || now.EventCount != record.Events)
        {
            Leave(record, new("conversion.record-changed", ("kind", Word(record.Kind)), ("id", record.Id), ("version", record.Version), ("now", now.Version)));
            return false;
        }

        if (await uses.OfAsync(lead, record, cancellationToken).ConfigureAwait(false) is { Count: > 0 } users)
        {
            Leave(record, new("conversion.record-in-use", ("kind", Word(record.Kind)), ("id", record.Id), ("records", string.Join(", ", users))));
            return false;
        }

        bool isKept = _kept.Contains(record.Id);
        (isKept ? _left : _undone).Add(NameOf(record));
        return !isKept;
    }

    private void Leave(ConvertedRecord record, Refusal refusal)
    {
        if (request.Force)
        {
            _isForced = true;
            _left.Add(NameOf(record));
        }
        else
        {
            _refusals.Add(refusal);
        }
    }

    private void Keep(params ReadOnlySpan<Guid?> ids)
    {
        foreach (Guid? id in ids)
        {
            if (id is { } kept)
            {
                _kept.Add(kept);
            }
        }
    }

    private static string NameOf(ConvertedRecord record) => $"{Word(record.Kind)} {record.Id}";

    private static string Word(ConvertedKind kind) => kind.ToString().ToLowerInvariant();
}
