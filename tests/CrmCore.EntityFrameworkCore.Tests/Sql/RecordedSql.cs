using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CrmCore.EntityFrameworkCore.Tests.Sql;

/// <summary>Records what a provider would send, and sends nothing: no server is needed.</summary>
internal sealed class RecordedSql : DbCommandInterceptor
{
    private readonly List<string> _commands = [];

    /// <summary>The commands of a call, on a context of a provider.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(Action<DbContextOptionsBuilder<CrmDbContext>> useProvider, Func<RelationalStore, Task> call)
    {
        RecordedSql recorded = new();
        DbContextOptionsBuilder<CrmDbContext> options = new();
        useProvider(options);
        await using CrmDbContext context = new(options.AddInterceptors(recorded, new NoConnection()).Options);
        context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        try
        {
            await call(new ContextStore<CrmDbContext>(context));
        }
        catch (Exception failure) when (recorded._commands.Count > 0 && failure is InvalidOperationException or DbUpdateException)
        {
            // The empty answer is no answer to a count, nor to a write.
        }

        return recorded._commands;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        _commands.Add(command.CommandText);
        return new(InterceptionResult<DbDataReader>.SuppressWithResult(new DataTable().CreateDataReader()));
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        _commands.Add(command.CommandText);
        return new(InterceptionResult<int>.SuppressWithResult(0));
    }

    private sealed class NoConnection : DbConnectionInterceptor
    {
        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) => new(InterceptionResult.Suppress());

        public override ValueTask<InterceptionResult> ConnectionClosingAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
            new(InterceptionResult.Suppress());
    }
}
