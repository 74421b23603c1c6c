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

        output.Step("learned", string.Create(
            CultureInfo.InvariantCulture,
            $"from {learned.Candidates:#,0} candidates and {learned.RandomPairs:#,0} random pairs in {learned.Rounds} rounds; about {learned.ExpectedMatches:#,0} pairs are the same"));
        output.Table(
            ["field", "similarity", "among same", "among different", "weight (bits)"],
            learned.Fields.Where(f => f.Filled > 0).SelectMany(f => f.Levels.Select((l, i) => (IReadOnlyList<string>)
            [
                i == 0 ? f.Field : "",
                l.AtLeast > 0 ? l.AtLeast.ToString("0.##", CultureInfo.InvariantCulture) : "less",
                l.AmongSame.ToString("P2", CultureInfo.InvariantCulture),
                l.AmongDifferent.ToString("P4", CultureInfo.InvariantCulture),
                l.Weight.ToString("+0.0;-0.0;0", CultureInfo.InvariantCulture),
            ])),
            1, 2, 3, 4);
    }
}
