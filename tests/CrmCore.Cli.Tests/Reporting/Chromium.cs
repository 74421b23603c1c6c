using System.Diagnostics;

namespace CrmCore.Cli.Tests.Reporting;

/// <summary>A headless Chromium without a network, where the machine has one.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    public static string? Path { get; } = Find();

    /// <summary>Opens a page and returns its DOM after its scripts have run, and what the browser logged.</summary>
    public static async Task<(string Dom, string Log)> OpenAsync(string page, int width = 1280)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("crmcore-report-");
        try
        {
            string file = System.IO.Path.Combine(folder.FullName, "report.html");
            await File.WriteAllTextAsync(file, page);
            return await RunAsync(folder.FullName, ["--dump-dom", $"--window-size={width},1000", new Uri(file).AbsoluteUri]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(string Output, string Log)> RunAsync(string folder, string[] arguments)
    {
        ProcessStartInfo start = new(Path!) { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] quiet =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--disable-dev-shm-usage", "--enable-logging=stderr", $"--user-data-dir={folder}",
        ];
        foreach (string argument in quiet.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> log = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (await output, await log);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(_ => Names, System.IO.Path.Combine)
        .FirstOrDefault(File.Exists);
}

/// <summary>A test that is skipped, with its reason printed, where there is no Chromium.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Chromium.Path is null)
        {
            Skip = "There is no chromium on the PATH of this machine.";
        }
    }
}
