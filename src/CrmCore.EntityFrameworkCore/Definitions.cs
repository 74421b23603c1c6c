using System.Runtime.CompilerServices;
using CrmCore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmCore.EntityFrameworkCore;

/// <summary>Reads and adds the versions of definitions; a version is never written over.</summary>
internal static class Definitions
{
    public static async Task PutAsync(TenantRows tenant, StoredDefinition definition, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (await IsThereAsync(tenant, definition, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        DefinitionRow row = new() { Tenant = tenant.Tenant, Kind = definition.Kind, Key = definition.Key, Version = definition.Version, Json = definition.Json };
        tenant.Context.Add(row);
        try
        {
            await tenant.Context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbUpdateException failure) when (StorageConflict.Is(failure))
        {
            if (!await IsThereAsync(tenant, definition, cancellationToken).ConfigureAwait(false))
            {
                throw Conflict(definition, failure);
            }
        }
        finally
        {
            tenant.Context.Entry(row).State = EntityState.Detached;
        }
    }

    public static async Task<StoredDefinition?> GetAsync(TenantRows tenant, string kind, string key, int version, CancellationToken cancellationToken) =>
        (await tenant.Definitions().FirstOrDefaultAsync(r => r.Kind == kind && r.Key == key && r.Version == version, cancellationToken).ConfigureAwait(false))?.ToDefinition();

    public static async Task<StoredDefinition?> LatestAsync(TenantRows tenant, string kind, string key, CancellationToken cancellationToken) =>
        (await tenant.Definitions().Where(r => r.Kind == kind && r.Key == key).OrderByDescending(r => r.Version).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false))?.ToDefinition();

    /// <summary>Sorted here: databases compare texts each in its own way.</summary>
    public static async IAsyncEnumerable<StoredDefinition> ListAsync(TenantRows tenant, string kind, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<DefinitionRow> rows = await tenant.Definitions().Where(r => r.Kind == kind).ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (DefinitionRow row in rows.OrderBy(r => r.Key, StringComparer.Ordinal).ThenBy(r => r.Version))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return row.ToDefinition();
        }
    }

    private static async Task<bool> IsThereAsync(TenantRows tenant, StoredDefinition definition, CancellationToken cancellationToken) =>
        await GetAsync(tenant, definition.Kind, definition.Key, definition.Version, cancellationToken).ConfigureAwait(false) is { } stored
        && (stored == definition ? true : throw Conflict(definition, null));

    private static ConcurrencyConflictException Conflict(StoredDefinition definition, Exception? failure) =>
        new([$"{definition.Kind} {definition.Key} {definition.Version}"], failure);
}
