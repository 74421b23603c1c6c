using CrmCore.Cli.Storage;
using CrmCore.Leads;
using CrmCore.Persistence;

namespace CrmCore.Cli.Converting;

/// <summary>Finds a lead by what a person types: its id, or the key of the row that it was imported from.</summary>
internal static class LeadFinder
{
    public static async Task<LeadSnapshot?> FindAsync(CrmDatabase database, string text, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(text, out Guid id) || id == Guid.Empty)
        {
            return await database.Leads.ReadLeadsAsync(null, cancellationToken).FirstOrDefaultAsync(l => l.ExternalKey?.Key == text, cancellationToken).ConfigureAwait(false);
        }

        await using IUnitOfWork unit = database.Units.Begin();
        return (await unit.Leads.FindAsync(LeadId.From(id), cancellationToken).ConfigureAwait(false))?.ToSnapshot();
    }
}
