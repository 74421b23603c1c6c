using System.Diagnostics;

namespace CrmCore.Cli.Tests.Support;

/// <summary>What a run of the command said.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error);

/// <summary>Runs the command as a process of its own, as a user would whose environment is English.</summary>
internal static class CrmCoreProcess
{
    public static async Task<CommandRun> RunAsync(params string[] arguments)
    {
        using Process process = Start(arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }

    public static Process Start(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["NO_COLOR"] = "1";
        start.Environment["LC_ALL"] = "en_US.UTF-8";
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "CrmCore.Cli.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}
