using System.CommandLine;

namespace CrmCore.Cli.Commands;

/// <summary>The command <c>crmcore</c>; each subcommand is one file beside this one.</summary>
internal static class CrmCoreCommand
{
    public static RootCommand Create() => new("Leads to won deals: import, qualify, convert, forecast and report, on one SQLite file.")
    {
        DemoCommand.Create(),
        ImportCommand.Create(),
        RunCommand.Create(),
        ReportCommand.Create(),
        PoolCommand.Create(),
        PipelineCommand.Create(),
        QualifyCommand.Create(),
        QuestionsCommand.Create(),
        BacktestCommand.Create(),
        ScoreCommand.Create(),
        MatchCommand.Create(),
        DuplicatesCommand.Create(),
        MergeCommand.Create(),
        MergeCommand.CreateUnmerge(),
    };

    public static Task<int> InvokeAsync(string[] args) => Create().Parse(args).InvokeAsync();
}
