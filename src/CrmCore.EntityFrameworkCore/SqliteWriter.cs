using System.Data.Common;
using CrmCore.Persistence;
using Microsoft.EntityFrameworkCore.Storage;

namespace CrmCore.EntityFrameworkCore;

/// <summary>
/// Writes to an embedded file by one prepared statement for each kind of write to a table. The change tracker would compile the statement anew for each row, and sorts
/// what it saves in a time that grows with the square of the rows: an import would take about twice as long, and a conversion in bulk five times.
/// </summary>
internal sealed class SqliteWriter(TenantRows tenant) : IRowWriter
{
    public async Task WriteAsync(IReadOnlyList<StagedWrite> writes, CancellationToken cancellationToken)
    {
        string writing = "";
        try
        {
            await using IDbContextTransaction transaction = await tenant.Context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            using (PreparedStatements statements = new(tenant.Context, transaction.GetDbTransaction()))
            {
                List<string> stale = [];
                foreach (StagedWrite write in ChangesFirst(writes))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    writing = write.Name;
                    if (!Write(write, statements))
                    {
                        stale.Add(write.Name);
                    }
                }

                if (stale.Count > 0)
                {
                    throw new ConcurrencyConflictException(stale);
                }

                foreach (StagedWrite write in writes)
                {
                    writing = write.Name;
                    foreach (OutboxRow message in write.Messages())
                    {
                        statements.Insert(message);
                    }
                }
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbException failure) when (StorageConflict.Is(failure))
        {
            throw new ConcurrencyConflictException([writing], failure);
        }
    }

    /// <summary>A key that is given up can so be taken by a new record in the same commit.</summary>
    private static IEnumerable<StagedWrite> ChangesFirst(IReadOnlyList<StagedWrite> writes) => writes.Where(w => w.Kind != WriteKind.Add).Concat(writes.Where(w => w.Kind == WriteKind.Add));

    /// <summary>Writes a row; whether storage had the version that it was made from.</summary>
    private static bool Write(StagedWrite write, PreparedStatements statements)
    {
        AggregateRow row = write.ToRow();
        switch (write.Kind)
        {
            case WriteKind.Update:
                return statements.Update(row, write.Aggregate.Version);
            case WriteKind.Remove:
                return statements.Remove(row, write.Aggregate.Version);
            default:
                statements.Insert(row);
                return true;
        }
    }
}
