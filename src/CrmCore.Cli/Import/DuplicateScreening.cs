using CrmCore.Cli.Csv;
using CrmCore.Cli.Terminal;
using CrmCore.Leads;
using CrmCore.Leads.Merging;
using CrmCore.Matching;
using CrmCore.Merging;
using CrmCore.Persistence;

namespace CrmCore.Cli.Import;

/// <summary>
/// Looks each new lead up among those that are stored and those of the same import. As in <c>crmcore duplicates</c>, leads that ended as merged or
/// disqualified neither find others nor are found; nor are leads that name nobody.
/// </summary>
internal sealed class DuplicateScreening : IScreening<Lead>
{
    /// <summary>How often a merge is tried while somebody else writes the lead that is merged into.</summary>
    private const int MergeAttempts = 5;

    private readonly DuplicatePolicy _policy;
    private readonly LeadMergeService _merges;
    private readonly DuplicateIndex _index = new();
    private readonly Dictionary<Guid, KnownLead> _leads = [];
    private readonly Dictionary<Guid, Guid> _mergedInto = [];
    private readonly List<(LeadId Lead, MatchCandidate Into, int Line)> _toMerge = [];

    private DuplicateScreening(DuplicateAction action, LeadMergeService merges)
    {
        _policy = new(action, action == DuplicateAction.Merge ? DuplicateAction.Warn : action);
        _merges = merges;
        Counts = new(action.ToString().ToLowerInvariant(), 0, 0, 0, 0, 0);
    }

    public DuplicateCounts Counts { get; private set; }

    /// <summary>A screening that knows the leads that are stored.</summary>
    public static async Task<DuplicateScreening> OpenAsync(DuplicateAction action, ILeadReader leads, IUnitOfWorkFactory units, TimeProvider clock, CancellationToken cancellationToken)
    {
        DuplicateScreening screening = new(action, new(units, clock));
        await foreach (LeadSnapshot lead in leads.ReadLeadsAsync(null, cancellationToken).ConfigureAwait(false))
        {
            if (IsLive(lead.Status, lead.Details, lead.ExternalKey))
            {
                screening.Add(lead.ToMatchRecord(), new(lead.Details.DisplayName, lead.ExternalKey, Line: null));
            }
        }

        return screening;
    }

    public Fault? Screen(Lead aggregate, int line)
    {
        if (!IsLive(aggregate.Status, aggregate.Details, aggregate.ExternalKey))
        {
            return null;
        }

        MatchRecord record = aggregate.Details.ToMatchRecord(aggregate.Id);
        IReadOnlyList<MatchCandidate> candidates = _index.Find(record, MatchClass.Likely);
        DuplicateAction action = _policy.Decide(candidates);
        if (action != DuplicateAction.Block)
        {
            Add(record, new(aggregate.Details.DisplayName, aggregate.ExternalKey, line));
        }

        return candidates is [var best, ..] ? Decide(action, aggregate.Id, best, line) : null;
    }

    public async Task CommittedAsync(Action<int, Fault> report)
    {
        foreach ((LeadId lead, MatchCandidate into, int line) in _toMerge)
        {
            if (await MergeAsync(lead, LeadId.From(into.Id)).ConfigureAwait(false) is { } against)
            {
                _mergedInto.Remove(lead.Value);
                Counts = Counts with { Merged = Counts.Merged - 1, Warned = Counts.Warned + 1 };
                report(line, RowFaults.NotMerged(DuplicatePhrases.Found(into, _leads[into.Id]), new(against, against)));
            }
        }

        _toMerge.Clear();
    }

    /// <summary>
    /// Merges a lead into whichever stands for another now, and once more where somebody else writes one of the two meanwhile. What was committed is merged to its
    /// end, whoever waits: no cancellation. Returns what is against it; null where it is done.
    /// </summary>
    private async Task<string?> MergeAsync(LeadId lead, LeadId into)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                LeadId survivor = (await _merges.ResolveAsync(into, CancellationToken.None).ConfigureAwait(false))?.Id ?? into;
                LeadMergePreview merged = await _merges.MergeAsync([survivor, lead], new() { Survivor = survivor }, cancellationToken: CancellationToken.None).ConfigureAwait(false);
                return merged.Succeeded ? null : string.Join(' ', merged.Refusals.Select(r => r.Describe()));
            }
            catch (ConcurrencyConflictException)
            {
                if (attempt == MergeAttempts)
                {
                    return CliTexts.Get("error.conflict");
                }
            }
        }
    }

    private Fault? Decide(DuplicateAction action, LeadId lead, MatchCandidate best, int line)
    {
        Counts = best.Class == MatchClass.Same ? Counts with { Same = Counts.Same + 1 } : Counts with { Likely = Counts.Likely + 1 };
        if (action == DuplicateAction.Block)
        {
            Counts = Counts with { Blocked = Counts.Blocked + 1 };
            return RowFaults.Duplicate(DuplicatePhrases.Found(best, _leads[best.Id]));
        }

        if (action == DuplicateAction.Merge && Standing(lead, best) is { } into)
        {
            Counts = Counts with { Merged = Counts.Merged + 1 };
            _mergedInto[lead.Value] = into.Id;
            _toMerge.Add((lead, into, line));
            return null;
        }

        Counts = Counts with { Warned = Counts.Warned + 1 };
        return RowFaults.MayBeDuplicate(DuplicatePhrases.Found(best, _leads[best.Id]));
    }

    /// <summary>
    /// The lead that the best candidate was itself merged into, or the candidate; null where that one is not the same as the new lead, so that a chain
    /// does not drift.
    /// </summary>
    private MatchCandidate? Standing(LeadId lead, MatchCandidate best)
    {
        Guid root = best.Id;
        while (_mergedInto.TryGetValue(root, out Guid next))
        {
            root = next;
        }

        return root == best.Id ? best : _index.Compare(lead.Value, root) is { Class: MatchClass.Same } standing ? standing : null;
    }

    private void Add(MatchRecord record, KnownLead lead)
    {
        _index.Add(record);
        _leads[record.Id] = lead;
    }

    private static bool IsLive(LeadStatus status, LeadDetails details, ExternalKey? key) =>
        status is not (LeadStatus.Merged or LeadStatus.Disqualified)
        && (details.Email is not null || details.Phone is not null || details.Company is not null || details.Name?.Full != LeadShape.NobodyOf(key?.Key));
}

/// <summary>How a lead that another was found to be a duplicate of is named to people.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Key">What it was imported as; null where it was not.</param>
/// <param name="Line">The line of this import's file; null for one that was stored before.</param>
internal sealed record KnownLead(string Name, ExternalKey? Key, int? Line);
