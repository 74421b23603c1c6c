using Npgsql;

namespace CrmCore.PostgreSql;

/// <summary>Reads what people write for a database: a connection string of Npgsql, or an address as libpq's tools take it.</summary>
internal static class PostgreSqlAddress
{
    private static readonly Dictionary<string, string> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sslmode"] = "SSL Mode",
        ["connect_timeout"] = "Timeout",
        ["application_name"] = "Application Name",
        ["sslrootcert"] = "Root Certificate",
        ["search_path"] = "Search Path",
    };

    /// <summary>Whether a text is meant as a PostgreSQL database, and not as the name of a file.</summary>
    public static bool IsMeant(string text) => text is not null && (IsAddress(text) || text.Split(';').Any(part => part.Split('=', 2) is [var key, _] && key.Trim().ToUpperInvariant() is "HOST" or "SERVER"));

    /// <exception cref="ArgumentException">The text is neither. What it says is not repeated, because it may hold a password.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        try
        {
            NpgsqlConnectionStringBuilder settings = IsAddress(text) ? FromAddress(new Uri(text)) : new(text);
            return settings.Host is { Length: > 0 } ? settings : throw new ArgumentException("The connection string names no host.", nameof(text));
        }
        catch (Exception failure) when (failure is UriFormatException or FormatException or KeyNotFoundException)
        {
            throw new ArgumentException("This is no connection string, such as Host=localhost;Database=crm;Username=crm, and no address, such as postgres://crm@localhost/crm.", nameof(text), failure);
        }
    }

    private static bool IsAddress(string text) =>
        text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    private static NpgsqlConnectionStringBuilder FromAddress(Uri address)
    {
        string[] user = address.UserInfo.Split(':', 2);
        NpgsqlConnectionStringBuilder settings = new() { Host = address.Host };
        if (address.Port > 0)
        {
            settings.Port = address.Port;
        }

        if (user[0].Length > 0)
        {
            settings.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length > 1)
        {
            settings.Password = Uri.UnescapeDataString(user[1]);
        }

        if (address.AbsolutePath.Length > 1)
        {
            settings.Database = Uri.UnescapeDataString(address.AbsolutePath[1..]);
        }

        foreach (string[] setting in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split('=', 2)))
        {
            string key = Uri.UnescapeDataString(setting[0]);
            settings[Keywords.GetValueOrDefault(key, key)] = setting.Length > 1 ? Uri.UnescapeDataString(setting[1]) : "";
        }

        return settings;
    }
}
