using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Forecasting;

/// <summary>When a deal first reached each step of a funnel (the open stages, then won), as its history tells it up to an instant.</summary>
internal sealed class DealPath
{
    private readonly DateTimeOffset?[] _reached;
    private readonly DateTimeOffset?[] _stood;
    private readonly bool[] _passedOver;
    private readonly TimeSpan[] _time;
    private readonly int[] _backward;

    private DealPath(int steps)
    {
        _reached = new DateTimeOffset?[steps];
        _stood = new DateTimeOffset?[steps];
        _passedOver = new bool[steps];
        _time = new TimeSpan[steps];
        _backward = new int[steps];
    }

    /// <summary>How many steps the funnel has.</summary>
    public int Steps => _reached.Length;

    /// <summary>What it meant to stand where the deal stood at the instant.</summary>
    public StageKind Kind { get; private set; }

    /// <summary>When it was closed; null while it was open.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>The path; null where the deal was created later or never stood in a stage of the pipeline.</summary>
    public static DealPath? Of(OpportunitySnapshot opportunity, Pipeline pipeline, int steps, DateTimeOffset at)
    {
        DealPath path = new(steps);
        int here = -1;
        DateTimeOffset since = default;
        bool stands = false;
        foreach (HistoryEntry row in opportunity.History)
        {
            if (row.At > at)
            {
                break;
            }

            bool enters = row.Kind is HistoryKind.Created or HistoryKind.Moved or HistoryKind.Migrated;
            if (pipeline.Find(row.To) is not { } stage || (stands && !enters))
            {
                continue;
            }

            int next = stage.IsOpen ? pipeline.IndexOf(stage.Key) : -1;
            path.Leave(here, next, since, row.At);
            path.Enter(stage, next, row.At);
            (here, since, stands) = (next, row.At, true);
        }

        if (!stands)
        {
            return null;
        }

        path.Leave(here, -1, since, at);
        path.Finish();
        return path;
    }

    /// <summary>When it first reached a step, by entering it, a later one, or by being won; null where it did not.</summary>
    public DateTimeOffset? Reached(int step) => _reached[step];

    /// <summary>When it first stood in a stage; null where it never did.</summary>
    public DateTimeOffset? Stood(int step) => _stood[step];

    /// <summary>Whether it came further before it ever stood in a stage.</summary>
    public bool IsPassedOver(int step) => _passedOver[step];

    /// <summary>How long it stood in a stage over all visits.</summary>
    public TimeSpan TimeIn(int step) => _time[step];

    /// <summary>How often it went back from a stage to an earlier one.</summary>
    public int BackwardFrom(int step) => _backward[step];

    private void Enter(Stage stage, int step, DateTimeOffset at)
    {
        if (Kind != stage.Kind)
        {
            ClosedAt = stage.IsOpen ? null : at;
        }

        Kind = stage.Kind;
        if (step < 0)
        {
            return;
        }

        _stood[step] ??= at;
        for (int passed = step; passed >= 0 && _reached[passed] is null; passed--)
        {
            _reached[passed] = at;
            _passedOver[passed] = passed < step;
        }
    }

    private void Leave(int step, int next, DateTimeOffset since, DateTimeOffset at)
    {
        if (step >= 0)
        {
            _time[step] += at - since;
            _backward[step] += next >= 0 && next < step ? 1 : 0;
        }
    }

    /// <summary>A deal that is won reached all; one that was won and is no more did not.</summary>
    private void Finish()
    {
        _reached[0] ??= ClosedAt;
        for (int step = _reached.Length - 1; Kind == StageKind.Won && step >= 0 && _reached[step] is null; step--)
        {
            _reached[step] = ClosedAt;
        }
    }
}
