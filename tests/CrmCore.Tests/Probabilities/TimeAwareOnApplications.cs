using System.Globalization;
using CrmCore.Probabilities.Timing;
using CrmCore.Tests.PublicData;
using Xunit.Abstractions;

namespace CrmCore.Tests.Probabilities;

/// <summary>The time-aware model on real stage histories: trained on the cases registered first, as they were known when the others began.</summary>
public class TimeAwareOnApplications(ITestOutputHelper output)
{
    private static readonly string[] Stages = ["A_SUBMITTED", "A_PREACCEPTED", "A_FINALIZED", "O_SENT", "O_SENT_BACK"];

    private sealed record Case(DateTimeOffset Registered, DateTimeOffset Decided, bool Won, List<(string Stage, DateTimeOffset At)> Entries);

    [SharedDataFact]
    public void Won_by_a_day_is_calibrated_on_later_cases()
    {
        Case[] cases = Read();
        DateTimeOffset cut = cases[(int)(0.8 * cases.Length)].Registered;
        StageVisit[] known = [.. cases.Where(c => c.Registered < cut).SelectMany(c => Visits(c, cut))];
        TimeAwareModel model = TimeAwareTrainer.Train(Stages, known).Model!;
        foreach (int days in new[] { 7, 14, 30 })
        {
            List<(double Estimate, bool Won)> judged = [];
            foreach (Case later in cases.Where(c => c.Registered >= cut))
            {
                judged.AddRange(Moments(later).Select(m => (model.WonWithin(m.Stage, m.Days, days), later.Won && (later.Decided - m.At).TotalDays <= days)));
            }

            double[] estimates = [.. judged.Select(j => j.Estimate)];
            bool[] won = [.. judged.Select(j => j.Won)];
            double byTens = CrmCore.Probabilities.Evaluation.CalibrationCurve.EqualCount(estimates, won, 10).Sum(b => (double)b.Count / won.Length * Math.Abs(b.MeanEstimate - b.WinRate));
            double byWidth = CrmCore.Probabilities.Evaluation.Metrics.CalibrationError(estimates, won);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{days} days: {won.Length} moments, mean {estimates.Average():0.0000} against {(double)won.Count(w => w) / won.Length:0.0000}, error by tenths {byTens:0.0000}, by width {byWidth:0.0000}, AUC {CrmCore.Probabilities.Evaluation.Metrics.Auc(estimates, won):0.000}"));
            Assert.InRange(byTens, 0, 0.03);
            Assert.InRange(byWidth, 0, 0.03);
        }
    }

    /// <summary>On entering a stage, and every week while it stands there.</summary>
    private static IEnumerable<(string Stage, double Days, DateTimeOffset At)> Moments(Case one)
    {
        for (int i = 0; i < one.Entries.Count; i++)
        {
            DateTimeOffset end = i + 1 < one.Entries.Count ? one.Entries[i + 1].At : one.Decided;
            for (DateTimeOffset at = one.Entries[i].At; at < end || at == one.Entries[i].At; at = at.AddDays(7))
            {
                yield return (one.Entries[i].Stage, (at - one.Entries[i].At).TotalDays, at);
            }
        }
    }

    private static IEnumerable<StageVisit> Visits(Case one, DateTimeOffset until)
    {
        for (int i = 0; i < one.Entries.Count && one.Entries[i].At < until; i++)
        {
            bool isLast = i + 1 == one.Entries.Count;
            DateTimeOffset end = isLast ? one.Decided : one.Entries[i + 1].At;
            double days = Math.Max(0, ((end < until ? end : until) - one.Entries[i].At).TotalDays);
            yield return end >= until
                ? new(one.Entries[i].Stage, days, VisitEnd.Open)
                : new(one.Entries[i].Stage, days, !isLast ? VisitEnd.Moved : one.Won ? VisitEnd.Won : VisitEnd.Lost, isLast ? null : one.Entries[i + 1].Stage);
        }
    }

    private static Case[] Read()
    {
        string folder = Path.Combine(SharedData.Folder!, "bpic2012");
        Dictionary<string, Case> cases = File.ReadLines(Path.Combine(folder, "cases.csv")).Skip(1).Select(l => l.Split(',')).ToDictionary(
            c => c[0],
            c => new Case(Instant(c[2]), Instant(c[4]), c[3] == "won", []));
        foreach (string[] e in File.ReadLines(Path.Combine(folder, "stage_events.csv")).Skip(1).Select(l => l.Split(',')))
        {
            Case one = cases[e[0]];
            if (Stages.Contains(e[2]) && Instant(e[1]) < one.Decided && (one.Entries.Count == 0 || one.Entries[^1].Stage != e[2]))
            {
                one.Entries.Add((e[2], Instant(e[1])));
            }
        }

        return [.. cases.Values.OrderBy(c => c.Registered)];
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
