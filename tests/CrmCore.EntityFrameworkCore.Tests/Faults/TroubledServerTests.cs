using System.Data;
using System.Data.Common;
using CrmCore.Leads;
using CrmCore.Persistence;
using CrmCore.PostgreSql;
using CrmCore.Tests.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CrmCore.EntityFrameworkCore.Tests.Faults;

/// <summary>Deadlocks, serialization failures and lost answers of PostgreSQL, injected and real.</summary>
public sealed class TroubledServerTests
{
    [PostgreSqlFact]
    public async Task Deadlocks_serialization_failures_and_lost_connections_are_tried_again()
    {
        using PostgreSqlSchemaUnderTest schema = new();
        using PostgreSqlStore store = PostgreSqlStore.Open(schema.ConnectionString);
        await Conversions.AddLeadsAsync(store, 30);
        Trouble trouble = new();
        await using CrmDbContext context = Context(schema, trouble, retries: true);
        ContextStore<CrmDbContext> troubled = new(context);
        foreach (LeadId lead in await store.ReadLeadsAsync().Select(l => l.Id).ToListAsync())
        {
            trouble.Next = (trouble.Made % 4) switch
            {
                0 => (Moment.Write, Failure("40P01")),
                1 => (Moment.Write, Failure("40001")),
                2 => (Moment.AfterCommit, new NpgsqlException("lost", new IOException("reset"))),
                _ => (Moment.Write, new NpgsqlException("lost", new IOException("reset"))),
            };
            (await ConvertingProcess.ServiceOn(troubled).ConvertAsync(new(lead, "r", Samples.Anna))).EnsureSucceeded();
        }

        Assert.Equal(30, trouble.Made);
        Assert.Equal(30, await Conversions.CheckAsync(store));
    }

    [PostgreSqlFact]
    public async Task Where_nothing_is_tried_again_they_are_conflicts_and_the_unit_goes_on()
    {
        using PostgreSqlSchemaUnderTest schema = new();
        using PostgreSqlStore store = PostgreSqlStore.Open(schema.ConnectionString);
        Trouble trouble = new() { Next = (Moment.Write, Failure("40P01")) };
        await using CrmDbContext context = Context(schema, trouble, retries: false);
        await using IUnitOfWork unit = new ContextStore<CrmDbContext>(context).Begin();
        Lead lead = Samples.Lead();
        unit.Leads.Add(lead);
        Assert.Equal([$"Lead {lead.Id}"], (await Assert.ThrowsAsync<ConcurrencyConflictException>(() => unit.CommitAsync())).Conflicts);
        Assert.Equal((0, 1), (lead.Version, lead.PendingEvents.Count));
        unit.Leads.Add(lead);
        await unit.CommitAsync();
        Assert.Equal(1, await store.ReadOutboxAsync().CountAsync());
    }

    [PostgreSqlFact]
    public async Task A_real_serialization_failure_in_the_hosts_transaction_is_a_conflict()
    {
        using PostgreSqlSchemaUnderTest schema = new();
        using PostgreSqlStore store = PostgreSqlStore.Open(schema.ConnectionString);
        Lead lead = Samples.Lead();
        await WriteAsync(store, u => u.Leads.Add(lead));
        await using CrmDbContext context = Context(schema, new(), retries: false);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(IsolationLevel.Serializable);
        await using IUnitOfWork unit = new ContextStore<CrmDbContext>(context).Begin();
        Lead mine = (await unit.Leads.FindAsync(lead.Id))!;
        lead.Qualify(Samples.At).EnsureSucceeded();
        await WriteAsync(store, u => u.Leads.Update(lead));
        mine.AssignTo(Samples.Anna, "assigned", Samples.At).EnsureSucceeded();
        unit.Leads.Update(mine);
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => unit.CommitAsync());
    }

    [PostgreSqlFact]
    public async Task A_real_deadlock_ends_in_one_commit_or_a_conflict()
    {
        using PostgreSqlSchemaUnderTest schema = new();
        using PostgreSqlStore store = PostgreSqlStore.Open(schema.ConnectionString);
        Lead[] leads = [.. Enumerable.Range(0, 2).Select(_ => Samples.Lead()).OrderBy(l => l.Id)];
        await WriteAsync(store, u => Array.ForEach(leads, u.Leads.Add));
        await using NpgsqlConnection other = new(schema.ConnectionString);
        await other.OpenAsync();
        await using NpgsqlTransaction transaction = await other.BeginTransactionAsync();
        await TouchAsync(other, leads[1]);
        Array.ForEach(leads, l => l.AssignTo(Samples.Anna, "assigned", Samples.At).EnsureSucceeded());
        Task commit = WriteAsync(store, u => Array.ForEach(leads, u.Leads.Update));
        await Task.Delay(300);
        Task touch = TouchAsync(other, leads[0]);
        await Task.WhenAny(commit, touch);
        PostgresException? victim = await Record.ExceptionAsync(() => touch) as PostgresException;
        Assert.True(victim is null or { SqlState: "40P01" });
        await transaction.RollbackAsync();
        await commit;
        Assert.Equal([2, 2], await store.ReadLeadsAsync().Select(l => l.Version).ToListAsync());
        Assert.Equal(4, await store.ReadOutboxAsync().CountAsync());

        static async Task TouchAsync(NpgsqlConnection connection, Lead lead)
        {
            await using NpgsqlCommand command = new("UPDATE crm_leads SET campaign = 'x' WHERE id = $1", connection) { Parameters = { new() { Value = lead.Id.Value } } };
            await command.ExecuteNonQueryAsync();
        }
    }

    private static async Task WriteAsync(IUnitOfWorkFactory units, Action<IUnitOfWork> stage)
    {
        await using IUnitOfWork unit = units.Begin();
        stage(unit);
        await unit.CommitAsync();
    }

    private static PostgresException Failure(string state) => new("injected", "ERROR", "ERROR", state);

    private static CrmDbContext Context(PostgreSqlSchemaUnderTest schema, Trouble trouble, bool retries) => new(
        new DbContextOptionsBuilder<CrmDbContext>().UseNpgsql(schema.ConnectionString, o => _ = retries ? o.EnableRetryOnFailure(3, TimeSpan.FromMilliseconds(5), null) : o)
            .AddInterceptors(trouble, trouble.OfTransactions).Options);

    private enum Moment
    {
        Write, AfterCommit,
    }

    /// <summary>Makes the next write, or the answer to the next commit, fail once.</summary>
    private sealed class Trouble : DbCommandInterceptor
    {
        public Trouble() => OfTransactions = new(this);

        public (Moment Moment, Exception Failure)? Next { get; set; }

        public int Made { get; private set; }

        public Commits OfTransactions { get; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.Contains("INSERT", StringComparison.Ordinal))
            {
                FailAt(Moment.Write);
            }

            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }

        private void FailAt(Moment moment)
        {
            if (Next is { } next && next.Moment == moment)
            {
                Next = null;
                Made++;
                throw next.Failure;
            }
        }

        internal sealed class Commits(Trouble trouble) : DbTransactionInterceptor
        {
            public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
            {
                trouble.FailAt(Moment.AfterCommit);
                return Task.CompletedTask;
            }
        }
    }
}
