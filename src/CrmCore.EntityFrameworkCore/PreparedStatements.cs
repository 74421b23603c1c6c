using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CrmCore.EntityFrameworkCore;

/// <summary>Writes rows in a transaction, each kind of write to a table by a statement that is made from the context's model and prepared once.</summary>
internal sealed class PreparedStatements(DbContext context, DbTransaction transaction) : IDisposable
{
    private readonly Dictionary<(Type Rows, WriteKind Kind), Statement> _statements = [];

    public void Insert(object row) => Of(row, WriteKind.Add).Execute(row);

    /// <summary>Writes a row over the version given; whether that was the one stored.</summary>
    public bool Update(AggregateRow row, long version) => Of(row, WriteKind.Update).Execute(row, version) == 1;

    /// <summary>Removes the version given of a row; whether that was the one stored.</summary>
    public bool Remove(AggregateRow row, long version) => Of(row, WriteKind.Remove).Execute(row, version) == 1;

    public void Dispose()
    {
        foreach (Statement statement in _statements.Values)
        {
            statement.Dispose();
        }
    }

    private Statement Of(object row, WriteKind kind)
    {
        Type rows = row.GetType();
        if (!_statements.TryGetValue((rows, kind), out Statement? statement))
        {
            statement = new(context.Model.FindEntityType(rows)!, kind, transaction);
            _statements.Add((rows, kind), statement);
        }

        return statement;
    }

    private sealed class Statement : IDisposable
    {
        private const string StoredVersion = "@stored";

        private readonly DbCommand _command;
        private readonly (IClrPropertyGetter Value, ValueConverter? Converter, DbParameter Parameter)[] _columns;

        public Statement(IEntityType rows, WriteKind kind, DbTransaction transaction)
        {
            IProperty[] written = [.. rows.GetProperties().Where(p => p.ValueGenerated == ValueGenerated.Never && (kind != WriteKind.Remove || p.IsPrimaryKey()))];
            _command = transaction.Connection!.CreateCommand();
            _command.Transaction = transaction;
            _columns = [.. written.Select(p => (p.GetGetter(), p.GetTypeMapping().Converter, AddParameter(ParameterOf(p))))];
            _command.CommandText = kind switch
            {
                WriteKind.Add => $"INSERT INTO \"{rows.GetTableName()}\" ({List(written, p => $"\"{p.GetColumnName()}\"")}) VALUES ({List(written, ParameterOf)})",
                WriteKind.Update => $"UPDATE \"{rows.GetTableName()}\" SET {List(written.Where(p => !p.IsPrimaryKey()), Assign)} WHERE {Stored(rows)}",
                _ => $"DELETE FROM \"{rows.GetTableName()}\" WHERE {Stored(rows)}",
            };
            if (kind != WriteKind.Add)
            {
                AddParameter(StoredVersion);
            }
        }

        public int Execute(object row, long? version = null)
        {
            foreach ((IClrPropertyGetter getter, ValueConverter? converter, DbParameter parameter) in _columns)
            {
                object? value = getter.GetClrValue(row);
                parameter.Value = value is null ? DBNull.Value : converter is null ? value : converter.ConvertToProvider(value);
            }

            if (version is { } stored)
            {
                _command.Parameters[StoredVersion].Value = stored;
            }

            return _command.ExecuteNonQuery();
        }

        public void Dispose() => _command.Dispose();

        private static string List(IEnumerable<IProperty> columns, Func<IProperty, string> text) => string.Join(", ", columns.Select(text));

        private static string Assign(IProperty column) => $"\"{column.GetColumnName()}\" = {ParameterOf(column)}";

        private static string ParameterOf(IProperty column) => $"@{column.GetColumnName()}";

        private static string Stored(IEntityType rows) =>
            $"{string.Join(" AND ", rows.FindPrimaryKey()!.Properties.Select(Assign))} AND \"{rows.FindProperty(nameof(AggregateRow.Version))!.GetColumnName()}\" = {StoredVersion}";

        private DbParameter AddParameter(string name)
        {
            DbParameter parameter = _command.CreateParameter();
            parameter.ParameterName = name;
            _command.Parameters.Add(parameter);
            return parameter;
        }
    }
}
