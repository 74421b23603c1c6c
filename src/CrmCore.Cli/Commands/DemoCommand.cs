using System.CommandLine;
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
            Description = CliTexts.Get("demo.option.dir"),
            DefaultValueFactory = static _ => new DirectoryInfo("demo"),
            HelpName = "DIR",
        };
        Command command = new("demo", CliTexts.Get("demo.about") + "\ncrmcore demo --dir demo --lang zh") { folder };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            DirectoryInfo directory = parsed.GetRequiredValue(folder);
            string file = Path.Combine(directory.FullName, "crm.db");
            if (File.Exists(file))
            {
                Output.Error(CliTexts.Get("demo.exists", ("file", file)));
                return ExitCodes.Failure;
            }

            directory.Create();
            using CrmDatabase database = CrmDatabase.Open(file);
            return await new DemoRun(database, directory.FullName, new Output(json: false)).RunAsync(cancellationToken).ConfigureAwait(false);
        });
        return command;
    }
}
