namespace CrmCore.Probabilities.Learned;

/// <summary>
/// Why an estimate is what it is, in log-odds: ln(p / (1 - p)) is <paramref name="Start"/> and all <paramref name="Contributions"/> and
/// <paramref name="Adjustment"/> added up.
/// </summary>
/// <param name="Estimate">The chance to win.</param>
/// <param name="Start">What the model says without knowing any feature.</param>
/// <param name="Contributions">What each feature adds, in the order of the schema.</param>
/// <param name="Adjustment">What calibration and rounding add at the end.</param>
public sealed record RowExplanation(double Estimate, double Start, IReadOnlyList<double> Contributions, double Adjustment);
