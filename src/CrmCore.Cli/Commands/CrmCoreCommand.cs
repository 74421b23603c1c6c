using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using System.Runtime.InteropServices;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;

namespace CrmCore.Cli.Commands;

/// <summary>The command <c>crmcore</c>; each subcommand is one file beside this one.</summary>
internal static class CrmCoreCommand
{
    public static RootCommand Create()
    {
        RootCommand root = new(CliTexts.Get("root.about"))
        {
            DemoCommand.Create(),
            ImportCommand.Create(),
            RunCommand.Create(),
            ConvertCommand.Create(),
            ConvertCommand.CreateRevert(),
            ReportCommand.Create(),
            FunnelCommand.Create(),
            VelocityCommand.Create(),
            HealthCommand.Create(),
            PoolCommand.Create(),
            AssignCommand.Create(),
            PipelineCommand.Create(),
            QualifyCommand.Create(),
            QuestionsCommand.Create(),
            DuplicatesCommand.Create(),
            MergeCommand.Create(),
            MergeCommand.CreateUnmerge(),
            MatchCommand.Create(),
            ScoreCommand.Create(),
            BacktestCommand.Create(),
            ForecastCommand.Create(),
            SharedOptions.Language(),
        };
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Description = CliTexts.Get("help.help");
        help.Action = new HelpPage();
        root.Options.OfType<VersionOption>().Single().Description = CliTexts.Get("help.version");
        root.SetAction(static parsed => HelpPage.Write(parsed.RootCommandResult.Command, parsed.InvocationConfiguration.Output));
        return root;
    }

    /// <summary>Runs the command; whatever stops it ends with a line on standard error and an exit code.</summary>
    public static async Task<int> InvokeAsync(string[] args)
    {
        CultureInfo.CurrentUICulture = UserLanguage.Find(args, Environment.GetEnvironmentVariable);
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture;
        ParseResult parsed = Create().Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpPage)
        {
            return TellErrors(parsed);
        }

        // System.CommandLine listens for Ctrl+C only once an action has gone on asynchronously, which work on SQLite never does.
        using CancellationTokenSource stop = new();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        });
        try
        {
            InvocationConfiguration configuration = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(configuration, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Output.Error(CliTexts.Get("error.cancelled"));
            return ExitCodes.Cancelled;
        }
        catch (Exception failure) when (Failures.Explain(failure, DatabaseOf(parsed)) is { } explanation)
        {
            Output.Error(explanation);
            return ExitCodes.Failure;
        }
    }

    private static int TellErrors(ParseResult parsed)
    {
        foreach (string message in parsed.Errors.Select(ParseFaults.Explain).Distinct())
        {
            Output.Error(message);
        }

        Output.Error(CliTexts.Get("error.arguments", ("command", HelpPage.PathOf(parsed.CommandResult.Command))));
        return ExitCodes.Failure;
    }

    private static string DatabaseOf(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.FirstOrDefault(o => o.Name == "--db") is Option<DatabasePlace> database ? parsed.GetRequiredValue(database).FileName
        : parsed.CommandResult.Command.Options.FirstOrDefault(o => o.Name == "--dir") is Option<DirectoryInfo> folder ? Path.Combine(parsed.GetRequiredValue(folder).FullName, "crm.db")
        : "crm.db";
}
