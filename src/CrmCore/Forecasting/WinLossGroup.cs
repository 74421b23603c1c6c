namespace CrmCore.Forecasting;

/// <summary>Won and lost deals that have something in common.</summary>
/// <param name="Key">What; null for those of which it is not known.</param>
/// <param name="Rate">How many were won and lost; a small group says so.</param>
/// <param name="Won">The amount that was won.</param>
/// <param name="Lost">The amount that was lost.</param>
public sealed record WinLossGroup(string? Key, WinRate Rate, Money Won, Money Lost);
