using System.Globalization;
using CrmCore.Cli.Pipelines;
using CrmCore.Forecasting;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Tests.PublicData;

namespace CrmCore.Cli.Tests.Analysis;

/// <summary>The funnel of 7,455 real loan applications against numbers that are counted here from the lines of the file, without the library.</summary>
public sealed class LoanFunnelTests
{
    private static readonly string[] Open = ["A_SUBMITTED", "A_PARTLYSUBMITTED", "A_PREACCEPTED", "A_ACCEPTED", "A_FINALIZED", "O_SELECTED", "O_CREATED", "O_SENT", "O_SENT_BACK"];

    private static readonly string[] Won = ["A_APPROVED", "A_REGISTERED", "A_ACTIVATED"];

    private static readonly string[] Lost = ["A_DECLINED", "A_CANCELLED"];

    [SharedDataFact]
    public void Reached_conversion_and_times_equal_those_counted_from_the_events()
    {
        Assert.Empty(PipelineFile.Read(Path.Combine(AppContext.BaseDirectory, "Data", "loan.json"), out Pipeline? pipeline));
        Assert.Equal(Open, pipeline!.OfKind(StageKind.Open).Select(s => s.Key));
        Funnel funnel = Funnel.Of(Deals(pipeline), pipeline, new DateTimeOffset(2013, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Case[] cases = Cases();

        Assert.Equal((7_455, 1_336, 6_119, 0), (funnel.Entered, funnel.Won, funnel.Lost, funnel.Invalid));
        for (int stage = 0; stage < Open.Length; stage++)
        {
            FunnelStep step = funnel.Steps[stage];
            int passed = cases.Count(c => c.Furthest > stage);
            int lost = cases.Count(c => !c.IsWon && c.Furthest == stage);
            Assert.Equal((passed + lost, passed, lost, 0), (step.Reached, step.Passed, step.Lost, step.Pending));
            Assert.Equal(passed + lost == 0 ? null : (double)passed / (passed + lost), step.Conversion);

            double[] here = [.. cases.Where(c => c.TimeIn(stage) is not null).Select(c => c.TimeIn(stage)!.Value.TotalDays)];
            Assert.Equal(here.Length, step.TimeHere.Count);
            Assert.Equal(here.Average(), step.TimeHere.Mean!.Value, 1e-6);
            Assert.Equal(here.Sum(), step.TimeHere.Mean!.Value * step.TimeHere.Count, 1e-3);

            // Every case is closed, so the share by a day is a plain count.
            double?[] waits = [.. cases.Where(c => c.StoodBeforeLater(stage)).Select(c => c.DaysToLater(stage))];
            Assert.Equal(waits.Length, step.ToNext.Count);
            foreach (double day in (double[])[0.01, 1, 7, 30, 90])
            {
                Assert.Equal((double)waits.Count(w => w <= day) / waits.Length, step.ToNext.ShareBy(day)!.Value, 1e-9);
            }
        }

        // Read from the file once by hand, with awk.
        Assert.Equal(7_455, funnel.Steps[1].Reached);
        Assert.Equal(4_143, funnel.Steps[2].Reached);
    }

    private static IEnumerable<OpportunitySnapshot> Deals(Pipeline pipeline)
    {
        HistoryFile history = HistoryFile.TryOpen(SharedData.PathOf("bpic2012/stage_events.csv"), null, null, null, out _)!;
        StageReplay replay = new(pipeline);
        history.ReadInto(replay, CancellationToken.None);
        return replay.Run(out _).Select(c => c.ToOpportunity(new(OpportunityId.New(TimeProvider.System), c.Case), pipeline).ToSnapshot());
    }

    private static Case[] Cases() =>
    [
        .. File.ReadLines(SharedData.PathOf("bpic2012/stage_events.csv")).Skip(1).Select(line => line.Split(','))
            .GroupBy(fields => fields[0])
            .Select(events => new Case([.. events.Select(e => (At: DateTimeOffset.Parse(e[1], CultureInfo.InvariantCulture), Stage: e[2])).Where(e => Open.Concat(Won).Concat(Lost).Contains(e.Stage)).OrderBy(e => e.At)])),
    ];

    private sealed record Case((DateTimeOffset At, string Stage)[] Events)
    {
        public bool IsWon => Won.Contains(Events[^1].Stage);

        public int Furthest => IsWon ? Open.Length : Events.Max(e => Array.IndexOf(Open, e.Stage));

        public TimeSpan? TimeIn(int stage)
        {
            TimeSpan? time = null;
            for (int i = 0; i < Events.Length - 1; i++)
            {
                time = Events[i].Stage == Open[stage] ? (time ?? TimeSpan.Zero) + (Events[i + 1].At - Events[i].At) : time;
            }

            return time;
        }

        /// <summary>Whether it stood in a stage and in no later one before.</summary>
        public bool StoodBeforeLater(int stage) =>
            Array.FindIndex(Events, e => e.Stage == Open[stage]) is >= 0 and int first && (First(stage) is not { } later || first < later);

        public double? DaysToLater(int stage) => First(stage) is { } later
            ? (Events[later].At - Events[Array.FindIndex(Events, e => e.Stage == Open[stage])].At).TotalDays
            : null;

        private int? First(int stage)
        {
            int later = Array.FindIndex(Events, e => Array.IndexOf(Open, e.Stage) > stage || (IsWon && Won.Contains(e.Stage)));
            return later < 0 ? null : later;
        }
    }
}
