using System.IO.Compression;
using System.Text;
using CrmCore.Cli.Csv;

namespace CrmCore.Cli.Tests.Csv;

public sealed class OpeningTests
{
    [Fact]
    public void A_missing_file_is_refused()
    {
        Assert.False(CsvFile.TryOpen("/nowhere/at/all.csv", new CsvOptions(), out _, out CsvProblem? problem));
        Assert.Equal(FaultKind.FileMissing, problem.Kind);
        Assert.StartsWith("/nowhere/at/all.csv: ", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_refused()
    {
        Assert.False(CsvFile.TryOpen(Path.GetTempPath(), new CsvOptions(), out _, out CsvProblem? problem));
        Assert.Equal(FaultKind.IsDirectory, problem.Kind);
    }

    [Fact]
    public void A_locked_file_is_refused()
    {
        using TempFile temp = new("a,b\n1,2\n");
        using FileStream locked = new(temp.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal(FaultKind.Unreadable, temp.Refusal().Kind);
    }

    [Fact]
    public void A_denied_file_is_told_from_an_unreadable_one()
    {
        Assert.Equal(FaultKind.NoPermission, CsvFile.FaultOf(new UnauthorizedAccessException()).Kind);
        Assert.Equal(FaultKind.Unreadable, CsvFile.FaultOf(new IOException("disk")).Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\n\n \r\n")]
    public void An_empty_file_is_refused(string content)
    {
        using TempFile temp = new(content);
        Assert.Equal(FaultKind.EmptyFile, temp.Refusal().Kind);
    }

    [Theory]
    [InlineData("name,email")]
    [InlineData("name,email\n")]
    [InlineData("sep=;\nname;email\n,,,\n\n")]
    public void A_header_alone_is_refused(string content)
    {
        using TempFile temp = new(content.Replace(",,,", "", StringComparison.Ordinal));
        Assert.Equal(FaultKind.HeaderOnly, temp.Refusal().Kind);
    }

    [Theory]
    [InlineData("Ann,ann@example.com\nBob,bob@example.com\n")]
    [InlineData("1,2024-01-05,300\n2,2024-01-06,400\n")]
    public void A_file_without_header_is_refused(string content)
    {
        using TempFile temp = new(content);
        Assert.Equal(FaultKind.NoHeader, temp.Refusal().Kind);
    }

    [Fact]
    public void A_workbook_is_refused_as_what_it_is()
    {
        using MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("xl/workbook.xml");
        }

        using TempFile temp = new(bytes.ToArray());
        CsvProblem problem = temp.Refusal();
        Assert.Equal(FaultKind.BinaryFile, problem.Kind);
        Assert.Contains("Excel", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Random_bytes_and_markup_are_refused()
    {
        byte[] noise = new byte[5000];
        new Random(7).NextBytes(noise);
        using TempFile binary = new(noise);
        using TempFile html = new("<html><table><tr><td>1</td></tr></table></html>");
        Assert.Equal(FaultKind.BinaryFile, binary.Refusal().Kind);
        Assert.Equal(FaultKind.BinaryFile, html.Refusal().Kind);
    }

    [Theory]
    [InlineData("utf-8", true, "utf-8")]
    [InlineData("utf-8", false, "utf-8")]
    [InlineData("utf-16", true, "utf-16")]
    [InlineData("utf-16BE", true, "utf-16BE")]
    [InlineData("utf-16", false, "utf-16")]
    [InlineData("utf-32", true, "utf-32")]
    [InlineData("gb18030", false, "gb18030")]
    [InlineData("gb2312", false, "gb18030")]
    public void The_encoding_is_found(string written, bool marked, string found)
    {
        StringBuilder text = new("name,company,city,email\n");
        for (int i = 0; i < 50; i++)
        {
            text.Append(null, $"王小明{i},上海星河科技有限公司,上海,ming{i}@example.com\n");
        }

        Encoding encoding = TempFile.Named(written);
        using TempFile temp = new([.. marked ? encoding.GetPreamble() : [], .. encoding.GetBytes(text.ToString())]);
        CsvFile file = temp.Open();
        Assert.Equal(found, file.Text.Name, ignoreCase: true);
        Assert.Equal(["王小明0", "上海星河科技有限公司", "上海", "ming0@example.com"], file.Sample(1)[0].Fields);
    }

    [Fact]
    public void One_Chinese_word_is_enough_for_GB18030()
    {
        using TempFile temp = new("name,city\nMing,上海\n", TempFile.Named("gb18030"));
        CsvFile file = temp.Open();
        Assert.Equal("上海", file.Sample()[0].Fields[1]);
        Assert.Equal(FaultKind.EncodingGuessed, Assert.Single(file.Notes).Kind);
    }

    [Fact]
    public void Western_text_is_not_taken_for_Chinese()
    {
        string rows = string.Concat(Enumerable.Repeat("José Müller,São Paulo\nZoë Brontë,Köln\nRené Lefèvre,Besançon\n", 20));
        using TempFile temp = new("name,city\n" + rows, TempFile.Named("windows-1252"));
        Assert.Equal(["José Müller", "São Paulo"], temp.Open().Sample()[0].Fields);
    }

    [Fact]
    public void A_stated_encoding_is_used_and_an_unknown_one_refused()
    {
        using TempFile temp = new("name,city\nChen,台北\n", TempFile.Named("big5"));
        Assert.Equal("台北", temp.Open(new CsvOptions { Encoding = "big5" }).Sample()[0].Fields[1]);
        Assert.Equal(FaultKind.UnknownEncoding, temp.Refusal(new CsvOptions { Encoding = "klingon" }).Kind);
        Assert.Equal(FaultKind.UnknownEncoding, temp.Refusal(new CsvOptions { Encoding = "utf-7" }).Kind);
    }

    [Fact]
    public void A_wrong_byte_far_down_is_reported_and_the_file_stays_UTF8()
    {
        byte[] good = Encoding.UTF8.GetBytes("name,city\n" + string.Concat(Enumerable.Repeat("王小明,上海\n", 20_000)));
        byte[] bad = [.. Encoding.UTF8.GetBytes("李"), 0xC3, 0x28, .. Encoding.UTF8.GetBytes(",北京\n赵,广州\n")];
        using TempFile temp = new([.. good, .. bad]);
        CsvFile file = temp.Open();
        List<CsvProblem> problems = [];
        Assert.Equal(20_001, file.Rows(problems.Add).Count());
        CsvProblem problem = Assert.Single(problems);
        Assert.Equal((FaultKind.InvalidBytes, 20_002, 1, "name"), (problem.Kind, problem.Line, problem.Column, problem.ColumnName));
        Assert.Equal("utf-8", file.Text.Name);
    }

    [Fact]
    public void A_wrong_byte_in_GB18030_is_reported()
    {
        Encoding gb = TempFile.Named("gb18030");
        byte[] good = gb.GetBytes("name,city\n" + string.Concat(Enumerable.Repeat("王小明,上海\n", 200)));
        using TempFile temp = new([.. good, .. gb.GetBytes("李"), 0xFF, .. gb.GetBytes(",北京\n赵,广州\n")]);
        List<CsvProblem> problems = [];
        Assert.Equal(201, temp.Open().Rows(problems.Add).Count());
        Assert.Equal((FaultKind.InvalidBytes, 202, 1), (problems.Single().Kind, problems[0].Line, problems[0].Column));
    }

    [Theory]
    [InlineData("a,b,c\n\"1;2;3\",2,3\n\"1;2\",2,3\n", ',')]
    [InlineData("a;b;c\n1,5;2,5;3\n1,5;2,5;3\n", ';')]
    [InlineData("a\tb, c\n1\t2, 3\n", '\t')]
    [InlineData("a|b|c\n1,2,3|x|y\n1|x|y\n", '|')]
    [InlineData("\"a,b\";\"c,d\"\n\"1,2\";\"3\n4,5\"\n", ';')]
    [InlineData("only\n1\n2\n", ',')]
    [InlineData("sep=|\na,b|c,d\n1|2\n", '|')]
    public void The_delimiter_is_found(string content, char expected)
    {
        using TempFile temp = new(content);
        Assert.Equal(expected, temp.Open().Delimiter);
    }

    [Fact]
    public void A_line_that_names_the_delimiter_counts_as_a_line()
    {
        using TempFile temp = new("sep=;\na;b\n1;2\n");
        Assert.Equal(3, temp.Open().Sample()[0].Line);
    }

    [Fact]
    public void Blank_and_repeated_column_names_are_told_apart()
    {
        using TempFile temp = new("Email,email,,Name\n1,2,3,4\n");
        CsvFile file = temp.Open();
        Assert.Equal(["Email", "email (2)", "column 3", "Name"], file.Headers);
        Assert.Equal([FaultKind.HeaderRenamed, FaultKind.HeaderRenamed], file.Notes.Select(n => n.Kind));
    }
}
