using CrmCore.Persistence;
using Microsoft.Data.Sqlite;

namespace OwnStore;

/// <summary>The events, for relays: one update takes them, so that of several relays one gets each.</summary>
public sealed class Outbox(Database database) : IOutbox
{
    private const string Columns = "position, id, aggregate, sequence, at, payload, failures, error, dead";

    // docs:begin own-store-lease
    public Task<IReadOnlyList<OutboxDelivery>> LeaseAsync(OutboxLease lease, CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<OutboxDelivery>>(
        [.. database.Query(
            r => new OutboxDelivery(r.GetInt64(0), Message(r), lease.Owner, lease.Until, r.GetInt32(6)),
            $"""
            UPDATE events SET owner = @owner, until = @until WHERE position IN (
                SELECT position FROM events AS e
                WHERE settled IS NULL AND due <= @at AND until <= @at
                  AND NOT EXISTS (SELECT 1 FROM events AS p WHERE p.aggregate = e.aggregate AND p.sequence < e.sequence AND p.settled IS NULL)
                ORDER BY position LIMIT @limit)
            RETURNING {Columns}
            """,
            ("@owner", lease.Owner), ("@until", lease.Until.UtcTicks), ("@at", lease.At.UtcTicks), ("@limit", lease.Limit)).OrderBy(d => d.Position)]);

    // docs:end own-store-lease
    public Task<int> SettleAsync(IReadOnlyCollection<OutboxSettlement> settlements, CancellationToken cancellationToken = default) => Task.FromResult(settlements.Sum(s => database.Execute(
        """
        UPDATE events SET owner = NULL, until = 0, settled = @settled, dead = @dead, error = coalesce(@error, error), due = coalesce(@due, due), failures = failures + @failed
        WHERE position = @position AND owner = @owner AND settled IS NULL
        """,
        ("@settled", s.Verdict is OutboxVerdict.Delivered or OutboxVerdict.Dead ? s.At.UtcTicks : null),
        ("@dead", s.Verdict == OutboxVerdict.Dead ? s.At.UtcTicks : null),
        ("@error", s.Error),
        ("@due", s.RetryAt?.UtcTicks),
        ("@failed", s.Verdict is OutboxVerdict.Failed or OutboxVerdict.Dead ? 1 : 0),
        ("@position", s.Delivery.Position),
        ("@owner", s.Delivery.Owner))));

    public IAsyncEnumerable<DeadLetter> ReadDeadLettersAsync(CancellationToken cancellationToken = default) => database.Query(
        r => new DeadLetter(Message(r), r.GetString(7), r.GetInt32(6), new(r.GetInt64(8), TimeSpan.Zero)), $"SELECT {Columns} FROM events WHERE dead IS NOT NULL ORDER BY position").ToAsyncEnumerable();

    public Task<bool> RedeliverAsync(string eventId, CancellationToken cancellationToken = default) => Task.FromResult(
        database.Execute("UPDATE events SET settled = NULL, dead = NULL, error = NULL, due = 0, failures = 0 WHERE id = @id AND dead IS NOT NULL", ("@id", eventId)) == 1);

    public Task<OutboxFigures> ReadFiguresAsync(CancellationToken cancellationToken = default) => Task.FromResult(database.Query(
        r => new OutboxFigures(r.GetInt64(0), r.GetInt64(1), r.IsDBNull(2) ? null : new DateTimeOffset(r.GetInt64(2), TimeSpan.Zero)),
        "SELECT count(*) FILTER (WHERE settled IS NULL), count(dead), min(at) FILTER (WHERE settled IS NULL) FROM events")[0]);

    public Task<int> PruneAsync(DateTimeOffset deliveredBefore, CancellationToken cancellationToken = default) =>
        Task.FromResult(database.Execute("DELETE FROM events WHERE settled < @before AND dead IS NULL", ("@before", deliveredBefore.UtcTicks)));

    private static OutboxMessage Message(SqliteDataReader row) =>
        new(row.GetString(1), row.GetGuid(2), row.GetInt64(3), new(row.GetInt64(4), TimeSpan.Zero), row.GetString(5));
}
