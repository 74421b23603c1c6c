using System.Data.Common;
using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CrmCore.EntityFrameworkCore;

/// <summary>
/// Takes the tables of an earlier version over, whatever they lack: the rows are put aside, the tables are made anew from the model, and the columns are written
/// again from the snapshots, which are the truth and which every later version reads. One transaction of the caller's; the same on each database.
/// </summary>
internal static class SchemaRebuild
{
    /// <summary>The version of the tables that the model makes.</summary>
    public const int Version = 3;

    private const int PageSize = 1000;

    private static readonly Dictionary<Type, Func<string, AggregateRow>> RowsOfJson = new()
    {
        [typeof(LeadRow)] = json => LeadRow.From(LeadSnapshot.FromJson(json)),
        [typeof(OpportunityRow)] = json => OpportunityRow.From(OpportunitySnapshot.FromJson(json)),
        [typeof(AccountRow)] = json => AccountRow.From(AccountSnapshot.FromJson(json)),
        [typeof(ContactRow)] = json => ContactRow.From(ContactSnapshot.FromJson(json)),
        [typeof(InboxRow)] = json => InboxRow.From(InboxEntrySnapshot.FromJson(json)),
        [typeof(OwnerLedgerRow)] = json => OwnerLedgerRow.From(OwnerLedgerSnapshot.FromJson(json)),
    };

    /// <summary>Rebuilds every table of the model; one that the earlier version did not have is made empty.</summary>
    /// <param name="context">The context, in a transaction.</param>
    /// <param name="existing">The names of the tables that are there.</param>
    public static void Run(CrmDbContext context, IReadOnlySet<string> existing)
    {
        DbTransaction transaction = context.Database.CurrentTransaction!.GetDbTransaction();
        IEntityType[] tables = [.. context.Model.GetEntityTypes().Where(t => existing.Contains(t.GetTableName()!))];
        foreach (string table in tables.Select(t => t.GetTableName()!))
        {
            Execute(transaction, $"CREATE TEMPORARY TABLE old_{table} AS SELECT * FROM {table}");
            Execute(transaction, $"DROP TABLE {table}");
        }

        context.GetService<IRelationalDatabaseCreator>().CreateTables();
        using PreparedStatements statements = new(context, transaction);
        foreach (IEntityType table in tables)
        {
            string old = $"old_{table.GetTableName()}";
            HashSet<string> columns = ColumnsOf(transaction, old);
            if (RowsOfJson.TryGetValue(table.ClrType, out Func<string, AggregateRow>? read))
            {
                CopySnapshots(transaction, old, columns, read, statements);
            }
            else
            {
                CopyColumns(transaction, table, old, columns);
            }

            Execute(transaction, $"DROP TABLE {old}");
        }
    }

    private static void CopySnapshots(DbTransaction transaction, string old, HashSet<string> columns, Func<string, AggregateRow> read, PreparedStatements statements)
    {
        Execute(transaction, $"CREATE INDEX crm_rebuild ON {old} (id)");
        object? last = null;
        List<(object Id, string Tenant, string Json)> page;
        do
        {
            page = Page(transaction, old, columns.Contains("tenant") ? "tenant" : $"'{TenantId.Single}'", last);
            foreach ((object id, string tenant, string json) in page)
            {
                AggregateRow row = read(json);
                row.Tenant = tenant;
                statements.Insert(row);
                last = id;
            }
        }
        while (page.Count >= PageSize);
    }

    /// <summary>The next rows behind an id; all tenants' rows of the last id with them.</summary>
    private static List<(object Id, string Tenant, string Json)> Page(DbTransaction transaction, string old, string tenant, object? after)
    {
        using DbCommand command = Command(
            transaction,
            $"SELECT id, {tenant}, json FROM {old} WHERE id IN (SELECT id FROM {old} {(after is null ? "" : "WHERE id > @after")} ORDER BY id LIMIT {PageSize}) ORDER BY id");
        if (after is not null)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = "@after";
            parameter.Value = after;
            command.Parameters.Add(parameter);
        }

        using DbDataReader reader = command.ExecuteReader();
        List<(object, string, string)> page = [];
        while (reader.Read())
        {
            page.Add((reader.GetValue(0), reader.GetString(1), reader.GetString(2)));
        }

        return page;
    }

    /// <summary>Copies the columns that both have; the places that the database gives are given anew, in the old order.</summary>
    private static void CopyColumns(DbTransaction transaction, IEntityType table, string old, HashSet<string> columns)
    {
        string[] kept = [.. table.GetProperties().Where(p => p.ValueGenerated == ValueGenerated.Never).Select(p => p.GetColumnName()).Where(columns.Contains)];
        string[] order = [.. table.GetProperties().Where(p => p.ValueGenerated != ValueGenerated.Never).Select(p => p.GetColumnName()).Where(columns.Contains)];
        bool addsTenant = !columns.Contains("tenant");
        string into = string.Join(", ", addsTenant ? kept.Append("tenant") : kept);
        string from = string.Join(", ", addsTenant ? kept.Append($"'{TenantId.Single}'") : kept);
        Execute(transaction, $"INSERT INTO {table.GetTableName()} ({into}) SELECT {from} FROM {old}{(order.Length > 0 ? $" ORDER BY {string.Join(", ", order)}" : "")}");
    }

    private static HashSet<string> ColumnsOf(DbTransaction transaction, string table)
    {
        using DbCommand command = Command(transaction, $"SELECT * FROM {table} LIMIT 0");
        using DbDataReader reader = command.ExecuteReader();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    private static void Execute(DbTransaction transaction, string sql)
    {
        using DbCommand command = Command(transaction, sql);
        command.ExecuteNonQuery();
    }

    private static DbCommand Command(DbTransaction transaction, string sql)
    {
        DbCommand command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command;
    }
}
