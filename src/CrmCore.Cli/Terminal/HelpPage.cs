using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace CrmCore.Cli.Terminal;

/// <summary>
/// The help of a command in the language of the user. The first line of a command's description says what it does, each further one is an example.
/// </summary>
internal sealed class HelpPage : SynchronousCommandLineAction
{
    private const int Indent = 2;
    private const int Gap = 3;
    private const int WidestPage = 120;

    private static readonly (string Command, string Key)[] Start =
    [
        ("crmcore demo", "help.start.demo"),
        ("crmcore import leads leads.csv --db crm.db", "help.start.import"),
        ("crmcore run --db crm.db", "help.start.run"),
    ];

    public override int Invoke(ParseResult parseResult)
    {
        Write(parseResult.CommandResult.Command, parseResult.InvocationConfiguration.Output);
        return ExitCodes.Success;
    }

    /// <summary>Writes the help of a command.</summary>
    public static void Write(Command command, TextWriter output)
    {
        int width = Console.IsOutputRedirected ? WidestPage : Math.Min(WidestPage, Console.WindowWidth - 1);
        string[] about = (command.Description ?? "").Split('\n');
        foreach (string line in TextLayout.Wrap(about[0], width))
        {
            output.WriteLine(line);
        }

        Section(output, CliTexts.Get("help.usage"), [(Usage(command), "")], width);
        Section(output, CliTexts.Get("help.example"), [.. about.Skip(1).Select(example => (example, ""))], width);
        Section(output, CliTexts.Get("help.arguments"), [.. command.Arguments.Select(a => (a.Name, a.Description ?? ""))], width);
        Section(output, CliTexts.Get("help.options"), [.. OptionsOf(command).Select(o => (NamesOf(o), DescriptionOf(o)))], width);
        Section(output, CliTexts.Get("help.commands"), [.. command.Subcommands.Select(c => (c.Name, (c.Description ?? "").Split('\n')[0]))], width);
        if (command is RootCommand)
        {
            Section(output, CliTexts.Get("help.start"), [.. Start.Select(s => (s.Command, CliTexts.Get(s.Key)))], width);
        }

        if (command.Subcommands.Count > 0)
        {
            output.WriteLine();
            output.WriteLine(CliTexts.Get("help.more", ("command", PathOf(command))));
        }
    }

    /// <summary>The command as one types it, such as <c>crmcore import leads</c>.</summary>
    public static string PathOf(Command command) =>
        command is RootCommand ? "crmcore" : command.Parents.OfType<Command>().Select(PathOf).FirstOrDefault("crmcore") + " " + command.Name;

    private static void Section(TextWriter output, string title, IReadOnlyList<(string What, string Text)> rows, int width)
    {
        if (rows.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine(title);
        int first = rows.Max(row => TextLayout.Width(row.What)) + Gap;
        foreach ((string what, string text) in rows)
        {
            string label = TextLayout.Pad(what, first);
            foreach (string line in TextLayout.Wrap(text, width - Indent - first))
            {
                output.WriteLine((new string(' ', Indent) + label + line).TrimEnd());
                label = new string(' ', first);
            }
        }
    }

    private static string Usage(Command command)
    {
        string child = command.Subcommands.Count > 0 ? " " + CliTexts.Get("help.command") : "";
        string arguments = string.Concat(command.Arguments.Select(a => " " + UsageOf(a)));
        return $"{PathOf(command)}{child}{arguments} {CliTexts.Get("help.optional")}";
    }

    private static string UsageOf(Argument argument)
    {
        string name = argument.Arity.MaximumNumberOfValues > 1 ? argument.Name + "..." : argument.Name;
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
    }

    /// <summary>The options of a command and those that it has from the commands above it.</summary>
    private static IEnumerable<Option> OptionsOf(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(OptionsOf).Where(o => o.Recursive)).Where(o => !o.Hidden);

    private static string NamesOf(Option option)
    {
        string names = option is HelpOption ? "-h, --help" : string.Join(", ", option.Aliases.Append(option.Name));
        return option.HelpName is { } value ? $"{names} {value}" : names;
    }

    private static string DescriptionOf(Option option) => option.HasDefaultValue && option.ValueType != typeof(bool) && option is not (HelpOption or VersionOption) && $"{option.GetDefaultValue()}" is { Length: > 0 } value
        ? $"{option.Description} {CliTexts.Get("help.default", ("value", value))}"
        : option.Description ?? "";
}
