using Microsoft.Data.Sqlite;

namespace OwnStore;

/// <summary>Two tables and plain ADO.NET: a document for each record, a row for each event.</summary>
public sealed class Database(string path)
{
    private readonly string _connection = new SqliteConnectionStringBuilder { DataSource = path }.ToString();

    // docs:begin own-store-tables
    public void Create()
    {
        using SqliteConnection connection = Open();
        Execute(connection, """
            PRAGMA journal_mode = WAL;
            CREATE TABLE IF NOT EXISTS documents (
                kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, system TEXT, key TEXT, json TEXT NOT NULL,
                PRIMARY KEY (kind, id), UNIQUE (kind, system, key));
            CREATE TABLE IF NOT EXISTS events (
                position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, aggregate TEXT NOT NULL, sequence INTEGER NOT NULL,
                at INTEGER NOT NULL, payload TEXT NOT NULL, owner TEXT, until INTEGER NOT NULL DEFAULT 0, due INTEGER NOT NULL DEFAULT 0,
                failures INTEGER NOT NULL DEFAULT 0, error TEXT, settled INTEGER, dead INTEGER);
            CREATE INDEX IF NOT EXISTS pending ON events (aggregate, sequence) WHERE settled IS NULL;
            """);
    }

    // docs:end own-store-tables
    public SqliteConnection Open()
    {
        SqliteConnection connection = new(_connection);
        connection.Open();
        return connection;
    }

    public int Execute(string sql, params (string Name, object? Value)[] parameters)
    {
        using SqliteConnection connection = Open();
        return Execute(connection, sql, parameters);
    }

    public static int Execute(SqliteConnection connection, string sql, params (string Name, object? Value)[] parameters)
    {
        using SqliteCommand command = Command(connection, sql, parameters);
        return command.ExecuteNonQuery();
    }

    public List<T> Query<T>(Func<SqliteDataReader, T> read, string sql, params (string Name, object? Value)[] parameters)
    {
        using SqliteConnection connection = Open();
        using SqliteCommand command = Command(connection, sql, parameters);
        using SqliteDataReader reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public void Close()
    {
        using SqliteConnection connection = new(_connection);
        SqliteConnection.ClearPool(connection);
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, (string Name, object? Value)[] parameters)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        Array.ForEach(parameters, p => command.Parameters.AddWithValue(p.Name, p.Value ?? DBNull.Value));
        return command;
    }
}
