using System.CommandLine;
using System.Globalization;
using CrmCore.Cli.Demo;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;

namespace CrmCore.Cli.Commands;

/// <summary><c>crmcore demo</c>.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        Option<DirectoryInfo> folder = new("--dir")
        {
            Description = "The folder for crm.db and report.html; it is created where it does not exist.",
            DefaultValueFactory = static _ => new DirectoryInfo("demo"),
            HelpName = "DIR",
        };
        Option<string> language = SharedOptions.Language();
        Command command = new("demo", "The whole way from leads to won deals on a sample that comes with the command.\nExample: crmcore demo --dir demo --lang zh") { folder, language };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            DirectoryInfo directory = parsed.GetRequiredValue(folder);
            string file = Path.Combine(directory.FullName, "crm.db");
            if (File.Exists(file))
            {
                Output.Error($"{file} exists already; the demo starts with an empty database. Delete it, or name another folder with --dir.");
                return ExitCodes.Failure;
            }

            directory.Create();
            string chosen = parsed.GetRequiredValue(language);
            CultureInfo.CurrentUICulture = SharedOptions.CultureOf(chosen);
            using CrmDatabase database = CrmDatabase.Open(file);
            return await new DemoRun(database, directory.FullName, chosen, new Output(json: false)).RunAsync(cancellationToken).ConfigureAwait(false);
        });
        return command;
    }
}
