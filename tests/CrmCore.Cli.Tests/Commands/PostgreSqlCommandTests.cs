using System.Text.Json;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Tests.Support;
using CrmCore.Tests.PostgreSql;
using Npgsql;

namespace CrmCore.Cli.Tests.Commands;

/// <summary>The commands on a PostgreSQL database in place of a file.</summary>
public sealed class PostgreSqlCommandTests
{
    [PostgreSqlCliFact]
    public async Task What_is_imported_into_a_server_is_read_from_it_and_a_second_import_adds_nothing()
    {
        using PostgreSqlSchemaUnderTest schema = new();
        using TemporaryFolder folder = new();
        string csv = folder["leads.csv"];
        await File.WriteAllTextAsync(csv, "id,name,company,email\n1,Anna Keller,Keller Bau,anna@keller.example\n2,王小明,北京测试有限公司,\n");
        string database = schema.ConnectionString + ";Password=s3cret-word";

        CommandRun first = await CrmCoreProcess.RunAsync("import", "leads", csv, "--db", database, "--json");
        CommandRun again = await CrmCoreProcess.RunAsync("import", "leads", csv, "--db", database, "--json");
        CommandRun pools = await CrmCoreProcess.RunAsync("pool", "status", "--db", Address(schema.ConnectionString, "s3cret-word"), "--json");

        Assert.Equal((0, 0, 0), (first.ExitCode, again.ExitCode, pools.ExitCode));
        Assert.Contains("\"imported\": 2", first.Output, StringComparison.Ordinal);
        Assert.Contains("\"imported\": 0", again.Output, StringComparison.Ordinal);
        JsonDocument.Parse(pools.Output).Dispose();
        Assert.All(new[] { first, again, pools }, run => Assert.DoesNotContain("s3cret-word", run.Output + run.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named_without_the_password()
    {
        CommandRun gone = await CrmCoreProcess.RunAsync("pool", "status", "--db", "postgres://crm:s3cret-word@127.0.0.1:1/crm");
        CommandRun wrong = await CrmCoreProcess.RunAsync("pool", "status", "--db", "Host=127.0.0.1;Nonsense=1;Password=s3cret-word");
        Assert.Equal((1, 1), (gone.ExitCode, wrong.ExitCode));
        Assert.Contains("127.0.0.1:1/crm", gone.Error, StringComparison.Ordinal);
        Assert.Contains("--db", wrong.Error, StringComparison.Ordinal);
        Assert.All(new[] { gone, wrong }, run => Assert.DoesNotContain("s3cret-word", run.Output + run.Error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("crm.db", null)]
    [InlineData("folder/a=b;c.db", null)]
    [InlineData("postgres://crm:p%40ss@db.example:5433/sales?sslmode=require", "db.example:5433/sales")]
    [InlineData("postgresql://db.example/sales", "db.example:5432/sales")]
    [InlineData("Server=db.example;Database=sales;Username=crm;Password=p", "db.example:5432/sales")]
    [InlineData("host = db.example ; username = crm", "db.example:5432/crm")]
    public void A_place_is_a_file_or_a_server(string text, string? server)
    {
        DatabasePlace place = new(text);
        Assert.Equal((server is not null, server ?? text), (place.IsServer, place.ToString()));
        Assert.Equal(server is null ? Path.GetFullPath(text) : text, place.FullName);
    }

    private static string Address(string connectionString, string password)
    {
        NpgsqlConnectionStringBuilder settings = new(connectionString);
        return $"postgres://{settings.Username}:{password}@{settings.Host}:{settings.Port}/{settings.Database}?search_path={settings.SearchPath}";
    }

    private sealed class PostgreSqlCliFactAttribute : FactAttribute
    {
        public PostgreSqlCliFactAttribute() => Skip = PostgreSqlServer.SkipReason!;
    }
}
