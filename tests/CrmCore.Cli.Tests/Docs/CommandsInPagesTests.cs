using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using CrmCore.Tests.Pages;

namespace CrmCore.Cli.Tests.Docs;

/// <summary>Every command line that a page shows is one that the command understands.</summary>
public partial class CommandsInPagesTests
{
    private static IEnumerable<string> Pages => Directory.EnumerateFiles(Path.Combine(GeneratedPage.Root, "docs"), "*.md", SearchOption.AllDirectories).Append(Path.Combine(GeneratedPage.Root, "README.md"));

    [Fact]
    public void Every_command_in_a_page_parses()
    {
        RootCommand root = CommandTree.In("en");
        List<string> wrong = [];
        int seen = 0;
        foreach (string page in Pages)
        {
            foreach ((int line, string text) in CommandsIn(File.ReadAllLines(page)))
            {
                seen++;
                ParseResult parsed = root.Parse(ArgumentsOf(text));
                wrong.AddRange(parsed.Errors.Select(e => $"{Path.GetRelativePath(GeneratedPage.Root, page)}:{line}: {text}: {e.Message}"));
            }
        }

        Assert.True(seen > 60, $"Only {seen} commands were found.");
        Assert.Empty(wrong);
    }

    [Fact]
    public void What_is_no_command_is_found()
    {
        string[] page = ["```sh", "crmcore repotr --db crm.db   # a report", "$ crmcore health --nobody", "dotnet test", "```", "and `crmcore run --db crm.db --fast`, not `crmcore COMMAND --help`"];
        (int Line, string Text)[] found = [.. CommandsIn(page)];
        Assert.Equal([(2, "crmcore repotr --db crm.db"), (3, "crmcore health --nobody"), (6, "crmcore run --db crm.db --fast")], found);
        Assert.All(found, f => Assert.NotEmpty(CommandTree.In("en").Parse(ArgumentsOf(f.Text)).Errors));
    }

    /// <summary>The lines of blocks that begin with the command, without their comments; and, within text, whole commands with an option in backquotes.</summary>
    private static IEnumerable<(int Line, string Text)> CommandsIn(string[] lines)
    {
        bool isBlock = false;
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                isBlock = !isBlock;
            }
            else if (isBlock && Command().Match(lines[i]) is { Success: true } command)
            {
                yield return (i + 1, command.Groups[1].Value.TrimEnd());
            }
            else if (!isBlock)
            {
                foreach (Match span in Span().Matches(lines[i]).Where(m => !Placeholder().IsMatch(m.Value)))
                {
                    yield return (i + 1, span.Groups[1].Value);
                }
            }
        }
    }

    private static string[] ArgumentsOf(string line) => [.. CommandLineParser.SplitCommandLine(line).Skip(1)];

    [GeneratedRegex(@"^\s*(?:\$ )?(crmcore [^#]*)")]
    private static partial Regex Command();

    [GeneratedRegex(@"`(crmcore [^`]* --[^`]+)`")]
    private static partial Regex Span();

    [GeneratedRegex(@"\bCOMMAND\b|\[options\]|…|\.\.\.")]
    private static partial Regex Placeholder();
}
