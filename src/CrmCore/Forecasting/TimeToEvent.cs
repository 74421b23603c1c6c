using CrmCore.Forecasting.Distributions;
using CrmCore.Probabilities.Evaluation;

namespace CrmCore.Forecasting;

/// <summary>A day on which something happened.</summary>
/// <param name="Days">How many days after the beginning.</param>
/// <param name="AtRisk">How many had waited so long.</param>
/// <param name="Happened">For how many it happened then.</param>
/// <param name="Prevented">For how many something else prevented it then.</param>
/// <param name="Share">The share that it has happened to by then, 0 to 1.</param>
/// <param name="StandardError">The standard error of that share.</param>
public sealed record TimeToEventStep(double Days, int AtRisk, int Happened, int Prevented, double Share, double StandardError);

/// <summary>
/// How soon something happens, where some still wait: who waits counts as long as they have waited and is not left out (censoring). Where nothing can prevent
/// it this is the estimate of Kaplan and Meier (1958) with Greenwood's variance; where something can, it is that of Aalen and Johansen (1978) with the delta-method
/// variance, so that a deal that was lost counts as one that will never advance, not as one that might have. Immutable.
/// </summary>
public sealed class TimeToEvent
{
    private readonly TimeToEventStep[] _steps;

    private TimeToEvent(TimeToEventStep[] steps, int count, int happened, int prevented)
    {
        _steps = steps;
        Count = count;
        Happened = happened;
        Prevented = prevented;
    }

    /// <summary>How many waits it rests on.</summary>
    public int Count { get; }

    /// <summary>For how many it happened.</summary>
    public int Happened { get; }

    /// <summary>For how many it was prevented.</summary>
    public int Prevented { get; }

    /// <summary>How many still wait.</summary>
    public int Open => Count - Happened - Prevented;

    /// <summary>Whether it rests on fewer than <see cref="SmallGroups.Threshold"/>.</summary>
    public bool IsSmall => Count < SmallGroups.Threshold;

    /// <summary>The curve: one step for each length at which something happened, ascending. The share never falls.</summary>
    public IReadOnlyList<TimeToEventStep> Steps => _steps;

    /// <summary>The share that it happens to as far as the longest wait tells, 0 to 1; null for no waits.</summary>
    public double? ShareEver => Count == 0 ? null : _steps.Length == 0 ? 0 : _steps[^1].Share;

    /// <summary>The estimate from some waits; their order does not matter.</summary>
    /// <exception cref="ArgumentException">A length is negative or not finite.</exception>
    public static TimeToEvent Of(IEnumerable<Spell> spells)
    {
        Spell[] sorted = [.. Guard.Against.Null(spells).OrderBy(s => s.Days)];
        if (sorted.Any(s => !(s.Days >= 0) || !double.IsFinite(s.Days)))
        {
            throw new ArgumentException("A wait lasts a finite number of days, not below 0.", nameof(spells));
        }

        List<TimeToEventStep> steps = [];
        IncidenceVariance variance = new();
        double waiting = 1;
        double share = 0;
        for (int first = 0, next; first < sorted.Length; first = next)
        {
            int happened = 0;
            int prevented = 0;
            for (next = first; next < sorted.Length && sorted[next].Days == sorted[first].Days; next++)
            {
                happened += sorted[next].End == SpellEnd.Happened ? 1 : 0;
                prevented += sorted[next].End == SpellEnd.Prevented ? 1 : 0;
            }

            if (happened + prevented == 0)
            {
                continue;
            }

            int atRisk = sorted.Length - first;
            share = Math.Min(1, share + (waiting * happened / atRisk));
            double error = variance.After(waiting, share, atRisk, happened, happened + prevented);
            waiting *= (double)(atRisk - happened - prevented) / atRisk;
            steps.Add(new(sorted[first].Days, atRisk, happened, prevented, share, error));
        }

        return new([.. steps], sorted.Length, sorted.Count(s => s.End == SpellEnd.Happened), sorted.Count(s => s.End == SpellEnd.Prevented));
    }

    /// <summary>The share that it has happened to by a day, 0 to 1; null for no waits. Beyond the longest wait it stays as it is there.</summary>
    /// <param name="days">How many days after the beginning, not negative.</param>
    public double? ShareBy(double days) => Count == 0 ? null : StepAt(days)?.Share ?? 0;

    /// <summary>
    /// Where the true share by a day may lie: symmetric on the scale of log(-log), so that it stays within 0 to 1 (Kalbfleisch and Prentice). It is the share
    /// itself, and no interval, where that is 0 or 1; null for no waits.
    /// </summary>
    /// <param name="days">How many days after the beginning, not negative.</param>
    /// <param name="confidence">How sure, 0.5 to 0.9999.</param>
    public Interval? IntervalBy(double days, double confidence = 0.95)
    {
        double reach = Normal.Reach(confidence);
        if (ShareBy(days) is not { } share)
        {
            return null;
        }

        if (share is <= 0 or >= 1 || StepAt(days) is not { StandardError: > 0 and var error })
        {
            return new(share, share, share);
        }

        // On the scale of log(-log) of what has not happened.
        double rest = 1 - share;
        double width = Math.Exp(reach * error / (rest * Math.Abs(Math.Log(rest))));
        return new(share, 1 - Math.Pow(rest, 1 / width), 1 - Math.Pow(rest, width));
    }

    /// <summary>The first day by which it has happened to a share of all; null where it does not come so far.</summary>
    /// <param name="share">Above 0 and at most 1.</param>
    public double? DaysUntil(double share)
    {
        Guard.Against.OutOfRange(share, nameof(share), double.Epsilon, 1);

        // Sums of shares that should meet a round number may miss it by a rounding error.
        return Array.Find(_steps, s => s.Share >= share - 1e-12)?.Days;
    }

    /// <summary>The day by which it has happened to half of those it happens to at all; null where it happens to nobody.</summary>
    public double? MedianDays => ShareEver is > 0 and { } ever ? DaysUntil(ever / 2) : null;

    private TimeToEventStep? StepAt(double days)
    {
        Guard.Against.OutOfRange(days, nameof(days), 0, double.MaxValue);
        int low = 0;
        int high = _steps.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _steps[middle].Days <= days ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? null : _steps[low - 1];
    }
}
