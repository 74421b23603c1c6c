using System.CommandLine;
using System.Globalization;
using System.Text;
using CrmCore.Cli.Forecasts;
using CrmCore.Cli.Pipelines;
using CrmCore.Cli.Pools;
using CrmCore.Cli.Qualifying;
using CrmCore.Cli.Reporting;
using CrmCore.Cli.Reporting.Building;
using CrmCore.Cli.Scoring;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Forecasting;
using CrmCore.Opportunities;
using CrmCore.Probabilities;

namespace CrmCore.Cli.Commands;

/// <summary><c>crmcore report</c>.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        Option<DatabasePlace> database = SharedOptions.ExistingDatabase();
        Option<FileInfo> output = new("--out") { Description = CliTexts.Get("report.option.out"), DefaultValueFactory = static _ => new FileInfo("report.html"), HelpName = "FILE.html" };
        Option<string> title = new("--title") { Description = CliTexts.Get("report.option.title"), HelpName = "TEXT" };
        Option<string?> pipeline = SharedOptions.Pipeline(CliTexts.Get("option.pipeline.shown"));
        Option<string> policy = SharedOptions.Policy();
        Option<FileInfo?> pools = SharedOptions.Pools();
        Option<DateTimeOffset?> asOf = SharedOptions.AsOf();
        Option<FileInfo?> model = ScoreCommand.Model();
        Option<FileInfo?> quota = new("--quota") { Description = CliTexts.Get("forecast.option.quota"), HelpName = "FILE" };
        Command command = new(
            "report",
            CliTexts.Get("report.about") + "\ncrmcore report --db crm.db --out report.html --lang zh")
        {
            database, output, title, pipeline, policy, pools, asOf, model, quota,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            DatabasePlace file = parsed.GetRequiredValue(database);
            string path = parsed.GetRequiredValue(output).FullName;
            if (!SharedOptions.Exists(file) || PoolFile.Read(parsed.GetValue(pools)) is not { } catalog || QualificationPolicyFile.Read(parsed.GetRequiredValue(policy)) is not { } rules)
            {
                return ExitCodes.Failure;
            }

            if (Directory.Exists(path))
            {
                Output.Error(CliTexts.Get("error.folder", ("file", path)));
                return ExitCodes.Failure;
            }

            string learned = ScoreCommand.PathOf(parsed.GetValue(model), file);
            bool isLearned = parsed.GetValue(model) is not null || File.Exists(learned);
            LearnedWinProbability? calculator = isLearned ? DealScoring.Load(learned, file) : null;
            if (isLearned && calculator is null)
            {
                return ExitCodes.Failure;
            }

            using CrmDatabase crm = CrmDatabase.Open(file.FullName);
            List<OpportunitySnapshot> deals = await crm.Opportunities.ReadOpportunitiesAsync(null, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
            if (QuotaFile.Read(parsed.GetValue(quota), FiscalCalendar.Gregorian, ReportBuilder.CurrencyOf(deals)) is not { } quotas)
            {
                return ExitCodes.Failure;
            }

            PipelineChoice? choice = (await PipelineChoice.OfAsync(crm, deals.ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false)).With(parsed.GetValue(pipeline));
            if (choice is null)
            {
                return ExitCodes.Failure;
            }

            LocalizedText heading = parsed.GetValue(title) ?? CliTexts.Get("report.title");
            ReportSettings settings = new(heading, choice.Catalog, rules, parsed.GetValue(asOf) ?? TimeProvider.System.GetLocalNow())
            {
                Learned = calculator,
                Pools = catalog,
                Quotas = quotas,
            };
            await WriteAsync(crm, deals, settings, path, cancellationToken).ConfigureAwait(false);
            Output console = new(json: false);
            choice.TellShown(console);
            choice.TellMissing(console);
            console.Line(CliTexts.Get("report.wrote", ("file", path), ("size", (int)(new FileInfo(path).Length / 1024))));
            return ExitCodes.Success;
        });
        return command;
    }

    public static async Task WriteAsync(CrmDatabase database, IReadOnlyList<OpportunitySnapshot> deals, ReportSettings settings, string path, CancellationToken cancellationToken)
    {
        ReportModel model = await ReportBuilder.BuildAsync(database, deals, settings, cancellationToken).ConfigureAwait(false);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        StreamWriter file = new(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        await using (file.ConfigureAwait(false))
        {
            HtmlReport.Write(model, ReportLanguage.For(CultureInfo.CurrentUICulture), file);
        }
    }
}
