using System.Globalization;
using CrmCore.Cli.Terminal;
using CrmCore.Matching.Learning;

namespace CrmCore.Cli.Matching;

/// <summary>Shows what was learned of each field.</summary>
internal static class LearnedReport
{
    public static void Write(LearnedWeights learned, Output output)
    {
        if (!learned.Succeeded)
        {
            foreach (Refusal refusal in learned.Refusals)
            {
                output.Warning(refusal.Describe());
            }

            return;
        }

        output.Step(CliTexts.Get("step.learned"), CliTexts.Get(
            "match.learned",
            ("candidates", learned.Candidates.ToString("#,0", CultureInfo.InvariantCulture)),
            ("random", learned.RandomPairs.ToString("#,0", CultureInfo.InvariantCulture)),
            ("rounds", learned.Rounds),
            ("same", CliTexts.Count("pairs", (int)Math.Round((double)learned.ExpectedMatches)))));
        output.Table(
            [CliTexts.Get("match.column.field"), CliTexts.Get("match.column.similarity"), CliTexts.Get("match.column.same"), CliTexts.Get("match.column.different"), CliTexts.Get("match.column.weight")],
            learned.Fields.Where(f => f.Filled > 0).SelectMany(f => f.Levels.Select((l, i) => (IReadOnlyList<string>)
            [
                i == 0 ? f.Field : "",
                l.AtLeast > 0 ? l.AtLeast.ToString("0.##", CultureInfo.InvariantCulture) : CliTexts.Get("match.less"),
                l.AmongSame.ToString("P2", CultureInfo.InvariantCulture),
                l.AmongDifferent.ToString("P4", CultureInfo.InvariantCulture),
                l.Weight.ToString("+0.0;-0.0;0", CultureInfo.InvariantCulture),
            ])),
            1, 2, 3, 4);
    }
}
