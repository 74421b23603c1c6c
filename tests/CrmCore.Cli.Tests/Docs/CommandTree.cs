using System.CommandLine;
using System.Globalization;
using CrmCore.Cli.Commands;

namespace CrmCore.Cli.Tests.Docs;

/// <summary>The commands as they are told in a language.</summary>
internal static class CommandTree
{
    private static readonly Lock Making = new();

    public static RootCommand In(string language)
    {
        lock (Making)
        {
            CultureInfo before = CultureInfo.CurrentUICulture;
            try
            {
                CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
                return CrmCoreCommand.Create();
            }
            finally
            {
                CultureInfo.CurrentUICulture = before;
            }
        }
    }

    /// <summary>Every command that does something itself.</summary>
    public static IEnumerable<Command> Leaves(Command command) =>
        (command.Action is not null && command is not RootCommand ? [command] : Enumerable.Empty<Command>()).Concat(command.Subcommands.SelectMany(Leaves));
}
