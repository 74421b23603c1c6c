using CrmCore.Leads;
using CrmCore.Matching;

namespace CrmCore.Cli.Engine;

/// <summary>Open leads that look the same, in groups; the oldest of a group is its first.</summary>
internal sealed class LeadGroups
{
    private readonly HashSet<LeadId> _later = [];

    private LeadGroups(IReadOnlyList<IReadOnlyList<LeadSnapshot>> groups, IReadOnlyList<MatchClass> classes)
    {
        Groups = groups;
        Classes = classes;
        _later = [.. groups.SelectMany(g => g.Skip(1)).Select(l => l.Id)];
    }

    public IReadOnlyList<IReadOnlyList<LeadSnapshot>> Groups { get; }

    /// <summary>How sure each group is.</summary>
    public IReadOnlyList<MatchClass> Classes { get; }

    public bool IsLaterDuplicate(LeadId id) => _later.Contains(id);

    /// <summary>The groups among stored leads; only those that are in a group are held in memory.</summary>
    public static async Task<LeadGroups> FindAsync(ILeadReader reader, CancellationToken cancellationToken)
    {
        DuplicateIndex index = new();
        await foreach (LeadSnapshot lead in reader.ReadLeadsAsync(null, cancellationToken).ConfigureAwait(false))
        {
            Add(index, lead);
        }

        IReadOnlyList<DuplicateCluster> clusters = index.Clusters();
        HashSet<Guid> matched = [.. clusters.SelectMany(c => c)];
        Dictionary<Guid, LeadSnapshot> leads = [];
        await foreach (LeadSnapshot lead in reader.ReadLeadsAsync(null, cancellationToken).ConfigureAwait(false))
        {
            if (matched.Contains(lead.Id.Value))
            {
                leads[lead.Id.Value] = lead;
            }
        }

        return From(clusters, leads);
    }

    /// <summary>The groups among leads that are in memory already.</summary>
    public static LeadGroups Of(IReadOnlyCollection<LeadSnapshot> leads)
    {
        DuplicateIndex index = new();
        foreach (LeadSnapshot lead in leads)
        {
            Add(index, lead);
        }

        return From(index.Clusters(), leads.ToDictionary(l => l.Id.Value));
    }

    private static void Add(DuplicateIndex index, LeadSnapshot lead)
    {
        if (lead.Status != LeadStatus.Merged)
        {
            index.Add(lead.ToMatchRecord());
        }
    }

    private static LeadGroups From(IReadOnlyList<DuplicateCluster> clusters, Dictionary<Guid, LeadSnapshot> leads) =>
        new([.. clusters.Select(c => (IReadOnlyList<LeadSnapshot>)[.. c.Select(id => leads[id]).OrderBy(l => l.CapturedAt).ThenBy(l => l.Id)])], [.. clusters.Select(c => c.Weakest)]);
}
