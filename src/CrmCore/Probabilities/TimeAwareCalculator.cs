using System.Globalization;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities.Timing;

namespace CrmCore.Probabilities;

/// <summary>
/// The time-aware model at work on the opportunities of one pipeline: the chance to be won ever and by dates, given the stage and the days spent in it. Reasons are in
/// probability. Immutable, thread-safe.
/// </summary>
public sealed class TimeAwareCalculator : ITimedWinProbabilityCalculator
{
    private const int LeastStays = 40;

    private readonly Pipeline _pipeline;
    private readonly TimeAwareModel _model;
    private readonly IWinProbabilityCalculator _fallback;

    /// <summary>A calculator.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="model">What was learned from its deals.</param>
    /// <param name="fallback">Answers for stages with fewer than 40 stays, deals of other pipelines, and closed ones.</param>
    public TimeAwareCalculator(Pipeline pipeline, TimeAwareModel model, IWinProbabilityCalculator fallback)
    {
        _pipeline = Guard.Against.Null(pipeline);
        _model = Guard.Against.Null(model);
        _fallback = Guard.Against.Null(fallback);
    }

    /// <inheritdoc/>
    public string Name => "time-aware";

    /// <summary>Trains on the deals of a pipeline as they were known at an instant.</summary>
    /// <returns>Refused with <c>probability.not-enough-data</c>.</returns>
    public static TimeAwareResult Train(Pipeline pipeline, IEnumerable<OpportunitySnapshot> opportunities, DateTimeOffset at)
    {
        Guard.Against.Null(pipeline);
        return TimeAwareTrainer.Train(
            [.. pipeline.OfKind(StageKind.Open).Select(s => s.Key)],
            Guard.Against.Null(opportunities).Where(o => o.Pipeline.Key == pipeline.Key).SelectMany(o => StageVisits.Of(o, pipeline, at)));
    }

    /// <inheritdoc/>
    public WinProbability Estimate(OpportunitySnapshot record) => Estimate(record, Guard.Against.Null(record).ChangedAt);

    /// <inheritdoc/>
    public WinProbability Estimate(OpportunitySnapshot record, DateTimeOffset at)
    {
        Guard.Against.Null(record);
        if (record.StageKind != StageKind.Open)
        {
            return _fallback.Estimate(record, at);
        }

        if (record.Pipeline.Key != _pipeline.Key || _model.Evidence(record.Stage) < LeastStays)
        {
            return _fallback.Estimate(record, at) with { InsteadOf = Name };
        }

        double days = DaysInStage(record, at);
        double ever = _model.WonEver(record.Stage, days);
        double onEntry = _model.WonEver(record.Stage, 0);
        double start = _model.WonEver(_pipeline.Initial.Key, 0);
        Stage stage = _pipeline.Get(record.Stage);
        string waited = days.ToString("0.#", CultureInfo.InvariantCulture);
        string chinese = stage.Name.In(CultureInfo.GetCultureInfo(LocalizedText.SimplifiedChinese));
        List<ProbabilityReason> reasons =
        [
            new(new($"It is in {stage.Name}.", $"处于阶段“{chinese}”。"), onEntry - start),
            new(new($"It has been there for {waited} days.", $"已在该阶段停留 {waited} 天。"), ever - onEntry),
        ];
        reasons.Sort(static (a, b) => Math.Abs(b.Contribution).CompareTo(Math.Abs(a.Contribution)));
        return new(new(ever), Name, $"{_pipeline.Reference}", _model.Evidence(record.Stage), reasons)
        {
            Start = start,
            Timing = new(
                new(_model.WonWithin(record.Stage, days, 7)),
                new(_model.WonWithin(record.Stage, days, 30)),
                new(_model.WonWithin(record.Stage, days, 90)),
                _model.MedianDaysToWin(record.Stage, days) is { } median ? at.AddDays(median) : null),
        };
    }

    /// <inheritdoc/>
    public void Estimate(ReadOnlySpan<OpportunitySnapshot> records, DateTimeOffset at, Span<double> estimates)
    {
        for (int i = 0; i < records.Length; i++)
        {
            OpportunitySnapshot record = records[i];
            if (Knows(record))
            {
                estimates[i] = _model.WonEver(record.Stage, DaysInStage(record, at));
            }
            else
            {
                _fallback.Estimate(records.Slice(i, 1), at, estimates.Slice(i, 1));
            }
        }
    }

    /// <inheritdoc/>
    public double? WonWithin(OpportunitySnapshot record, DateTimeOffset at, double days) =>
        Knows(Guard.Against.Null(record)) ? _model.WonWithin(record.Stage, DaysInStage(record, at), Guard.Against.Negative(days)) : null;

    private bool Knows(OpportunitySnapshot record) =>
        record.StageKind == StageKind.Open && record.Pipeline.Key == _pipeline.Key && _model.Evidence(record.Stage) >= LeastStays;

    private static double DaysInStage(OpportunitySnapshot record, DateTimeOffset at) => Math.Max(0, (at - record.StageEnteredAt).TotalDays);
}
