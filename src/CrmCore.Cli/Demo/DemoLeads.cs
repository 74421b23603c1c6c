using CrmCore.Cli.Storage;
using CrmCore.Leads;
using CrmCore.Persistence;

namespace CrmCore.Cli.Demo;

/// <summary>The leads of the sample by their keys there.</summary>
internal sealed class DemoLeads(IReadOnlyDictionary<string, LeadId> ids)
{
    public LeadId? Find(string key) => ids.TryGetValue(key, out LeadId id) ? id : null;

    public static async Task<DemoLeads> LoadAsync(CrmDatabase database, CancellationToken cancellationToken)
    {
        Dictionary<string, LeadId> ids = [];
        await foreach (LeadSnapshot lead in database.Leads.ReadLeadsAsync(null, cancellationToken).ConfigureAwait(false))
        {
            ids[lead.ExternalKey!.Key] = lead.Id;
        }

        return new(ids);
    }

    /// <summary>Changes a lead in a commit of its own.</summary>
    public static async Task<T> ChangeAsync<T>(CrmDatabase database, LeadId id, Func<Lead, T> change, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = database.Units.Begin();
        Lead lead = (await unit.Leads.FindAsync(id, cancellationToken).ConfigureAwait(false))!;
        T result = change(lead);
        unit.Leads.Update(lead);
        await unit.CommitAsync(cancellationToken).ConfigureAwait(false);
        return result;
    }
}
