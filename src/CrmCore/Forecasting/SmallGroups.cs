namespace CrmCore.Forecasting;

/// <summary>When a group of deals or leads is too small to be read as a rate.</summary>
public static class SmallGroups
{
    /// <summary>
    /// A group of fewer is marked as small where nothing else is said. With 20 the 95% interval of a rate of one half still reaches from 0.30 to 0.70.
    /// </summary>
    public const int Threshold = 20;
}
