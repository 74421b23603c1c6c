using CrmCore.Pipelines;

namespace CrmCore.Forecasting;

/// <summary>Counts one step of a funnel.</summary>
internal sealed class FunnelCount
{
    private readonly List<Spell> _toNext = [];
    private readonly List<double> _timeHere = [];
    private int _passed;
    private int _lost;
    private int _pending;
    private int _skipped;
    private int _backward;

    public int Reached { get; private set; }

    /// <summary>Counts a deal; instants outside the funnel's period happened elsewhere.</summary>
    public void Add(DealPath path, int step, DateTimeOffset at, Func<DateTimeOffset, bool> counts)
    {
        if (path.Reached(step) is not { } reached)
        {
            return;
        }

        Reached += counts(reached) ? 1 : 0;
        if (step == path.Steps - 1)
        {
            return;
        }

        (DateTimeOffset end, SpellEnd how) = path.Reached(step + 1) is { } next ? (next, SpellEnd.Happened)
            : path.Kind == StageKind.Lost ? (path.ClosedAt!.Value, SpellEnd.Prevented)
            : (at, SpellEnd.Open);
        _passed += how == SpellEnd.Happened && counts(end) ? 1 : 0;
        _lost += how == SpellEnd.Prevented && counts(end) ? 1 : 0;
        _pending += how == SpellEnd.Open ? 1 : 0;
        if (path.Stood(step) is not { } stood)
        {
            _skipped += counts(reached) ? 1 : 0;
        }
        else if (counts(stood))
        {
            _timeHere.Add(path.TimeIn(step).TotalDays);
            _backward += path.BackwardFrom(step);

            if (!path.IsPassedOver(step))
            {
                _toNext.Add(new((end - stood).TotalDays, how));
            }
        }
    }

    public FunnelStep ToStep(Stage stage, int entered) => new(stage)
    {
        Reached = Reached,
        Share = entered == 0 ? null : (double)Reached / entered,
        Passed = _passed,
        Lost = _lost,
        Pending = _pending,
        Skipped = _skipped,
        Backward = _backward,
        ToNext = TimeToEvent.Of(_toNext),
        TimeHere = new(_timeHere),
    };
}
