using CrmCore.Probabilities.Evaluation;

namespace CrmCore.Forecasting;

/// <summary>Leads that became opportunities among all leads.</summary>
/// <param name="Converted">How many became an opportunity.</param>
/// <param name="Leads">How many there are.</param>
public readonly record struct ConversionRate(int Converted, int Leads)
{
    /// <summary>How many became an opportunity, 0 to <see cref="Leads"/>.</summary>
    public int Converted { get; } = Guard.Against.OutOfRange(Converted, nameof(Converted), 0, Math.Max(0, Leads));

    /// <summary>How many there are, from 0.</summary>
    public int Leads { get; } = Guard.Against.Negative(Leads);

    /// <summary>The share, 0 to 1; null for no leads.</summary>
    public double? Value => Leads == 0 ? null : (double)Converted / Leads;

    /// <summary>Whether it rests on fewer leads than <see cref="SmallGroups.Threshold"/>.</summary>
    public bool IsSmall => Leads < SmallGroups.Threshold;

    /// <summary>Where the true rate may lie: Wilson's score interval; null for no leads.</summary>
    /// <param name="confidence">How sure, 0.5 to 0.9999.</param>
    public Interval? Interval(double confidence = 0.95) => WilsonInterval.Of(Converted, Leads, confidence);
}
