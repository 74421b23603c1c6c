namespace CrmCore.Forecasting.Distributions;

/// <summary>How a distribution is worked out.</summary>
public enum DistributionMethod
{
    /// <summary>Exactly; simulated only where deals are correlated and more than 2,000.</summary>
    Automatic = 0,

    /// <summary>By convolution on a grid of money, whose rounding is bounded and told.</summary>
    Exact = 1,

    /// <summary>By drawing, from a seed.</summary>
    Simulated = 2,
}

/// <summary>How to work out a distribution. Immutable.</summary>
public sealed record DistributionOptions
{
    /// <summary>How.</summary>
    public DistributionMethod Method { get; init; }

    /// <summary>
    /// How much deals win and lose together, 0 to 0.95: the correlation of what lies behind two deals in a one-factor Gaussian model (Vasicek 1987). 0 takes them as independent, which
    /// they seldom are: the range is then too narrow. <see cref="CorrelationEstimate"/> tells it from past periods.
    /// </summary>
    public double Correlation { get; init => field = value is >= 0 and <= 0.95 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A correlation lies between 0 and 0.95."); }

    /// <summary>How many grid points a range of twenty standard deviations may have, 1,024 to 4,194,304. More is finer and slower.</summary>
    public int Cells { get; init => field = value is >= 1024 and <= 1 << 22 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Give 1,024 to 4,194,304 grid points."); } = 1 << 16;

    /// <summary>How often to draw, 1,000 to 100,000,000; rounded up to a multiple of 256.</summary>
    public int Draws { get; init => field = value is >= 1000 and <= 100_000_000 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Draw 1,000 to 100,000,000 times."); } = 100_096;

    /// <summary>What drawing starts from; the same seed gives the same result on every machine.</summary>
    public long Seed { get; init; } = 1;
}
