using System.Text;
using CrmCore.Cli.Csv;

namespace CrmCore.Cli.Tests.Csv;

public sealed class BrokenRowTests
{
    [Theory]
    [InlineData("1,2,3", null, 0)]
    [InlineData("1,2", nameof(FaultKind.TooFewFields), 3)]
    [InlineData("1,2,3,4", nameof(FaultKind.TooManyFields), 4)]
    [InlineData("1,2,3,,", null, 0)]
    [InlineData("1,a \"b\" c,3", nameof(FaultKind.StrayQuote), 2)]
    [InlineData("1,\"b\"c,3", nameof(FaultKind.StrayQuote), 2)]
    [InlineData("1,2,\"3", nameof(FaultKind.UnclosedQuote), 3)]
    [InlineData("\"1,2,3", nameof(FaultKind.UnclosedQuote), 1)]
    [InlineData("1,a\0b,3", nameof(FaultKind.NulCharacter), 2)]
    [InlineData("1,2,a\u0007b", nameof(FaultKind.ControlCharacter), 3)]
    [InlineData("1,\"a\tb\nc\",3", null, 0)]
    [InlineData("\"\",\"\"\"\",\"a,b\"", null, 0)]
    public void One_bad_line_costs_one_row(string line, string? kind, int column)
    {
        using TempFile temp = new($"a,b,c\nx,y,z\n{line}\nx,\"y, \"\"y\"\"\",z\nx,y,z\n");
        List<CsvProblem> problems = [];
        List<CsvRow> rows = [.. temp.Open(new CsvOptions { Delimiter = ',' }).Rows(problems.Add)];
        Assert.Equal(kind is null ? 4 : 3, rows.Count);
        Assert.All(rows.Where(r => r.Line != 3), r => Assert.Equal("x", r.Fields[0]));
        Assert.Equal(kind is null ? [] : [(kind, 3, column)], problems.Select(p => (p.Kind.ToString(), p.Line, p.Column)));
    }

    [Fact]
    public void An_unclosed_quote_does_not_swallow_the_file()
    {
        StringBuilder text = new("id,note,city\n");
        for (int i = 0; i < 20_000; i++)
        {
            text.Append(i == 100 ? "100,\"open,Rome\n" : $"{i},note {i},Rome\n");
        }

        using TempFile temp = new(text.ToString());
        List<CsvProblem> problems = [];
        Assert.Equal(19_999, temp.Open().Rows(problems.Add).Count());
        Assert.Equal((FaultKind.UnclosedQuote, 102, 2, "note"), (problems[0].Kind, problems[0].Line, problems[0].Column, problems[0].ColumnName));
        Assert.Single(problems);
    }

    [Theory]
    [InlineData("1,\"open,x\n2,\"Acme, Inc\",y\n3,a,z\n")]
    [InlineData("1,\"open,x\n2,b,\"\"\n3,\"a\",z\n")]
    [InlineData("1,\"open,x\n2,b,y\n3,\"say \"\"yes\"\"\",z\n")]
    public void A_later_quote_does_not_hide_an_unclosed_one(string rows)
    {
        using TempFile temp = new("a,b,c\n" + rows);
        List<CsvProblem> problems = [];
        Assert.Equal(["2", "3"], temp.Open(new CsvOptions { Delimiter = ',' }).Rows(problems.Add).Select(r => r.Fields[0]));
        Assert.Equal((FaultKind.UnclosedQuote, 2), (problems[0].Kind, problems[0].Line));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"")]
    public void A_line_of_10_MB_is_passed_over(string quote)
    {
        string huge = new('x', 10_000_000);
        using TempFile temp = new($"a,b\n1,{quote}{huge}{quote}\n2,ok\n");
        List<CsvProblem> problems = [];
        CsvRow row = Assert.Single(temp.Open().Rows(problems.Add));
        Assert.Equal((3, "2"), (row.Line, row.Fields[0]));
        Assert.Equal((FaultKind.LineTooLong, 2, 0), (problems[0].Kind, problems[0].Line, problems[0].Column));
        Assert.True(problems[0].ToString().Length < 250);
    }

    [Fact]
    public void A_field_over_the_limit_is_passed_over_and_named()
    {
        string large = new('x', 200_000);
        using TempFile temp = new($"a,b\n1,{large}\n2,ok\n");
        List<CsvProblem> problems = [];
        Assert.Single(temp.Open().Rows(problems.Add));
        Assert.Equal((FaultKind.FieldTooLong, 2, "b"), (problems[0].Kind, problems[0].Column, problems[0].ColumnName));
    }

    [Fact]
    public void A_quoted_field_of_10_MB_over_many_lines_does_not_end_the_reading()
    {
        string huge = string.Concat(Enumerable.Repeat(new string('x', 9_999) + "\n", 1000));
        using TempFile temp = new($"a,b\n1,\"{huge}\"\n2,ok\n");
        List<CsvProblem> problems = [];
        Assert.Equal("2", Assert.Single(temp.Open().Rows(problems.Add)).Fields[0]);
        Assert.Equal((FaultKind.UnclosedQuote, 2), (problems[0].Kind, problems[0].Line));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Every_line_break_ends_a_row_and_lines_are_counted_through_quotes(string lineBreak)
    {
        string text = "a,b\n\"1\nx\",2\n\n3,4\n5\n6,7".Replace("\n", lineBreak, StringComparison.Ordinal);
        using TempFile temp = new(text);
        List<CsvProblem> problems = [];
        List<CsvRow> rows = [.. temp.Open().Rows(problems.Add)];
        Assert.Equal([2, 5, 7], rows.Select(r => r.Line));
        Assert.Equal([1, 2, 4], rows.Select(r => r.Number));
        Assert.Equal($"1{lineBreak}x", rows[0].Fields[0]);
        Assert.Equal(6, Assert.Single(problems).Line);
    }

    [Fact]
    public void Problems_come_in_their_turn_among_the_rows()
    {
        using TempFile temp = new("a,b\n1,2\n3\n4,5\n6\n7\n8,9\n0\n");
        List<int> lines = [];
        foreach (CsvRow row in temp.Open().Rows(p => lines.Add(-p.Line)))
        {
            lines.Add(row.Line);
        }

        Assert.Equal([2, -3, 4, -5, -6, 7, -8], lines);
    }

    [Fact]
    public void A_problem_says_where_what_and_how_to_mend_it()
    {
        using TempFile temp = new("name,note\nAnn,a long note with a \"quote\" in the very middle of it\n");
        List<CsvProblem> problems = [];
        _ = temp.Open(new CsvOptions { Delimiter = ',' }).Rows(problems.Add).Count();
        Assert.Equal(
            "leads.csv:2:2: [note] a quote inside a field: \"a long note with a \"quote\" in the very …\" -> enclose the field in quotes and double the quotes in it: \"say \"\"yes\"\"\"",
            problems[0].ToString());
    }

    [Fact]
    public void A_million_problems_need_no_memory()
    {
        ProblemLog log = new(keep: 10);
        using TempFile temp = new("a,b\n1,2\n" + string.Concat(Enumerable.Repeat("1\n", 300_000)));
        _ = temp.Open().Rows(log.Add).Count();
        Assert.Equal((10, 300_000), (log.Kept.Count, log.Counts[FaultKind.TooFewFields]));
    }
}
