using System.Data.Common;
using CrmCore.Persistence;
using Microsoft.EntityFrameworkCore.Storage;

namespace CrmCore.EntityFrameworkCore;

/// <summary>
/// Writes to an embedded file: changed rows through the context, new rows and messages by one prepared statement a table. The change tracker would
/// compile the statement anew for each row, which makes an import take about twice the time.
/// </summary>
internal sealed class SqliteWriter(TenantRows tenant) : IRowWriter
{
    private readonly TrackedWriter _changes = new(tenant, writesMessages: false);

    public async Task WriteAsync(IReadOnlyList<StagedWrite> writes, CancellationToken cancellationToken)
    {
        string[] names = [.. writes.Select(w => w.Name)];
        try
        {
            await using IDbContextTransaction transaction = await tenant.Context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await _changes.WriteAsync([.. writes.Where(w => w.Kind != WriteKind.Add)], cancellationToken).ConfigureAwait(false);
            using (PreparedInserts inserts = new(tenant.Context, transaction.GetDbTransaction()))
            {
                foreach (StagedWrite write in writes)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    names = [write.Name];
                    Insert(write, inserts);
                }
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbException failure) when (StorageConflict.Is(failure))
        {
            throw new ConcurrencyConflictException(names, failure);
        }
    }

    private static void Insert(StagedWrite write, PreparedInserts inserts)
    {
        if (write.Kind == WriteKind.Add)
        {
            inserts.Insert(write.ToRow());
        }

        foreach (OutboxRow message in write.Messages())
        {
            inserts.Insert(message);
        }
    }
}
