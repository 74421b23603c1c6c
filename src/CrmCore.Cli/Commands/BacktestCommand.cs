using System.CommandLine;
using System.Globalization;
using CrmCore.Cli.Backtesting;
using CrmCore.Cli.Terminal;
using CrmCore.MachineLearning;
using CrmCore.Probabilities.Evaluation;
using CrmCore.Probabilities.Training;

namespace CrmCore.Cli.Commands;

/// <summary>Trains and compares the calculators on a CSV of closed deals.</summary>
internal static class BacktestCommand
{
    public static Command Create()
    {
        Argument<FileInfo> file = new("FILE") { Description = CliTexts.Get("backtest.argument.file") };
        Option<string> id = new("--id") { Description = CliTexts.Get("backtest.option.id"), HelpName = "COLUMN", Required = true };
        Option<string> outcome = new("--outcome") { Description = CliTexts.Get("backtest.option.outcome"), HelpName = "COLUMN", Required = true };
        Option<string> won = new("--won") { Description = CliTexts.Get("backtest.option.won"), HelpName = "VALUE", Required = true };
        Option<string?> order = new("--order") { Description = CliTexts.Get("backtest.option.order"), HelpName = "COLUMN" };
        Option<string?> group = new("--group") { Description = CliTexts.Get("backtest.option.group"), HelpName = "COLUMN" };
        Option<string?> stage = new("--stage") { Description = CliTexts.Get("backtest.option.stage"), HelpName = "COLUMN" };
        Option<string?> stages = new("--stages") { Description = CliTexts.Get("backtest.option.stages"), HelpName = "STAGE,..." };
        Option<string?> categorical = new("--categorical") { Description = CliTexts.Get("backtest.option.categorical"), HelpName = "COLUMN,..." };
        Option<string?> ignore = new("--ignore") { Description = CliTexts.Get("backtest.option.ignore"), HelpName = "COLUMN,..." };
        Option<string> split = ChoiceOption.Of("--split", CliTexts.Get("backtest.option.split"), "hash", "hash", "time", "rolling");
        Option<string?> calculators = new("--calculators") { Description = CliTexts.Get("backtest.option.calculators", ("names", string.Join(", ", BacktestCalculators.Names))), HelpName = "NAME,..." };
        Option<int> seed = new("--seed") { Description = CliTexts.Get("backtest.option.seed"), HelpName = "N", DefaultValueFactory = _ => 1 };
        Option<bool> json = new("--json") { Description = CliTexts.Get("option.json") };
        Option<FileInfo?> html = new("--html") { Description = CliTexts.Get("backtest.option.html"), HelpName = "FILE.html" };
        Command command = new("backtest", CliTexts.Get("backtest.about") + "\ncrmcore backtest deals.csv --id id --outcome outcome --won won --order closed_at --split time --html report.html")
        {
            file, id, outcome, won, order, group, stage, stages, categorical, ignore, split, calculators, seed, json, html,
        };
        command.SetAction(parsed => Run(
            parsed.GetValue(file)!,
            new TableColumns(parsed.GetValue(id)!, parsed.GetValue(outcome)!, parsed.GetValue(won)!)
            {
                Order = parsed.GetValue(order),
                Group = parsed.GetValue(group),
                Stage = parsed.GetValue(stage),
                Categorical = Listed(parsed.GetValue(categorical)),
                Ignore = Listed(parsed.GetValue(ignore)),
            },
            Enum.Parse<SplitKind>(parsed.GetValue(split)!, true),
            Listed(parsed.GetValue(calculators)),
            Listed(parsed.GetValue(stages)),
            parsed.GetValue(seed),
            parsed.GetValue(json),
            parsed.GetValue(html)));
        return command;
    }

    private static int Run(FileInfo file, TableColumns columns, SplitKind split, string[] calculators, string[] stages, int seed, bool json, FileInfo? html)
    {
        string[] unknown = [.. calculators.Where(c => !BacktestCalculators.Names.Contains(c))];
        if (unknown.Length > 0)
        {
            return Fail(CliTexts.Get("backtest.unknown", ("unknown", string.Join(", ", unknown)), ("names", string.Join(", ", BacktestCalculators.Names))));
        }

        if (split != SplitKind.Hash && columns.Order is null)
        {
            return Fail(CliTexts.Get("backtest.needs-order"));
        }

        if (!BacktestFile.TryRead(file.FullName, p => Output.Error(p.ToString()), out Table? table))
        {
            return ExitCodes.Failure;
        }

        TableResult read = table.Read(columns);
        if (read.Data is not { } data)
        {
            return Fail([.. read.Refusals.Select(r => r.Describe())]);
        }

        if (data.WonCount == 0)
        {
            return Fail(CliTexts.Get("backtest.none-won", ("won", columns.WonValue), ("column", columns.Outcome), ("values", string.Join(", ", Values(table, columns.Outcome)))));
        }

        IReadOnlyList<string> names = calculators.Length > 0 ? calculators : BacktestCalculators.NamesFor(columns.Stage);
        if (!GradientBoostingTrainer.IsAvailable)
        {
            Output.Notice(CliTexts.Get("score.no-trees"));
            names = [.. names.Where(n => !BacktestCalculators.NeedsTrees(n))];
            if (names.Count == 0)
            {
                return ExitCodes.Failure;
            }
        }

        BacktestResult result = Backtest.Run(data, split, [.. names.Select(n => BacktestCalculators.Create(n, columns.Stage, stages, seed, GradientBoostingTrainer.IsAvailable))], seed);
        if (html is not null)
        {
            File.WriteAllText(html.FullName, BacktestPage.Write(file.Name, result, read.Notes));
        }

        if (json)
        {
            Console.Out.WriteLine(BacktestJson.Write(result, read.Notes));
        }
        else
        {
            Show(result, read.Notes);
        }

        return result.Entries.Any(e => e.Evaluation is not null) ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static void Show(BacktestResult result, IReadOnlyList<string> notes)
    {
        Output output = new(json: false);
        output.Table(
            [
                CliTexts.Get("backtest.column.calculator"), "AUC", CliTexts.Get("backtest.column.log-loss"), "95%", "Brier", "ECE",
                CliTexts.Get("backtest.column.lift"), CliTexts.Get("backtest.column.train"), CliTexts.Get("backtest.column.estimate"),
            ],
            result.Entries.Select(Row),
            1, 2, 3, 4, 5, 6, 7, 8);
        foreach (BacktestEntry entry in result.Entries.Where(e => e.Refusals.Count > 0))
        {
            output.Line(CliTexts.Get("backtest.refused", ("calculator", entry.Calculator), ("why", Output.Sentences(entry.Refusals.Select(r => r.Describe())))));
        }

        output.Line(CliTexts.Get(
            "backtest.done",
            ("train", result.TrainCount),
            ("trainWon", Output.Percent(result.TrainBaseRate)),
            ("test", result.Test.Count),
            ("testWon", Output.Percent(result.Test.BaseRate)),
            ("split", result.Split.ToString().ToLowerInvariant())));
        foreach (string note in notes)
        {
            output.Line(note);
        }

        if (result.Entries.FirstOrDefault(e => e.Choice is not null) is { } best)
        {
            output.Line(CliTexts.Get("backtest.choice", ("calculator", best.Calculator), ("choice", best.Choice?.In())));
        }

        output.Line(result.Advice.In());
    }

    private static IReadOnlyList<string> Row(BacktestEntry entry) => entry.Evaluation is not { } e
        ? [entry.Calculator, "-", "-", "-", "-", "-", "-", "-", "-"]
        :
        [
            entry.Calculator, Figure(e.Auc), Figure(e.LogLoss), $"{Figure(entry.LogLoss.Low)}..{Figure(entry.LogLoss.High)}", Figure(e.Brier), Figure(e.CalibrationError),
            e.LiftOfBestTenth.ToString("0.0", CultureInfo.InvariantCulture), entry.TrainSeconds.ToString("0.00", CultureInfo.InvariantCulture),
            entry.PredictMicroseconds.ToString("0.00", CultureInfo.InvariantCulture),
        ];

    private static IEnumerable<string> Values(Table table, string column)
    {
        int at = table.Header.ToList().IndexOf(column);
        return table.Rows.Where(r => at < r.Count).Select(r => r[at]).Distinct().Take(10);
    }

    private static string Figure(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string[] Listed(string? text) => text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static int Fail(params string[] messages)
    {
        foreach (string message in messages)
        {
            Output.Error(message);
        }

        return ExitCodes.Failure;
    }
}
