using CrmCore.Pipelines;
using CrmCore.Probabilities.Evaluation;

namespace CrmCore.Forecasting;

/// <summary>
/// One step of a funnel: the deals that reached a stage, and what became of them. Of those that reached an open stage each was passed on, was lost before it
/// came further, or may still come further.
/// </summary>
public sealed record FunnelStep
{
    internal FunnelStep(Stage stage) => Stage = stage;

    /// <summary>The stage; of the last step the first won one, which stands for all of them.</summary>
    public Stage Stage { get; }

    /// <summary>How many deals reached it: entered it, passed it over, or entered a later one.</summary>
    public int Reached { get; internal init; }

    /// <summary>Their share of those that entered the funnel, 0 to 1; null where none did.</summary>
    public double? Share { get; internal init; }

    /// <summary>How many came further than this.</summary>
    public int Passed { get; internal init; }

    /// <summary>How many were lost without coming further.</summary>
    public int Lost { get; internal init; }

    /// <summary>How many are open and have not come further yet.</summary>
    public int Pending { get; internal init; }

    /// <summary>How many reached it without ever standing in it.</summary>
    public int Skipped { get; internal init; }

    /// <summary>How often the deals that stood here went back to an earlier stage.</summary>
    public int Backward { get; internal init; }

    /// <summary>
    /// Of those whose fate at this stage is settled, the share that was passed on; null where nothing is settled. Deals that are still open are not in it, so it
    /// does not fall because many have just come in. In a young cohort the quick ones are over-represented: <see cref="ToNext"/> corrects that.
    /// </summary>
    public double? Conversion => Passed + Lost == 0 ? null : (double)Passed / (Passed + Lost);

    /// <summary>Whether <see cref="Conversion"/> rests on fewer deals than <see cref="SmallGroups.Threshold"/>.</summary>
    public bool IsSmall => Passed + Lost < SmallGroups.Threshold;

    /// <summary>
    /// How soon deals that stood here came further, for the first time, since they first came here: open deals count as long as they have waited, lost ones as
    /// never coming further. Deals that passed the stage over are not in it.
    /// </summary>
    public TimeToEvent ToNext { get; internal init; } = TimeToEvent.Of([]);

    /// <summary>How long the deals that stood here did so, over all visits; those that stand here still up to the instant.</summary>
    public SalesCycle TimeHere { get; internal init; } = new([]);

    /// <summary>Where the true conversion may lie: Wilson's score interval; null where nothing is settled.</summary>
    /// <param name="confidence">How sure, 0.5 to 0.9999.</param>
    public Interval? ConversionInterval(double confidence = 0.95) => WilsonInterval.Of(Passed, Passed + Lost, confidence);
}
