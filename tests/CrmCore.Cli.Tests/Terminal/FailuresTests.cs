using CrmCore.Cli.Terminal;
using Microsoft.Data.Sqlite;

namespace CrmCore.Cli.Tests.Terminal;

public sealed class FailuresTests
{
    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(11)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(26)]
    [InlineData(1)]
    public void A_fault_of_the_database_is_one_line_that_names_it(int code)
    {
        string line = Failures.Explain(new IOException("outer", new SqliteException("inner", code)), "crm.db");

        Assert.Contains("crm.db", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
    }

    [Fact]
    public void Only_a_fault_of_the_command_itself_shows_where_it_happened() =>
        Assert.Contains(nameof(NotSupportedException), Failures.Explain(new NotSupportedException("x"), "crm.db"), StringComparison.Ordinal);
}
