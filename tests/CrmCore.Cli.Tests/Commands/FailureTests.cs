using System.Diagnostics;
using System.Text;
using CrmCore.Cli.Tests.Support;

namespace CrmCore.Cli.Tests.Commands;

public sealed class FailureTests
{
    private const string Lead = "id,name,company,email\n1,Anna Keller,Keller GmbH,anna@keller.example\n";

    [Theory]
    [InlineData("en", "is a folder")]
    [InlineData("zh", "是文件夹")]
    public async Task A_folder_is_no_database(string language, string expected)
    {
        using TemporaryFolder folder = new();
        string database = Directory.CreateDirectory(folder["crm.db"]).FullName;
        string leads = folder.Write("leads.csv", Lead);

        AssertOneLine(await CrmCoreProcess.RunAsync("import", "leads", leads, "--db", database, "--lang", language), expected);
        AssertOneLine(await CrmCoreProcess.RunAsync("run", "--db", database, "--lang", language), expected);
    }

    [Theory]
    [InlineData("en", "is not a SQLite database")]
    [InlineData("zh", "不是 SQLite 数据库")]
    public async Task A_text_file_is_no_database_and_stays_as_it_is(string language, string expected)
    {
        using TemporaryFolder folder = new();
        string text = folder.Write("crm.db", new string('x', 5000));

        AssertOneLine(await CrmCoreProcess.RunAsync("run", "--db", text, "--lang", language), expected);
        AssertOneLine(await CrmCoreProcess.RunAsync("import", "leads", folder.Write("leads.csv", Lead), "--db", text, "--lang", language), expected);
        Assert.Equal(new string('x', 5000), await File.ReadAllTextAsync(text));
    }

    [Theory]
    [InlineData("missing/crm.db", "no such folder")]
    [InlineData("leads.csv/crm.db", "no such folder")]
    public async Task A_database_in_a_folder_that_is_not_there_is_refused(string path, string expected)
    {
        using TemporaryFolder folder = new();

        AssertOneLine(await CrmCoreProcess.RunAsync("import", "leads", folder.Write("leads.csv", Lead), "--db", folder[path]), expected);
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_refused()
    {
        using TemporaryFolder folder = new();
        string leads = folder.Write("leads.csv", Lead);
        await CrmCoreProcess.RunAsync("import", "leads", leads, "--db", folder["crm.db"]);

        AssertOneLine(await CrmCoreProcess.RunAsync("report", "--db", folder["crm.db"], "--out", Path.GetDirectoryName(leads)!), "is a folder");
        AssertOneLine(await CrmCoreProcess.RunAsync("report", "--db", folder["crm.db"], "--out", Path.Combine(leads, "report.html")), "cannot be");
        if (File.Exists("/dev/full"))
        {
            AssertOneLine(await CrmCoreProcess.RunAsync("report", "--db", folder["crm.db"], "--out", "/dev/full"), "The disk is full");
        }
    }

    [Theory]
    [InlineData("run --lang fr")]
    [InlineData("run --as-of yesterday")]
    [InlineData("run --nonsense")]
    [InlineData("import")]
    [InlineData("nonsense")]
    public async Task Wrong_arguments_are_told_with_where_to_look(string arguments)
    {
        CommandRun run = await CrmCoreProcess.RunAsync(arguments.Split(' '));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(" --help.", run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Theory]
    [InlineData("funnel --basis foo", "'foo' is not possible for --basis; use Cohort, Period.", "--basis 不能为“foo”；可用：Cohort，Period。")]
    [InlineData("velocity --value foo", "'foo' is not possible for --value; use Mean, Median.", "--value 不能为“foo”；可用：Mean，Median。")]
    [InlineData("pipeline show light --format foo", "'foo' is not possible for --format; use table, mermaid, dot, json.", "--format 不能为“foo”；可用：table，mermaid，dot，json。")]
    [InlineData("health --top foo", "'foo' is not a number; --top takes one.", "“foo”不是数字；--top 需要一个数字。")]
    [InlineData("import leads", "Name the FILE.", "请给出 FILE。")]
    [InlineData("backtest x.csv --id a --won b", "Give --outcome COLUMN.", "请给出 --outcome COLUMN。")]
    [InlineData("pool claim --db", "Give --db FILE|HOST.", "请给出 --db FILE|HOST。")]
    public async Task Wrong_arguments_are_told_in_words_of_the_command(string arguments, string english, string chinese)
    {
        CommandRun en = await CrmCoreProcess.RunAsync(arguments.Split(' '));
        CommandRun zh = await CrmCoreProcess.RunAsync(["--lang", "zh", .. arguments.Split(' ')]);

        Assert.Equal(english, en.Error.Split('\n')[0].TrimEnd());
        Assert.Equal(chinese, zh.Error.Split('\n')[0].TrimEnd());
    }

    [Theory]
    [InlineData("import leads {0}")]
    [InlineData("import leads {1} --map {0}")]
    [InlineData("pipeline check {0}")]
    [InlineData("pipeline diff {0} {0}")]
    [InlineData("pool status --db {2} --pools {0}")]
    [InlineData("health --db {2} --policy {0}")]
    [InlineData("forecast --db {2} --quota {0}")]
    [InlineData("forecast --db {2} --quota {0}.json", ".json")]
    [InlineData("assign --db {2} --rules {0}")]
    [InlineData("convert --db {2} --all-qualified --policy {0}")]
    [InlineData("questions classify {0}")]
    [InlineData("match {0} --id id --out {0}.out")]
    [InlineData("match {1} --id id --map {0} --out {0}.out")]
    [InlineData("match {1} --id id --rules {0} --out {0}.out")]
    [InlineData("backtest {0} --id a --outcome b --won c")]
    public async Task A_missing_file_is_told_in_one_way(string arguments, string extension = "")
    {
        using TemporaryFolder folder = new();
        string leads = folder.Write("leads.csv", Lead);
        await CrmCoreProcess.RunAsync("import", "leads", leads, "--db", folder["crm.db"]);
        string missing = folder["missing"];
        string[] words = [.. arguments.Split(' ').Select(w => string.Format(System.Globalization.CultureInfo.InvariantCulture, w, missing, leads, folder["crm.db"]))];

        CommandRun en = await CrmCoreProcess.RunAsync(words);
        CommandRun zh = await CrmCoreProcess.RunAsync([.. words, "--lang", "zh"]);

        Assert.Equal((1, 1), (en.ExitCode, zh.ExitCode));
        Assert.Equal($"{missing}{extension}: no such file; check the path.", en.Error.Split('\n')[0]);
        Assert.Equal($"{missing}{extension}：没有这个文件，请检查路径。", zh.Error.Split('\n')[0]);
    }

    [Fact]
    public async Task Stopping_an_import_ends_with_a_line_and_130()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using TemporaryFolder folder = new();
        StringBuilder rows = new("id,name,company,email\n");
        for (int i = 0; i < 300_000; i++)
        {
            rows.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i},Anna Keller {i},Keller {i} GmbH,anna{i}@keller.example\n");
        }

        using Process process = CrmCoreProcess.Start("import", "leads", folder.Write("leads.csv", rows.ToString()), "--db", folder["crm.db"]);
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadLineAsync();
        using (Process kill = Process.Start("kill", $"-INT {process.Id}"))
        {
            await kill.WaitForExitAsync();
        }

        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        AssertOneLine(new(process.ExitCode, "", await error), "Stopped early", 130);
    }

    private static void AssertOneLine(CommandRun run, string expected, int exitCode = 1)
    {
        Assert.True(run.ExitCode == exitCode, $"{run.ExitCode}: {run.Error}");
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }
}
