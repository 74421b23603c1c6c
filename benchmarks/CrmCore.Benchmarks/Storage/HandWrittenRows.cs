using System.Data.Common;

namespace CrmCore.Benchmarks.Storage;

/// <summary>The rows that one conversion leaves behind, read from a database in which it was carried out, and written by plain ADO.NET in one transaction.</summary>
internal sealed class HandWrittenRows
{
    private static readonly (string Table, string Key)[] Tables =
        [("crm_accounts", "id"), ("crm_contacts", "id"), ("crm_opportunities", "id"), ("crm_outbox", "aggregate_id")];

    private readonly List<(string Sql, object[] Values)> _statements = [];
    private readonly object _lead;

    private HandWrittenRows(object lead) => _lead = lead;

    /// <summary>Reads what a lead became.</summary>
    /// <param name="connection">The database in which it was converted.</param>
    /// <param name="lead">The lead's id, as the database keeps ids.</param>
    /// <param name="created">The ids of account, contact and opportunity.</param>
    /// <param name="eventsBefore">How many events the lead had before.</param>
    public static HandWrittenRows Of(DbConnection connection, object lead, object[] created, int eventsBefore)
    {
        HandWrittenRows rows = new(lead);
        foreach ((string table, string key) in Tables)
        {
            foreach (object id in table == "crm_outbox" ? [.. created, lead] : created)
            {
                string newer = id == lead ? $" AND sequence > {eventsBefore}" : "";
                rows.Read(connection, $"SELECT * FROM {table} WHERE {key} = @id{newer}", id, (columns, values) =>
                    ($"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})", values));
            }
        }

        rows.Read(connection, "SELECT * FROM crm_leads WHERE id = @id", lead, (columns, values) =>
            ($"UPDATE crm_leads SET {string.Join(", ", columns.Select((c, i) => $"{c} = @p{i}"))} WHERE tenant = 'single' AND id = @p{Array.IndexOf(columns, "id")} AND version = 1", values));
        return rows;
    }

    /// <summary>Reads the lead, writes the rows, and commits: what somebody would do who knew the outcome beforehand.</summary>
    public async Task WriteAsync(DbConnection connection)
    {
        await using DbCommand find = connection.CreateCommand();
        find.CommandText = "SELECT json FROM crm_leads WHERE tenant = 'single' AND id = @id";
        Add(find.Parameters, find.CreateParameter(), "@id", _lead);
        await find.ExecuteScalarAsync();
        await using DbTransaction transaction = await connection.BeginTransactionAsync();
        if (connection.CanCreateBatch)
        {
            await using DbBatch batch = connection.CreateBatch();
            batch.Transaction = transaction;
            foreach ((string sql, object[] values) in _statements)
            {
                DbBatchCommand command = batch.CreateBatchCommand();
                command.CommandText = sql;
                for (int i = 0; i < values.Length; i++)
                {
                    Add(command.Parameters, command.CreateParameter(), $"@p{i}", values[i]);
                }

                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync();
        }
        else
        {
            foreach ((string sql, object[] values) in _statements)
            {
                await using DbCommand command = connection.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = sql;
                for (int i = 0; i < values.Length; i++)
                {
                    Add(command.Parameters, command.CreateParameter(), $"@p{i}", values[i]);
                }

                await command.ExecuteNonQueryAsync();
            }
        }

        await transaction.CommitAsync();
    }

    private static void Add(DbParameterCollection parameters, DbParameter parameter, string name, object value)
    {
        parameter.ParameterName = name;
        parameter.Value = value;
        parameters.Add(parameter);
    }

    private void Read(DbConnection connection, string sql, object id, Func<string[], object[], (string, object[])> write)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        Add(command.Parameters, command.CreateParameter(), "@id", id);
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            int[] kept = [.. Enumerable.Range(0, reader.FieldCount).Where(i => reader.GetName(i) != "position")];
            _statements.Add(write([.. kept.Select(reader.GetName)], [.. kept.Select(reader.GetValue)]));
        }
    }
}
