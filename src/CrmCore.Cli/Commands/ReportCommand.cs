using System.CommandLine;
using System.Text;
using CrmCore.Cli.Reporting;
using CrmCore.Cli.Reporting.Building;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Pipelines;
using CrmCore.Qualification;

namespace CrmCore.Cli.Commands;

/// <summary><c>crmcore report</c>.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        Option<FileInfo> database = SharedOptions.Database();
        Option<FileInfo> output = new("--out") { Description = "The HTML file to write.", DefaultValueFactory = static _ => new FileInfo("report.html"), HelpName = "FILE.html" };
        Option<string> title = new("--title") { Description = "The report's title.", HelpName = "TEXT" };
        Option<string> language = SharedOptions.Language();
        Option<DateTimeOffset?> asOf = SharedOptions.AsOf();
        Command command = new(
            "report",
            "Write one self-contained page: board, funnel, forecast, win and loss reasons, the leads that wait and why.\nExample: crmcore report --db crm.db --out report.html --lang zh")
        {
            database, output, title, language, asOf,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            FileInfo file = parsed.GetRequiredValue(database);
            if (!file.Exists)
            {
                Output.Error($"{file}: no such database. Import something first: crmcore import leads leads.csv --db {file.Name}");
                return ExitCodes.Failure;
            }

            using CrmDatabase crm = CrmDatabase.Open(file.FullName);
            LocalizedText heading = parsed.GetValue(title) is { } given ? given : new LocalizedText("Sales report", "销售报告");
            ReportSettings settings = new(heading, new PipelineCatalog(ReadyPipelines.SolutionSale), ReadyPolicies.Default, parsed.GetValue(asOf) ?? TimeProvider.System.GetLocalNow());
            string path = parsed.GetRequiredValue(output).FullName;
            await WriteAsync(crm, settings, parsed.GetRequiredValue(language), path, cancellationToken).ConfigureAwait(false);
            new Output(json: false).Line($"Wrote {path} ({new FileInfo(path).Length / 1024:#,0} KB). Open it in a browser.");
            return ExitCodes.Success;
        });
        return command;
    }

    public static async Task WriteAsync(CrmDatabase database, ReportSettings settings, string language, string path, CancellationToken cancellationToken)
    {
        ReportModel model = await ReportBuilder.BuildAsync(database, settings, cancellationToken).ConfigureAwait(false);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        StreamWriter file = new(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        await using (file.ConfigureAwait(false))
        {
            HtmlReport.Write(model, ReportLanguage.For(SharedOptions.CultureOf(language)), file);
        }
    }
}
