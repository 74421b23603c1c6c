namespace CrmCore.Forecasting.Distributions;

/// <summary>
/// One common shock behind all deals: deal i is won where sqrt(rho) Z + sqrt(1 - rho) e_i lies below the quantile of its chance, Z and e_i standard normal. Given Z, deals are independent
/// with the chance worked out here. Integrals over Z are sums over points 0.2 apart between -6 and 6, which for a normal density is exact far beyond what is shown.
/// </summary>
internal static class OneFactor
{
    private const double Distance = 0.2;
    private const int Half = 30;

    /// <summary>The points of Z and their weights; the one point 0 without correlation.</summary>
    public static (double Z, double Weight)[] Points(double correlation)
    {
        if (correlation == 0)
        {
            return [(0, 1)];
        }

        (double Z, double Weight)[] points = [.. Enumerable.Range(-Half, (2 * Half) + 1).Select(i => (i * Distance, Normal.Density(i * Distance)))];
        double sum = points.Sum(p => p.Weight);
        return [.. points.Select(p => (p.Z, p.Weight / sum))];
    }

    /// <summary>The chance given the shock.</summary>
    /// <param name="quantile">The normal quantile of the chance.</param>
    /// <param name="z">The shock; above 0 is bad.</param>
    /// <param name="correlation">Above 0.</param>
    public static double Given(double quantile, double z, double correlation) =>
        Normal.Cumulative((quantile - (Math.Sqrt(correlation) * z)) / Math.Sqrt(1 - correlation));
}
