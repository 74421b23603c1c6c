using CrmCore.Cli.Storage;
using CrmCore.Leads;
using CrmCore.Matching;

namespace CrmCore.Cli.Matching;

/// <summary>The leads of a database that look the same, in clusters.</summary>
/// <param name="Index">The index that they were found in.</param>
/// <param name="Clusters">The clusters, the largest first.</param>
/// <param name="Leads">The leads of the clusters.</param>
internal sealed record LeadDuplicates(DuplicateIndex Index, IReadOnlyList<DuplicateCluster> Clusters, IReadOnlyDictionary<Guid, LeadSnapshot> Leads)
{
    public static async Task<LeadDuplicates> FindAsync(CrmDatabase database, CancellationToken cancellationToken)
    {
        DuplicateIndex index = await IndexAsync(database, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<DuplicateCluster> clusters = index.Clusters();
        HashSet<Guid> members = [.. clusters.SelectMany(c => c)];
        Dictionary<Guid, LeadSnapshot> leads = [];
        await foreach (LeadSnapshot lead in database.Leads.ReadLeadsAsync(null, cancellationToken).ConfigureAwait(false))
        {
            if (members.Contains(lead.Id.Value))
            {
                leads[lead.Id.Value] = lead;
            }
        }

        return new(index, clusters, leads);
    }

    /// <summary>The leads that did not end as merged or disqualified.</summary>
    public static async Task<DuplicateIndex> IndexAsync(CrmDatabase database, CancellationToken cancellationToken)
    {
        DuplicateIndex index = new();
        await foreach (LeadSnapshot lead in database.Leads.ReadLeadsAsync(null, cancellationToken).ConfigureAwait(false))
        {
            if (lead.Status is not (LeadStatus.Merged or LeadStatus.Disqualified))
            {
                index.Add(lead.ToMatchRecord());
            }
        }

        return index;
    }
}
