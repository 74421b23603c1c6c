using System.Text.Json.Serialization;

namespace CrmCore.Probabilities.Timing;

/// <summary>
/// Competing risks over stage and days in stage: how likely each end of a stay is at each age (discrete hazards, the Aalen-Johansen estimator on a grid of days;
/// open deals are censored, not dropped), chained over the stages. It tells the chance to be won ever and by a date, given how long a deal has waited. Looking an
/// estimate up allocates nothing. Immutable, thread-safe; gives bit-equal estimates after it was stored.
/// </summary>
public sealed class TimeAwareModel
{
    private readonly Dictionary<string, int> _stages;
    private readonly WinningTimes _times;

    /// <summary>A model of counts.</summary>
    /// <param name="stages">The open stages.</param>
    /// <param name="binDays">How many days a step of the grid spans.</param>
    /// <param name="atRisk">How many stays lasted into each step, by stage; one that was censored in a step counts half there.</param>
    /// <param name="exits">How many stays ended in each step, by stage and then by end: the stages in their order, won, lost.</param>
    /// <exception cref="ArgumentException">The counts do not fit the stages.</exception>
    [JsonConstructor]
    public TimeAwareModel(IReadOnlyList<string> stages, double binDays, IReadOnlyList<IReadOnlyList<double>> atRisk, IReadOnlyList<IReadOnlyList<IReadOnlyList<int>>> exits)
    {
        Stages = Guard.Against.NullOrEmpty(stages, nameof(stages)).ToArray();
        BinDays = Guard.Against.NegativeOrZero(binDays);
        AtRisk = Guard.Against.Null(atRisk);
        Exits = Guard.Against.Null(exits);
        Guard.Against.InvalidInput(binDays, nameof(binDays), double.IsFinite, "The days are a number.");
        Guard.Against.InvalidInput(atRisk, nameof(atRisk), r => r.All(s => s.All(double.IsFinite)), "The counts are numbers.");
        int steps = atRisk.Count == 0 ? 0 : atRisk[0].Count;
        if (steps < 2 || atRisk.Count != Stages.Count || exits.Count != Stages.Count || atRisk.Any(a => a.Count != steps) || exits.Any(e => e.Count != Stages.Count + 2 || e.Any(d => d.Count != steps)))
        {
            throw new ArgumentException("Each stage needs its counts, all of one length.", nameof(exits));
        }

        _stages = Stages.Select((s, i) => (s, i)).ToDictionary(p => p.s, p => p.i, StringComparer.Ordinal);
        _times = new WinningTimes(Hazards.Of(atRisk, exits));
    }

    /// <summary>The open stages.</summary>
    public IReadOnlyList<string> Stages { get; }

    /// <summary>How many days a step spans.</summary>
    public double BinDays { get; }

    /// <summary>How many stays lasted into each step. Step 0 is the first hour.</summary>
    public IReadOnlyList<IReadOnlyList<double>> AtRisk { get; }

    /// <summary>How many stays ended in each step.</summary>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<int>>> Exits { get; }

    /// <summary>How far it can look ahead day by day; a longer time counts as this one.</summary>
    [JsonIgnore]
    public double HorizonDays => (_times.Steps - 1) * BinDays;

    /// <summary>How many stays in a stage it has seen; 0 for a stage that it does not know.</summary>
    public int Evidence(string stage) => _stages.TryGetValue(Guard.Against.Null(stage), out int s) ? (int)AtRisk[s][0] : 0;

    /// <summary>The chance to be won ever.</summary>
    /// <param name="stage">The stage it stands in.</param>
    /// <param name="daysInStage">How long already.</param>
    /// <exception cref="ArgumentException">The stage is not known.</exception>
    public double WonEver(string stage, double daysInStage)
    {
        (int s, int step, double share) = PlaceOf(stage, daysInStage);
        return Mixed(_times.Ever(s, step), _times.Ever(s, step + 1), share);
    }

    /// <summary>The chance to be won within some days from now; never falls with them, never exceeds <see cref="WonEver"/>.</summary>
    /// <param name="stage">The stage it stands in.</param>
    /// <param name="daysInStage">How long already.</param>
    /// <param name="withinDays">From now, not negative.</param>
    /// <exception cref="ArgumentException">The stage is not known.</exception>
    public double WonWithin(string stage, double daysInStage, double withinDays)
    {
        (int s, int step, double share) = PlaceOf(stage, daysInStage);
        return Mixed(Within(s, step, withinDays), Within(s, step + 1, withinDays), share);
    }

    /// <summary>In how many days it is won, if it is: the median; null where winning lies beyond the horizon or cannot be.</summary>
    public double? MedianDaysToWin(string stage, double daysInStage)
    {
        double half = WonEver(stage, daysInStage) / 2;
        if (!(half > 0) || WonWithin(stage, daysInStage, HorizonDays) < half)
        {
            return null;
        }

        double low = 0;
        double high = HorizonDays;
        for (int i = 0; i < 40; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = WonWithin(stage, daysInStage, middle) < half ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>The JSON form.</summary>
    public string ToJson() => ProbabilityJsonContext.Json.Write(this);

    /// <summary>Reads the JSON form.</summary>
    /// <exception cref="System.Text.Json.JsonException">The text is not a model.</exception>
    public static TimeAwareModel FromJson(string json) => ProbabilityJsonContext.Json.Read<TimeAwareModel>(json);

    /// <summary>The row of the tables for a deal that has waited: row 0 has just entered, row k + 1 has waited k steps of the grid.</summary>
    private (int Stage, int Row, double Share) PlaceOf(string stage, double days)
    {
        if (!_stages.TryGetValue(Guard.Against.Null(stage), out int s))
        {
            throw new ArgumentException($"The model does not know the stage '{stage}'; it knows {string.Join(", ", Stages)}.", nameof(stage));
        }

        Guard.Against.Negative(days);
        if (days < Hazards.FirstHour)
        {
            return (s, 0, 0);
        }

        double waited = Math.Min(days / BinDays, _times.Steps - 2);
        int whole = (int)waited;
        return (s, whole + 1, waited - whole);
    }

    private double Within(int stage, int row, double days)
    {
        double steps = Math.Clamp(days / BinDays, 0, _times.Steps - 1);
        int whole = (int)steps;
        double low = _times.Within(stage, row, whole);
        return whole >= _times.Steps - 1 ? low : Mixed(low, _times.Within(stage, row, whole + 1), steps - whole);
    }

    private static double Mixed(double from, double to, double share) => share == 0 ? from : ((1 - share) * from) + (share * to);
}
