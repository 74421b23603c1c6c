using CrmCore.Cli.Terminal;

namespace CrmCore.Cli.Tests.Terminal;

public sealed class UserLanguageTests
{
    [Theory]
    [InlineData("run --lang zh", null, "en_US.UTF-8", "zh-Hans")]
    [InlineData("run --lang=en", "zh_CN.UTF-8", null, "en")]
    [InlineData("run", "zh_CN.UTF-8", "en_US.UTF-8", "zh-Hans")]
    [InlineData("run", "", "zh_CN.UTF-8", "zh-Hans")]
    [InlineData("run", null, "de_DE.UTF-8", "en")]
    [InlineData("run --lang fr", null, "zh_CN.UTF-8", "zh-Hans")]
    [InlineData("run --lang", null, "C.UTF-8", "en")]
    public void The_option_goes_before_LC_ALL_and_that_before_LANG(string arguments, string? all, string? lang, string expected) =>
        Assert.Equal(expected, UserLanguage.Find(arguments.Split(' '), name => name switch { "LC_ALL" => all, "LANG" => lang, _ => null }).Name);
}
