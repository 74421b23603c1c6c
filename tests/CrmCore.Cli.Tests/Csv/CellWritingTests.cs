using CrmCore.Cli.Csv;
using CrmCore.Cli.Tests.Support;
using CrmCore.Tests.Support;

namespace CrmCore.Cli.Tests.Csv;

/// <summary>What the command writes as CSV is calculated by no spreadsheet.</summary>
public sealed class CellWritingTests
{
    [Theory]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData("=HYPERLINK(\"http://evil.example\",\"click\")", "\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"click\"\")\"")]
    [InlineData("+1+1", "'+1+1")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("@SUM(1)", "'@SUM(1)")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("-42", "-42")]
    [InlineData("+4915112345678", "+4915112345678")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("a=b", "a=b")]
    [InlineData("", "")]
    [InlineData("a;b", "\"a;b\"")]
    public void A_formula_is_a_text(string text, string cell) => Assert.Equal(cell, CsvCell.Of(text));

    [Law]
    public void A_cell_is_a_number_or_begins_with_no_formula(FsCheck.NonNull<string> text, bool formula)
    {
        string cell = CsvCell.Of((formula ? "=" : "") + text.Get);
        string shown = (cell.StartsWith('"') ? cell[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : cell).TrimStart();
        Assert.True(shown.Length == 0 || !"=+-@".Contains(shown[0], StringComparison.Ordinal) || decimal.TryParse(shown, out _), cell);
    }

    [Fact]
    public async Task The_pairs_that_match_writes_hold_no_formula()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("customers.csv", "customer_id,company,email\n\"=HYPERLINK(\"\"http://evil.example\"\")\",Blau Logistik GmbH,clara@blau.example\n@SUM(A1),Blau Logistik,clara@blau.example\n");

        CommandRun run = await CrmCoreProcess.RunAsync("match", file, "--id", "customer_id", "--out", folder["pairs.csv"]);

        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        string[] lines = await File.ReadAllLinesAsync(folder["pairs.csv"]);
        Assert.Equal("left,right,score,class", lines[0]);
        Assert.StartsWith("\"'=HYPERLINK(\"\"http://evil.example\"\")\",'@SUM(A1),", Assert.Single(lines.Skip(1)), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_else_in_the_command_writes_csv()
    {
        string[] writers = [.. Directory.EnumerateFiles(Repository.PathOf("src/CrmCore.Cli"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(f => File.ReadAllText(f) is { } code && (code.Contains("new StreamWriter", StringComparison.Ordinal) || code.Contains("StreamWriter ", StringComparison.Ordinal) || code.Contains("File.WriteAll", StringComparison.Ordinal) || code.Contains("CsvWriter", StringComparison.Ordinal)))
            .Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

        // A page, a page, pairs as CSV by CsvCell, a pipeline as JSON, a model as JSON.
        Assert.Equal(["BacktestCommand.cs", "MatchRun.cs", "PipelineCommand.cs", "ReportCommand.cs", "ScoreCommand.cs"], writers.Order(StringComparer.Ordinal));
        Assert.Contains("CsvCell.Row(", File.ReadAllText(Repository.PathOf("src/CrmCore.Cli/Matching/MatchRun.cs")), StringComparison.Ordinal);
    }
}
