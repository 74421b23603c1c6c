using CrmCore.Pipelines;

namespace CrmCore.Opportunities;

/// <summary>In what way a real history leaves the definition.</summary>
public enum DeviationKind
{
    /// <summary>The event names no stage of the pipeline; it is passed over.</summary>
    UnknownStage = 0,

    /// <summary>The history does not begin in the initial stage.</summary>
    StartsElsewhere = 1,

    /// <summary>The pipeline has no such move.</summary>
    NoSuchMove = 2,

    /// <summary>The stage is the one it stands in already; the event is passed over.</summary>
    Repeated = 3,

    /// <summary>The event is listed after a later one; events are put in the order of their instants.</summary>
    OutOfOrder = 4,
}

/// <summary>A place where a real history leaves the definition.</summary>
/// <param name="Case">The case.</param>
/// <param name="Kind">In what way.</param>
/// <param name="At">When.</param>
/// <param name="From">The stage before; null for none.</param>
/// <param name="To">The stage that the event names.</param>
public sealed record Deviation(string Case, DeviationKind Kind, DateTimeOffset At, string? From, string To);

/// <summary>A case as it was replayed.</summary>
/// <param name="Case">Its key.</param>
/// <param name="Moves">The stages it entered, oldest first, with the instants as they were given.</param>
/// <param name="Deviations">Where it leaves the definition.</param>
public sealed record ReplayedCase(string Case, IReadOnlyList<PastMove> Moves, IReadOnlyList<Deviation> Deviations)
{
    /// <summary>The stage it ended in.</summary>
    public string Stage => Moves[^1].Stage;

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt => Moves[0].At;

    /// <summary>When it entered its last stage.</summary>
    public DateTimeOffset EndedAt => Moves[^1].At;

    /// <summary>The opportunity that it is, with this past.</summary>
    public Opportunity ToOpportunity(NewOpportunity details, Pipeline pipeline) => Opportunity.TakeOver(details, pipeline, StartedAt, Moves);

    /// <summary>How long it stood in each stage before its last one, over all visits; points in time, whatever their offsets.</summary>
    public IReadOnlyDictionary<string, TimeSpan> TimeInStages()
    {
        Dictionary<string, TimeSpan> times = new(StringComparer.Ordinal);
        for (int i = 1; i < Moves.Count; i++)
        {
            times[Moves[i - 1].Stage] = times.GetValueOrDefault(Moves[i - 1].Stage) + (Moves[i].At - Moves[i - 1].At);
        }

        return times;
    }
}

/// <summary>
/// Replays histories that happened elsewhere (case, instant, stage) against a pipeline: nothing is refused, because it happened, and whatever leaves the
/// definition is listed. Gates are not judged, because such a history does not tell what was known. Events of different cases may be mixed. Not thread-safe.
/// </summary>
public sealed class StageReplay
{
    private readonly Pipeline _pipeline;
    private readonly Dictionary<string, List<PastMove>> _events = new(StringComparer.Ordinal);

    /// <summary>A replay against a pipeline.</summary>
    public StageReplay(Pipeline pipeline) => _pipeline = Guard.Against.Null(pipeline);

    /// <summary>How many events were added.</summary>
    public long EventCount { get; private set; }

    /// <summary>Adds an event.</summary>
    /// <param name="caseKey">The case; 1 to 200 characters.</param>
    /// <param name="at">When.</param>
    /// <param name="stage">The key of the stage that was entered.</param>
    /// <exception cref="ArgumentException">The case or the stage is blank or too long.</exception>
    public void Add(string caseKey, DateTimeOffset at, string stage)
    {
        DetailTexts.Checked(caseKey, 200, nameof(caseKey));
        DetailTexts.Checked(stage, 200, nameof(stage));
        if (!_events.TryGetValue(caseKey, out List<PastMove>? events))
        {
            _events.Add(caseKey, events = []);
        }

        events.Add(new(stage, at));
        EventCount++;
    }

    /// <summary>The cases in the order of their first events; one without any event of a known stage is left out of <see cref="ReplayedCase"/> and named in <paramref name="withoutStage"/>.</summary>
    public IReadOnlyList<ReplayedCase> Run(out IReadOnlyList<string> withoutStage)
    {
        List<ReplayedCase> cases = [];
        List<string> empty = [];
        foreach ((string key, List<PastMove> events) in _events)
        {
            ReplayedCase replayed = Run(key, events);
            if (replayed.Moves.Count == 0)
            {
                empty.Add(key);
            }
            else
            {
                cases.Add(replayed);
            }
        }

        withoutStage = empty;
        return cases;
    }

    private ReplayedCase Run(string key, List<PastMove> events)
    {
        List<PastMove> moves = [];
        List<Deviation> deviations = [];
        for (int i = 1; i < events.Count; i++)
        {
            if (events[i].At < events[i - 1].At)
            {
                deviations.Add(new(key, DeviationKind.OutOfOrder, events[i].At, events[i - 1].Stage, events[i].Stage));
            }
        }

        foreach (PastMove move in events.OrderBy(e => e.At))
        {
            string? from = moves.Count == 0 ? null : moves[^1].Stage;
            DeviationKind? kind = KindOf(from, move.Stage);
            if (kind is { } deviation)
            {
                deviations.Add(new(key, deviation, move.At, from, move.Stage));
            }

            if (kind is not (DeviationKind.UnknownStage or DeviationKind.Repeated))
            {
                moves.Add(move);
            }
        }

        return new(key, moves, deviations);
    }

    private DeviationKind? KindOf(string? from, string to)
    {
        if (_pipeline.Find(to) is null)
        {
            return DeviationKind.UnknownStage;
        }

        if (from is null)
        {
            return to == _pipeline.Initial.Key ? null : DeviationKind.StartsElsewhere;
        }

        return from == to ? DeviationKind.Repeated : _pipeline.FindMove(from, to) is null ? DeviationKind.NoSuchMove : null;
    }
}
