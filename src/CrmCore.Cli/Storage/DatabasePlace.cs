using CrmCore.PostgreSql;

namespace CrmCore.Cli.Storage;

/// <summary>Where a command keeps everything: a SQLite file, or a PostgreSQL database by its connection string, whose password is never shown.</summary>
internal sealed class DatabasePlace
{
    private readonly string _text;

    /// <exception cref="ArgumentException">The text is blank, or meant as a connection string and none.</exception>
    public DatabasePlace(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        _text = text;
        IsServer = PostgreSqlStore.IsConnectionString(text);
        FullName = IsServer ? text : Path.GetFullPath(text);
        FileName = IsServer ? PostgreSqlStore.NameOf(text) : FullName;
        Name = IsServer ? FileName : Path.GetFileName(text);
    }

    public bool IsServer { get; }

    /// <summary>What storage is opened with: the full path, or the connection string with all that is in it.</summary>
    public string FullName { get; }

    /// <summary>What may be shown: the full path, or server and database.</summary>
    public string FileName { get; }

    /// <summary>What may be shown in short.</summary>
    public string Name { get; }

    /// <summary>Whether it is there; a server is asked when it is opened.</summary>
    public bool Exists => IsServer || File.Exists(FullName);

    /// <summary>The file that belongs to the database by default: beside its file, or in the working folder under the name that the database has on its server.</summary>
    public string Beside(string extension) => IsServer ? FileName[(FileName.LastIndexOf('/') + 1)..] + extension : Path.ChangeExtension(FullName, extension);

    /// <summary>As it was typed, but of a server without user and password.</summary>
    public override string ToString() => IsServer ? FileName : _text;
}
