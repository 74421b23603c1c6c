using CrmCore.Cli.Tests.Support;

namespace CrmCore.Cli.Tests.Commands;

public sealed class HelpTests
{
    [Theory]
    [InlineData("", "en", "How to start:")]
    [InlineData("--help", "en", "How to start:")]
    [InlineData("--help", "zh", "快速上手：")]
    [InlineData("demo --help", "zh", "用自带的样例数据")]
    [InlineData("run --help", "en", "crmcore run --db crm.db")]
    [InlineData("import leads --help", "zh", "用法：\n  crmcore import leads FILE [选项]")]
    [InlineData("merge --help", "en", "Usage:\n  crmcore merge [LEAD...] [options]")]
    [InlineData("match --help", "en", "Usage:\n  crmcore match FILE [FILE2] [options]")]
    [InlineData("backtest --help", "en", "--split hash|time|rolling")]
    [InlineData("report --help", "zh", "[默认值：report.html]")]
    public async Task Help_teaches_in_the_language_of_the_user(string arguments, string language, string expected)
    {
        CommandRun run = await CrmCoreProcess.RunAsync([.. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), .. (string[])(language == "en" ? [] : ["--lang", language])]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(expected, run.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }
}
