namespace CrmCore.Forecasting.Distributions;

/// <summary>What a deal does to the chance to reach a quota.</summary>
/// <param name="Deal">The deal.</param>
/// <param name="IfWon">The chance if it is won in the period.</param>
/// <param name="IfLost">The chance if it is not.</param>
public sealed record DealLeverage(PeriodDeal Deal, double IfWon, double IfLost)
{
    /// <summary>By how much winning it lifts the chance above losing it.</summary>
    public double Swing => IfWon - IfLost;

    /// <summary>The chance if it slips by the outlook's number of days.</summary>
    public double IfSlipped => (Deal.ChanceIfSlipped * IfWon) + ((1 - Deal.ChanceIfSlipped) * IfLost);
}
