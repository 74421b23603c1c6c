using CrmCore.Conversion.Checks;
using CrmCore.Conversion.Policies;
using CrmCore.Customers;
using CrmCore.Matching;

namespace CrmCore.Conversion;

/// <summary>
/// What is done about the possible duplicates of one lead. A search may be out of date, so what is to be linked or would block is looked up first: what is gone is
/// passed over, with a warning.
/// </summary>
internal sealed class DuplicateIntake
{
    private readonly ConversionDesk _desk;
    private readonly ConversionCase _known;
    private readonly DuplicateRules _rules;
    private readonly IReadOnlyList<FoundDuplicate> _found;

    private DuplicateIntake(ConversionDesk desk, ConversionCase known, DuplicateRules rules, IReadOnlyList<FoundDuplicate> found)
    {
        _desk = desk;
        _known = known;
        _rules = rules;
        _found = found;
    }

    public static async Task<DuplicateIntake> ReadAsync(ConversionDesk desk, ConversionCase known, DuplicateRules rules, CancellationToken cancellationToken)
    {
        IReadOnlyList<FoundDuplicate> found = desk.Duplicates is { } duplicates ? await duplicates.FindAsync(known.Lead, cancellationToken).ConfigureAwait(false) : [];
        return new(desk, known, rules, [.. found.Where(d => !desk.Together.Contains(d.Id))]);
    }

    public static Refusal MayBe(DuplicateKind kind, IEnumerable<Guid> ids) => new("conversion.duplicates", ("kind", Word(kind)), ("records", string.Join(", ", ids)));

    public Task LeadsAsync(CancellationToken cancellationToken) =>
        HandleAsync(DuplicateKind.Lead, _rules.Leads, _desk.Leads, LeadId.From, lead => lead.IsOpen, cancellationToken);

    /// <summary>The one account to link; null where none is.</summary>
    public Task<Account?> AccountAsync(CancellationToken cancellationToken) =>
        HandleAsync(DuplicateKind.Account, _rules.Accounts, _desk.Accounts, AccountId.From, _ => true, cancellationToken);

    /// <summary>The one contact to link; null where none is.</summary>
    public Task<Contact?> ContactAsync(CancellationToken cancellationToken) =>
        HandleAsync(DuplicateKind.Contact, _rules.Contacts, _desk.Contacts, ContactId.From, _ => true, cancellationToken);

    /// <summary>Warns, blocks, or gives the one record to link.</summary>
    private async Task<TAggregate?> HandleAsync<TAggregate, TId>(
        DuplicateKind kind, DuplicateRule rule, ConversionDesk.Records<TAggregate, TId> records, Func<Guid, TId> idOf, Func<TAggregate, bool> counts, CancellationToken cancellationToken)
        where TAggregate : Aggregate
        where TId : struct, IEntityId<TId>
    {
        Guid[] same = await ThoseThereAsync(MatchClass.Same, rule.Same).ConfigureAwait(false);
        if (rule.Same == DuplicateHandling.Link && same.Length == 1)
        {
            return await records.FindAsync(idOf(same[0]), cancellationToken).ConfigureAwait(false);
        }

        Tell(rule.Same == DuplicateHandling.Link ? DuplicateHandling.Block : rule.Same, same);
        Tell(rule.Likely, await ThoseThereAsync(MatchClass.Likely, rule.Likely).ConfigureAwait(false));
        return null;

        async Task<Guid[]> ThoseThereAsync(MatchClass sure, DuplicateHandling handling)
        {
            Guid[] found = [.. _found.Where(d => d.Kind == kind && d.Class == sure).Select(d => d.Id)];
            if (handling is not (DuplicateHandling.Link or DuplicateHandling.Block))
            {
                return found;
            }

            await records.ExpectAsync(found.Select(idOf), cancellationToken).ConfigureAwait(false);
            List<Guid> there = [];
            List<Guid> gone = [];
            foreach (Guid id in found)
            {
                (await records.FindAsync(idOf(id), cancellationToken).ConfigureAwait(false) is { } record && counts(record) ? there : gone).Add(id);
            }

            if (gone.Count > 0)
            {
                _known.Warnings.Add(new("conversion.duplicate-gone", ("kind", Word(kind)), ("records", string.Join(", ", gone))));
            }

            return [.. there];
        }

        void Tell(DuplicateHandling handling, Guid[] ids)
        {
            if (ids.Length > 0 && handling != DuplicateHandling.Allow)
            {
                (handling == DuplicateHandling.Block ? _known.Blockers : _known.Warnings).Add(MayBe(kind, ids));
            }
        }
    }

    private static string Word(DuplicateKind kind) => kind.ToString().ToLowerInvariant();
}
