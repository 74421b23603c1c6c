using System.CommandLine;
using System.Globalization;
using System.Text;
using CrmCore.Cli.Terminal;
using CrmCore.Tests.Pages;

namespace CrmCore.Cli.Tests.Docs;

/// <summary>docs/reference/cli.md: every command with its arguments and options.</summary>
public class CliReferenceTests
{
    [Fact]
    public void The_page_has_every_command()
    {
        RootCommand root = CommandTree.In("en");
        StringBuilder page = new("""
            # The command crmcore

            <!-- Made from the commands by CliReferenceTests; CRMCORE_REWRITE_DOCS=1 writes it anew. -->

            `--help` on any command says the same. `--lang zh` (or a Chinese environment) makes it speak Chinese; `NO_COLOR` is respected. Exit codes: 0 done, 1 failed
            or not understood, with a line on standard error, 2 done, but some rows were rejected, 130 stopped by Ctrl+C.


            """.ReplaceLineEndings("\n"));
        page.Append("| command | what it does |\n| --- | --- |\n");
        Command[] commands = [.. CommandTree.Leaves(root)];
        foreach (Command command in commands)
        {
            string path = HelpPage.PathOf(command);
            page.Append(GeneratedPage.Row($"[`{path}`](#{path.Replace(' ', '-')})", AboutOf(command)[0])).Append('\n');
        }

        foreach (Command command in commands)
        {
            string arguments = string.Concat(command.Arguments.Select(a => " " + (a.Arity.MinimumNumberOfValues == 0 ? $"[{a.Name}]" : a.Name)));
            page.Append(CultureInfo.InvariantCulture, $"\n## {HelpPage.PathOf(command)}\n\n{AboutOf(command)[0]}\n\n");
            page.Append(CultureInfo.InvariantCulture, $"Usage: `{HelpPage.PathOf(command)}{arguments} [options]`\n\n```sh\n{string.Join('\n', AboutOf(command).Skip(1))}\n```\n");
            Table(page, "argument", [.. command.Arguments.Select(a => (a.Name, a.Description ?? ""))]);
            Table(page, "option", [.. command.Options.Where(o => !o.Hidden).Select(o => (NamesOf(o), DescriptionOf(o)))]);
        }

        GeneratedPage.Check("docs/reference/cli.md", page.ToString());
    }

    private static string[] AboutOf(Command command) => (command.Description ?? "").Split('\n');

    private static void Table(StringBuilder page, string title, IReadOnlyList<(string What, string Text)> rows)
    {
        if (rows.Count > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n| {title} | what |\n| --- | --- |\n");
            foreach ((string what, string text) in rows)
            {
                page.Append(GeneratedPage.Row($"`{what}`", text)).Append('\n');
            }
        }
    }

    private static string NamesOf(Option option) => string.Join(", ", option.Aliases.Append(option.Name)) + (option.HelpName is { } value ? " " + value : "");

    private static string DescriptionOf(Option option)
    {
        string text = option.Required ? $"{option.Description} Required." : option.Description ?? "";
        return option.HasDefaultValue && option.ValueType != typeof(bool) && $"{option.GetDefaultValue()}" is { Length: > 0 } value ? $"{text} Default: `{value}`." : text;
    }
}
