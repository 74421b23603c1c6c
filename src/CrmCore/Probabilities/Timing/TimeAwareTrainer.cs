namespace CrmCore.Probabilities.Timing;

/// <summary>A time-aware model, or every reason why there is none.</summary>
public sealed record TimeAwareResult : Outcome
{
    internal TimeAwareResult(TimeAwareModel? model, IReadOnlyList<Refusal> refusals)
        : base(refusals) => Model = model;

    /// <summary>The model; null where it was refused.</summary>
    public TimeAwareModel? Model { get; }
}

/// <summary>Counts stays in stages.</summary>
public static class TimeAwareTrainer
{
    /// <summary>Steps of the grid at most; a day each where that is enough.</summary>
    private const int MostSteps = 180;

    /// <summary>Trains on stays. Their order does not matter.</summary>
    /// <param name="stages">The open stages.</param>
    /// <param name="visits">The stays; those in other stages are passed over.</param>
    /// <param name="least">How many stays that ended won, and how many that ended lost, are the least.</param>
    /// <returns>Refused with <c>probability.not-enough-data</c>.</returns>
    /// <exception cref="ArgumentException">A stay has a negative length, or one that is not a number.</exception>
    public static TimeAwareResult Train(IReadOnlyList<string> stages, IEnumerable<StageVisit> visits, int least = Training.TrainingFloor.Default)
    {
        Guard.Against.NullOrEmpty(stages, nameof(stages));
        Dictionary<string, int> numbers = stages.Select((s, i) => (s, i)).ToDictionary(p => p.s, p => p.i, StringComparer.Ordinal);
        StageVisit[] known = [.. Guard.Against.Null(visits).Where(v => numbers.ContainsKey(v.Stage))];
        if (known.Any(v => !(v.Days >= 0) || !double.IsFinite(v.Days)))
        {
            throw new ArgumentException("A stay lasts a number of days, not below 0.", nameof(visits));
        }

        int won = known.Count(v => v.End == VisitEnd.Won);
        int lost = known.Count(v => v.End == VisitEnd.Lost);
        if (won < least || lost < least)
        {
            return new(null, [new Refusal("probability.not-enough-data", ("won", won), ("lost", lost), ("least", least))]);
        }

        double[] lengths = [.. known.Select(v => v.Days).Order()];
        double long99 = lengths[(int)(0.99 * (lengths.Length - 1))];
        double binDays = Math.Max(1, Math.Ceiling(long99 * 1.5 / MostSteps));
        int steps = Math.Clamp((int)Math.Ceiling(long99 * 1.5 / binDays) + 2, 40, MostSteps);
        double[][] atRisk = [.. stages.Select(_ => new double[steps])];
        int[][][] exits = [.. stages.Select(_ => Enumerable.Range(0, stages.Count + 2).Select(_ => new int[steps]).ToArray())];
        foreach (StageVisit visit in known)
        {
            int stage = numbers[visit.Stage];
            int last = visit.Days < Hazards.FirstHour ? 0 : 1 + (int)Math.Min(visit.Days / binDays, steps);
            int end = visit.End switch
            {
                VisitEnd.Moved when visit.To is { } to && numbers.TryGetValue(to, out int target) && target != stage => target,
                VisitEnd.Won => stages.Count,
                VisitEnd.Lost => stages.Count + 1,
                _ => -1,
            };
            for (int step = 0; step <= Math.Min(last, steps - 1); step++)
            {
                atRisk[stage][step] += step == last && end < 0 ? 0.5 : 1;
            }

            if (end >= 0 && last < steps)
            {
                exits[stage][end][last]++;
            }
        }

        return new(new TimeAwareModel(stages, binDays, atRisk, exits), []);
    }
}
