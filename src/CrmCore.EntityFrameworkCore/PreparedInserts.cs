using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CrmCore.EntityFrameworkCore;

/// <summary>Inserts rows in a transaction, each table by a statement that is made from the context's model and prepared once.</summary>
internal sealed class PreparedInserts(DbContext context, DbTransaction transaction) : IDisposable
{
    private readonly Dictionary<Type, Statement> _statements = [];

    public void Insert(object row)
    {
        Type type = row.GetType();
        if (!_statements.TryGetValue(type, out Statement? statement))
        {
            statement = new(context.Model.FindEntityType(type)!, transaction);
            _statements.Add(type, statement);
        }

        statement.Insert(row);
    }

    public void Dispose()
    {
        foreach (Statement statement in _statements.Values)
        {
            statement.Dispose();
        }
    }

    private sealed class Statement : IDisposable
    {
        private readonly DbCommand _command;
        private readonly (PropertyInfo Property, ValueConverter? Converter, DbParameter Parameter)[] _columns;

        public Statement(IEntityType rows, DbTransaction transaction)
        {
            IProperty[] properties = [.. rows.GetProperties().Where(p => p.ValueGenerated == ValueGenerated.Never)];
            _command = transaction.Connection!.CreateCommand();
            _command.Transaction = transaction;
            _command.CommandText =
                $"INSERT INTO \"{rows.GetTableName()}\" ({string.Join(", ", properties.Select(p => $"\"{p.GetColumnName()}\""))}) VALUES ({string.Join(", ", properties.Select((_, i) => $"@p{i}"))})";
            _columns = [.. properties.Select((p, i) => (p.PropertyInfo!, p.GetTypeMapping().Converter, AddParameter($"@p{i}")))];
        }

        public void Insert(object row)
        {
            foreach ((PropertyInfo property, ValueConverter? converter, DbParameter parameter) in _columns)
            {
                object? value = property.GetValue(row);
                parameter.Value = value is null ? DBNull.Value : converter is null ? value : converter.ConvertToProvider(value);
            }

            _command.ExecuteNonQuery();
        }

        public void Dispose() => _command.Dispose();

        private DbParameter AddParameter(string name)
        {
            DbParameter parameter = _command.CreateParameter();
            parameter.ParameterName = name;
            _command.Parameters.Add(parameter);
            return parameter;
        }
    }
}
