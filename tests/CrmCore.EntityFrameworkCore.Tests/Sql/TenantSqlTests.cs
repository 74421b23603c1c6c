using System.Text.RegularExpressions;
using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmCore.EntityFrameworkCore.Tests.Sql;

/// <summary>No query and no write forgets the tenant, on any provider.</summary>
public sealed partial class TenantSqlTests
{
    public static TheoryData<string> Providers => ["SQLite", "PostgreSQL", "SQL Server"];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Every_statement_of_every_member_names_the_tenant(string provider)
    {
        foreach ((string member, Func<RelationalStore, Task> call) in PortCalls.All)
        {
            IReadOnlyList<string> commands = await RecordedSql.OfAsync(o => Use(o, provider), call);
            Assert.True(commands.Count > 0, $"{member} sent nothing.");
            foreach (string statement in commands.SelectMany(c => c.Split(';', StringSplitOptions.RemoveEmptyEntries)).Where(s => Statement().IsMatch(s)))
            {
                Assert.True(
                    statement.Contains("INSERT INTO", StringComparison.Ordinal) || statement.Contains("MERGE", StringComparison.Ordinal)
                        ? statement.Contains("tenant", StringComparison.Ordinal)
                        : NamesTenant().IsMatch(statement),
                    $"{member} forgets the tenant on {provider}: {statement}");
            }
        }
    }

    [Fact]
    public void Every_member_of_every_port_is_looked_at()
    {
        Type[] ports = [typeof(ILeadReader), typeof(ILeadLoadReader), typeof(ILeadDueReader), typeof(IOpportunityReader), typeof(ICustomerReader), typeof(IDefinitionStore), typeof(IOutbox)];
        IEnumerable<string> members = ports.SelectMany(p => p.GetMethods().Select(m => $"{p.Name}.{m.Name}"));
        IEnumerable<string> ofRepositories = typeof(IUnitOfWork).GetProperties().Select(p => p.PropertyType.GetInterfaces().Single(i => i.Name == "IRepository`2"))
            .SelectMany(r => r.GetMethods().Select(m => $"IRepository<{r.GetGenericArguments()[0].Name}>.{m.Name}"));
        Assert.Equal(members.Concat(ofRepositories).Order(), PortCalls.All.Select(c => c.Member).Distinct().Order());
        Assert.DoesNotMatch(NamesTenant(), "SELECT \"tenant\" FROM \"crm_leads\" WHERE \"id\" = @id");
        Assert.Matches(NamesTenant(), "DELETE FROM [crm_leads] WHERE [id] = @p0 AND [tenant] = @p1");
    }

    [Fact]
    public async Task A_hosts_own_query_over_the_own_context_sees_one_tenant()
    {
        using TemporaryFolder folder = new();
        ChosenTenant tenant = new();
        using SqliteStore store = SqliteStore.Open(folder.File("crm.db"), tenant);
        foreach (string name in new[] { "a", "b", "b" })
        {
            tenant.Current = new(name);
            await using IUnitOfWork unit = store.Begin();
            unit.Leads.Add(Samples.Lead());
            await unit.CommitAsync();
        }

        await using CrmDbContext context = store.NewContext();
        Assert.Equal((2, 3), (await context.Set<LeadRow>().CountAsync(), await context.Set<LeadRow>().IgnoreQueryFilters().CountAsync()));
    }

    internal static void Use(DbContextOptionsBuilder<CrmDbContext> options, string provider) => _ = provider switch
    {
        "SQLite" => options.UseSqlite("Data Source=nowhere"),
        "PostgreSQL" => options.UseNpgsql("Host=nowhere"),
        _ => options.UseSqlServer("Server=nowhere"),
    };

    [GeneratedRegex(@"\b(SELECT|INSERT|UPDATE|DELETE|MERGE)\b.*\bcrm_", RegexOptions.Singleline)]
    private static partial Regex Statement();

    [GeneratedRegex(@"WHERE\b.*tenant\W? = [@$]", RegexOptions.Singleline)]
    private static partial Regex NamesTenant();
}
