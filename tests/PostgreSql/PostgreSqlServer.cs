using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace CrmCore.Tests.PostgreSql;

/// <summary>
/// A PostgreSQL server for tests: the one that the variable CRMCORE_POSTGRES names by a connection string, or one that is started in a temporary folder on a loopback port
/// of its own from the programs of this machine, and deleted when the tests end. It flushes every commit to the disk, as servers do.
/// </summary>
public sealed class PostgreSqlServer : IDisposable
{
    private const string Variable = "CRMCORE_POSTGRES";

    private static readonly Lazy<PostgreSqlServer?> SharedServer = new(StartShared);

    private readonly string _programs;
    private readonly DirectoryInfo _folder;
    private readonly int _port;

    private PostgreSqlServer(string programs)
    {
        _programs = programs;
        _folder = Directory.CreateTempSubdirectory("crmcore-pg-");
        _port = FreePort();
        ConnectionString = $"Host=127.0.0.1;Port={_port};Username=crm;Database=postgres";
        if (IsRoot)
        {
            Run("chown", "postgres", _folder.FullName);
        }

        RunAsServer("initdb", "-D", Data, "-U", "crm", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        Start();
    }

    /// <summary>Why the tests that need a server are skipped; null where there is one.</summary>
    public static string? SkipReason { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } ? null
        : !OperatingSystem.IsLinux() || FindPrograms() is null ? $"PostgreSQL is not installed, and {Variable} names no server."
        : IsRoot && !File.ReadLines("/etc/passwd").Any(l => l.StartsWith("postgres:", StringComparison.Ordinal)) ? "There is no user postgres to run a server as." : null;

    /// <summary>The server that tests share, each in a schema of its own.</summary>
    public static string SharedConnectionString => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : SharedServer.Value!.ConnectionString;

    /// <summary>Why the tests that stop and start a server of their own are skipped; null where they can.</summary>
    public static string? SkipReasonOfOwn { get; } = FindPrograms() is null ? "The programs of PostgreSQL are not on this machine." : SkipReason;

    public string ConnectionString { get; }

    private static bool IsRoot => Environment.UserName == "root";

    private string Data => Path.Combine(_folder.FullName, "data");

    public static PostgreSqlServer StartOwn() => new(FindPrograms()!);

    public void Start() => RunAsServer(
        "pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_folder.FullName, "log"), "-o",
        $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder.FullName} -c max_connections=200 -c fsync=on", "start");

    /// <summary>Kills the server and every process of it at once, as a crash of the machine would.</summary>
    public void Kill()
    {
        string id = File.ReadLines(Path.Combine(Data, "postmaster.pid")).First();
        string[] all = [id, .. File.ReadAllText($"/proc/{id}/task/{id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        Run("sh", ["-c", "kill -9 \"$@\" || true", "sh", .. all]);
        while (all.Any(i => File.Exists($"/proc/{i}/stat") && !File.ReadAllText($"/proc/{i}/stat").Contains(") Z ", StringComparison.Ordinal)))
        {
            Thread.Sleep(10);
        }

        // A machine that crashed has no processes left; here the dead ones may not be buried yet, and the locks would name them.
        File.Delete(Path.Combine(Data, "postmaster.pid"));
        File.Delete(Path.Combine(_folder.FullName, $".s.PGSQL.{_port}.lock"));
    }

    public void Dispose()
    {
        try
        {
            if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            {
                RunAsServer("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
            }
        }
        finally
        {
            _folder.Delete(recursive: true);
        }
    }

    private static PostgreSqlServer? StartShared()
    {
        PostgreSqlServer server = StartOwn();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        return server;
    }

    private static string? FindPrograms() => new[] { "/usr/lib/postgresql", "/usr/local/pgsql" }.Where(Directory.Exists)
        .SelectMany(f => Directory.GetDirectories(f).Order(StringComparer.Ordinal).Reverse().Select(v => Path.Combine(v, "bin")).Append(Path.Combine(f, "bin")))
        .FirstOrDefault(f => File.Exists(Path.Combine(f, "initdb")));

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private void RunAsServer(string program, params string[] arguments)
    {
        string path = Path.Combine(_programs, program);
        if (IsRoot)
        {
            Run("runuser", ["-u", "postgres", "--", path, .. arguments]);
        }
        else
        {
            Run(path, arguments);
        }
    }

    /// <summary>Output goes nowhere: a server that inherits a pipe would keep whoever reads it waiting.</summary>
    private static void Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new("/bin/sh") { WorkingDirectory = "/tmp" };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec \"$@\" >/dev/null 2>&1 </dev/null");
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add(program);
        Array.ForEach(arguments, start.ArgumentList.Add);
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }
}

/// <summary>A schema of its own for one test, dropped at its end.</summary>
public sealed class PostgreSqlSchemaUnderTest : IDisposable
{
    private readonly string _server;
    private readonly string _name = $"t_{Guid.NewGuid():N}";

    public PostgreSqlSchemaUnderTest(string? server = null)
    {
        _server = server ?? PostgreSqlServer.SharedConnectionString;
        Execute($"CREATE SCHEMA {_name}");
        ConnectionString = new NpgsqlConnectionStringBuilder(_server) { SearchPath = _name, MaxPoolSize = 30 }.ToString();
    }

    public string ConnectionString { get; }

    public void Dispose() => Execute($"DROP SCHEMA {_name} CASCADE");

    private void Execute(string sql)
    {
        using NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(_server) { Pooling = false }.ToString());
        connection.Open();
        using NpgsqlCommand command = new(sql, connection);
        command.ExecuteNonQuery();
    }
}
