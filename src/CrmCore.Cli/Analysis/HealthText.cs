using System.Globalization;
using CrmCore.Cli.Pipelines;
using CrmCore.Cli.Terminal;
using CrmCore.Health;
using CrmCore.Pipelines;
using Spectre.Console;

namespace CrmCore.Cli.Analysis;

/// <summary>Prints what to do today, by owner.</summary>
internal static class HealthText
{
    private const int BarWidth = 24;

    public static void Write(Output output, HealthList list, HealthPolicy policy, PipelineCatalog pipelines, Func<AccountId, string?> accountName, int shown, DateTimeOffset asOf)
    {
        output.Title(CliTexts.Get("health.title", ("date", string.Create(CultureInfo.InvariantCulture, $"{asOf:yyyy-MM-dd}"))));
        output.Line(CliTexts.Get(
            "health.summary", ("deals", CliTexts.Count("opportunities.open", list.CheckedCount)), ("alarms", CountOf(list, HealthSeverity.Alarm)), ("warnings", CountOf(list, HealthSeverity.Warning)), ("infos", CountOf(list, HealthSeverity.Info))));
        if (list.Deals.Count == 0)
        {
            return;
        }

        output.Table(
            [CliTexts.Get("health.column.check"), CliTexts.Get("health.column.deals"), CliTexts.Get("health.column.share"), CliTexts.Get("health.column.advice")],
            policy.Definition.Checks.Where(c => list.Counts.ContainsKey(c.Key)).OrderByDescending(c => c.Severity).Select(c => (IReadOnlyList<string>)
            [
                $"{MarkOf(c.Severity)} {c.Name.In()}", AnalysisText.Count(list.Counts[c.Key]), Bar.Of((double)list.Counts[c.Key] / list.CheckedCount, BarWidth), c.Advice.In(),
            ]),
            1);
        foreach (OwnerHealth owner in list.ByOwner)
        {
            output.Title(CliTexts.Get("health.owner", ("owner", owner.Owner?.Value ?? CliTexts.Get("health.nobody")), ("deals", CliTexts.Count("opportunities.open", owner.Deals.Count))));
            foreach (DealHealth deal in owner.Deals.Take(shown))
            {
                Write(output, deal, pipelines, accountName);
            }

            if (owner.Deals.Count > shown)
            {
                output.Line("  " + CliTexts.Get("analysis.more", ("count", owner.Deals.Count - shown)));
            }
        }
    }

    private static void Write(Output output, DealHealth health, PipelineCatalog pipelines, Func<AccountId, string?> accountName)
    {
        string?[] about = [health.Deal.Name, health.Deal.Account is { } account ? accountName(account) : null, health.Deal.Amount is { } amount ? Output.Money(amount) : null, pipelines.StageOf(health.Deal).In()];
        output.Marked(MarkOf(health.Worst), ColorOf(health.Worst), string.Join(" · ", about.Where(a => a is not null).Distinct()), Decoration.Bold);
        foreach (HealthFinding finding in health.Findings.Where(f => f.Severity > HealthSeverity.Info))
        {
            output.Marked("  " + MarkOf(finding.Severity), ColorOf(finding.Severity), $"{finding.Text.In()} → {finding.Advice.In()}", Decoration.None);
        }

        string[] minor = [.. health.Findings.Where(f => f.Severity == HealthSeverity.Info).Select(f => f.Text.In())];
        if (minor.Length > 0)
        {
            output.Marked("  " + MarkOf(HealthSeverity.Info), ColorOf(HealthSeverity.Info), Output.Sentences(minor), Decoration.None);
        }
    }

    private static int CountOf(HealthList list, HealthSeverity severity) => list.Deals.Count(d => d.Worst == severity);

    /// <summary>Severities differ in shape as well as in colour.</summary>
    private static string MarkOf(HealthSeverity severity) => severity switch
    {
        HealthSeverity.Alarm => "▲",
        HealthSeverity.Warning => "●",
        _ => "○",
    };

    private static Color ColorOf(HealthSeverity severity) => severity switch
    {
        HealthSeverity.Alarm => Color.Red,
        HealthSeverity.Warning => Color.Yellow,
        _ => Color.Grey,
    };
}
