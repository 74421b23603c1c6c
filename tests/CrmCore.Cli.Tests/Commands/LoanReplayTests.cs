using System.Globalization;
using CrmCore.Cli.Pipelines;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Tests.PublicData;

namespace CrmCore.Cli.Tests.Commands;

/// <summary>7,455 real loan applications with 52,474 events, replayed through a pipeline that is a JSON file beside this test.</summary>
public sealed class LoanReplayTests
{
    private static readonly string PipelineJson = Path.Combine(AppContext.BaseDirectory, "Data", "loan.json");

    /// <summary>A case is registered a moment before or after its first event.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    [Fact]
    public void The_pipeline_has_no_defect() => Assert.Empty(PipelineFile.Read(PipelineJson, out _));

    [SharedDataFact]
    public void Every_case_ends_where_it_really_ended_and_its_time_is_right()
    {
        Assert.Empty(PipelineFile.Read(PipelineJson, out Pipeline? pipeline));
        HistoryFile history = HistoryFile.TryOpen(SharedData.PathOf("bpic2012/stage_events.csv"), null, null, null, out string? problem)!;
        Assert.Null(problem);
        StageReplay replay = new(pipeline!);
        history.ReadInto(replay, CancellationToken.None);
        Dictionary<string, ReplayedCase> cases = replay.Run(out IReadOnlyList<string> withoutStage).ToDictionary(c => c.Case);
        string[][] truth = [.. File.ReadLines(SharedData.PathOf("bpic2012/cases.csv")).Skip(1).Select(l => l.Split(','))];

        Assert.Empty(history.Problems);
        Assert.Empty(withoutStage);
        Assert.Equal(52_474, replay.EventCount);
        Assert.Equal(7_455, cases.Count);
        foreach (string[] row in truth)
        {
            ReplayedCase replayed = cases[row[0]];
            Stage end = pipeline!.Get(replayed.Stage);
            string outcome = end.Kind == StageKind.Won ? "won" : end.Key == "A_DECLINED" ? "declined" : end.Key == "A_CANCELLED" ? "cancelled" : "open";
            Assert.Equal(row[3], outcome);

            Opportunity deal = replayed.ToOpportunity(new(OpportunityId.New(TimeProvider.System), row[0]), pipeline);
            DateTime began = Utc(row[2]);
            Assert.Equal(began, replayed.StartedAt.UtcDateTime, Moment);
            Assert.Equal(Utc(row[4]), deal.Closing!.At.UtcDateTime);
            Assert.Equal(deal.StageEnteredAt.UtcDateTime - replayed.StartedAt.UtcDateTime, replayed.TimeInStages().Values.Aggregate(TimeSpan.Zero, (a, b) => a + b));
            IReadOnlyDictionary<string, TimeSpan> times = deal.TimeInStages(deal.StageEnteredAt);
            Assert.All(replayed.TimeInStages(), t => Assert.Equal(t.Value, times[t.Key]));
        }
    }

    [SharedDataFact]
    public void What_the_process_did_against_the_definition_is_counted()
    {
        PipelineFile.Read(PipelineJson, out Pipeline? pipeline);
        HistoryFile history = HistoryFile.TryOpen(SharedData.PathOf("bpic2012/stage_events.csv"), null, null, null, out _)!;
        StageReplay replay = new(pipeline!);
        history.ReadInto(replay, CancellationToken.None);
        HistoryReport report = history.Report(replay, pipeline!);

        Assert.Equal(1_334 + 2_115 + 453, report.Deviations.Where(d => d.Kind == "UnknownStage").Sum(d => d.Count));
        Assert.Equal(1_673, report.Deviations.Single(d => (d.Kind, d.From, d.To) == ("NoSuchMove", "O_SELECTED", "A_FINALIZED")).Count);
        Assert.Equal(1_673, report.Deviations.Single(d => (d.Kind, d.From, d.To) == ("NoSuchMove", "A_FINALIZED", "O_CREATED")).Count);
        Assert.DoesNotContain(report.Deviations, d => d.Kind is "OutOfOrder" or "StartsElsewhere");
        Assert.Equal(new Dictionary<string, int> { ["Won"] = 1_336, ["Lost"] = 4_401 + 1_718 }, report.EndedAs);
    }

    private static DateTime Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).UtcDateTime;
}
