using System.Diagnostics;
using CrmCore.Tests.Pages;

namespace CrmCore.EntityFrameworkCore.Tests.Docs;

/// <summary>The sample docs/samples/console, run as a reader runs it; docs/start.md shows what it prints.</summary>
public class ConsoleSampleTests
{
    [Fact]
    public async Task It_prints_what_the_page_says()
    {
        Assert.Equal(BlockAfter(GeneratedPage.Read("docs/start.md"), "<!-- output: console -->"), await RunAsync("en"));
    }

    [Fact]
    public async Task It_speaks_Chinese()
    {
        string printed = await RunAsync("zh");
        Assert.Contains("refused: gate.amount: 请填写商机金额。", printed, StringComparison.Ordinal);
        Assert.Contains("报价", printed, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(string language)
    {
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList = { "exec", Path.Combine(AppContext.BaseDirectory, "ConsoleSample.dll"), language },
            RedirectStandardOutput = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        using Process process = Process.Start(start)!;
        string printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return printed.ReplaceLineEndings("\n").Trim();
    }

    private static string BlockAfter(string text, string marker)
    {
        int start = text.IndexOf("```text\n", text.IndexOf(marker, StringComparison.Ordinal), StringComparison.Ordinal) + "```text\n".Length;
        return text[start..text.IndexOf("\n```", start, StringComparison.Ordinal)].Trim();
    }
}
