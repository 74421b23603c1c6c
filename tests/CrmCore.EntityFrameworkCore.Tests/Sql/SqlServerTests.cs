using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CrmCore.EntityFrameworkCore.Tests.Sql;

/// <summary>The mapping on SQL Server, by its model and the SQL that it makes; there is no server here to run it.</summary>
public sealed class SqlServerTests : IDisposable
{
    private readonly CrmDbContext _context;

    public SqlServerTests()
    {
        DbContextOptionsBuilder<CrmDbContext> options = new();
        TenantSqlTests.Use(options, "SQL Server");
        _context = new(options.Options);
    }

    private IEnumerable<IEntityType> Tables => _context.Model.GetEntityTypes();

    public void Dispose() => _context.Dispose();

    [Fact]
    public void Keys_and_indexes_are_within_the_limits()
    {
        Assert.All(Tables, t => Assert.True(BytesOf(t.FindPrimaryKey()!.Properties) <= 900, $"The key of {t.GetTableName()}"));
        Assert.All(Tables.SelectMany(t => t.GetIndexes()), i => Assert.True(BytesOf(i.Properties) <= 1700, i.GetDatabaseName()));
    }

    [Fact]
    public void Columns_have_the_types_that_keep_what_is_in_them()
    {
        foreach (IProperty column in Tables.SelectMany(t => t.GetProperties()))
        {
            string type = column.GetColumnType();
            string name = $"{column.DeclaringType.GetTableName()}.{column.GetColumnName()}";
            Type clr = Nullable.GetUnderlyingType(column.ClrType) ?? column.ClrType;
            string expected = clr == typeof(Guid) ? "uniqueidentifier" : clr == typeof(DateTime) ? "datetime2" : clr == typeof(DateOnly) ? "date" : clr == typeof(long) ? "bigint"
                : clr == typeof(double) ? "float" : clr == typeof(bool) ? "bit" : clr == typeof(int) ? "int" : "nvarchar(";
            Assert.True(type.StartsWith(expected, StringComparison.Ordinal), $"{name} is {type}");
            Assert.True(expected != "nvarchar(" || (type == "nvarchar(max)") == (column.Name is "Json" or "Payload"), $"{name} is {type}");
        }
    }

    [Fact]
    public void The_script_makes_every_table_and_leaves_rows_without_an_external_key_alone()
    {
        string script = _context.Database.GenerateCreateScript();
        Assert.All(Tables, t => Assert.Contains($"CREATE TABLE [{t.GetTableName()}]", script, StringComparison.Ordinal));
        Assert.Contains("PRIMARY KEY ([tenant], [id])", script, StringComparison.Ordinal);
        Assert.Contains(
            "CREATE UNIQUE INDEX [IX_crm_leads_tenant_external_system_external_key] ON [crm_leads] ([tenant], [external_system], [external_key]) WHERE [external_system] IS NOT NULL AND [external_key] IS NOT NULL",
            script,
            StringComparison.Ordinal);
        Assert.Contains("[position] bigint NOT NULL IDENTITY", script, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_name_the_version_they_expect_and_pages_are_limited()
    {
        string update = Assert.Single(await OfAsync("IRepository<Opportunity>.Update"), c => c.Contains("UPDATE", StringComparison.Ordinal));
        Assert.Matches(@"WHERE \[id\] = @p\d+ AND \[tenant\] = @p\d+ AND \[version\] = @p\d+|WHERE \[tenant\] = @p\d+ AND \[id\] = @p\d+ AND \[version\] = @p\d+", update);
        Assert.All(await OfAsync("ILeadReader.ReadLeadsAsync"), c => Assert.Contains("TOP(", c, StringComparison.Ordinal));
        string find = Assert.Single(await OfAsync("IRepository<Lead>.FindAsync"));
        Assert.StartsWith("SELECT TOP(1) [c].[json]", find, StringComparison.Ordinal);
    }

    private static async Task<List<string>> OfAsync(string member)
    {
        List<string> commands = [];
        foreach ((_, Func<RelationalStore, Task> call) in PortCalls.All.Where(c => c.Member == member))
        {
            commands.AddRange(await RecordedSql.OfAsync(o => TenantSqlTests.Use(o, "SQL Server"), call));
        }

        return commands;
    }

    private static int BytesOf(IEnumerable<IProperty> columns) => columns.Sum(c => c.GetColumnType() switch
    {
        "uniqueidentifier" => 16,
        "bit" => 1,
        "int" => 4,
        "date" => 3,
        _ when c.GetMaxLength() is { } length => 2 * length,
        _ => 8,
    });
}
