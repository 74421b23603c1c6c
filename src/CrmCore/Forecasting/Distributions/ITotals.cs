namespace CrmCore.Forecasting.Distributions;

/// <summary>How likely totals are, in smallest units.</summary>
internal interface ITotals
{
    double Mean { get; }

    double AtLeast(decimal total);

    /// <summary>The least total that is not exceeded with the chance given.</summary>
    decimal Quantile(double share);
}
