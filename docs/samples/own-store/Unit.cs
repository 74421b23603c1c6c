using CrmCore;
using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using Microsoft.Data.Sqlite;

namespace OwnStore;

/// <summary>A write that waits for the commit.</summary>
public sealed record Write(Aggregate Aggregate, string Name, string Sql, Func<(string Name, object? Value)[]> Parameters);

// docs:begin own-store-unit
/// <summary>A unit of work: what its repositories stage is written in one transaction, with the events.</summary>
public sealed class Unit : IUnitOfWork
{
    private const int ConstraintViolation = 19;

    private readonly OrderedDictionary<Aggregate, Write> _staged = new(ReferenceEqualityComparer.Instance);

    public Unit(Database database)
    {
        Database = database;
        (Leads, Opportunities, Accounts) = (new Leads(this), new Opportunities(this), new Accounts(this));
        (Contacts, Ledgers, Inbox) = (new Contacts(this), new Ledgers(this), new HandledEvents(this));
    }

    public Database Database { get; }

    public ILeadRepository Leads { get; }

    public IOpportunityRepository Opportunities { get; }

    public IAccountRepository Accounts { get; }

    public IContactRepository Contacts { get; }

    public IOwnerLedgerRepository Ledgers { get; }

    public IInbox Inbox { get; }

    public void Stage(Write write, bool replaces)
    {
        if (!_staged.TryAdd(write.Aggregate, write) && replaces)
        {
            _staged[write.Aggregate] = write;
        }
    }

    public Task CommitAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using SqliteConnection connection = Database.Open();
        using (SqliteTransaction transaction = connection.BeginTransaction())
        {
            foreach (Write write in _staged.Values)
            {
                WriteOne(connection, write);
            }

            transaction.Commit();
        }

        foreach (Aggregate aggregate in _staged.Keys)
        {
            aggregate.AcceptCommit(aggregate.Version + 1);
        }

        _staged.Clear();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void WriteOne(SqliteConnection connection, Write write)
    {
        try
        {
            if (Database.Execute(connection, write.Sql, write.Parameters()) == 1)
            {
                Array.ForEach([.. write.Aggregate.PendingEvents.Select(OutboxMessage.From)], m => Database.Execute(
                    connection,
                    "INSERT INTO events (id, aggregate, sequence, at, payload) VALUES (@id, @aggregate, @sequence, @at, @payload)",
                    ("@id", m.EventId), ("@aggregate", $"{m.AggregateId}"), ("@sequence", m.Sequence), ("@at", m.At.UtcTicks), ("@payload", m.Payload)));
                return;
            }
        }
        catch (SqliteException taken) when (taken.SqliteErrorCode == ConstraintViolation)
        {
            throw Conflict(write, taken);
        }

        throw Conflict(write, null);
    }

    private ConcurrencyConflictException Conflict(Write write, SqliteException? why)
    {
        _staged.Clear();
        return new([write.Name], why);
    }
}

// docs:end own-store-unit
